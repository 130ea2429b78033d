"""Fixture cases that speak the vocabulary.

**What it finds**: intakes of fixture cases with names that are not declared and values of a wrong type; the codes are
those of the values themselves, such as PB204 and PB212.
**Why it matters**: such a case fails before the knowledge base is asked anything.
**Example**: ``intake: {symptoms: {print.outptu: faded}}``
**Write instead**: ``intake: {symptoms: {print.output: faded}}``
**Since**: 0.1
"""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.case import Intake
from diagnose.errors import Finding, IntakeError
from diagnose.kb.checks.subject import Subject
from diagnose.kb.documents import CaseDocument
from diagnose.kb.lexicon import Lexicon
from diagnose.kb.observe import findings_of
from diagnose.nodes import Mapping, Node, Scalar, Sequence


def check(subject: Subject) -> Iterator[Finding]:
    """The findings about every intake, or part of one, in the fixture cases."""
    lexicon = subject.meaning.lexicon
    for document in subject.documents.cases:
        parts = [] if document.given is None else [document.given]
        for test in document.tests:
            parts += _parts(test)
        found = (each for part in parts for each in _about(part, lexicon))
        yield from {(each.at.line, each.code, each.message): each for each in found}.values()


def _parts(test: CaseDocument) -> Iterator[Mapping]:
    if test.intake is not None:
        yield test.intake
    if test.change is not None:
        yield _without_removals(test.change)
    for attribute, values in () if test.table is None else test.table.entries:
        for value in values.items if isinstance(values, Sequence) else ():
            entry = Mapping(((attribute, value),), value.at)
            known = "." not in attribute.text
            yield entry if known else Mapping(((Scalar("symptoms", False, attribute.at), entry),), value.at)


def _about(part: Mapping, lexicon: Lexicon) -> tuple[Finding, ...]:
    try:
        return findings_of(Intake.from_node(part), lexicon)
    except IntakeError as error:
        return error.findings


def _without_removals(node: Mapping) -> Mapping:
    """``node`` without the entries that take something away."""
    kept: list[tuple[Scalar, Node]] = []
    for key, entry in node.entries:
        if not _is_removal(entry):
            inner = (
                _without_removals(entry) if isinstance(entry, Mapping) and key.text in ("symptoms", "facts") else entry
            )
            kept.append((key, inner))
    return Mapping(tuple(kept), node.at)


def _is_removal(node: Node) -> bool:
    return isinstance(node, Mapping) and [key.text for key, _ in node.entries] == ["remove"]
