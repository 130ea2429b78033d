from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose.kb.playbook import Requirement
from diagnose.planning import Offer, Prices, cheapest_prefix, offers_of, plan_of, prices_of, steps_left
from diagnose.support import Support, SupportLine
from tests.small import base, candidates_of, circumstance, complaint, fault, never, reading, seen, sign, step

CLOSE = 1e-6


def everybody(attributes):
    return frozenset(attributes)


def nobody(attributes):
    return frozenset()


def offer(name, *, after=(), visit=False, stop=False, cost=4.0, **fixes):
    """An offer that costs 4 unless said otherwise; ``fixes`` by fault."""
    return Offer(step(name, after=tuple(after), stop=stop), tuple(sorted(fixes.items())), cost, visit, frozenset(after))


def expected_cost(steps, hand_over):
    """V_k for all of ``steps``, term by term."""
    left, total = 1.0, 0.0
    for chance, cost in steps:
        total += cost * left
        left -= chance
    return total + hand_over * left


def ids(planned):
    return [each.step.id for each in planned]


steps = st.lists(st.tuples(st.floats(0.0, 0.2), st.floats(0.1, 100.0)), max_size=5)


@given(steps, st.floats(1.0, 300.0))
def test_the_plan_stops_where_the_expected_cost_is_least(given_steps, hand_over):
    best, cost = cheapest_prefix(given_steps, hand_over)
    costs = [expected_cost(given_steps[:count], hand_over) for count in range(len(given_steps) + 1)]
    assert cost == pytest.approx(min(costs), abs=CLOSE)
    assert costs[best] == pytest.approx(min(costs), abs=CLOSE)


offered = st.lists(st.tuples(st.floats(0.01, 1.0), st.floats(0.1, 100.0)), min_size=1, max_size=4)


@settings(deadline=None)
@given(offered, st.floats(1.0, 300.0))
def test_no_other_order_of_any_of_the_steps_is_cheaper(parts, hand_over):
    offers = [offer(f"s{number}", cost=cost, **{f"f{number}": fixes}) for number, (fixes, cost) in enumerate(parts)]
    responsible = {f"f{number}": 1.0 / len(parts) for number in range(len(parts))}
    plan = plan_of(offers, responsible, Prices(hand_over))
    pairs = [(fixes / len(parts), cost) for fixes, cost in parts]
    cheapest = min(
        expected_cost(order[:count], hand_over) for order in permutations(pairs) for count in range(len(pairs) + 1)
    )
    assert plan.expected_cost == pytest.approx(cheapest, abs=CLOSE)


@settings(deadline=None, max_examples=60)
@given(st.lists(offered, min_size=1, max_size=2), st.floats(1.0, 300.0))
def test_no_other_order_within_chains_of_steps_is_cheaper(chains, hand_over):
    count = sum(map(len, chains))
    offers, pairs, before = [], {}, {}
    for place, chain in enumerate(chains):
        previous = None
        for number, (fixes, cost) in enumerate(chain):
            name = f"s{place}{number}"
            offers.append(offer(name, cost=cost, after=[previous] if previous else [], **{name: fixes}))
            pairs[name], before[name] = (fixes / count, cost), previous
            previous = name
    plan = plan_of(offers, dict.fromkeys(pairs, 1.0 / count), Prices(hand_over))

    def legal(order):
        return all(before[name] is None or before[name] in order[:at] for at, name in enumerate(order))

    cheapest = (
        min(
            expected_cost([pairs[name] for name in order], hand_over)
            for length in range(count + 1)
            for order in permutations(sorted(pairs), length)
            if legal(order)
        )
        if count <= 5
        else plan.expected_cost
    )
    assert plan.expected_cost == pytest.approx(cheapest, abs=CLOSE)


def test_steps_come_by_chance_over_cost_and_of_equals_by_id():
    offers = [offer("b", f=0.3), offer("a", f=0.3), offer("dear", cost=40.0, f=0.3), offer("best", cost=1.0, f=0.3)]
    assert ids(plan_of(offers, {"f": 0.8}, Prices(600.0)).steps) == ["best", "a", "b", "dear"]


def test_a_step_of_several_faults_adds_up_what_it_mends_and_all_together_make_at_most_one():
    offers = [offer("shared", f=0.9, g=0.5), offer("own", g=0.5)]
    plan = plan_of(offers, {"f": 0.6, "g": 0.4}, Prices(100.0))
    assert [(each.step.id, each.faults, each.chance) for each in plan.steps] == [
        ("shared", ("f", "g"), 0.74),
        ("own", ("g",), 0.2),
    ]
    over = plan_of(offers, {"f": 1.0, "g": 1.0}, Prices(100.0))
    assert [each.chance for each in over.steps] == [pytest.approx(1 / 1.5), pytest.approx(0.5 / 1.5)]


def test_where_no_step_pays_the_case_is_handed_over_at_once():
    plan = plan_of([offer("dear", cost=500.0, f=0.5)], {"f": 0.9}, Prices(60.0))
    assert (plan.steps, ids(plan.left_out), plan.expected_cost) == ((), ["dear"], 60.0)


def test_a_step_that_mends_nothing_is_taken_when_it_opens_the_way_to_one_that_does():
    offers = [offer("open-lid", f=0.0), offer("replace", after=["open-lid"], f=0.9), offer("restart", cost=8.0, f=0.1)]
    assert ids(plan_of(offers, {"f": 0.9}, Prices(100.0)).steps) == ["open-lid", "replace", "restart"]


def test_a_step_that_mends_nothing_and_opens_no_way_is_left_out():
    plan = plan_of([offer("look", f=0.0), offer("mend", f=0.5)], {"f": 0.9}, Prices(100.0))
    assert (ids(plan.steps), ids(plan.left_out)) == (["mend"], [])


def test_after_counts_only_among_the_steps_on_offer():
    assert ids(plan_of([offer("second", after=["first"], f=0.5)], {"f": 0.9}, Prices(100.0)).steps) == ["second"]


def test_playbooks_that_order_two_steps_against_each_other_still_get_a_plan():
    offers = [offer("a", after=["b"], f=0.5), offer("b", after=["a"], f=0.4)]
    assert sorted(ids(plan_of(offers, {"f": 0.9}, Prices(100.0)).steps)) == ["a", "b"]


def test_a_visit_is_paid_once_by_the_first_step_that_needs_one():
    offers = [offer("one", visit=True, f=0.5), offer("two", visit=True, f=0.4)]
    plan = plan_of(offers, {"f": 1.0}, Prices(600.0, visit=55.0))
    assert [(each.step.id, each.cost) for each in plan.steps] == [("one", 59.0), ("two", 4.0)]


def test_the_price_of_a_visit_lets_remote_steps_go_first():
    offers = [offer("on-site", visit=True, f=0.5), offer("by-phone", f=0.1)]
    assert ids(plan_of(offers, {"f": 1.0}, Prices(600.0, visit=55.0)).steps) == ["by-phone", "on-site"]
    assert ids(plan_of(offers, {"f": 1.0}, Prices(600.0, visit=0.0)).steps) == ["on-site", "by-phone"]


def test_after_a_stop_step_nothing_more_is_done_for_its_fault():
    offers = [
        offer("last", stop=True, f=0.6),
        offer("late", cost=90.0, f=0.1),
        offer("other", after=["last"], f=0.1, g=0.1),
    ]
    plan = plan_of(offers, {"f": 0.5, "g": 0.5}, Prices(600.0))
    assert [(each.step.id, each.faults, each.chance) for each in plan.steps] == [
        ("last", ("f",), 0.3),
        ("other", ("g",), 0.05),
    ]


def test_a_stop_step_is_put_off_where_that_is_cheaper_than_giving_up_the_other_steps():
    # first: 4 + 0.7 * 4 + 0.65 * 600 = 396.8; put off: 4 + 0.9 * 4 + 0.85 * 4 + 0.55 * 600 = 341
    offers = [offer("last", stop=True, f=0.6), offer("late", f=0.1), offer("other", f=0.1, g=0.1)]
    plan = plan_of(offers, {"f": 0.5, "g": 0.5}, Prices(600.0))
    assert (ids(plan.steps), plan.expected_cost) == (["other", "late", "last"], 341.0)


# what is on offer


def case_of(kb, values=None, **options):
    case = reading(kb, {"c.main": True, **(values or {})})
    return case, candidates_of(case)


def offers(kb, values=None, tried=(), answerable=nobody):
    case, candidates = case_of(kb, values)
    return offers_of(case, candidates, tried, answerable)


SHOWS = {"c.main": {True: 0.8}}


def test_steps_with_one_id_are_one_offer():
    kb = base(
        [complaint("c.main")],
        [
            fault("f.a", shows=SHOWS, steps=[step("restart", 0.5)]),
            fault("f.b", shows=SHOWS, steps=[step("restart", 0.3)]),
        ],
    )
    (only,) = offers(kb)
    assert only.fixes == (("f.a", 0.5), ("f.b", 0.3))


def test_a_step_costs_its_time_its_price_and_its_risk():
    kb = base(
        [complaint("c.main")], [fault("f.a", shows=SHOWS, steps=[step("swap", minutes=15, price=7.0, risk="medium")])]
    )
    assert offers(kb)[0].cost == 15 / 60 * 40 + 7.0 + 15.0


def test_only_a_step_that_can_be_done_nowhere_else_needs_a_visit():
    steps = [step("only", via=("visit",)), step("either", via=("visit", "phone")), step("unsaid", via=())]
    kb = base([complaint("c.main")], [fault("f.a", shows=SHOWS, steps=steps)])
    assert {each.step.id: each.visit for each in offers(kb)} == {"only": True, "either": False, "unsaid": False}


def test_steps_tried_are_not_offered_again_and_none_after_a_stop_step():
    steps = [step("one"), step("two", stop=True), step("three")]
    playbook = fault("f.a", shows=SHOWS, steps=steps)
    assert [each.id for each in steps_left(playbook, {"one"})] == ["two", "three"]
    assert steps_left(playbook, {"two"}) == ()


REQUIRES = Requirement(seen("k.off", True))


def requiring(condition):
    steps = [step("open", requires=Requirement(condition)), step("look")]
    return base([complaint("c.main"), circumstance("k.off")], [fault("f.a", shows=SHOWS, steps=steps)])


@pytest.mark.parametrize(
    ("values", "answerable", "expected"),
    [
        ({"k.off": True}, everybody, {"open": (), "look": ()}),
        ({"k.off": False}, everybody, {"look": ()}),
        ({}, everybody, {"open": ("k.off",), "look": ()}),
        ({}, nobody, {"look": ()}),
    ],
)
def test_a_step_is_offered_once_what_it_requires_holds(values, answerable, expected):
    found = offers(requiring(seen("k.off", True)), values, answerable=answerable)
    assert {each.step.id: each.waits_for for each in found} == expected


def test_where_nobody_can_be_asked_the_closed_world_decides_what_a_step_requires():
    assert [each.step.id for each in offers(requiring(never(seen("k.off", True))))] == ["look", "open"]


def test_the_step_of_an_open_playbook_waits_for_its_gate_unless_a_matched_one_holds_it_too():
    attributes = [complaint("c.main"), sign("s.one")]
    open_ = fault("f.open", shows=SHOWS, when=seen("s.one", True), steps=[step("shared"), step("own")])
    matched = fault("f.matched", shows=SHOWS, steps=[step("shared")])
    found = offers(base(attributes, [open_, matched]), answerable=everybody)
    assert {each.step.id: (each.open, each.waits_for) for each in found} == {
        "own": (True, ("s.one",)),
        "shared": (False, ()),
    }


def test_a_step_that_rests_on_an_assumption_waits_while_somebody_can_be_asked():
    kb = base(
        [complaint("c.main"), sign("s.one")],
        [fault("f.a", shows=SHOWS, when=never(seen("s.one", True)), steps=[step("mend")])],
    )
    assert offers(kb, answerable=everybody)[0].waits_for == ("s.one",)
    assert offers(kb, answerable=nobody)[0].waits_for == ()


# prices


def test_handing_over_costs_what_the_line_says_or_what_the_line_below_it_says():
    kb = base([complaint("c.main")], [], escalation={"line-1": 60.0, "line-2": 150.0})
    assert [prices_of(kb, line).hand_over for line in ("line-1", "line-2", "line-3")] == [60.0, 150.0, 150.0]


def test_without_any_price_handing_over_costs_more_from_line_to_line():
    lines = tuple(SupportLine(f"line-{rank + 1}", rank) for rank in range(4))
    kb = base([complaint("c.main")], [], escalation={}, support=Support(lines))
    assert [prices_of(kb, line.id).hand_over for line in lines] == [60.0, 150.0, 400.0, 400.0]


def test_somebody_on_site_pays_no_visit():
    kb = base([complaint("c.main")], [])
    assert (prices_of(kb, "line-1").visit, prices_of(kb, "line-1", on_site=True).visit) == (55.0, 0.0)
    assert replace(prices_of(kb, "line-1"), visit=0.0) == prices_of(kb, "line-1", on_site=True)
