"""Offers in order: what a visit and a ``stop`` step do to it."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import TypeAlias

from diagnose.planning.ordering.blocks import LEAST_COST
from diagnose.planning.ordering.sequence import best_order
from diagnose.planning.types import Offer

Taken: TypeAlias = tuple[Offer, tuple[str, ...], float, float]
"""An offer with the faults it serves, its chance and its cost at its place."""

Shared: TypeAlias = tuple[Offer, Sequence[float]]
"""An offer with its chance to end the case by each of its faults."""

NEGLIGIBLE = 1e-9
"""A step with less chance than this can mend nothing."""


def ordered(offers: Sequence[Offer], shares: Sequence[Sequence[float]], visit: float) -> list[Taken]:
    """The offers in the order of least expected cost; those that can mend nothing and lead to nothing are left out.

    ``shares`` gives for each offer its chance to end the case by each of its faults. The first step that needs a visit
    pays it. What a ``stop`` step has treated counts no more for the steps behind it, which are put in order again
    without it. So the order is the best where no step serves a fault that an earlier ``stop`` step has treated;
    elsewhere it is the best up to the stop as if there were none, and the best of the rest after it.
    """
    taken: list[Taken] = []
    stopped: set[str] = set()
    left: list[Shared] = sorted(zip(offers, shares, strict=True), key=_id)
    while left:
        walk = _walk(left, stopped, visit)
        end = _stop(walk)
        taken += walk[:end]
        if end == len(walk):
            break
        stopped.update(taken[-1][1])
        done = {offer.step.id for offer, _, _, _ in taken}
        left = [each for each in left if each[0].step.id not in done]
        visit = 0.0 if any(offer.visit for offer, _, _, _ in taken) else visit
    return taken


def _id(shared: Shared) -> str:
    return shared[0].step.id


def _stop(walk: Sequence[Taken]) -> int:
    """How many may be taken until a stop changes what comes after it; all of them where none does."""
    for place, (offer, faults, _, _) in enumerate(walk, start=1):
        if offer.step.stop and any(not later.isdisjoint(faults) for later in (set(each[1]) for each in walk[place:])):
            return place
    return len(walk)


def _walk(left: Sequence[Shared], stopped: Collection[str], visit: float) -> list[Taken]:
    """``left`` in the best order if no more faults were stopped."""
    chances = [_chance(each, stopped) for each in left]
    before = _before(left)
    if min(chances) < NEGLIGIBLE:
        useful = _useful(chances, before)
        if len(useful) < len(left):
            return _walk([left[place] for place in useful], stopped, visit) if useful else []
    costs = [max(LEAST_COST, offer.cost) for offer, _ in left]
    if visit > 0.0:
        _put_visit_first(left, before, chances, costs, visit)
    walk: list[Taken] = []
    for place in best_order(before, chances, costs):
        if place < len(left):
            offer = left[place][0]
            faults = tuple([fault for fault, _ in offer.fixes if fault not in stopped])
            walk.append((offer, faults, chances[place], offer.cost + visit if offer.visit else offer.cost))
            visit = 0.0 if offer.visit else visit
    return walk


def _chance(shared: Shared, stopped: Collection[str]) -> float:
    offer, parts = shared
    if stopped:
        parts = [part for (fault, _), part in zip(offer.fixes, parts, strict=True) if fault not in stopped]
    return parts[0] if len(parts) == 1 else math.fsum(parts)


def _before(left: Sequence[Shared]) -> list[list[int]]:
    """For each step the places of those on offer that must precede it."""
    places = {offer.step.id: place for place, (offer, _) in enumerate(left)}
    return [
        sorted([places[name] for name in offer.after if name in places]) if offer.after else [] for offer, _ in left
    ]


def _useful(chances: Sequence[float], before: Sequence[Sequence[int]]) -> list[int]:
    """The places of the steps that can mend something, and of what must precede them."""
    useful = {place for place, chance in enumerate(chances) if chance >= NEGLIGIBLE}
    walk = list(useful)
    for place in walk:
        more = [each for each in before[place] if each not in useful]
        useful.update(more)
        walk += more
    return sorted(useful)


def _put_visit_first(
    left: Sequence[Shared], before: list[list[int]], chances: list[float], costs: list[float], visit: float
) -> None:
    """Add the visit as a step of its own that mends nothing and precedes all that need it."""
    on_site = [place for place, (offer, _) in enumerate(left) if offer.visit]
    for place in on_site:
        if not any(left[each][0].visit for each in before[place]):
            before[place] = [*before[place], len(left)]
    if on_site:
        before.append([])
        chances.append(0.0)
        costs.append(visit)
