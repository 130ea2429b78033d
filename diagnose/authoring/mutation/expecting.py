"""What a case can expect so that one answer passes and another does not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from diagnose.authoring.expectation import Expectation, Figure, Named
from diagnose.authoring.mutation.answers import Answer
from diagnose.errors import Location

NOWHERE = Location("")
_OPEN = frozenset({"more-facts", "unprecedented"})


def named(text: str) -> Named:
    """An id that stands nowhere yet."""
    return Named(text, NOWHERE)


def difference(answer: Answer, other: Answer, rule: str) -> Expectation:
    """What ``answer`` has and ``other`` does not, the plainest thing first; empty when no case can expect it.

    ``rule`` is the playbook or conclusion that has changed.
    """
    if (rule in answer.fired) is not (rule in other.fired):
        return Expectation(matched=(named(rule),)) if rule in answer.fired else Expectation(not_matched=(named(rule),))
    if answer.outcome != other.outcome:
        return Expectation(outcome=named(answer.outcome))
    if answer.fault != other.fault and answer.fault and answer.outcome not in _OPEN:
        return Expectation(fault=named(answer.fault))
    if answer.line != other.line and answer.line:
        return Expectation(line=named(answer.line))
    if answer.steps and answer.steps[:1] != other.steps[:1]:
        return Expectation(first_step=named(answer.steps[0]))
    return _in_lists(answer, other)


def _in_lists(answer: Answer, other: Answer) -> Expectation:
    steps = [step for step in answer.steps if step not in other.steps]
    if steps:
        return Expectation(steps_include=(named(steps[0]),))
    if answer.fired - other.fired:
        return Expectation(matched=(named(min(answer.fired - other.fired)),))
    if other.fired - answer.fired:
        return Expectation(not_matched=(named(min(other.fired - answer.fired)),))
    if answer.weighed - other.weighed:
        return Expectation(faults_include=(named(min(answer.weighed - other.weighed)),))
    return Expectation()


def figures(answer: Answer, other: Answer, rule: str) -> Expectation | None:
    """A figure of ``answer`` that ``other`` does not have, no more exact than is needed: evidence, else the chance."""
    theirs = dict(other.evidence)
    for attribute, number in sorted(answer.evidence):
        figure = _told_apart(attribute, number, theirs.get(attribute, 1.0))
        if figure is not None:
            return Expectation(evidence=(figure,))
    chances = dict(other.chances)
    for fault, number in sorted(answer.chances, key=lambda pair: (pair[0] != rule, pair[0])):
        figure = _told_apart(fault, number, chances.get(fault, 0.0))
        if figure is not None:
            return Expectation(chance=(figure,))
    return None


def _told_apart(name: str, number: float, other: float) -> Figure | None:
    """``number`` with two to four digits, as few as tell it from ``other``; None where they do not."""
    for digits in (2, 3, 4):
        written = _rounded(number, digits)
        figure = Figure(named(name), written)
        if float(written) > 0 and figure.fits(number) and not figure.fits(other):
            return figure
    return None


def _rounded(number: float, digits: int) -> str:
    """``number`` with so many digits that mean something, never in powers of ten."""
    return f"{Decimal(f'{number:.{digits - 1}e}'):f}"


def with_the_usual(answer: Answer, expect: Expectation) -> Expectation:
    """``expect`` with what a reader wants to see of every case: the outcome, the fault, the first step."""
    settled = answer.outcome not in _OPEN
    return replace(
        expect,
        outcome=named(answer.outcome),
        fault=expect.fault or (named(answer.fault) if settled and answer.fault else None),
        first_step=expect.first_step or (named(answer.steps[0]) if answer.steps else None),
    )


def joined(expect: Expectation, more: Expectation) -> Expectation:
    """Both together; of what is one thing only, ``expect`` has the word."""
    return replace(
        expect,
        outcome=expect.outcome or more.outcome,
        fault=expect.fault or more.fault,
        line=expect.line or more.line,
        first_step=expect.first_step or more.first_step,
        faults_include=(*expect.faults_include, *more.faults_include),
        steps_include=(*expect.steps_include, *more.steps_include),
        matched=(*expect.matched, *more.matched),
        not_matched=(*expect.not_matched, *more.not_matched),
        chance=_most_exact((*expect.chance, *more.chance)),
        evidence=_most_exact((*expect.evidence, *more.evidence)),
    )


def _most_exact(told: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Of several figures for one name the one with most digits, which says what the others say."""
    found: dict[str, Figure] = {}
    for each in told:
        before = found.get(each.name.text)
        if before is None or len(before.written) < len(each.written):
            found[each.name.text] = each
    return tuple(found.values())
