"""The expected cost of repair for many beliefs about the same steps: not the plan, only what the best one would cost.

Steps are taken by the ratio of chance to cost of everything that must precede them, themselves included. For
independent steps that is the order of the plan; with ``after`` the cost comes out a little above that of the plan.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from diagnose.planning.ordering.blocks import LEAST_COST
from diagnose.planning.types import Offer, Prices

NEGLIGIBLE = 1e-6

Job: TypeAlias = tuple[float, bool]
"""What a step costs, and whether it needs a visit."""


class Reckoner:
    """The steps on offer, ready to be reckoned with; ``numbers`` gives each fault its place in a belief."""

    __slots__ = ("_bundles", "_costs", "_hand_over", "_jobs", "_parts", "_visit")

    def __init__(self, offers: Sequence[Offer], numbers: Mapping[str, int], prices: Prices) -> None:
        self._parts = [
            [(numbers[fault], fixes) for fault, fixes in offer.fixes if fault in numbers] for offer in offers
        ]
        self._jobs: list[Job] = [(offer.cost, offer.visit) for offer in offers]
        self._hand_over, self._visit = prices.hand_over, prices.visit
        places = {offer.step.id: place for place, offer in enumerate(offers)}
        self._bundles = [_bundle(offers, place, places) for place in range(len(offers))]
        self._costs = [self._cost_of(bundle) for bundle in self._bundles]

    def cost(self, responsible: Sequence[float], without: frozenset[int] = frozenset()) -> float:
        """The least expected cost when the faults are responsible with these chances; ``without`` some steps."""
        return self.best(responsible, without)[0]

    def best(self, responsible: Sequence[float], without: frozenset[int] = frozenset()) -> tuple[float, int]:
        """The least expected cost, and the place of the step to begin with; -1 for handing over at once."""
        chances = [
            responsible[parts[0][0]] * parts[0][1]
            if len(parts) == 1
            else math.fsum([responsible[number] * fixes for number, fixes in parts])
            for parts in self._parts
        ]
        for place in without:
            chances[place] = 0.0
        whole = math.fsum(chances)
        if whole > 1.0:
            chances = [chance / whole for chance in chances]
        return self._cheapest(chances, without)

    def _cost_of(self, bundle: Sequence[int]) -> float:
        visit = self._visit if any(self._jobs[place][1] for place in bundle) else 0.0
        return max(LEAST_COST, math.fsum([self._jobs[place][0] for place in bundle]) + visit)

    def _cheapest(self, chances: Sequence[float], without: frozenset[int]) -> tuple[float, int]:
        costs, bundles = self._costs, self._bundles
        ranked = sorted(
            [
                (-(chance if len(bundles[place]) == 1 else self._together(place, chances)) / costs[place], place)
                for place, chance in enumerate(chances)
                if chance > NEGLIGIBLE and (not without or without.isdisjoint(bundles[place]))
            ]
        )
        best, spent, left, visit = self._hand_over, 0.0, 1.0, self._visit
        taken: list[int] = []
        for _, place in ranked:
            for member in bundles[place]:
                if member in taken:
                    continue
                taken.append(member)
                cost, on_site = self._jobs[member]
                if on_site:
                    cost, visit = cost + visit, 0.0
                spent += cost * left
                left -= chances[member]
            best = min(best, spent + self._hand_over * left)
        return best, taken[0] if best < self._hand_over else -1

    def _together(self, place: int, chances: Sequence[float]) -> float:
        return math.fsum([chances[member] for member in self._bundles[place]])


def _bundle(offers: Sequence[Offer], place: int, places: Mapping[str, int]) -> tuple[int, ...]:
    """The step at ``place`` with all steps on offer that must precede it, those first."""
    found: list[int] = []
    waiting = [place]
    while waiting:
        member = waiting.pop()
        if member in found:
            found.remove(member)
        found.append(member)
        waiting.extend(places[name] for name in sorted(offers[member].after) if name in places)
        if len(found) > len(offers):
            break
    return tuple(reversed(found))
