"""The closed world of one case while its rules fire."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from diagnose.facts import Value, WorkingMemory
from diagnose.rules.conditions import AllOf, AnyOf, Condition, Count, Known, Leaf, NoneOf, Test, leaves
from diagnose.rules.network import RuleBase
from diagnose.rules.possible import Possible
from diagnose.rules.rule import Rule
from diagnose.rules.trace import Conflict, Firing, Support

OBSERVED = "observed"
"""Stands for the intake among the sources of a conflict."""


class CaseView:
    """What conditions look at while a case is inferred: observations, and conclusions once they are settled."""

    __slots__ = ("_possible", "_proposed", "concluded", "conflicts", "memory", "now", "rules", "terms", "values")

    def __init__(self, rules: RuleBase, memory: WorkingMemory) -> None:
        self.rules = rules
        self.memory = memory
        self.now: datetime | None = memory.reported_at
        self.values: dict[str, Value] = dict(memory.values)
        self.terms = rules.network.terms(self.values.items())
        self.concluded: dict[str, Value] = {}
        self.conflicts: list[Conflict] = []
        self._proposed: dict[str, dict[Value | None, list[str]]] = {}
        self._possible: Possible | None = None

    def was_asked(self, attribute: str) -> bool:
        """Whether somebody was asked for ``attribute`` and did not know."""
        return attribute in self.memory.unknown

    def does_not_apply(self, attribute: str) -> bool:
        """Whether ``attribute`` was reported not to apply, or is not relevant in this case."""
        if attribute in self.memory.inapplicable:
            return attribute not in self.values
        if attribute in self.values or attribute not in self.rules.relevance:
            return False
        return self.possible.does_not_apply(attribute)

    @property
    def possible(self) -> Possible:
        """The other reading of the same case."""
        if self._possible is None:
            self._possible = Possible(self.rules, self.memory)
        return self._possible

    def propose(self, rule: str, attribute: str, value: Value) -> None:
        """Note that ``rule`` concludes ``value``; it counts once the stratum is settled."""
        self._proposed.setdefault(attribute, {}).setdefault(value, []).append(rule)

    def settle(self) -> list[tuple[str, Value]]:
        """Take over the proposals that nothing contradicts, keep the others as conflicts, and return what is new."""
        news: list[tuple[str, Value]] = []
        for attribute in sorted(self._proposed):
            value = self._settled(attribute, self._proposed[attribute])
            if value is not None:
                news.append((attribute, value))
        self._proposed.clear()
        for attribute, value in news:
            self.values[attribute] = self.concluded[attribute] = value
            self.terms[attribute] = (value, self.rules.network.watched(attribute, value))
        return news

    def _settled(self, attribute: str, proposed: Mapping[Value | None, list[str]]) -> Value | None:
        observed = self.memory.values.get(attribute)
        if attribute in self.memory.inapplicable:
            self._clash(attribute, {**proposed, None: [OBSERVED]})
            return None
        if observed is not None:
            if attribute not in self.rules.collected and set(proposed) != {observed}:
                self._clash(attribute, {**proposed, observed: [*proposed.get(observed, ()), OBSERVED]})
            return None
        if attribute in self.rules.collected:
            return frozenset(member for value in proposed if isinstance(value, frozenset) for member in value)
        if len(proposed) > 1:
            self._clash(attribute, proposed)
            return None
        return next(iter(proposed))

    def _clash(self, attribute: str, proposed: Mapping[Value | None, list[str]]) -> None:
        values = sorted(((value, tuple(sorted(rules))) for value, rules in proposed.items()), key=lambda pair: pair[1])
        self.conflicts.append(Conflict(attribute, tuple(values)))

    def firing(self, rule: Rule) -> Firing:
        """The firing of ``rule`` with what it rests on just now."""
        rested_on: list[Support] = []
        assumed: list[Support] = []
        self._collect(rule.condition, rested_on, assumed)
        return Firing(rule.id, rule.stratum, tuple(rested_on), tuple(assumed), rule.sets)

    def _collect(self, condition: Condition, rested_on: list[Support], assumed: list[Support]) -> None:
        match condition:
            case AllOf(members):
                for member in members:
                    self._collect(member, rested_on, assumed)
            case AnyOf(members) | Count(members):
                capped = isinstance(condition, Count) and condition.at_most is not None
                for member in members:
                    if member.holds(self):
                        self._collect(member, rested_on, assumed)
                    elif capped:
                        self._assume(member, assumed)
            case NoneOf(members):
                for member in members:
                    self._assume(member, assumed)
            case _:
                (assumed if self._is_assumed(condition) else rested_on).append(self._support(condition))

    def _support(self, leaf: Leaf) -> Support:
        """The value that ``leaf`` rests on; of several kinds those that fit."""
        value = self.values.get(leaf.attribute)
        if isinstance(value, tuple) and len(value) > 1 and isinstance(leaf, Test):
            value = tuple(kind for kind in value if leaf.operator.test((kind,), self.now))
        return Support(leaf, value)

    def _is_assumed(self, leaf: Leaf) -> bool:
        """Whether a test for the want of a value holds only because nobody was asked."""
        name = leaf.attribute
        return isinstance(leaf, Known) and not leaf.wanted and not (self.was_asked(name) or self.does_not_apply(name))

    def _assume(self, condition: Condition, assumed: list[Support]) -> None:
        assumed.extend(
            Support(leaf, None)
            for leaf in leaves(condition)
            if leaf.attribute not in self.values and not self.does_not_apply(leaf.attribute)
        )
