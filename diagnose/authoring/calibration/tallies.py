"""Counting closed cases: hits and misses for every number that a history says something about."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields

from diagnose.authoring.calibration.lessons import Lesson
from diagnose.authoring.calibration.numbers import Expected
from diagnose.facts import EQUIPMENT, LOCATION, Fact, Value, WorkingMemory
from diagnose.hypotheses import Reading
from diagnose.hypotheses.candidates import kinds_of
from diagnose.hypotheses.misfit import chances_of
from diagnose.hypotheses.models import FaultModel, counting, leaks_of, model_of
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Playbook, Shown
from diagnose.rules.conditions import Test, conjuncts
from diagnose.vocabulary import Attribute, AttributeType

PLACE = (EQUIPMENT, LOCATION)
"""What says whether a case is one of the requests that a frequency is about."""


@dataclass(slots=True)
class Tally:
    """``hits`` of ``cases``."""

    hits: int = 0
    cases: int = 0

    def add(self, hit: bool) -> None:
        """One more case."""
        self.cases += 1
        self.hits += hit


@dataclass(slots=True)
class RowTally:
    """The cases of a fault in which the attribute of one row was known: with its value, or with a normal one."""

    seen: Tally = field(default_factory=Tally)
    normal: int = 0
    expected: list[Expected] = field(default_factory=list)

    def mean(self) -> Expected:
        """What was expected of all these cases."""
        sums = (math.fsum([getattr(each, part.name) for each in self.expected]) for part in fields(Expected))
        return Expected(*(total / len(self.expected) for total in sums))


@dataclass(frozen=True, slots=True)
class Tallies:
    """Everything counted: by fault, by fault and number of a row, by fault and step.

    ``never_normal`` are the signs that were never written down as normal in the whole history.
    """

    frequencies: Mapping[str, Tally]
    rows: Mapping[tuple[str, int], RowTally]
    steps: Mapping[tuple[str, str], Tally]
    never_normal: frozenset[str]


def count(lessons: Iterable[Lesson], kb: KnowledgeBase, *, complaints: bool = False) -> Tallies:
    """The tallies of ``lessons``; ``complaints`` counts also signs that decided which cases came to be counted."""
    every = tuple(lessons)
    never = _never_normal(every, kb)
    complaint = frozenset(name for name, each in kb.vocabulary.attributes.items() if each.complaint)
    rows: dict[tuple[str, int], RowTally] = {}
    steps: dict[tuple[str, str], Tally] = {}
    for lesson in every:
        if lesson.fault is not None:
            playbook = kb.playbooks[lesson.fault]
            chosen = frozenset() if complaints else complaint.union(_asked_for(playbook))
            _count_rows(lesson.reading, playbook, chosen | never, rows)
            _count_steps(lesson, playbook, steps)
    return Tallies(_frequencies(every, kb), rows, steps, never)


def _asked_for(playbook: Playbook) -> Iterator[str]:
    """The attributes without which a case would not have come to this playbook."""
    return (part.attribute for part in conjuncts(playbook.condition) if isinstance(part, Test))


def _never_normal(lessons: Iterable[Lesson], kb: KnowledgeBase) -> frozenset[str]:
    """Signs that nobody writes down unless they are abnormal: their share says nothing."""
    normal: set[str] = set()
    seen: set[str] = set()
    for lesson in lessons:
        for name, value in lesson.reading.values.items():
            attribute = kb.vocabulary.attributes.get(name)
            if attribute is not None and attribute.is_sign:
                (seen if value in attribute.abnormal else normal).add(name)
    return frozenset(seen - normal)


def _frequencies(lessons: Iterable[Lesson], kb: KnowledgeBase) -> dict[str, Tally]:
    """For each playbook the requests that it may be about, and those whose cause it was."""
    found = {name: Tally() for name in sorted(kb.playbooks)}
    contexts: dict[tuple[tuple[str, Value], ...], tuple[str, ...]] = {}
    for lesson in lessons:
        values = lesson.reading.values
        context = tuple((name, values[name]) for name in PLACE if name in values)
        if context not in contexts:
            contexts[context] = _applicable(context, kb)
        for name in contexts[context]:
            found[name].add(name == lesson.fault)
    return {name: tally for name, tally in found.items() if tally.cases}


def _applicable(context: tuple[tuple[str, Value], ...], kb: KnowledgeBase) -> tuple[str, ...]:
    """The playbooks that equipment and place do not rule out; without equipment only those about any equipment."""
    reading = Reading.of(kb, WorkingMemory.of([Fact(name, value) for name, value in context]))
    kinds = frozenset(kinds_of(reading) or ())
    return tuple(
        name
        for name, playbook in kb.playbooks.items()
        if (not playbook.scope or kinds.intersection(playbook.scope)) and reading.truth(playbook.condition) is not False
    )


def _count_steps(lesson: Lesson, playbook: Playbook, steps: dict[tuple[str, str], Tally]) -> None:
    own = {step.id for step in playbook.steps}
    for step, helped in lesson.outcomes:
        if step in own:
            steps.setdefault((playbook.id, step), Tally()).add(helped)


def _count_rows(
    reading: Reading, playbook: Playbook, left_out: frozenset[str], rows: dict[tuple[str, int], RowTally]
) -> None:
    kept, unsettled = counting(playbook.shows, reading.possible)
    doubtful = left_out.union(row.attribute for row in unsettled)
    model = model_of(reading, playbook)
    for number, row in enumerate(playbook.shows):
        if row.attribute in reading.values and row.attribute not in doubtful and any(row is each for each in kept):
            expected = expected_of(reading, model, row)
            if expected is not None:
                tally = rows.setdefault((playbook.id, number), RowTally())
                tally.expected.append(expected)
                _see(reading, row, tally)


def _see(reading: Reading, row: Shown, tally: RowTally) -> None:
    value = reading.values[row.attribute]
    attribute = reading.kb.vocabulary.attributes[row.attribute]
    tally.seen.add(row.value in value if isinstance(value, frozenset) else value == row.value)
    tally.normal += attribute.is_sign and value not in attribute.abnormal


def expected_of(reading: Reading, model: FaultModel, row: Shown) -> Expected | None:
    """What ``model`` expects of the value of ``row``; None where the row plays no part."""
    attribute = reading.kb.vocabulary.attributes[row.attribute]
    if row.value is None or (attribute.is_sign and row.value not in attribute.abnormal):
        return None
    if attribute.is_sign:
        return _of_sign(reading, model, attribute, row.value)
    named = model.tilts[row.attribute]
    if None in named:  # what is known of it is only what applied
        return None
    mass = 1.0 if attribute.type is AttributeType.SET else max(1.0, math.fsum(named.values()))
    return Expected(named[row.value] / mass, mass)


def _of_sign(reading: Reading, model: FaultModel, attribute: Attribute, value: Value) -> Expected | None:
    leaks, chances = leaks_of(reading, attribute), chances_of(reading, attribute, (model,))
    if leaks is None or chances is None:
        return None
    mass = math.fsum(chances.values())
    return Expected(chances[value] / mass, mass, chances[None] / mass, leaks.by_value[value], leaks.clear)
