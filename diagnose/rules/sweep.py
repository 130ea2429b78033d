"""The same rules over many cases at once, without an agenda: for batches, fixture cases and what-if questions.

Cases are the bits of Python integers. Each distinct test is worked out once for each distinct value instead of once
for each case, and a rule over all cases is a handful of ``&`` and ``|``.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from diagnose.facts import Value, WorkingMemory
from diagnose.rules.columns import Columns
from diagnose.rules.conditions import AllOf, AnyOf, Condition, Count, Leaf, NoneOf
from diagnose.rules.engine import infer
from diagnose.rules.network import RuleBase
from diagnose.rules.rule import Rule
from diagnose.rules.trace import Conflict
from diagnose.rules.view import OBSERVED

CHUNK = 2048
"""Cases swept together: enough to make the cost of the rules small, few enough to stay in the cache."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Swept:
    """What a case comes to: the playbooks that hold, in order of id, what was concluded, and the conflicts."""

    matched: tuple[str, ...]
    concluded: Mapping[str, Value]
    conflicts: tuple[Conflict, ...]


def sweep(rules: RuleBase, memories: Iterable[WorkingMemory]) -> Iterator[Swept]:
    """For each of ``memories`` what :func:`diagnose.rules.engine.infer` would find, in the order given.

    A rule base with Python rules has no other way than the engine; the log says so.
    """
    if rules.python:
        logger.info("Python rules take part: the sweep runs the engine case by case")
        for memory in memories:
            found = infer(rules, memory)
            yield Swept(found.matched, found.concluded, found.conflicts)
        return
    plan = _plan_of(rules)
    chunk: list[WorkingMemory] = []
    for memory in memories:
        chunk.append(memory)
        if len(chunk) == CHUNK:
            yield from _Run(rules, plan, chunk).results()
            chunk = []
    if chunk:
        yield from _Run(rules, plan, chunk).results()


@dataclass(frozen=True, slots=True)
class _Planned:
    """A rule ready for sweeping: the numbers of the leaves that must all hold, and the groups that must too."""

    rule: Rule
    leaves: tuple[int, ...]
    groups: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """All rules by stratum, over numbered distinct leaves."""

    leaves: tuple[Leaf, ...]
    strata: tuple[tuple[_Planned, ...], ...]


def _plan_of(rules: RuleBase) -> _Plan:
    plan: _Plan | None = rules.once.get("sweep")
    if plan is None:
        plan = rules.once["sweep"] = _make_plan(rules)
    return plan


def _make_plan(rules: RuleBase) -> _Plan:
    numbers: dict[Leaf, int] = {}
    strata: list[list[_Planned]] = [[] for _ in rules.settlements]
    for rule in rules.rules.values():
        leaves, groups = _split(rule.condition, numbers)
        strata[rule.stratum].append(_Planned(rule, tuple(leaves), tuple(groups)))
    return _Plan(tuple(numbers), tuple(map(tuple, strata)))


def _split(condition: Condition, numbers: dict[Leaf, int]) -> tuple[list[int], list[Any]]:
    leaves: list[int] = []
    groups: list[Any] = []
    for member in condition.members if isinstance(condition, AllOf) else (condition,):
        numbered = _numbered(member, numbers)
        (leaves if isinstance(numbered, int) else groups).append(numbered)
    return leaves, groups


def _numbered(condition: Condition, numbers: dict[Leaf, int]) -> Any:
    """A leaf as its number, a group as (kind, members, ends)."""
    if isinstance(condition, AllOf | AnyOf | NoneOf | Count):
        members = tuple(_numbered(member, numbers) for member in condition.members)
        ends = (condition.at_least, condition.at_most) if isinstance(condition, Count) else None
        return type(condition), members, ends
    return numbers.setdefault(condition, len(numbers))


class _Run:
    """One chunk of cases on its way through the strata."""

    def __init__(self, rules: RuleBase, plan: _Plan, memories: Sequence[WorkingMemory]) -> None:
        self.rules = rules
        self.plan = plan
        self.memories = memories
        self.columns = Columns(rules, memories)
        self.everyone = (1 << len(memories)) - 1
        self.masks: list[int | None] = [None] * len(plan.leaves)
        self.matched: list[list[str]] = [[] for _ in memories]
        self.concluded: list[dict[str, Value]] = [{} for _ in memories]
        self.conflicts: list[list[Conflict]] = [[] for _ in memories]

    def results(self) -> Iterator[Swept]:
        """The chunk's results in order."""
        for stratum in self.plan.strata:
            proposed: dict[str, dict[Value, list[tuple[str, int]]]] = {}
            for planned in stratum:
                mask = self._holds(planned)
                if mask:
                    self._note(planned.rule, mask, proposed)
            for attribute in sorted(proposed):
                self._settle(attribute, proposed[attribute])
        for matched, concluded, conflicts in zip(self.matched, self.concluded, self.conflicts, strict=True):
            yield Swept(tuple(sorted(matched)), concluded, tuple(sorted(conflicts, key=_attribute)))

    def _note(self, rule: Rule, mask: int, proposed: dict[str, dict[Value, list[tuple[str, int]]]]) -> None:
        if not rule.sets:
            for case in _bits(mask):
                self.matched[case].append(rule.id)
        for attribute, value in rule.sets:
            proposed.setdefault(attribute, {}).setdefault(value, []).append((rule.id, mask))

    def _holds(self, planned: _Planned) -> int:
        mask = self.everyone
        masks = self.masks
        for number in planned.leaves:
            leaf = masks[number]
            mask &= self._leaf(number) if leaf is None else leaf
            if not mask:
                return 0
        for group in planned.groups:
            mask &= self._mask(group)
            if not mask:
                return 0
        return mask

    def _leaf(self, number: int) -> int:
        mask = self.masks[number] = self.columns.mask(self.plan.leaves[number])
        return mask

    def _mask(self, node: Any) -> int:
        if isinstance(node, int):
            leaf = self.masks[node]
            return self._leaf(node) if leaf is None else leaf
        kind, members, ends = node
        masks = [self._mask(member) for member in members]
        if kind is AllOf:
            return reduce(lambda left, right: left & right, masks, self.everyone)
        if kind is AnyOf:
            return reduce(or_, masks, 0)
        if kind is NoneOf:
            return self.everyone & ~reduce(or_, masks, 0)
        return self._counted(masks, *ends)

    def _counted(self, masks: list[int], at_least: int, at_most: int | None) -> int:
        """``exactly[k]``: the cases in which exactly k of the members so far hold."""
        exactly = [self.everyone] + [0] * len(masks)
        for mask in masks:
            for k in range(len(masks), 0, -1):
                exactly[k] = (exactly[k] & ~mask) | (exactly[k - 1] & mask)
            exactly[0] &= ~mask
        return reduce(or_, exactly[at_least : len(masks) + 1 if at_most is None else at_most + 1], 0)

    def _settle(self, attribute: str, proposed: Mapping[Value, list[tuple[str, int]]]) -> None:
        reported = self.columns.reported(attribute)
        masks = {value: reduce(or_, (mask for _, mask in found)) for value, found in proposed.items()}
        if attribute in self.rules.collected:
            self._collect(attribute, masks, reported)
            for case in _bits(reduce(or_, masks.values()) & reported & ~self.columns.present(attribute)):
                self._clash(case, attribute, proposed)
            return
        seen = twice = 0
        for mask in masks.values():
            twice |= seen & mask
            seen |= mask
        for value, mask in masks.items():
            agreed = mask & ~twice & ~reported
            self.columns.add(attribute, value, agreed)
            for case in _bits(agreed):
                self.concluded[case][attribute] = value
        for case in _bits((twice & ~reported) | (seen & reported)):
            self._clash(case, attribute, proposed)

    def _collect(self, attribute: str, masks: Mapping[Value, int], reported: int) -> None:
        together: dict[int, frozenset[str]] = {}
        for value, mask in masks.items():
            for case in _bits(mask & ~reported):
                if isinstance(value, frozenset):
                    together[case] = together.get(case, frozenset()) | value
        for case, members in together.items():
            self.columns.add(attribute, members, 1 << case)
            self.concluded[case][attribute] = members

    def _clash(self, case: int, attribute: str, proposed: Mapping[Value, list[tuple[str, int]]]) -> None:
        found: dict[Value | None, list[str]] = {
            value: sorted(rule for rule, mask in rules if mask >> case & 1)
            for value, rules in proposed.items()
            if any(mask >> case & 1 for _, mask in rules)
        }
        observed = self.memories[case].values.get(attribute)
        if observed is not None:
            if set(found) == {observed}:
                return
            found[observed] = sorted([*found.get(observed, ()), OBSERVED])
        elif attribute in self.memories[case].inapplicable:
            found[None] = [OBSERVED]
        values = sorted(((value, tuple(rules)) for value, rules in found.items()), key=lambda pair: pair[1])
        self.conflicts[case].append(Conflict(attribute, tuple(values)))


def _attribute(conflict: Conflict) -> str:
    return conflict.attribute


def _bits(mask: int) -> Iterator[int]:
    """The numbers of the bits set in ``mask``, lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
