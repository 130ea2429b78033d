"""The order of steps: most chance for the cost first, within ``after`` (Kadane and Simon 1977).

What counts for a step is the chance and the cost of everything that must come before it, itself included: a step that
mends nothing is worth taking when it opens the way to one that does.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush
from typing import TypeAlias

from diagnose.planning.types import Offer

Taken: TypeAlias = tuple[Offer, tuple[str, ...], float, float]
"""An offer with the faults it serves, its chance and its cost at its place."""

LEAST_COST = 1e-6
"""A step that costs nothing still takes its turn by chance."""
NEGLIGIBLE = 1e-9
DIGITS = 9


def ordered(offers: Sequence[Offer], shares: Sequence[Sequence[float]], visit: float) -> list[Taken]:
    """The offers in the order in which they should be taken; those that can mend nothing are left out.

    ``shares`` gives for each offer its chance to end the case by each of its faults.
    """
    return _Ordering(offers, shares, visit).run()


class _Ordering:
    """The steps not yet taken, the next one on top of a heap; stale entries are passed over when they come up."""

    def __init__(self, offers: Sequence[Offer], shares: Sequence[Sequence[float]], visit: float) -> None:
        self.left = {offer.step.id: offer for offer in offers}
        self.shares = {offer.step.id: parts for offer, parts in zip(offers, shares, strict=True)}
        self.chance = {name: math.fsum(parts) for name, parts in self.shares.items()}
        self.visit = visit
        self.stopped: set[str] = set()
        self.changed: set[str] = set()
        self.followers: dict[str, set[str]] = {}
        self.needs = {name: self._needs(name) for name, offer in self.left.items() if offer.after}
        for name, needed in self.needs.items():
            for other in needed:
                self.followers.setdefault(other, set()).add(name)
        self.worth = {name: self._worth(name) for name in self.left}
        self.heap = [(-worth, name) for name, worth in self.worth.items() if worth > 0.0]
        heapify(self.heap)

    def run(self) -> list[Taken]:
        """Take the best bundle of steps until nothing worth taking is left."""
        taken: list[Taken] = []
        while self.heap:
            worth, name = heappop(self.heap)
            if name in self.left and worth == -self.worth[name]:
                taken += [step for member in self._bundle(name) if (step := self._take(member))[1]]
                if self.changed:
                    self._refresh()
        return taken

    def _needs(self, name: str) -> frozenset[str]:
        """``name`` and every step on offer that must come before it."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            step = waiting.pop()
            if step in self.left and step not in found:
                found.add(step)
                waiting.extend(self.left[step].after)
        return frozenset(found)

    def _worth(self, name: str) -> float:
        """The chance of the whole bundle over its cost; nothing for a step that itself can mend nothing."""
        chance = self.chance[name]
        if chance < NEGLIGIBLE:
            return 0.0
        needs = self.needs.get(name)
        if needs is None:
            offer = self.left[name]
            cost = offer.cost + self.visit if offer.visit else offer.cost
            return round(chance / max(LEAST_COST, cost), DIGITS)
        members = [self.left[step] for step in sorted(needs) if step in self.left]
        chance = math.fsum([self.chance[offer.step.id] for offer in members])
        visit = self.visit if any(offer.visit for offer in members) else 0.0
        return round(chance / max(LEAST_COST, math.fsum([offer.cost for offer in members]) + visit), DIGITS)

    def _bundle(self, name: str) -> Iterator[str]:
        """The steps that must precede ``name``, the best of those that are free first, and ``name``."""
        members = {step for step in self.needs.get(name, (name,)) if step in self.left}
        while len(members) > 1:
            free = [step for step in members if not (self.left[step].after & members)] or members
            best = min(free, key=lambda step: (-self.chance[step] / max(LEAST_COST, self.left[step].cost), step))
            members.remove(best)
            yield best
        yield from members

    def _take(self, name: str) -> Taken:
        offer = self.left.pop(name)
        faults = tuple([fault for fault, _ in offer.fixes if fault not in self.stopped])
        cost = offer.cost + self.visit if offer.visit else offer.cost
        taken = (offer, faults, self.chance[name], cost)
        self.changed |= self.followers.get(name, set())
        if offer.visit and self.visit:
            self.visit = 0.0
            self.changed.update(self.left)
        if offer.step.stop:
            self._stop(faults)
        return taken

    def _stop(self, faults: Sequence[str]) -> None:
        """Nothing more is done for these faults."""
        self.stopped.update(faults)
        for name, offer in self.left.items():
            parts = [
                part
                for (fault, _), part in zip(offer.fixes, self.shares[name], strict=True)
                if fault not in self.stopped
            ]
            self.chance[name] = math.fsum(parts)
            self.changed.add(name)

    def _refresh(self) -> None:
        for name in sorted(self.changed):
            if name in self.left:
                worth = self._worth(name)
                if worth != self.worth[name] and worth > 0.0:
                    heappush(self.heap, (-worth, name))
                self.worth[name] = worth
        self.changed.clear()
