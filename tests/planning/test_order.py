"""The order of steps against all legal orders of all sets of them."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose.planning import Prices, cheapest_prefix, plan_of
from diagnose.planning.ordering import best_order
from diagnose.planning.ordering.blocks import cut, rounded
from diagnose.planning.ordering.closures import richer_part
from diagnose.planning.ordering.exact import exact
from diagnose.planning.ordering.precedence import all_above, downwards
from diagnose.planning.plans import shares_of
from tests.planning.problems import (
    HAND_OVERS,
    Problem,
    any_kind,
    chains,
    cheapest,
    cheapest_offers,
    cheapest_with_all,
    cost_of_all,
    edges,
    in_trees,
    independent,
    offers_of,
    out_trees,
    problems,
)

CLOSE = 1e-6
SHAPES = {
    "independent": edges(independent),
    "chains": edges(chains),
    "out-trees": edges(out_trees),
    "in-trees": in_trees(),
    "any": edges(any_kind),
}
NO_DYNAMIC_PROGRAMMING = 0
shapes = pytest.mark.parametrize("shape", SHAPES)


def costs_of(problem, order):
    return [max(1e-6, problem.costs[place]) for place in order]


def order_of(problem, **bounds):
    return best_order(problem.before, problem.chances, costs_of(problem, range(len(problem.before))), **bounds)


def cut_where_cheapest(problem, order, hand_over):
    return cheapest_prefix([(problem.chances[place], problem.costs[place]) for place in order], hand_over)[1]


@shapes
@settings(deadline=None, max_examples=80)
@given(st.data(), HAND_OVERS)
def test_the_cheapest_prefix_of_the_order_is_the_cheapest_of_all_orders_of_all_sets(shape, data, hand_over):
    problem = data.draw(problems(SHAPES[shape]))
    order = order_of(problem)
    assert cut_where_cheapest(problem, order, hand_over) == pytest.approx(cheapest(problem, hand_over), abs=CLOSE)
    assert cost_of_all(problem, order) == pytest.approx(cheapest_with_all(problem), abs=CLOSE)


@shapes
@settings(deadline=None, max_examples=40)
@given(st.data())
def test_every_step_comes_once_and_after_those_that_must_precede_it(shape, data):
    problem = data.draw(problems(SHAPES[shape]))
    for bounds in ({}, {"most_sets": NO_DYNAMIC_PROGRAMMING}):
        order = order_of(problem, **bounds)
        assert sorted(order) == list(range(len(problem.before)))
        assert all(order.index(each) < order.index(place) for place in order for each in problem.before[place])


@pytest.mark.parametrize("shape", ["chains", "out-trees", "in-trees"])
@settings(deadline=None, max_examples=60)
@given(st.data())
def test_chains_and_trees_need_no_dynamic_programming(shape, data):
    problem = data.draw(problems(SHAPES[shape]))
    order = order_of(problem, most_sets=NO_DYNAMIC_PROGRAMMING)
    assert cost_of_all(problem, order) == pytest.approx(cheapest_with_all(problem), abs=CLOSE)


@settings(deadline=None, max_examples=150)
@given(problems(edges(any_kind, most=7)), HAND_OVERS)
def test_beyond_the_bound_an_order_costs_at_most_twice_the_least(problem, hand_over):
    order = order_of(problem, most_sets=NO_DYNAMIC_PROGRAMMING)
    assert cut_where_cheapest(problem, order, hand_over) <= 2.0 * cheapest(problem, hand_over) + CLOSE
    assert cost_of_all(problem, order) <= 2.0 * cheapest_with_all(problem) + CLOSE


@settings(deadline=None, max_examples=150)
@given(problems(edges(any_kind, most=7)))
def test_looking_for_blocks_finds_what_trying_all_sets_finds(problem):
    places = range(len(problem.before))
    costs = costs_of(problem, places)
    above = dict(enumerate(all_above(problem.before, downwards(problem.before))))
    alone = exact(places, above, problem.chances, costs, 2 ** len(costs))
    assert cost_of_all(problem, order_of(problem)) == pytest.approx(cost_of_all(problem, alone), abs=CLOSE)


def with_detours(before):
    """``before`` with all that it implies said as well."""
    above = all_above(before, downwards(before))
    return [[step for step in range(len(before)) if needed >> step & 1] for needed in above]


@pytest.mark.parametrize("shape", ["chains", "out-trees", "in-trees"])
@settings(deadline=None, max_examples=60)
@given(st.data())
def test_what_is_said_twice_makes_no_tree_harder(shape, data):
    problem = data.draw(problems(SHAPES[shape]))
    detours = Problem(with_detours(problem.before), problem.chances, problem.costs)
    order = order_of(detours, most_sets=NO_DYNAMIC_PROGRAMMING)
    assert cost_of_all(detours, order) == pytest.approx(cheapest_with_all(problem), abs=CLOSE)


def closed_sets(above):
    """All sets that hold, with a step, all above it."""
    return [
        closed
        for closed in range(1 << len(above))
        if all(above[step] & ~closed == 0 for step in range(len(above)) if closed >> step & 1)
    ]


def two_layers(random, count):
    """Half of the steps cost and mend nothing; each of the others mends something and needs some of those."""
    poor = count // 2
    before = [
        [each for each in range(poor) if random.random() < 0.5] if place >= poor else [] for place in range(count)
    ]
    chances = [random.random() / count if place >= poor else 0.0 for place in range(count)]
    return Problem(before, chances, [random.uniform(0.1, 10.0) if place < poor else 0.1 for place in range(count)])


def check_richer_part(problem):
    places = range(len(problem.before))
    costs = costs_of(problem, places)
    above = dict(enumerate(all_above(problem.before, downwards(problem.before))))
    price = sum(problem.chances) / sum(costs)

    def gain(closed):
        return sum(problem.chances[step] - price * costs[step] for step in places if closed >> step & 1)

    sets = closed_sets(above)
    part = richer_part(places, above, problem.chances, costs)
    assert part in sets
    assert gain(part) == pytest.approx(max(map(gain, sets)), abs=1e-9)


@settings(deadline=None)
@given(problems(edges(any_kind, most=7)))
def test_the_richer_part_gains_most_at_the_price_of_all_together(problem):
    check_richer_part(problem)


@pytest.mark.parametrize("seed", range(60))
def test_steps_that_share_what_they_need_pay_for_it_together(seed):
    check_richer_part(two_layers(Random(seed), 8 + seed % 3))


@settings(deadline=None)
@given(problems(edges(any_kind)))
def test_the_blocks_of_an_order_are_poorer_and_poorer(problem):
    blocks = cut(order_of(problem), problem.chances, costs_of(problem, range(len(problem.before))))
    assert all(first[0] < second[0] for first, second in pairwise(blocks))
    assert [place for block in blocks for place in block[4]] == order_of(problem)


@shapes
@settings(deadline=None, max_examples=50)
@given(st.data(), HAND_OVERS, st.sampled_from([0.0, 10.0, 55.0]))
def test_no_plan_with_a_visit_paid_once_is_cheaper(shape, data, hand_over, visit):
    problem = data.draw(problems(SHAPES[shape]))
    visits = data.draw(st.sets(st.sampled_from(range(len(problem.before)))))
    offers, responsible = offers_of(problem, visits)
    prices = Prices(hand_over, visit)
    shares = shares_of(offers, responsible)
    plan = plan_of(offers, responsible, prices)
    # each chance is rounded to nine decimals, and what is left of all of them is paid with the price of handing over
    rounding = len(offers) * 0.5e-9 * hand_over
    assert plan.expected_cost == pytest.approx(cheapest_offers(offers, shares, prices), abs=CLOSE + rounding)


@settings(deadline=None, max_examples=60)
@given(problems(edges(any_kind)), st.randoms(use_true_random=False))
def test_the_order_in_which_steps_are_offered_changes_nothing(problem, random):
    offers, responsible = offers_of(problem, visits={0})
    shuffled = offers.copy()
    random.shuffle(shuffled)
    prices = Prices(150.0, 55.0)
    assert plan_of(shuffled, responsible, prices) == plan_of(offers, responsible, prices)


# by hand


def test_a_poor_step_waits_with_the_rich_one_that_it_leads_to():
    # 0 alone 0.1 / 4; 1 -> 2 together 0.4 / 8; 3 alone 0.3 / 4
    problem = Problem([[], [], [1], []], [0.1, 0.0, 0.4, 0.3], [4.0, 4.0, 4.0, 4.0])
    assert order_of(problem) == [3, 1, 2, 0]


def test_two_steps_that_lead_to_one_come_before_it_the_richer_first():
    problem = Problem([[], [], [0, 1]], [0.1, 0.2, 0.6], [4.0, 4.0, 4.0])
    assert order_of(problem) == [1, 0, 2]


def test_an_n_of_four_steps_is_put_in_order_though_it_is_no_tree():
    # 0 -> 2, 0 -> 3, 1 -> 3: after 1 the rich 3 waits for 0 only
    problem = Problem([[], [], [0], [0, 1]], [0.0, 0.0, 0.1, 0.7], [1.0, 1.0, 10.0, 1.0])
    assert order_of(problem) == [0, 1, 3, 2]


def test_equals_come_by_number_whatever_the_last_digits_of_their_sums():
    problem = Problem([[], [], []], [0.3, 0.1 + 0.1 + 0.1, 0.3], [3.0, 3.0, 3.0])
    assert 0.1 + 0.1 + 0.1 > 0.3
    assert order_of(problem) == [0, 1, 2]


def test_nine_digits_of_a_ratio_count():
    assert rounded(0.1 + 0.2) == rounded(0.3)
    assert rounded(1.000_000_01) > rounded(1.0)
    assert rounded(3e-9) > rounded(2.999_999_9e-9)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ([[1], [0]], [1, 0]),
        ([[2], [0], [1], []], [3, 1, 2, 0]),
        ([[1], [0], [1], [2]], [1, 2, 3, 0]),
        ([[1], [0], [1], []], [3, 1, 2, 0]),
        ([[1], [0], [1, 3], []], [3, 1, 2, 0]),
    ],
)
def test_steps_that_precede_each_other_in_a_circle_do_not_bind_each_other(before, expected):
    chances = [0.1, 0.2, 0.15, 0.4][: len(before)]
    assert best_order(before, chances, [4.0] * len(before)) == expected


def test_a_tree_in_which_all_that_is_implied_is_said_is_still_ordered_as_a_tree():
    # 0 before 1, and 1 before all the others, which need 0 anyway
    before = [[], [0], [0, 1], [0, 1], [0, 1], [0, 1]]
    problem = Problem(before, [0.01, 0.01, 0.1, 0.25, 0.01, 0.1], [10.0, 10.0, 30.0, 30.0, 4.0, 4.0])
    order = order_of(problem, most_sets=NO_DYNAMIC_PROGRAMMING)
    assert order == [0, 1, 5, 3, 2, 4]
    assert cost_of_all(problem, order) == pytest.approx(cheapest_with_all(problem))


def test_forty_steps_that_hang_together_without_being_a_tree_are_put_in_order_within_the_bound():
    random = Random(7)
    before = [
        sorted({random.randrange(max(0, place - 6), place) for _ in range(2)}) if place else [] for place in range(40)
    ]
    chances = [random.random() / 40 for _ in before]
    order = best_order(before, chances, [1.0 + 9.0 * random.random() for _ in before])
    assert sorted(order) == list(range(40))
    assert all(order.index(each) < order.index(place) for place in order for each in before[place])
