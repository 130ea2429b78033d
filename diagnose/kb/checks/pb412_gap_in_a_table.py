"""PB412: a gap in a table that is declared complete."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import prod

from diagnose.errors import Finding
from diagnose.facts import Value
from diagnose.kb.checks.masking import shown_by
from diagnose.kb.checks.pairs import apart, taking_part, wanted
from diagnose.kb.checks.subject import Subject
from diagnose.kb.checks.thinking import Thinking
from diagnose.kb.checks.understanding import understood
from diagnose.kb.codes.code import info
from diagnose.kb.documents.vocabulary import CompleteForDocument
from diagnose.kb.lexicon import Problem
from diagnose.kb.playbook import Playbook
from diagnose.rules.conditions import Condition, Test
from diagnose.rules.operators import OneOf, Within
from diagnose.vocabulary import EQUIPMENT, Attribute, AttributeType
from diagnose.wording import joined, worded

MOST = 10
"""So many gaps of a table are shown."""
LARGEST = 4096
"""Tables with more combinations are not looked at."""

CODE = info(
    "PB412",
    "Gap in a complete table",
    "Пробел в полной таблице",
    "A vocabulary declares a table complete, and for a combination of values in it no playbook can match.",
    "Who meets that combination gets no answer, though the author meant to have thought of all of them.",
    "complete_for: [{equipment: laser-printer, attributes: [print.output, printer.lights]}]\n"
    "# and no playbook for blank pages with a red lamp",
    "write the playbook for it, or take the attribute out of the table",
)


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of ``attributes`` on one kind of equipment, and the playbooks that may have a place in it."""

    kind: str
    attributes: tuple[Attribute, ...]
    equipment: Condition
    playbooks: tuple[Playbook, ...]

    def combinations(self) -> Iterator[tuple[Value, ...]]:
        """All combinations of values but those in which nothing is wrong."""
        for values in product(*map(_values, self.attributes)):
            pairs = zip(self.attributes, values, strict=True)
            if any(not attribute.is_sign or value in attribute.abnormal for attribute, value in pairs):
                yield values


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each of the first combinations of a complete table for which no playbook can match."""
    thinking = subject.around.thinking
    is_understood = understood(subject)
    documents = subject.documents
    written = [table for document in documents.vocabularies for table in document.complete_for]
    if not written or documents.blind or not all(map(is_understood, subject.meaning.playbooks)):
        return
    for document in written:
        table = _table(subject, document)
        if table is not None:
            yield from _gaps(subject, document, table, thinking)


def _table(subject: Subject, document: CompleteForDocument) -> _Table | None:
    lexicon, taxonomy = subject.meaning.lexicon, subject.meaning.vocabulary.equipment
    kind = lexicon.kind(document.equipment.text, EQUIPMENT)
    found = [lexicon.attribute(name.text) for name in document.attributes]
    attributes = tuple(each for each in found if not isinstance(each, Problem) and _values(each))
    if isinstance(kind, Problem) or len(attributes) < len(found):
        return None
    above = frozenset(taxonomy.upwards(kind)) - {kind}
    near = above | taxonomy.below(kind)
    playbooks = taking_part(subject.meaning.playbooks)
    return _Table(
        kind,
        attributes,
        Test(EQUIPMENT, Within((kind,), taxonomy.below(kind), above)),
        tuple(each for each in playbooks if not each.scope or not near.isdisjoint(each.scope)),
    )


def _gaps(subject: Subject, document: CompleteForDocument, table: _Table, thinking: Thinking) -> Iterator[Finding]:
    size = prod(len(_values(attribute)) for attribute in table.attributes)
    if size > LARGEST:
        message = worded("the table has {size} combinations and is not looked at", size=size)
        yield CODE.finding(message, document.at, worded("leave attributes out: {most} are the most", most=LARGEST))
        return
    left = MOST
    for values in table.combinations():
        tests = [
            Test(attribute.id, OneOf(frozenset([value])))
            for attribute, value in zip(table.attributes, values, strict=True)
        ]
        if left and not any(_has_place(subject, playbook, table, tests, thinking) for playbook in table.playbooks):
            left -= 1
            known = joined(", ", [test.written for test in tests])
            message = worded("no playbook for {equipment} with {known}", equipment=table.kind, known=known)
            witness = thinking.witness(table.equipment, *tests)
            yield CODE.finding(message, document.at, "write it, or take an attribute out of the table", witness=witness)


def _has_place(subject: Subject, playbook: Playbook, table: _Table, tests: list[Test], thinking: Thinking) -> bool:
    """Whether ``playbook`` can match where all ``tests`` hold; one without ``when`` must show one of the values."""
    known = {test.attribute: test.operator.values for test in tests if isinstance(test.operator, OneOf)}
    if apart(known, wanted(playbook.condition)):
        return False
    if not playbook.gated:
        shown = shown_by(playbook, subject.meaning.vocabulary)
        if not any((name, value) in shown for name, values in known.items() for value in values):
            return False
    return not thinking.never(table.equipment, *tests, playbook.condition)


def _values(attribute: Attribute) -> tuple[Value, ...]:
    if attribute.type is AttributeType.YES_NO:
        return (True, False)
    return attribute.values if attribute.type is AttributeType.CHOICE else ()
