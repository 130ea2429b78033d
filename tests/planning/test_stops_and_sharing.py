"""Steps that several faults share, and steps after which their faults are given up, against all legal orders."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose.planning import Offer, Prices, plan_of
from diagnose.planning.ordering import ordered, stops_put_off
from diagnose.planning.plans import shares_of
from tests.planning.problems import COSTS, HAND_OVERS, any_kind, cheapest_offers, edges
from tests.small import step

CLOSE = 1e-6
FAULTS = ("f", "g", "h")
FIXES = st.sampled_from([0.02, 0.2, 0.5, 0.8])


@st.composite
def sharing(draw, stops=st.just(False)):  # noqa: B008 - a strategy is a value
    """Up to five offers for three faults, some for several of them, with precedence and visits of any kind."""
    before = draw(edges(any_kind, most=5))
    offers = []
    for place, direct in enumerate(before):
        fixes = {fault: draw(FIXES) for fault in draw(st.sets(st.sampled_from(FAULTS), min_size=1))}
        after = frozenset(f"s{each}" for each in direct)
        offers.append(
            Offer(
                step(f"s{place}", stop=draw(stops)),
                tuple(sorted(fixes.items())),
                draw(COSTS),
                draw(st.booleans()),
                after,
            )
        )
    return offers


@st.composite
def responsible(draw):
    parts = [draw(st.floats(0.05, 1.0)) for _ in FAULTS]
    return {fault: part / max(1.0, sum(parts)) for fault, part in zip(FAULTS, parts, strict=True)}


PRICES = st.builds(Prices, HAND_OVERS, st.sampled_from([0.0, 55.0]))


@settings(deadline=None, max_examples=150)
@given(sharing(), responsible(), PRICES)
def test_no_plan_of_shared_steps_is_cheaper(offers, chances, prices):
    plan = plan_of(offers, chances, prices)
    assert plan.expected_cost == pytest.approx(cheapest_offers(offers, shares_of(offers, chances), prices), abs=CLOSE)


@st.composite
def ending_in_stops(draw):
    """For each fault steps of its own, the last of them a ``stop`` that comes after the others."""
    offers = []
    for fault in FAULTS[: draw(st.integers(1, 3))]:
        count = draw(st.integers(1, 2))
        names = [f"{fault}{place}" for place in range(count)]
        for place, name in enumerate(names):
            last = place == count - 1
            offers.append(
                Offer(
                    step(name, stop=last),
                    ((fault, draw(FIXES)),),
                    draw(COSTS),
                    draw(st.booleans()),
                    frozenset(names[:place]),
                )
            )
    return offers


@settings(deadline=None, max_examples=100)
@given(ending_in_stops(), responsible(), PRICES)
def test_stops_at_the_end_of_what_is_done_for_their_faults_keep_the_plan_the_cheapest(offers, chances, prices):
    plan = plan_of(offers, chances, prices)
    assert plan.expected_cost == pytest.approx(cheapest_offers(offers, shares_of(offers, chances), prices), abs=CLOSE)


def simulated(offers, shares, planned, prices):
    """What taking the steps of ``planned`` in that order costs, a fault counting no more once a ``stop`` served it."""
    parts = {
        offer.step.id: (offer, dict(zip(dict(offer.fixes), each, strict=True)))
        for offer, each in zip(offers, shares, strict=True)
    }
    total, left, visit, stopped = 0.0, 1.0, prices.visit, set()
    for each in planned:
        offer, by_fault = parts[each.step.id]
        total += (offer.cost + (visit if offer.visit else 0.0)) * left
        left -= sum(part for fault, part in by_fault.items() if fault not in stopped)
        visit = 0.0 if offer.visit else visit
        stopped |= by_fault.keys() if offer.step.stop else set()
    return total + prices.hand_over * left


@settings(deadline=None, max_examples=200)
@given(sharing(stops=st.booleans()), responsible(), PRICES)
def test_a_plan_with_stops_costs_what_it_says_and_keeps_to_the_precedence(offers, chances, prices):
    plan = plan_of(offers, chances, prices)
    shares = shares_of(offers, chances)
    assert plan.expected_cost == pytest.approx(simulated(offers, shares, plan.steps, prices), abs=CLOSE)
    assert plan.expected_cost >= cheapest_offers(offers, shares, prices) - CLOSE
    taken = [each.step.id for each in plan.steps]
    after = {offer.step.id: offer.after for offer in offers}
    assert all(after[name] <= set(taken[:place]) for place, name in enumerate(taken))


@settings(deadline=None, max_examples=100)
@given(sharing(stops=st.booleans()), responsible(), PRICES)
def test_with_stops_the_plan_is_the_cheaper_of_heeding_them_in_passing_and_putting_them_off(offers, chances, prices):
    shares = shares_of(offers, chances)
    orders = [ordered(offers, shares, prices.visit)]
    later = stops_put_off(offers)
    if later is not None:
        orders.append(ordered(later, shares, prices.visit))
    by_id = {offer.step.id: offer for offer in offers}
    costs = [
        simulated(offers, shares, [by_id[taken[0].step.id] for taken in order[:count]], prices)
        for order in orders
        for count in range(len(order) + 1)
    ]
    assert plan_of(offers, chances, prices).expected_cost == pytest.approx(min(costs), abs=CLOSE)


@settings(deadline=None, max_examples=100)
@given(sharing(stops=st.booleans()), responsible())
def test_behind_a_stop_the_rest_is_ordered_as_if_it_were_all_there_is(offers, chances):
    shares = shares_of(offers, chances)
    order = ordered(offers, shares, 55.0)
    for place, (offer, *_) in enumerate(order, start=1):
        if not offer.step.stop:
            continue
        done = {taken[0].step.id for taken in order[:place]}
        visit = 0.0 if any(taken[0].visit for taken in order[:place]) else 55.0
        stopped = {fault for taken in order[:place] if taken[0].step.stop for fault in taken[1]}
        rest = [
            (replace(each, fixes=tuple(pair for pair in each.fixes if pair[0] not in stopped)), parts)
            for each, parts in zip(offers, shares, strict=True)
            if each.step.id not in done
        ]
        kept = [
            [part for (fault, _), part in zip(original.fixes, parts, strict=True) if fault not in stopped]
            for original, parts in zip(offers, shares, strict=True)
            if original.step.id not in done
        ]
        again = ordered([each for each, _ in rest], kept, visit)
        assert [(taken[0].step.id, *taken[1:]) for taken in again] == [
            (taken[0].step.id, *taken[1:]) for taken in order[place:]
        ]


# by hand


def offer(name, *, after=(), stop=False, **fixes):
    return Offer(step(name, stop=stop), tuple(fixes.items()), 4.0, after=frozenset(after))


def test_a_stop_step_does_not_wait_for_what_must_come_after_it():
    offers = [offer("end", stop=True, f=0.5), offer("then", after=["end"], f=0.5), offer("last", after=["then"], f=0.2)]
    assert stops_put_off(offers) is None


def test_two_stop_steps_of_one_fault_do_not_wait_for_each_other():
    offers = [offer("one", stop=True, f=0.5), offer("two", stop=True, f=0.5), offer("mend", f=0.2)]
    assert [sorted(each.after) for each in stops_put_off(offers)] == [["mend"], ["mend"], []]


def test_two_stop_steps_that_wait_for_each_other_s_steps_keep_what_the_authors_said():
    offers = [
        offer("end-f", stop=True, f=0.5),
        offer("end-g", stop=True, g=0.5),
        offer("mend-f", after=["end-g"], f=0.2),
        offer("mend-g", after=["end-f"], g=0.2),
    ]
    put_off = {each.step.id: sorted(each.after) for each in stops_put_off(offers)}
    assert put_off == {"end-f": ["mend-f"], "end-g": [], "mend-f": ["end-g"], "mend-g": ["end-f"]}


def test_a_stop_that_no_later_step_depends_on_changes_no_order():
    offers = [offer("one", stop=True, f=0.5), offer("two", g=0.4), offer("three", h=0.3)]
    order = ordered(offers, shares_of(offers, dict.fromkeys(FAULTS, 0.3)), 0.0)
    assert [taken[0].step.id for taken in order] == ["one", "two", "three"]
    assert all(first[2] > second[2] for first, second in pairwise(order))
