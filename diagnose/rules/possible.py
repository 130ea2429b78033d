"""The second reading of a case: what may still hold, by Kleene's three values (Kleene 1952).

Worked out on demand: only what a condition asks for is looked at, through conclusions and relevance, and kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from diagnose.facts import Value, WorkingMemory
from diagnose.rules.conditions import AllOf, AnyOf, Condition, Count, NoneOf
from diagnose.rules.network import RuleBase
from diagnose.rules.operators import HasAll, HasNone, Operator
from diagnose.rules.rule import Rule
from diagnose.rules.trace import Inference


@dataclass(frozen=True, slots=True)
class Certain:
    """The attribute has this value."""

    value: Value


@dataclass(frozen=True, slots=True)
class Absent:
    """The attribute has no value and gets none; ``applies`` is False when it makes no sense in this case."""

    applies: bool


@dataclass(frozen=True, slots=True)
class Open:
    """The attribute may have any value; ``asked`` when somebody was asked and did not know."""

    asked: bool


@dataclass(frozen=True, slots=True)
class Either:
    """The attribute has one of ``values``, or perhaps none."""

    values: tuple[Value, ...]
    perhaps_none: bool


@dataclass(frozen=True, slots=True)
class Growing:
    """A set that holds ``must`` and perhaps some of ``may``; while ``must`` is empty it may have no value at all."""

    must: frozenset[str]
    may: frozenset[str]


Possibility: TypeAlias = Certain | Absent | Open | Either | Growing


class Possible:
    """What is possible in one case. Give the ``inference`` of the case where Python rules take part."""

    def __init__(self, rules: RuleBase, memory: WorkingMemory, inference: Inference | None = None) -> None:
        self._rules = rules
        self._memory = memory
        self._inference = inference
        self._known: dict[str, Possibility] = {}
        self._truths: dict[str, bool | None] = {}

    def truth(self, condition: Condition) -> bool | None:
        """Kleene's truth of ``condition``."""
        return condition.truth(self)

    def truth_of_rule(self, rule: Rule) -> bool | None:
        """Kleene's truth of the condition of ``rule``, kept for the next time."""
        if rule.id not in self._truths:
            self._truths[rule.id] = rule.condition.truth(self)
        return self._truths[rule.id]

    def truth_of(self, attribute: str, operator: Operator) -> bool | None:
        """Kleene's truth of a test on the value of ``attribute``."""
        value = self._memory.values.get(attribute)
        if value is not None:
            return operator.test(value, self._memory.reported_at)
        found = self.possibility(attribute)
        if isinstance(found, Open):  # by far the most frequent
            return None
        match found:
            case Certain(value):
                return operator.test(value, self._memory.reported_at)
            case Absent():
                return False
            case Either(values, perhaps_none):
                return self._truth_over(operator, values, perhaps_none)
            case Growing(must, may):
                return _truth_over_sets(operator, must, may)

    def truth_of_known(self, attribute: str) -> bool | None:
        """Kleene's truth of "``attribute`` has a value"; a "don't know" settles it."""
        match self.possibility(attribute):
            case Certain():
                return True
            case Absent():
                return False
            case Open(asked):
                return False if asked else None
            case Either(_, perhaps_none):
                return None if perhaps_none else True
            case Growing(must, _):
                return True if must else None

    def truth_of_applies(self, attribute: str) -> bool | None:
        """Kleene's truth of "``attribute`` applies in this case"."""
        match self.possibility(attribute):
            case Certain():
                return True
            case Absent(applies):
                return None if applies else False
            case Open(asked):
                return True if asked else None
            case Either(_, perhaps_none):
                return None if perhaps_none else True
            case Growing(must, _):
                return True if must else None

    @property
    def looked_at(self) -> frozenset[str]:
        """The attributes without an observation that somebody has asked for so far."""
        return frozenset(self._known)

    def does_not_apply(self, attribute: str) -> bool:
        """Whether ``attribute`` was reported not to apply, or is not relevant in this case."""
        if attribute in self._memory.values:
            return False
        return self.possibility(attribute) == Absent(applies=False)

    def possibility(self, attribute: str) -> Possibility:
        """What ``attribute`` may be in this case."""
        found = self._known.get(attribute)
        if found is None:
            found = self._known[attribute] = self._work_out(attribute)
        return found

    def open_attributes(self, condition: Condition) -> frozenset[str]:
        """The attributes that an open ``condition`` waits for, followed through conclusions to those one can ask."""
        return frozenset(self._waits(condition, set()))

    def _waits(self, condition: Condition, seen: set[str]) -> Iterator[str]:
        if condition.truth(self) is not None:
            return
        if isinstance(condition, AllOf | AnyOf | NoneOf | Count):
            for member in condition.members:
                yield from self._waits(member, seen)
            return
        attribute = condition.attribute
        if attribute in seen:
            return
        seen.add(attribute)
        if attribute in self._rules.asked:
            yield attribute
        for rule in self._rules.setters.get(attribute, ()):
            yield from self._waits(rule.condition, seen)
        for python in self._rules.python:
            if attribute in python.sets:
                yield from (name for name in python.reads if isinstance(self.possibility(name), Open))

    def _truth_over(self, operator: Operator, values: tuple[Value, ...], perhaps_none: bool) -> bool | None:
        truths = {operator.test(value, self._memory.reported_at) for value in values}
        if perhaps_none:
            truths.add(False)
        return truths.pop() if len(truths) == 1 else None

    def _work_out(self, attribute: str) -> Possibility:
        memory = self._memory
        if attribute in memory.values:
            return Certain(memory.values[attribute])
        if attribute in memory.inapplicable:
            return Absent(applies=False)
        sure, perhaps, opaque = self._conclusions(attribute)
        if attribute in self._rules.collected:
            concluded = self._collected(attribute, sure, perhaps)
        else:
            concluded = self._single(attribute, sure, perhaps)
        if opaque:
            return Either(tuple(sorted(sure, key=repr)), perhaps_none=True) if len(sure) == 1 else Open(asked=False)
        return concluded if concluded is not None else self._unconcluded(attribute)

    def _single(self, attribute: str, sure: set[Value], perhaps: set[Value]) -> Possibility | None:
        if len(sure) > 1:
            return None
        if sure:
            return Certain(next(iter(sure))) if perhaps <= sure else Either(tuple(sure), perhaps_none=True)
        if perhaps and attribute not in self._rules.asked:
            return Either(tuple(sorted(perhaps, key=repr)), perhaps_none=True)
        return Open(asked=False) if perhaps else None  # a rule may still know what the person asked did not

    def _collected(self, attribute: str, sure: set[Value], perhaps: set[Value]) -> Possibility | None:
        must = _members(sure)
        may = _members(perhaps) - must
        if not must and (not may or attribute in self._rules.asked):
            return Open(asked=False) if may else None
        return Growing(must, may) if may else Certain(must)

    def _unconcluded(self, attribute: str) -> Possibility:
        relevant = self._rules.relevance.get(attribute)
        if relevant is not None and relevant.truth(self) is False:
            return Absent(applies=False)
        if attribute in self._memory.unknown:
            return Open(asked=True)
        return Open(asked=False) if attribute in self._rules.asked else Absent(applies=True)

    def _conclusions(self, attribute: str) -> tuple[set[Value], set[Value], bool]:
        """The values concluded for sure and perhaps, and whether Python rules may still say something."""
        sure: set[Value] = set()
        perhaps: set[Value] = set()
        for rule in self._rules.setters.get(attribute, ()):
            truth = self.truth_of_rule(rule)
            if truth is False:
                continue
            values = {value for name, value in rule.sets if name == attribute}
            (perhaps if truth is None else sure).update(values)
        opaque = False
        for python in self._rules.python:
            if attribute in python.sets:
                if self._inference is None or any(self._is_open(name) for name in python.reads):
                    opaque = True
                else:
                    fired = (
                        firing.sets for firing in self._inference.firings if firing.rule.startswith(python.name + ".")
                    )
                    sure.update(value for sets in fired for name, value in sets if name == attribute)
        return sure, perhaps, opaque

    def _is_open(self, attribute: str) -> bool:
        return not isinstance(self.possibility(attribute), Certain | Absent)


def _members(values: set[Value]) -> frozenset[str]:
    return frozenset(member for value in values if isinstance(value, frozenset) for member in value)


def _truth_over_sets(operator: Operator, must: frozenset[str], may: frozenset[str]) -> bool | None:
    if isinstance(operator, HasAll):
        if operator.values <= must:
            return True
        return None if operator.values <= must | may else False
    if isinstance(operator, HasNone):
        if operator.values & must:
            return False
        if must:
            return None if operator.values & may else True
        return None if may - operator.values else False
    return None
