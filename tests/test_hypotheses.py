from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose.decision import Standing, decide
from diagnose.facts import DoesNotApply, Fact, Unknown, WorkingMemory
from diagnose.hypotheses import Reading, Treatment, find_candidates, weigh, weighing_of
from diagnose.hypotheses.drawing import deviations_allowed
from diagnose.kb.playbook import Common, Shown
from diagnose.rules.conditions import AllOf, Applies
from diagnose.vocabulary import Attribute, AttributeType
from tests import naive_weighing as naive
from tests.small import (
    base,
    candidates_of,
    circumstance,
    collection,
    complaint,
    fault,
    memory,
    never,
    reading,
    seen,
    sign,
    step,
)

CLOSE = 5e-9


def weighed(kb, values=None, *, tried=frozenset(), known=None):
    """The weighing of a case."""
    case = reading(kb, values) if known is None else Reading.of(kb, known)
    return weighing_of(weigh(case, Treatment(frozenset(tried))))


def by_fault(weighing):
    return {hypothesis.fault: hypothesis for hypothesis in weighing.hypotheses}


def responsible(kb, values=None, **more):
    return {each.fault: each.responsible for each in weighed(kb, values, **more).hypotheses}


# the sparse sets against all sets

SIGNS = {"c.main": (True,), "c.kind": ("p", "q"), "s.one": (True,), "s.two": ("p", "q")}
CIRCUMSTANCES = {"k.flag": (True, False), "k.way": ("x", "y", "z")}
MEMBERS = ("m", "n")
strength = st.floats(0.0, 1.0)
share = st.floats(0.001, 0.4)


def tables(values):
    return st.dictionaries(st.sampled_from(values), strength, min_size=1, max_size=len(values))


faults = st.builds(
    naive.Fault,
    prior=st.floats(0.0, 0.6),
    strengths=st.fixed_dictionaries(
        {"c.main": st.fixed_dictionaries({True: st.floats(0.02, 1.0)})},
        optional={name: tables(values) for name, values in SIGNS.items() if name != "c.main"},
    ),
    tilts=st.fixed_dictionaries({}, optional={name: tables(values) for name, values in CIRCUMSTANCES.items()}),
    members=st.fixed_dictionaries({}, optional={"k.set": tables(MEMBERS)}),
)
common = st.fixed_dictionaries({name: st.lists(st.floats(0.05, 1.0), min_size=3, max_size=3) for name in CIRCUMSTANCES})


@st.composite
def worlds(draw):
    parts = draw(st.lists(faults, min_size=1, max_size=5))
    shares = draw(common)
    return naive.World(
        faults={f"f.{number}": part for number, part in enumerate(parts)},
        leaks={name: {value: draw(share) for value in values} for name, values in SIGNS.items()},
        common={
            name: {
                value: part / sum(shares[name][: len(values)])
                for value, part in zip(values, shares[name], strict=False)
            }
            for name, values in CIRCUMSTANCES.items()
        },
        shares={"k.set": {member: draw(share) for member in MEMBERS}},
        complaints=(),
    )


observations = st.fixed_dictionaries(
    {"c.main": st.just(True)},
    optional={
        "c.kind": st.sampled_from(["ok", "p", "q"]),
        "s.one": st.booleans(),
        "s.two": st.sampled_from(["ok", "p", "q"]),
        "k.flag": st.booleans(),
        "k.way": st.sampled_from(["x", "y", "z"]),
        "k.set": st.frozensets(st.sampled_from(MEMBERS)),
    },
)


def knowledge(world, **more):
    """The knowledge base that says what ``world`` says."""
    attributes = [
        complaint("c.main"),
        complaint("c.kind", ("ok", "p", "q"), ("p", "q")),
        sign("s.one"),
        sign("s.two", ("ok", "p", "q"), ("p", "q")),
        circumstance("k.flag"),
        circumstance("k.way", ("x", "y", "z")),
        collection("k.set", MEMBERS),
    ]
    playbooks = [
        fault(name, part.prior, {**part.strengths, **part.tilts, **part.members}) for name, part in world.faults.items()
    ]
    return base(attributes, playbooks, common={**world.leaks, **world.common, **world.shares}, **more)


@settings(max_examples=200, deadline=None)
@given(worlds(), observations, st.integers(1, 3))
def test_sparse_sets_weigh_the_same_as_all_sets_one_by_one(world, values, size):
    world.complaints = tuple(name for name in ("c.kind", "c.main") if values.get(name) in world.leaks[name])
    chances = naive.weigh(world, values, size)
    found = weighed(knowledge(world, set_size=size), values)
    assert {each.faults: each.probability for each in found.sets} == pytest.approx(chances, abs=CLOSE)
    for each in found.hypotheses:
        own = sum(chance for members, chance in chances.items() if each.fault in members)
        assert each.present == pytest.approx(own, abs=CLOSE)
        assert each.responsible == pytest.approx(naive.responsible(world, values, chances, each.fault), abs=CLOSE)
        for name, chance in each.clears:
            assert chance == pytest.approx(naive.clears(world, values, chances, each.fault, name), abs=1e-7)
    assert dict(found.unexplained) == pytest.approx(
        {name: naive.unexplained(world, values, chances, name) for name in world.complaints}, abs=1e-7
    )


@settings(max_examples=60, deadline=None)
@given(worlds(), observations, st.permutations(["c.main", "c.kind", "s.one", "s.two", "k.flag", "k.way", "k.set"]))
def test_the_order_of_facts_does_not_matter(world, values, order):
    kb = knowledge(world)
    shuffled = WorkingMemory.of([Fact(name, values[name]) for name in order if name in values])
    assert weighed(kb, known=shuffled) == weighed(kb, values)


@settings(max_examples=60, deadline=None)
@given(worlds(), observations)
def test_a_fact_that_is_not_known_changes_nothing(world, values):
    kb = knowledge(world)
    missing = [Fact(name, Unknown("customer")) for name in (*SIGNS, *CIRCUMSTANCES) if name not in values]
    known = [Fact(name, value) for name, value in values.items()]
    assert weighed(kb, known=WorkingMemory.of([*known, *missing])) == weighed(kb, values)


@settings(max_examples=100, deadline=None)
@given(worlds(), observations)
def test_a_sign_that_a_fault_always_shows_raises_it(world, values):
    values = {name: value for name, value in values.items() if name != "s.one"}
    for part in world.faults.values():
        part.strengths.pop("s.one", None)
    world.faults["f.0"].strengths["s.one"] = {True: 0.98}
    kb = knowledge(world)
    before = by_fault(weighed(kb, values))["f.0"].present
    after = by_fault(weighed(kb, {**values, "s.one": True}))["f.0"].present
    assert after >= before


@settings(max_examples=60, deadline=None)
@given(worlds(), observations)
def test_a_playbook_about_something_else_changes_no_order(world, values):
    kb = knowledge(world)
    stranger = fault("f.stranger", 0.3, {"x.other": {True: 0.9}})
    attributes = [*kb.vocabulary.attributes.values(), complaint("x.other")]
    larger = base(attributes, [*kb.playbooks.values(), stranger], common=dict(kb.common))
    assert weighed(larger, values).hypotheses == weighed(kb, values).hypotheses


@settings(max_examples=60, deadline=None)
@given(worlds(), observations)
def test_chances_are_chances(world, values):
    found = weighed(knowledge(world), values)
    assert math.fsum(each.probability for each in found.sets) == pytest.approx(1.0, abs=1e-6)
    for each in found.hypotheses:
        assert 0.0 <= each.responsible <= each.present <= 1.0
    assert all(0.0 <= chance <= 1.0 for _, chance in found.unexplained)


# candidates


def test_an_open_playbook_takes_part_when_it_shows_the_complaint_and_a_refuted_one_does_not():
    kb = base(
        [complaint("c.main"), sign("s.one"), sign("s.two")],
        [
            fault("f.open", shows={"c.main": {True: 0.8}}, when=seen("s.one", True)),
            fault("f.refuted", shows={"c.main": {True: 0.8}}, when=seen("s.two", True)),
            fault("f.matched", shows={"c.main": {True: 0.8}}, when=seen("c.main", True)),
            fault("f.elsewhere", shows={"s.one": {True: 0.8}}, when=seen("s.one", True)),
        ],
    )
    case = reading(kb, {"c.main": True, "s.two": False})
    found = find_candidates(case)
    assert [(each.id, each.matched, sorted(each.waits_for)) for each in candidates_of(case)] == [
        ("f.matched", True, []),
        ("f.open", False, ["s.one"]),
    ]
    assert found.refuted == ("f.refuted",)
    assert found.complaints == (("c.main", True),)


def test_a_strength_of_a_hundredth_counts_as_none():
    kb = base(
        [complaint("c.main")],
        [fault("f.weak", shows={"c.main": {True: 0.01}}), fault("f.x", shows={"c.main": {True: 0.02}})],
    )
    assert [each.id for each in find_candidates(reading(kb, {"c.main": True})).all] == ["f.x"]


def test_playbooks_for_other_equipment_are_not_looked_at():
    shows = {"c.main": {True: 0.8}}
    kb = base(
        [complaint("c.main")],
        [
            fault("f.laser", shows=shows, scope=["laser"]),
            fault("f.router", shows=shows, scope=["router"]),
            fault("f.any", shows=shows),
        ],
    )
    case = reading(kb, {"c.main": True, "equipment": ("printer",)})
    assert [(each.id, each.matched, sorted(each.waits_for)) for each in candidates_of(case)] == [
        ("f.any", True, []),
        ("f.laser", False, ["equipment"]),
    ]
    assert find_candidates(case).refuted == ()


def test_without_equipment_every_playbook_that_shows_the_complaint_is_open():
    kb = base([complaint("c.main")], [fault("f.laser", shows={"c.main": {True: 0.8}}, scope=["laser"])])
    (only,) = candidates_of(reading(kb, {"c.main": True}))
    assert (only.matched, only.waits_for) == (False, {"equipment"})


def test_abnormal_signs_stand_in_where_no_complaint_is_reported():
    kb = base(
        [complaint("c.main"), sign("s.one"), sign("s.two")],
        [fault("f.a", shows={"s.one": {True: 0.8}}), fault("f.b", shows={"s.two": {True: 0.8}})],
    )
    found = find_candidates(reading(kb, {"s.one": True, "s.two": False}))
    assert ([each.id for each in found.all], found.complaints, found.reported) == (["f.a"], (("s.one", True),), False)


def test_a_how_to_without_signs_is_a_candidate_when_it_matches():
    kb = base(
        [circumstance("k.topic", ("password", "other"))],
        [fault("h.password", when=seen("k.topic", "password"), outcome="how-to")],
    )
    (only,) = weighed(kb, {"k.topic": "password"}).hypotheses
    assert (only.fault, only.matched) == ("h.password", True)
    assert only.responsible == only.present == 0.05


def test_what_was_concluded_counts_as_seen():
    from diagnose.rules.rule import Rule

    kb = base(
        [complaint("c.main"), sign("s.one"), circumstance("k.raw")],
        [
            fault("f.a", shows={"c.main": {True: 0.5}, "s.one": {True: 0.9}}),
            fault("f.b", shows={"c.main": {True: 0.5}}),
        ],
        conclusions=[Rule("c.one", seen("k.raw", True), (("s.one", True),))],
    )
    found = responsible(kb, {"c.main": True, "k.raw": True})
    assert found["f.a"] > 0.9
    assert found["f.b"] < 0.2


# rows with conditions, states, contexts


def given_base(**more):
    row = Shown("s.one", True, 0.9, seen("k.flag", True))
    return base(
        [complaint("c.main"), sign("s.one"), circumstance("k.flag")],
        [fault("f.a", shows={"c.main": {True: 0.5}}, rows=[row]), fault("f.b", shows={"c.main": {True: 0.5}})],
        **more,
    )


def test_a_row_counts_while_its_condition_holds_or_is_open_and_not_when_it_is_false():
    kb = given_base()
    case = {"c.main": True, "s.one": True}
    open_, holds, false = (
        responsible(kb, {**case, **extra})["f.a"] for extra in ({}, {"k.flag": True}, {"k.flag": False})
    )
    assert open_ == holds > 0.9
    assert false == responsible(kb, {"c.main": True, "k.flag": False})["f.a"] < 0.6


def test_an_open_row_is_waited_for_only_once_its_sign_is_seen():
    kb = given_base()
    assert by_fault(weighed(kb, {"c.main": True}))["f.a"].waits_for == ()
    assert by_fault(weighed(kb, {"c.main": True, "s.one": True}))["f.a"].waits_for == ("k.flag",)


def test_a_row_whose_condition_holds_takes_the_place_of_the_general_one():
    rows = [Shown("s.one", True, 0.8), Shown("s.one", True, 0.05, seen("k.flag", True))]
    kb = base(
        [complaint("c.main"), sign("s.one"), circumstance("k.flag")],
        [fault("f.a", shows={"c.main": {True: 0.5}}, rows=rows)],
    )
    plain = base(
        [complaint("c.main"), sign("s.one"), circumstance("k.flag")],
        [fault("f.a", shows={"c.main": {True: 0.5}, "s.one": {True: 0.05}})],
    )
    case = {"c.main": True, "s.one": True, "k.flag": True}
    assert weighed(kb, case).sets == weighed(plain, case).sets


def test_a_sign_that_is_always_there_in_a_context_drops_out_in_that_context():
    rows = [Common("s.one", True, 0.02), Common("s.one", True, 1.0, seen("k.flag", True))]
    kb = base(
        [complaint("c.main"), sign("s.one"), circumstance("k.flag")],
        [fault("f.a", shows={"c.main": {True: 0.5}, "s.one": {True: 0.9}})],
        common={"s.one": rows},
    )
    case = {"c.main": True, "k.flag": True}
    assert weighed(kb, {**case, "s.one": True}).sets == weighed(kb, case).sets
    assert weighed(kb, {"c.main": True, "k.flag": False, "s.one": True}).sets != weighed(kb, case).sets


def test_does_not_apply_says_something_only_about_a_fault_that_names_it():
    row = Shown("s.one", None, 0.6)
    attributes = [complaint("c.main"), sign("s.one"), sign("s.two")]
    kb = base(
        attributes,
        [
            fault("f.a", shows={"c.main": {True: 0.5}}, rows=[row]),
            fault("f.b", shows={"c.main": {True: 0.5}, "s.two": {True: 0.6}}),
        ],
    )
    plain = responsible(kb, {"c.main": True})
    named = responsible(kb, {"c.main": True, "s.one": DoesNotApply()})
    unnamed = responsible(kb, {"c.main": True, "s.two": DoesNotApply()})
    assert named["f.a"] > plain["f.a"] + 0.3
    assert unnamed == plain


def test_values_of_a_circumstance_that_nobody_named_share_what_is_left():
    attributes = [complaint("c.main"), circumstance("k.way", ("x", "y", "z"))]
    kb = base(attributes, [fault("f.a", shows={"c.main": {True: 0.5}, "k.way": {"x": 0.7}})])
    (contribution,) = [
        each
        for each in weighed(kb, {"c.main": True, "k.way": "y"}).hypotheses[0].contributions
        if each.attribute == "k.way"
    ]
    assert contribution.log_odds == pytest.approx(math.log(0.15 / (1 / 3)), abs=1e-9)


def test_the_members_of_a_set_are_circumstances_of_their_own():
    attributes = [complaint("c.main"), collection("k.set", ("m", "n", "o", "p"))]
    kb = base(attributes, [fault("f.a", shows={"c.main": {True: 0.5}, "k.set": {"m": 0.8}})])

    def told(value):
        return {
            each.value: each.log_odds
            for each in weighed(kb, {"c.main": True, "k.set": value}).hypotheses[0].contributions
            if each.attribute == "k.set"
        }

    assert told(frozenset(["m", "n"])) == pytest.approx({"m": math.log(0.8 / 0.25)}, abs=1e-9)
    assert told(frozenset(["n"])) == pytest.approx({"m": math.log(0.2 / 0.75)}, abs=1e-9)


# what was tried


def test_a_step_that_did_not_help_weakens_the_fault_it_treats_and_no_other():
    shows = {"c.main": {True: 0.8}}
    kb = base(
        [complaint("c.main")],
        [fault("f.a", shows=shows, steps=[step("a.one", 0.9)]), fault("f.b", shows=shows, steps=[step("b.one", 0.9)])],
    )
    before, after = responsible(kb, {"c.main": True}), responsible(kb, {"c.main": True}, tried={"a.one"})
    assert before["f.a"] == before["f.b"]
    assert after["f.a"] < 0.2 < after["f.b"]
    weaker = base(
        [complaint("c.main")],
        [fault("f.a", shows={"c.main": {True: 0.8 * (1 - 0.9)}}), fault("f.b", shows=shows)],
    )
    assert after == pytest.approx(responsible(weaker, {"c.main": True}), abs=CLOSE)


def test_other_signs_keep_their_strength_after_a_step_that_did_not_help():
    shows = {"c.main": {True: 0.8}, "s.one": {True: 0.9}}
    kb = base([complaint("c.main"), sign("s.one")], [fault("f.a", shows=shows, steps=[step("a.one", 0.5)])])
    weaker = base([complaint("c.main"), sign("s.one")], [fault("f.a", shows={**shows, "c.main": {True: 0.4}})])
    case = {"c.main": True, "s.one": True}
    assert weighed(kb, case, tried={"a.one"}).sets == weighed(weaker, case).sets


# bounds, ties, contributions, misfit


def test_candidates_beyond_the_bound_are_counted_and_keep_their_single_score():
    kb = base(
        [complaint("c.main")],
        [fault(f"f.{number}", 0.01 * (number + 1), {"c.main": {True: 0.5}}) for number in range(5)],
        candidates=3,
    )
    found = weighed(kb, {"c.main": True})
    assert found.cut == 2
    assert [each.fault for each in found.hypotheses] == ["f.4", "f.3", "f.2", "f.1", "f.0"]
    assert {fault for each in found.sets for fault in each.faults} == {"f.2", "f.3", "f.4"}
    alone = {each.faults: each.probability for each in found.sets}
    odds = (0.02 / 0.98) / (0.05 / 0.95)
    assert by_fault(found)["f.1"].present == pytest.approx(alone[("f.4",)] * odds, abs=CLOSE)


def test_a_matched_playbook_beyond_the_bound_may_still_lead():
    shows = {"c.main": {True: 0.5}}
    playbooks = [fault(f"f.{number}", 0.2, shows, seen("s.one", True)) for number in range(3)]
    matched = fault("f.matched", 0.1, shows, steps=[step("mend")])
    kb = base([complaint("c.main"), sign("s.one")], [*playbooks, matched], candidates=2)
    found = decide(kb, memory({"c.main": True}), Standing(askable=frozenset()))
    assert (found.weighing.cut, found.decision.fault) == (2, "f.matched")


def test_of_equal_hypotheses_the_one_whose_conditions_imply_the_other_comes_first_then_the_id():
    shows = {"c.main": {True: 0.5}}
    narrow = AllOf((seen("c.main", True), seen("k.flag", True)))
    kb = base(
        [complaint("c.main"), circumstance("k.flag")],
        [
            fault("f.a", shows=shows, when=seen("c.main", True)),
            fault("f.b", shows=shows, when=seen("c.main", True)),
            fault("f.z", shows=shows, when=narrow),
        ],
    )
    found = weighed(kb, {"c.main": True, "k.flag": True}).hypotheses
    assert [each.fault for each in found] == ["f.z", "f.a", "f.b"]
    assert len({each.responsible for each in found}) == 1


def test_a_matched_playbook_names_what_it_took_for_granted():
    kb = base(
        [complaint("c.main"), sign("s.one")],
        [fault("f.a", shows={"c.main": {True: 0.5}}, when=AllOf((seen("c.main", True), never(seen("s.one", True)))))],
    )
    (only,) = weighed(kb, {"c.main": True}).hypotheses
    assert (only.matched, only.assumes, only.waits_for) == (True, ("s.one",), ("s.one",))


def test_a_contribution_is_the_log_odds_of_a_fact_with_the_others_at_their_priors():
    kb = base(
        [complaint("c.main"), sign("s.one")],
        [
            fault("f.a", 0.1, {"c.main": {True: 0.5}, "s.one": {True: 0.8}}),
            fault("f.b", 0.2, {"c.main": {True: 0.6}}),
        ],
        common={"c.main": {True: 0.04}, "s.one": {True: 0.03}},
    )
    found = by_fault(weighed(kb, {"c.main": True, "s.one": False}))["f.a"].contributions
    rest = 0.96 * (1 - 0.2 * 0.6)
    assert {each.attribute: each.log_odds for each in found} == pytest.approx(
        {"c.main": math.log((1 - rest * 0.5) / (1 - rest)), "s.one": math.log(0.2)}, abs=1e-8
    )


def many_signs(count=8):
    names = [f"s.{number}" for number in range(count)]
    playbooks = [
        fault("f.all", 0.05, {"c.main": {True: 0.9}, **{name: {True: 0.95} for name in names}}),
        fault("f.none", 0.05, {"c.main": {True: 0.9}, **{name: {True: 0.05} for name in names}}),
    ]
    return names, base([complaint("c.main"), *map(sign, names)], playbooks)


def test_misfit_is_low_for_a_case_of_a_known_fault_and_above_its_limit_for_one_of_none():
    names, kb = many_signs()
    typical = weighed(kb, {"c.main": True, **dict.fromkeys(names, True)})
    strange = weighed(kb, {"c.main": True, **{name: number % 2 == 0 for number, name in enumerate(names)}})
    assert typical.misfit == 0.0
    assert typical.misfit < typical.misfit_limit < strange.misfit


def test_misfit_says_nothing_below_six_known_signs():
    names, kb = many_signs()
    found = weighed(kb, {"c.main": True, **dict.fromkeys(names[:4], True)})
    assert (found.misfit, found.misfit_limit) == (None, None)


def test_the_limit_of_misfit_is_drawn_once_and_is_the_same_for_an_equal_knowledge_base():
    (_, first), (_, second) = many_signs(), many_signs()
    assert deviations_allowed(first) == deviations_allowed(second) == first.derived["misfit"]
    assert deviations_allowed(replace(first, derived={})) == first.derived["misfit"]


def test_signs_that_are_all_but_certain_dilute_misfit_and_its_limit_alike():
    names, kb = many_signs()
    known = {"c.main": True, **dict.fromkeys(names, True)}
    more = [f"x.{number}" for number in range(9)]
    larger = base([*kb.vocabulary.attributes.values(), *map(sign, more)], list(kb.playbooks.values()))
    assert weighed(larger, {**known, **dict.fromkeys(more, False)}).misfit_limit < weighed(kb, known).misfit_limit


def test_a_knowledge_base_with_few_signs_has_no_limit():
    kb = base([complaint("c.main")], [fault("f.a", shows={"c.main": {True: 0.5}})])
    assert deviations_allowed(kb) is None
    assert deviations_allowed(base([complaint("c.main")], [])) is None


def test_without_any_candidate_the_empty_set_is_all_there_is():
    kb = base([complaint("c.main")], [])
    found = weighed(kb, {"c.main": True})
    assert found.hypotheses == ()
    assert [(each.faults, each.probability) for each in found.sets] == [((), 1.0)]
    assert found.unexplained == (("c.main", 1.0),)


# words that are missing


def test_a_common_value_that_is_missing_has_its_part_of_what_is_left():
    attributes = [complaint("c.main"), circumstance("k.flag"), circumstance("k.way", ("x", "y", "z"))]
    shows = {"c.main": {True: 0.5}, "k.flag": {True: 0.5}, "k.way": {"x": 0.5, "y": 0.5}}
    kb = base(attributes, [fault("f.a", shows=shows)], common={"k.flag": {True: 0.1}, "k.way": {"x": 0.4}})

    def told(**values):
        case = {"c.main": True, **{name.replace("_", "."): value for name, value in values.items()}}
        found = weighed(kb, case).hypotheses[0].contributions
        return next(each.log_odds for each in found if each.attribute != "c.main")

    assert told(k_flag=False) == pytest.approx(math.log(0.5 / 0.9), abs=1e-8)
    assert told(k_way="y") == pytest.approx(math.log(0.5 / 0.3), abs=1e-8)
    assert told(k_way="z") == pytest.approx(math.log(0.02 / 0.3), abs=1e-8)


def test_a_number_that_a_fault_names_is_a_circumstance_with_rare_values():
    attributes = [complaint("c.main"), Attribute("k.code", AttributeType.NUMBER)]
    kb = base(attributes, [fault("f.a", shows={"c.main": {True: 0.5}, "k.code": {7.0: 0.8}})])

    def told(value):
        found = weighed(kb, {"c.main": True, "k.code": value}).hypotheses[0].contributions
        return {each.attribute: each.log_odds for each in found}["k.code"]

    assert told(7.0) == pytest.approx(math.log(0.8 / 0.02), abs=1e-8)
    assert told(8.0) == pytest.approx(math.log(0.2 / 0.98), abs=1e-8)


def test_leaks_that_sum_above_one_are_scaled():
    attributes = [complaint("c.main", ("ok", "p", "q"), ("p", "q"))]
    kb = base(attributes, [fault("f.a", shows={"c.main": {"p": 0.5}})], common={"c.main": {"p": 0.8, "q": 0.7}})
    found = weighed(kb, {"c.main": "p"})
    assert math.fsum(each.probability for each in found.sets) == pytest.approx(1.0)
    assert found.unexplained[0][1] > 0.9


def test_rows_about_undeclared_attributes_say_nothing():
    kb = base([complaint("c.main")], [fault("f.a", shows={"c.main": {True: 0.5}, "x.gone": {True: 0.9}})])
    plain = base([complaint("c.main")], [fault("f.a", shows={"c.main": {True: 0.5}})])
    assert weighed(kb, {"c.main": True}) == weighed(plain, {"c.main": True})


def test_a_circumstance_that_does_not_apply_speaks_for_a_fault_that_says_so():
    row = Shown("k.flag", None, 0.6)
    kb = base(
        [complaint("c.main"), circumstance("k.flag")],
        [fault("f.a", shows={"c.main": {True: 0.5}}, rows=[row]), fault("f.b", shows={"c.main": {True: 0.5}})],
    )
    found = responsible(kb, {"c.main": True, "k.flag": DoesNotApply()})
    assert found["f.a"] > found["f.b"] + 0.3


def test_conditions_may_ask_whether_somebody_was_asked_and_whether_something_applies():
    when = AllOf((Applies("s.one", wanted=True), Applies("s.two", wanted=False)))
    ungated = replace(fault("f.a", shows={"c.main": {True: 0.5}}, when=when), gated=False)
    kb = base([complaint("c.main"), sign("s.one"), sign("s.two")], [ungated])
    facts = {"c.main": True, "s.one": Unknown("customer"), "s.two": DoesNotApply()}
    assert [(each.id, each.matched) for each in candidates_of(reading(kb, facts))] == [("f.a", True)]
