"""The best order of steps with chances, costs and precedence."""

from __future__ import annotations

import math
from collections.abc import Sequence

from diagnose.planning.ordering.blocks import Block, block_of, cut
from diagnose.planning.ordering.closures import richer_part
from diagnose.planning.ordering.exact import exact
from diagnose.planning.ordering.forests import in_forest, out_forest
from diagnose.planning.ordering.precedence import (
    all_above,
    direct_only,
    downwards,
    parts,
    reversed_edges,
    without_circles,
)

MOST_SETS = 500
"""A block that is no tree is ordered exactly as long as no more sets of its steps may have been done at some time."""

FEW = 6
"""So many steps are put in order before it is worth looking for their blocks."""


def best_order(
    before: Sequence[Sequence[int]], chances: Sequence[float], costs: Sequence[float], most_sets: int = MOST_SETS
) -> list[int]:
    """The steps 0, 1, ... in the order of least expected cost, each after those in its row of ``before``.

    The best of all orders where every step has at most one predecessor, where every step has at most one successor,
    and where no block that is neither has more than ``most_sets`` initial sets. Otherwise the blocks are in the best
    order, and only the steps inside such a block may not be: at most twice the least cost (Chekuri and Motwani 1999).
    ``costs`` must be above 0. Ties by number. Steps that precede each other in a circle do not bind each other.
    """
    if all(len(direct) < 2 for direct in before):
        order = _merged(out_forest(range(len(before)), before, chances, costs))
        if len(order) == len(before):
            return order
    return _merged(_Sequence(before, chances, costs, most_sets).blocks(range(len(before))))


def _merged(blocks: list[Block]) -> list[int]:
    blocks.sort()
    return [step for block in blocks for step in block[4]]


class _Sequence:
    """Steps with a precedence of any kind."""

    def __init__(
        self, before: Sequence[Sequence[int]], chances: Sequence[float], costs: Sequence[float], most_sets: int
    ) -> None:
        walk = downwards(before)
        if walk is None:
            before = without_circles(before)
            walk = downwards(before) or []
        self.above = all_above(before, walk)
        self.before = direct_only(before, self.above)
        self.after = reversed_edges(self.before)
        self.neighbours = [[*one, *other] for one, other in zip(self.before, self.after, strict=True)]
        self.chances = chances
        self.costs = costs
        self.most_sets = most_sets

    def blocks(self, steps: Sequence[int]) -> list[Block]:
        """The blocks of ``steps``, in no order; what else precedes them has been done."""
        found: list[Block] = []
        for part in parts(steps, self.neighbours):
            found += self._part(part)
        return found

    def _part(self, steps: list[int]) -> list[Block]:
        if len(steps) == 1:
            return [block_of(steps[0], self.chances[steps[0]], self.costs[steps[0]])]
        within = set(steps)
        before = {step: [each for each in self.before[step] if each in within] for step in steps}
        if all(len(direct) < 2 for direct in before.values()):
            return out_forest(steps, before, self.chances, self.costs)
        after = {step: [each for each in self.after[step] if each in within] for step in steps}
        if all(len(direct) < 2 for direct in after.values()):
            return in_forest(steps, after, self.chances, self.costs)
        return cut(self._searched(steps), self.chances, self.costs)

    def _searched(self, steps: list[int]) -> list[int]:
        """Steps that hang together: richer blocks first; a single block in the best order, or nearly so."""
        inside = sum(1 << step for step in steps)
        above = {step: self.above[step] & inside for step in steps}
        few = len(steps) <= FEW and self.most_sets > 0
        first = 0 if few else richer_part(steps, above, self.chances, self.costs)
        if first in {0, inside}:
            order = exact(steps, above, self.chances, self.costs, self.most_sets)
            if order is not None:
                return order
            first = self._bundle(steps, above)
        return [
            step
            for some in (first, inside & ~first)
            for step in _merged(self.blocks([each for each in steps if some >> each & 1]))
        ]

    def _bundle(self, steps: list[int], above: dict[int, int]) -> int:
        """The step that is best together with all that must precede it, with those; never all of ``steps``."""
        best, most = 0, -1.0
        for step in steps:
            bundle = above[step] | 1 << step
            needed = [each for each in steps if bundle >> each & 1]
            cost = math.fsum([self.costs[each] for each in needed])
            worth = math.fsum([self.chances[each] for each in needed]) / cost
            if worth > most and len(needed) < len(steps):
                best, most = bundle, worth
        return best
