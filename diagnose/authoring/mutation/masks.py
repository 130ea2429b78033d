"""Conditions over all cases at once: cases are the bits of integers, a condition is a handful of ``&`` and ``|``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import reduce
from itertools import count
from operator import and_, or_
from typing import TypeAlias

from diagnose.authoring.mutation.ground import Ground
from diagnose.facts import Value
from diagnose.rules.conditions import AllOf, AnyOf, Condition, Count, Leaf, NoneOf

_Asked: TypeAlias = Callable[[Leaf], int]


class Masks:
    """The cases of a ground in which tests hold; each distinct test is worked out once."""

    def __init__(self, ground: Ground) -> None:
        self.everyone = ground.everyone
        self._columns = ground.columns
        self._known: dict[Leaf, int] = {}

    def leaf(self, leaf: Leaf) -> int:
        """The cases in which one test holds."""
        found = self._known.get(leaf)
        if found is None:
            found = self._known[leaf] = self._columns.mask(leaf)
        return found

    def having(self, attribute: str, value: Value) -> int:
        """The cases in which ``attribute`` has exactly ``value``."""
        return self._columns.having(attribute, value)

    def holding(self, condition: Condition) -> int:
        """The cases in which ``condition`` holds in the closed world."""
        return self._over(condition, self.leaf)

    def supposing(self, condition: Condition, place: int, *, holds: bool) -> int:
        """The cases in which ``condition`` would hold if the test at ``place``, counted as written, did, or did not."""
        places = count()

        def asked(leaf: Leaf) -> int:
            if next(places) != place:
                return self.leaf(leaf)
            return self.everyone if holds else 0

        return self._over(condition, asked)

    def _over(self, condition: Condition, asked: _Asked) -> int:
        match condition:
            case AllOf(members):
                return reduce(and_, [self._over(member, asked) for member in members], self.everyone)
            case AnyOf(members):
                return reduce(or_, [self._over(member, asked) for member in members], 0)
            case NoneOf(members):
                return self.everyone & ~reduce(or_, [self._over(member, asked) for member in members], 0)
            case Count(members, least, most):
                return self.counted([self._over(member, asked) for member in members], least, most)
            case _:
                return asked(condition)

    def counted(self, masks: list[int], least: int, most: int | None) -> int:
        """The cases that lie in at least ``least`` and at most ``most`` of ``masks``."""
        reached = [self.everyone, *[0] * (len(masks) + 1)]
        for mask in masks:
            for number in range(len(masks), 0, -1):
                reached[number] |= reached[number - 1] & mask
        above = 0 if most is None else reached[min(most + 1, len(masks) + 1)]
        return reached[least] & ~above


def bits(mask: int) -> Iterator[int]:
    """The numbers of the bits set in ``mask``, lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
