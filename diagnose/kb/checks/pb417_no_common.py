"""PB417: a value that is shown and whose share nobody gave."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding
from diagnose.facts import Value
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes.code import info
from diagnose.kb.compile.tables import read_table
from diagnose.kb.compile.workbench import Workbench
from diagnose.kb.documents import AttributeDocument
from diagnose.rules.operators import shown
from diagnose.wording import joined, worded

CODE = info(
    "PB417",
    "Value without a share",
    "Значение без доли",
    "A playbook shows an abnormal value, and the vocabulary does not say how `common` it is.",
    "It counts as rare then. What people see all the time whatever the fault would speak far too strongly for it.",
    "print.output: {type: choice, values: [normal, faded], abnormal: [faded], ...}",
    "print.output: {type: choice, values: [normal, faded], abnormal: [faded], common: {faded: sometimes}, ...}",
)


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each sign of which some playbook shows a value that has no ``common``."""
    seen: dict[str, set[Value]] = {}
    attributes = subject.meaning.vocabulary.attributes
    for playbook in subject.meaning.playbooks:
        for row in playbook.shows:
            if row.value is not None and row.value in attributes[row.attribute].abnormal:
                seen.setdefault(row.attribute, set()).add(row.value)
    for vocabulary in subject.documents.vocabularies:
        for document in vocabulary.attributes.values():
            if document.id.text in seen:
                yield from _missing(subject, document, seen[document.id.text])


def _missing(subject: Subject, document: AttributeDocument, seen: set[Value]) -> Iterator[Finding]:
    attribute = subject.meaning.vocabulary.attributes[document.id.text]
    bench = Workbench.on(subject.meaning.lexicon, subject.meaning.settings)
    rows = () if document.common is None else read_table(bench, attribute, document.common, "common")
    missing = sorted(shown(value) for value in seen - {row.value for row in rows})
    if missing and not bench.findings:
        values = joined(", ", missing)
        message = worded("nobody says how common {values} of {attribute} is", values=values, attribute=attribute.id)
        yield CODE.finding(message, document.id.at, "add 'common'; without it the value counts as rare")
