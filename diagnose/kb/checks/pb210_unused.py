"""PB210: declared but not used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from diagnose.errors import Finding, Severity
from diagnose.kb.checks.subject import Subject
from diagnose.kb.checks.uses import Uses
from diagnose.kb.codes.code import warning
from diagnose.kb.compile.attributes import LISTED
from diagnose.kb.documents import AttributeDocument
from diagnose.rules.operators import shown
from diagnose.wording import worded

CODE = warning(
    "PB210",
    "Declared but not used",
    "Объявлено, но не используется",
    "No document uses the attribute or the kind of equipment; as information, no condition and no `shows` names\n"
    "these values of it.",
    "Either it is left over, or a playbook is missing: an abnormal value that nothing shows is never explained.",
    "attributes: {print.colour: ...}   # and no playbook names it",
    "use it, or take it away",
)


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each attribute and kind of equipment that nothing uses, and for values that nothing reads."""
    if subject.documents.blind or not subject.meaning.playbooks:
        return
    uses = Uses.of(subject)
    for vocabulary in subject.documents.vocabularies:
        for attribute in vocabulary.attributes.values():
            if attribute.id.text not in uses.attributes:
                message = worded("nothing uses the attribute {attribute!r}", attribute=attribute.id.text)
                yield CODE.finding(message, attribute.id.at, "name it in a playbook or a conclusion, or take it away")
            else:
                yield from _values(subject, attribute, uses)
        kinds = {} if vocabulary.taxonomies is None else vocabulary.taxonomies.equipment
        taxonomy = subject.meaning.vocabulary.equipment
        for name, kind in kinds.items():
            if uses.kinds.isdisjoint((*taxonomy.upwards(name), *taxonomy.below(name))):
                advice = "write a playbook for it or for a kind above it, or take it away"
                yield CODE.finding(
                    worded("nothing is written about the equipment {name!r}", name=name), kind.id.at, advice
                )


def _values(subject: Subject, document: AttributeDocument, uses: Uses) -> Iterator[Finding]:
    """One remark on the abnormal values that no condition and no ``shows`` names; for a circumstance on all values.

    One value of a circumstance may be left: it is the usual one, which nobody needs to ask for.
    """
    attribute = subject.meaning.vocabulary.attributes[document.id.text]
    if attribute.type not in LISTED:
        return
    wanted = sorted(map(str, attribute.abnormal)) if attribute.is_sign else list(attribute.values)
    idle = [value for value in wanted if (attribute.id, value) not in uses.values]
    if len(idle) > (0 if attribute.is_sign else 1):
        message = worded(
            "nothing reads {values} of {attribute!r}", values=", ".join(map(shown, idle)), attribute=attribute.id
        )
        found = CODE.finding(message, document.id.at, "write the playbook for it, or take the value away")
        yield replace(found, severity=Severity.INFO)
