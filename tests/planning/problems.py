"""Steps with chances, costs and precedence, and the cheapest that can be done with them by trying everything."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import strategies as st

from diagnose.planning import Offer
from tests.small import step

HAND_OVERS = st.sampled_from([5.0, 60.0, 150.0, 400.0])
CHANCES = st.one_of(st.sampled_from([0.0, 0.02, 0.2, 0.5, 0.8]), st.floats(0.0, 1.0))
COSTS = st.one_of(st.sampled_from([0.0, 4.0, 4.0, 10.0]), st.floats(0.1, 100.0))


@dataclass(frozen=True)
class Problem:
    """``before`` gives for each step those that must precede it; chances make at most 1."""

    before: list[list[int]]
    chances: list[float]
    costs: list[float]


def independent(draw, place):
    return []


def chains(draw, place):
    return [place - 1] if place and draw(st.booleans()) else []


def out_trees(draw, place):
    return [draw(st.integers(0, place - 1))] if place and draw(st.booleans()) else []


def any_kind(draw, place):
    return sorted(draw(st.sets(st.integers(0, place - 1), max_size=3))) if place else []


@st.composite
def edges(draw, kind, most=6):
    """For each step those before it; the numbers of the steps say nothing about the order."""
    count = draw(st.integers(1, most))
    numbers = draw(st.permutations(range(count)))
    before = [[]] * count
    for place in range(count):
        before[numbers[place]] = sorted(numbers[each] for each in kind(draw, place))
    return before


@st.composite
def in_trees(draw, most=6):
    """Every step precedes at most one other directly."""
    after = draw(edges(out_trees, most))
    return [[place for place, direct in enumerate(after) if step in direct] for step in range(len(after))]


@st.composite
def problems(draw, shapes):
    before = draw(shapes)
    chances = [draw(CHANCES) for _ in before]
    whole = max(1.0, sum(chances))
    return Problem(before, [chance / whole for chance in chances], [draw(COSTS) for _ in before])


def cheapest(problem, hand_over, done=(), left=1.0):
    """The least expected cost of all legal orders of all sets of steps: hand over now, or take any step that may come."""
    costs = [hand_over * left]
    for place, before in enumerate(problem.before):
        if place not in done and all(each in done for each in before):
            rest = cheapest(problem, hand_over, (*done, place), left - problem.chances[place])
            costs.append(problem.costs[place] * left + rest)
    return min(costs)


def cheapest_with_all(problem, done=(), left=1.0):
    """The least expected cost of all legal orders of all steps."""
    costs = [
        problem.costs[place] * left + cheapest_with_all(problem, (*done, place), left - problem.chances[place])
        for place, before in enumerate(problem.before)
        if place not in done and all(each in done for each in before)
    ]
    return min(costs, default=0.0)


def cost_of_all(problem, order):
    """The expected cost of taking every step in ``order``, without what handing over costs."""
    total, left = 0.0, 1.0
    for place in order:
        total += problem.costs[place] * left
        left -= problem.chances[place]
    return total


def offers_of(problem, visits=()):
    """The steps of ``problem``, each for a fault of its own, and how likely each fault is the cause."""
    names = [f"s{place}" for place in range(len(problem.before))]
    offers = []
    for place, before in enumerate(problem.before):
        after = frozenset(names[each] for each in before)
        fixes = ((f"f{place}", problem.chances[place]),)
        offers.append(Offer(step(names[place]), fixes, problem.costs[place], place in visits, after))
    return offers, {f"f{place}": 1.0 for place in range(len(problem.before))}


def cheapest_offers(offers, shares, prices, done=(), stopped=frozenset(), left=1.0):
    """The least expected cost of taking any of ``offers`` in any legal order, a visit paid by the first that needs it.

    ``shares`` by offer and fault; a fault that a ``stop`` step served counts no more afterwards.
    """
    costs = [prices.hand_over * left]
    waiting = {offer.step.id for offer in offers if offer.step.id not in done}
    for offer, parts in zip(offers, shares, strict=True):
        if offer.step.id in waiting and not offer.after & waiting:
            serves = {fault: part for (fault, _), part in zip(offer.fixes, parts, strict=True) if fault not in stopped}
            paid = replace(prices, visit=0.0) if offer.visit else prices
            rest = cheapest_offers(
                offers,
                shares,
                paid,
                (*done, offer.step.id),
                stopped | serves.keys() if offer.step.stop else stopped,
                left - sum(serves.values()),
            )
            costs.append((offer.cost + (prices.visit if offer.visit else 0.0)) * left + rest)
    return min(costs)
