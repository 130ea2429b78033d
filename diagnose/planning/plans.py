"""From offers to a plan: chances, order, and where to stop."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from diagnose.planning.ordering import Taken, ordered, stops_put_off
from diagnose.planning.types import Offer, Plan, PlannedStep, Prices

DIGITS = 9


def plan_of(offers: Sequence[Offer], responsible: Mapping[str, float], prices: Prices) -> Plan:
    """The offers in the order of least expected cost of repair, cut at the prefix with the least of it.

    Where a ``stop`` step would give up other steps for its faults, that is compared with putting it off until they
    have failed, and the cheaper plan is taken.
    """
    shares = shares_of(offers, responsible)
    plan = _cut(ordered(offers, shares, prices.visit), prices.hand_over)
    later = stops_put_off(offers)
    if later is None:
        return plan
    other = _cut(ordered(later, shares, prices.visit), prices.hand_over)
    return other if other.expected_cost < plan.expected_cost else plan


def _cut(taken: Sequence[Taken], hand_over: float) -> Plan:
    planned = [
        PlannedStep(offer.step, faults, round(chance, DIGITS), round(cost, DIGITS), offer.waits_for, offer.charged)
        for offer, faults, chance, cost in taken
    ]
    best, cost = cheapest_prefix([(each.chance, each.cost) for each in planned], hand_over)
    return Plan(
        steps=tuple(planned[:best]),
        expected_cost=round(cost, DIGITS),
        hand_over_price=hand_over,
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
