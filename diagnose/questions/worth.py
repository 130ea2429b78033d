"""Questions worth asking: those of which some answer would change the decision, by what the answer saves.

Each answer that comes into question is tried: the case is worked out again as if it had been given. So nothing is
listed that cannot change the decision, and one answer is enough to see it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from diagnose.facts import Value
from diagnose.hypotheses import Candidate, Reading
from diagnose.hypotheses.models import FaultModel, leaks_of, shares_of
from diagnose.kb.base import KnowledgeBase
from diagnose.questions.answering import Answering
from diagnose.questions.chances import significant
from diagnose.questions.types import Question, QuestionReason
from diagnose.rules.conditions import Condition, Test, attributes_of, leaves
from diagnose.rules.operators import Between, HasAll, HasNone, NotOneOf, OneOf, Within, shown
from diagnose.vocabulary import AttributeType

MOST = 24
"""So many attributes are tried, those first that the likeliest candidates name or wait for."""
ANSWERS = 32
"""So many answers to one question are tried."""
UNLIKELY = 1e-4
"""Answers less likely than this save nothing."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a case comes to: what must be the same for the decision to be the same, and what repair will cost.

    ``weight`` is the logarithm of how likely everything seen is, relative to no fault at all.
    """

    mark: tuple[str, ...]
    cost: float
    weight: float


@dataclass(frozen=True, slots=True)
class Trial:
    """A case in which answers are tried.

    ``candidates`` come with their responsibility; ``suppose`` works out the case with an answer added to ``now``.
    """

    reading: Reading
    candidates: Sequence[tuple[Candidate, float]]
    answering: Answering
    now: Outlook
    suppose: Callable[[str, Value], Outlook]


def worth_asking(trial: Trial, among: Iterable[str] | None = None) -> tuple[Question, ...]:
    """Open attributes whose answer could change the decision, by expected saving; ``among`` limits what is tried."""
    questions = []
    for name in among if among is not None else open_attributes(trial):
        who = trial.answering.who(name)
        answers = answers_to(trial.reading, name, [each for each, _ in trial.candidates]) if who else ()
        outlooks = [(answer, trial.suppose(name, answer)) for answer in answers]
        if any(outlook.mark != trial.now.mark for _, outlook in outlooks):
            cost = trial.answering.cost(name)
            weight = significant(trial.now.cost - cost - _expected(trial, name, outlooks))
            faults = tuple(sorted(each.id for each, _ in trial.candidates if name in attributes_of_interest(each)))
            questions.append(Question(name, QuestionReason.WORTH_IT, who, significant(cost), weight, faults))
    return tuple(sorted(questions, key=lambda question: (-question.weight, question.attribute)))


def open_attributes(trial: Trial) -> tuple[str, ...]:
    """What candidates name or wait for and somebody can answer, what concerns the likeliest first; at most 24."""
    weights: dict[str, list[float]] = {}
    for candidate, responsible in trial.candidates:
        for name in attributes_of_interest(candidate) | _required(trial.reading, candidate):
            weights.setdefault(name, []).append(responsible)
    ranked = sorted((-math.fsum(parts), name) for name, parts in weights.items() if trial.answering.who(name))
    return tuple(name for _, name in ranked[:MOST])


def attributes_of_interest(candidate: Candidate) -> frozenset[str]:
    """The attributes that a candidate names or waits for."""
    model: FaultModel = candidate.model
    return candidate.waits_for | candidate.rows_wait_for | model.signs.keys() | model.tilts.keys() | model.excused


def _required(reading: Reading, candidate: Candidate) -> frozenset[str]:
    conditions = [step.requires.condition for step in candidate.playbook.steps if step.requires is not None]
    return frozenset[str]().union(*(reading.possible.open_attributes(condition) for condition in conditions))


def _expected(trial: Trial, name: str, outlooks: Sequence[tuple[Value, Outlook]]) -> float:
    """The expected cost of repair after the answer."""
    chances = [
        usual_share(trial.reading, name, answer, len(outlooks))
        * math.exp(min(700.0, outlook.weight - trial.now.weight))
        for answer, outlook in outlooks
    ]
    total = math.fsum(chances)
    parts = [
        chance / total * outlook.cost
        for chance, (_, outlook) in zip(chances, outlooks, strict=True)
        if chance / total >= UNLIKELY
    ]
    return math.fsum(parts)


def usual_share(reading: Reading, name: str, answer: Value, count: int) -> float:
    """How common an answer is when no fault is present."""
    attribute = reading.kb.vocabulary.attributes.get(name)
    if attribute is None or attribute.type not in {AttributeType.YES_NO, AttributeType.CHOICE}:
        return 1.0 / count
    if not attribute.is_sign:
        return shares_of(reading, attribute).of(answer)
    leaks = leaks_of(reading, attribute)
    if leaks is None:
        return 1.0 / count
    return leaks.by_value.get(answer, leaks.clear / max(1, count - len(leaks.by_value)))


def answers_to(reading: Reading, name: str, candidates: Sequence[Candidate]) -> tuple[Value, ...]:
    """The answers that could make a difference: all values, or points around what the candidates' conditions test."""
    attribute = reading.kb.vocabulary.attributes.get(name)
    if attribute is not None and attribute.type is AttributeType.YES_NO:
        return (True, False)
    if attribute is not None and attribute.type is AttributeType.CHOICE:
        return attribute.values[:ANSWERS]
    found: dict[str, Value] = {}
    for condition in _conditions_on(reading.kb, name, candidates):
        for leaf in leaves(condition):
            if isinstance(leaf, Test) and leaf.attribute == name:
                found.update((shown(value), value) for value in _points(leaf.operator))
    if attribute is not None and attribute.type is AttributeType.SET:
        for candidate in candidates:
            members = (member for member in candidate.model.tilts.get(name, ()) if isinstance(member, str))
            found.update((f"[{member}]", frozenset([member])) for member in members)
        found["[]"] = frozenset[str]()
    return tuple(found[written] for written in sorted(found))[:ANSWERS]


def _conditions_on(kb: KnowledgeBase, name: str, candidates: Iterable[Candidate]) -> Iterator[Condition]:
    """What candidates ask for, and what is concluded from ``name``."""
    for candidate in candidates:
        yield from _conditions(candidate)
    read: Mapping[str, tuple[Condition, ...]] | None = kb.derived.get("conditions by attribute")
    if read is None:
        found: dict[str, list[Condition]] = {}
        for key in sorted(kb.rules.rules):
            rule = kb.rules.rules[key]
            for attribute in attributes_of(rule.condition) if rule.sets else ():
                found.setdefault(attribute, []).append(rule.condition)
        read = kb.derived["conditions by attribute"] = {each: tuple(found[each]) for each in found}
    yield from read.get(name, ())


def _conditions(candidate: Candidate) -> Iterator[Condition]:
    yield candidate.playbook.condition
    for row in candidate.playbook.shows:
        if row.given is not None:
            yield row.given
    for step in candidate.playbook.steps:
        if step.requires is not None:
            yield step.requires.condition


def _points(operator: Any) -> Iterator[Value]:
    """Values on both sides of what ``operator`` tests."""
    match operator:
        case OneOf(values) | NotOneOf(values):
            yield from values
        case HasAll(values) | HasNone(values):
            yield values
        case Within(asked):
            yield from ((kind,) for kind in asked)
        case Between(low, high):
            ends = [end for end in (low, high) if end is not None]
            yield from ends
            if isinstance(ends[0], float):
                yield from (ends[0] - 1.0, ends[-1] + 1.0, *((left + right) / 2.0 for left, right in pairwise(ends)))
