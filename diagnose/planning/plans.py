"""From offers to a plan: chances, order, and where to stop."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from diagnose.planning.ordering import ordered
from diagnose.planning.types import Offer, Plan, PlannedStep, Prices

DIGITS = 9


def plan_of(offers: Sequence[Offer], responsible: Mapping[str, float], prices: Prices) -> Plan:
    """The offers in the order of chance over cost, cut at the prefix with the least expected cost of repair."""
    planned = [
        PlannedStep(offer.step, faults, round(chance, DIGITS), round(cost, DIGITS), offer.waits_for)
        for offer, faults, chance, cost in ordered(offers, shares_of(offers, responsible), prices.visit)
    ]
    best, cost = cheapest_prefix([(each.chance, each.cost) for each in planned], prices.hand_over)
    return Plan(
        steps=tuple(planned[:best]),
        expected_cost=round(cost, DIGITS),
        hand_over_price=prices.hand_over,
        left_out=tuple(planned[best:]),
    )


def shares_of(offers: Sequence[Offer], responsible: Mapping[str, float]) -> list[tuple[float, ...]]:
    """For each offer its chance to end the case by fault, at most 1, scaled so that all together make at most 1."""
    shares: list[tuple[float, ...]] = []
    for offer in offers:
        parts = tuple([responsible.get(fault, 0.0) * fixes for fault, fixes in offer.fixes])
        total = math.fsum(parts)
        shares.append(parts if total <= 1.0 else tuple([part / total for part in parts]))
    whole = math.fsum([part for parts in shares for part in parts])
    return shares if whole <= 1.0 else [tuple([part / whole for part in parts]) for parts in shares]


def cheapest_prefix(steps: Sequence[tuple[float, float]], hand_over: float) -> tuple[int, float]:
    """How many of ``steps`` (chance, cost) to take before handing over, and the expected cost of doing so.

    V_k = sum over i <= k of c_i * (1 - sum over j < i of r_j) + E * (1 - sum over j <= k of r_j), and V_0 = E.
    """
    best, least = 0, hand_over
    limit = round(least, DIGITS)
    spent, left = 0.0, 1.0
    for number, (chance, cost) in enumerate(steps, start=1):
        spent += cost * left
        left -= chance
        expected = spent + hand_over * left
        if round(expected, DIGITS) < limit:
            best, least, limit = number, expected, round(expected, DIGITS)
    return best, least
