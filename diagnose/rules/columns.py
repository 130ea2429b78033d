"""Many cases by column: for each attribute the cases that have each value, as the bits of an integer."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from operator import or_
from typing import Any

from diagnose.facts import Value, WorkingMemory
from diagnose.rules.conditions import Applies, Known, Leaf, Test
from diagnose.rules.network import RuleBase
from diagnose.rules.operators import Age, Between, HasAll, HasNone, OneOf, Within
from diagnose.rules.possible import Possible


class Columns:
    """The cases of one chunk, transposed; conclusions are added as they are settled."""

    def __init__(self, rules: RuleBase, memories: Sequence[WorkingMemory]) -> None:
        self._rules = rules
        self._memories = memories
        self._by_value: dict[str, dict[Any, int]] = {}
        self._watched: dict[str, dict[Any, int]] = {}
        self._prefixes: dict[str, tuple[list[Any], list[int]]] = {}
        by_value = self._by_value
        bit = 1
        for memory in memories:
            for attribute, value in memory.values.items():
                column = by_value.get(attribute)
                if column is None:
                    column = by_value[attribute] = {}
                column[value] = column.get(value, 0) | bit
            bit <<= 1

    def add(self, attribute: str, value: Value, mask: int) -> None:
        """Let the cases in ``mask`` have ``value``."""
        if mask:
            column = self._by_value.setdefault(attribute, {})
            column[value] = column.get(value, 0) | mask

    def having(self, attribute: str, value: Value) -> int:
        """The cases in which ``attribute`` has exactly ``value``."""
        return self._by_value.get(attribute, {}).get(value, 0)

    def present(self, attribute: str) -> int:
        """The cases in which ``attribute`` has a value."""
        result = 0
        for mask in self._by_value.get(attribute, {}).values():
            result |= mask
        return result

    def reported(self, attribute: str) -> int:
        """The cases in which the intake gives ``attribute`` a value or says that it does not apply."""
        result = 0
        for case, memory in enumerate(self._memories):
            if attribute in memory.values or attribute in memory.inapplicable:
                result |= 1 << case
        return result

    def mask(self, leaf: Leaf) -> int:
        """The cases in which ``leaf`` holds; asked for only when all conclusions on its attribute are settled."""
        if isinstance(leaf, Known):
            present = self.present(leaf.attribute)
            return present if leaf.wanted else ((1 << len(self._memories)) - 1) & ~present
        return self._applies(leaf) if isinstance(leaf, Applies) else self._test(leaf)

    def _test(self, test: Test) -> int:
        column = self._by_value.get(test.attribute)
        if not column:
            return 0
        operator = test.operator
        match operator:
            case OneOf(values):
                return sum(column.get(value, 0) for value in values)
            case Between():
                return self._between(test.attribute, column, operator)
            case Within(asked):
                watched = self._by_watched(test.attribute, column)
                return _any_of(watched.get(kind, 0) for kind in asked)
            case HasAll(values) | HasNone(values):
                return self._members(test.attribute, column, values, wanted=isinstance(operator, HasAll))
            case Age():
                return self._age(column, operator)
        return _any_of(mask for value, mask in column.items() if operator.test(value, None) is True)

    def _between(self, attribute: str, column: dict[Any, int], operator: Between) -> int:
        """Values in order with the union of the masks so far: each end is one bisection."""
        if attribute not in self._prefixes:
            values = sorted(column)
            self._prefixes[attribute] = (values, [0, *accumulate((column[value] for value in values), or_)])
        values, unions = self._prefixes[attribute]
        first, last = 0, len(values)
        if operator.low is not None:
            first = (bisect_left if operator.low_included else bisect_right)(values, operator.low)
        if operator.high is not None:
            last = (bisect_right if operator.high_included else bisect_left)(values, operator.high)
        return unions[last] & ~unions[first] if first < last else 0

    def _by_watched(self, attribute: str, column: dict[Any, int]) -> dict[Any, int]:
        """Masks by kind or member; the kinds of a case count with everything above them."""
        if attribute not in self._watched:
            found: dict[Any, int] = {}
            for value, mask in column.items():
                for key in self._rules.network.watched(attribute, value):
                    found[key] = found.get(key, 0) | mask
            self._watched[attribute] = found
        return self._watched[attribute]

    def _members(self, attribute: str, column: dict[Any, int], values: frozenset[str], *, wanted: bool) -> int:
        by_member = self._by_watched(attribute, column)
        mask = self.present(attribute)
        for value in values:
            has = by_member.get(value, 0)
            mask &= has if wanted else ~has
        return mask

    def _age(self, column: dict[Any, int], operator: Age) -> int:
        """Age counts from each case's own time of report."""
        result = 0
        for value, mask in column.items():
            for case, memory in enumerate(self._memories):
                if mask >> case & 1 and operator.test(value, memory.reported_at) is True:
                    result |= 1 << case
        return result

    def _applies(self, leaf: Applies) -> int:
        present = self.present(leaf.attribute)
        result = 0
        for case, memory in enumerate(self._memories):
            has_value = bool(present >> case & 1)
            if not has_value and Possible(self._rules, memory).does_not_apply(leaf.attribute):
                holds = not leaf.wanted
            else:
                holds = leaf.wanted and (has_value or leaf.attribute in memory.unknown)
            result |= holds << case
        return result


def _any_of(masks: Any) -> int:
    result = 0
    for mask in masks:
        result |= mask
    return result
