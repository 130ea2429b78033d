"""What can be true of one kind of equipment: its playbooks, its attributes, and the values that make a difference."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from diagnose.facts import BUILT_IN, EQUIPMENT, LOCATION, Duration, Fact, Value, Version, WorkingMemory
from diagnose.hypotheses import Reading
from diagnose.hypotheses.models import ABSENT, clamp, leaks_of, shares_of
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Playbook
from diagnose.rules.conditions import AllOf, AnyOf, Condition, Test, leaves
from diagnose.rules.operators import Age, Between, NotOneOf, OneOf, Operator, Words
from diagnose.vocabulary import Attribute, AttributeType

REPORTED = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
"""Every drawn case is reported at this moment."""
NOTHING_OF_THE_KIND = "nothing like that"
EVEN = 0.5


class Domain:
    """The playbooks that can exist on equipment of one kind in one place, and every attribute they read or show."""

    def __init__(self, kb: KnowledgeBase, kind: str | None, place: str | None = None) -> None:
        self.kb = kb
        self.kind = kind
        self.place = place
        self.given = tuple(_given(kind, place))
        self.reading = Reading.of(kb, WorkingMemory.of(self.given, REPORTED))
        self.playbooks = {
            name: kb.playbooks[name]
            for name in sorted(kb.playbooks)
            if self.reading.truth(kb.playbooks[name].condition) is not False
        }
        self.operators: dict[str, list[Operator]] = {}
        self.names = self._names()
        self.weights = {name: self._weight(each) for name, each in self.playbooks.items()}

    def attribute(self, name: str) -> Attribute:
        """The declaration of an attribute."""
        return self.kb.vocabulary.attributes[name]

    def is_concluded(self, name: str) -> bool:
        """Whether rules alone say what it is."""
        return name in self.kb.rules.setters and not self.attribute(name).answered_by

    def _names(self) -> tuple[str, ...]:
        """What the playbooks read and show, through conclusions and relevance."""
        waiting = [condition for each in self.playbooks.values() for condition in _conditions(each)]
        found = {row.attribute for each in self.playbooks.values() for row in each.shows}
        waiting += [row.given for name in found for row in self.kb.common.get(name, ()) if row.given is not None]
        waiting += [self.kb.relevance[name] for name in sorted(found) if name in self.kb.relevance]
        seen: set[int] = set()
        while waiting:
            condition = waiting.pop()
            if id(condition) in seen:
                continue
            seen.add(id(condition))
            for leaf in leaves(condition):
                found.add(leaf.attribute)
                if isinstance(leaf, Test):
                    self.operators.setdefault(leaf.attribute, []).append(leaf.operator)
                waiting += [rule.condition for rule in self.kb.rules.setters.get(leaf.attribute, ())]
                if leaf.attribute in self.kb.relevance:
                    waiting.append(self.kb.relevance[leaf.attribute])
        return tuple(sorted(name for name in found if name not in BUILT_IN and name in self.kb.vocabulary.attributes))

    def values(self, name: str) -> tuple[Value, ...]:
        """The values that come into question: all of them, or points around what conditions test."""
        attribute = self.attribute(name)
        if attribute.type is AttributeType.YES_NO:
            return (True, False)
        if attribute.type is AttributeType.CHOICE:
            return attribute.values
        if attribute.type is AttributeType.SET:
            return (frozenset(), *(frozenset([member]) for member in attribute.values))
        points = {repr(point): point for each in self.operators.get(name, ()) for point in _points(each, attribute)}
        return tuple(points[written] for written in sorted(points))

    def quiet(self, name: str) -> tuple[Value, ...]:
        """Those of :meth:`values` that the fewest tests ask for."""
        values = self.values(name)
        hits = [sum(each.test(value, REPORTED) is True for each in self.operators.get(name, ())) for value in values]
        return tuple(value for value, hit in zip(values, hits, strict=True) if hit == min(hits))

    def _weight(self, playbook: Playbook) -> float:
        """Prior odds, times the chance of the circumstances of its gate, times that of any complaint."""
        complaints = [
            row for row in playbook.shows if self.attribute(row.attribute).complaint and row.strength > ABSENT
        ]
        heard = 1.0 - math.prod(1.0 - min(0.98, row.strength) for row in complaints)
        prior = clamp(playbook.prior)
        return prior / (1.0 - prior) * self.gate_chance(playbook.condition) * heard

    def unexplained(self) -> float:
        """The share of requests about such equipment that the knowledge base expects to be about nothing known."""
        complaints = {row.attribute for each in self.playbooks.values() for row in each.shows}
        leaks = [
            leaks_of(self.reading, self.attribute(name))
            for name in sorted(complaints)
            if self.attribute(name).complaint
        ]
        chance = 1.0 - math.prod(leak.clear for leak in leaks if leak is not None)
        return chance / (chance + math.fsum(self.weights.values()))

    def gate_chance(self, condition: Condition) -> float:
        """How often the circumstances allow ``condition``; signs and conclusions follow from the fault itself."""
        match condition:
            case AllOf(members):
                return math.prod(self.gate_chance(member) for member in members)
            case AnyOf(members):
                return max(self.gate_chance(member) for member in members)
            case Test(attribute, operator) if attribute in self.kb.vocabulary.attributes:
                declared = self.attribute(attribute)
                if declared.is_sign or not declared.answered_by or not isinstance(operator, OneOf):
                    return 1.0
                shares = shares_of(self.reading, declared)
                return min(1.0, math.fsum(shares.of(value) for value in operator.values))
            case _:
                return 1.0


def _given(kind: str | None, place: str | None) -> Iterator[Fact]:
    if kind is not None:
        yield Fact(EQUIPMENT, (kind,))
    if place is not None:
        yield Fact(LOCATION, (place,))


def _conditions(playbook: Playbook) -> Iterator[Condition]:
    yield playbook.condition
    yield from (row.given for row in playbook.shows if row.given is not None)
    yield from (step.requires.condition for step in playbook.steps if step.requires is not None)


def _points(operator: Operator, attribute: Attribute) -> Iterator[Value]:
    """Values on both sides of what ``operator`` tests."""
    match operator:
        case OneOf(values) | NotOneOf(values):
            ends = sorted(values, key=str)
            yield from _around(ends, attribute) if isinstance(ends[0], float) else ends
        case Between(low, high):
            yield from _around([end for end in (low, high) if end is not None], attribute)
        case Age(seconds):
            yield from (REPORTED - timedelta(seconds=seconds * part) for part in (0.5, 1.5))
        case Words(_, words):
            yield from (words, NOTHING_OF_THE_KIND)
        case _:
            return


def _around(ends: list[Any], attribute: Attribute) -> Iterator[Value]:
    yield from ends
    if isinstance(ends[0], Version):
        yield from (Version("0"), Version("99999"))
    elif isinstance(ends[0], datetime):
        yield from (ends[0] - timedelta(days=1), ends[-1] + timedelta(days=1))
    else:
        width = attribute.step or 1.0
        middles = [(left + right) / 2.0 for left, right in pairwise(ends)] if attribute.step is None else []
        for point in (ends[0] - width, ends[-1] + width, *middles):
            if (attribute.low is None or point >= attribute.low) and (
                attribute.high is None or point <= attribute.high
            ):
                yield Duration(point) if attribute.type is AttributeType.DURATION else float(point)


def kinds_of(kb: KnowledgeBase) -> tuple[str | None, ...]:
    """The most exact kinds of equipment that playbooks are about; None alone where no playbook names any."""
    tree = kb.vocabulary.equipment
    scopes: Iterable[str] = {kind for each in kb.playbooks.values() for kind in each.scope}
    kinds = {kind for scope in scopes for kind in tree.below(scope) if len(tree.below(kind)) == 1}
    return tuple(sorted(kinds)) or (None,)


def places_of(kb: KnowledgeBase) -> tuple[str | None, ...]:
    """The most exact locations that are declared; None alone where there are none."""
    tree = kb.vocabulary.location
    return tuple(sorted(place for place in tree.parents if len(tree.below(place)) == 1)) or (None,)
