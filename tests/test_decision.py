from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose.decision import (
    Advice,
    Escalation,
    EscalationReason,
    FixPlan,
    MoreFacts,
    Standing,
    Unprecedented,
    UnprecedentedReason,
    decide,
    standing_of,
)
from diagnose.errors import FiringBudgetError, Location
from diagnose.facts import Fact, Unknown, WorkingMemory
from diagnose.hypotheses import Treatment
from diagnose.kb.playbook import EscalateTo, Requirement, Shown
from diagnose.questions import QuestionReason
from diagnose.rules.conditions import AllOf, AnyOf, Count, NoneOf, Test
from diagnose.rules.operators import OneOf
from diagnose.support import Sector, Support, SupportLine
from diagnose.texts import Text
from tests.small import base, circumstance, complaint, fault, memory, never, number, seen, sign, step

SHOWS = {"c.main": {True: 0.8}}
STRONG = {"c.main": {True: 0.8}, "s.one": {True: 0.9}}
BROKEN = {"c.main": True}
ATTRIBUTES = [complaint("c.main"), sign("s.one"), sign("s.two"), circumstance("k.flag")]
NOBODY = Standing(askable=frozenset())
CUSTOMER = Standing(askable=frozenset({"customer"}))


def decided(kb, values=None, standing=NOBODY):
    return decide(kb, memory(BROKEN if values is None else values), standing)


def decision(kb, values=None, standing=NOBODY):
    return decided(kb, values, standing).decision


def ids(planned):
    return [each.step.id for each in planned]


def asked(questions):
    return [question.attribute for question in questions]


# a plan


def test_a_matched_fault_with_a_step_that_pays_is_a_fix_plan():
    kb = base(ATTRIBUTES, [fault("f.a", 0.2, SHOWS, seen("c.main", True), [step("mend")])])
    found = decision(kb)
    assert isinstance(found, FixPlan)
    assert (found.fault, ids(found.steps), found.unexplained, found.then_to) == ("f.a", ["mend"], (), "line-2")


def test_the_steps_of_several_faults_stand_in_one_plan():
    kb = base(
        ATTRIBUTES,
        [fault("f.a", 0.2, SHOWS, steps=[step("a.one"), step("both")]), fault("f.b", 0.1, SHOWS, steps=[step("both")])],
    )
    found = decision(kb)
    assert [(each.step.id, each.faults) for each in found.steps] == [("both", ("f.a", "f.b")), ("a.one", ("f.a",))]


def test_complaints_that_stay_unexplained_are_named_in_the_plan():
    kb = base([*ATTRIBUTES, complaint("c.other")], [fault("f.a", 0.2, {"c.main": {True: 0.9}}, steps=[step("mend")])])
    found = decision(kb, {"c.main": True, "c.other": True})
    assert (type(found), found.unexplained) == (FixPlan, ("c.other",))


def test_a_step_tried_in_vain_is_not_planned_again_and_the_case_is_weighed_anew():
    playbooks = [
        fault("f.a", 0.2, SHOWS, steps=[step("a.one", 0.9)]),
        fault("f.b", 0.1, SHOWS, steps=[step("b.one", 0.9)]),
    ]
    kb = base(ATTRIBUTES, playbooks)
    before = decision(kb)
    after = decision(kb, standing=Standing(askable=frozenset(), treatment=Treatment(frozenset({"a.one"}))))
    assert (before.fault, ids(before.steps)) == ("f.a", ["a.one", "b.one"])
    assert (after.fault, ids(after.steps)) == ("f.b", ["b.one"])


def test_a_step_that_could_not_be_done_is_no_evidence():
    kb = base(ATTRIBUTES, [fault("f.a", 0.2, SHOWS, steps=[step("one"), step("two")])])
    found = decided(kb, standing=Standing(askable=frozenset(), passed_over=frozenset({"one"})))
    assert ids(found.decision.steps) == ["two"]
    assert found.weighing == decided(kb).weighing


def test_where_nobody_can_be_asked_open_playbooks_lend_no_steps():
    kb = base(
        ATTRIBUTES,
        [
            fault("f.matched", 0.05, SHOWS, steps=[step("matched.one")]),
            fault("f.open", 0.3, SHOWS, seen("s.one", True), [step("open.one")]),
        ],
    )
    found = decision(kb)
    assert (type(found), found.fault, ids(found.steps)) == (FixPlan, "f.matched", ["matched.one"])


def test_a_step_that_waits_for_an_answer_stays_out_of_the_steps_to_take():
    kb = base(
        ATTRIBUTES,
        [
            fault("f.matched", 0.3, SHOWS, steps=[step("matched.one", minutes=1)]),
            fault("f.open", 0.05, SHOWS, seen("s.one", True), [step("open.one")]),
        ],
    )
    found = decision(kb, standing=CUSTOMER)
    assert isinstance(found, FixPlan)
    assert (ids(found.steps), ids(found.plan.steps)) == (["matched.one"], ["matched.one", "open.one"])
    assert found.plan.steps[1].waits_for == ("s.one",)


# advice


@pytest.mark.parametrize("outcome", ["no-fault", "out-of-scope", "how-to"])
def test_the_best_hypothesis_may_say_that_nothing_needs_mending(outcome):
    say = Text.of("nothing is broken")
    kb = base(ATTRIBUTES, [fault("f.a", 0.2, SHOWS, seen("c.main", True), outcome=outcome, say=say)])
    assert decision(kb) == Advice("f.a", outcome, say)


def test_advice_competes_like_any_other_playbook():
    kb = base(
        ATTRIBUTES,
        [fault("f.calm", 0.02, SHOWS, outcome="no-fault"), fault("f.broken", 0.2, SHOWS, steps=[step("mend")])],
    )
    assert decision(kb).fault == "f.broken"


def test_advice_that_rests_on_an_assumption_is_asked_about_first():
    calm = fault("f.calm", 0.2, SHOWS, never(seen("s.one", True)), outcome="no-fault")
    kb = base(ATTRIBUTES, [calm])
    assert asked(decision(kb, standing=CUSTOMER).questions) == ["s.one"]
    assert isinstance(decision(kb), Advice)


# more facts


def test_where_only_open_playbooks_show_the_complaint_their_gates_are_asked():
    kb = base(ATTRIBUTES, [fault("f.a", 0.2, SHOWS, seen("s.one", True), [step("mend")])])
    found = decision(kb, standing=CUSTOMER)
    assert isinstance(found, MoreFacts)
    (question,) = found.questions
    assert (question.attribute, question.reason, question.askable, question.faults) == (
        "s.one",
        QuestionReason.GATE,
        ("customer",),
        ("f.a",),
    )


def test_a_step_of_an_open_playbook_is_never_taken_first():
    kb = base(
        ATTRIBUTES,
        [
            fault("f.matched", 0.05, SHOWS, steps=[step("matched.one")]),
            fault("f.open", 0.3, SHOWS, seen("s.one", True), [step("open.one")]),
        ],
    )
    found = decision(kb, standing=CUSTOMER)
    assert (type(found), asked(found.questions)) == (MoreFacts, ["s.one"])


def test_a_first_step_that_rests_on_an_assumption_is_asked_about():
    kb = base(ATTRIBUTES, [fault("f.a", 0.2, SHOWS, never(seen("s.one", True)), [step("mend")])])
    found = decision(kb, standing=CUSTOMER)
    assert (type(found), asked(found.questions)) == (MoreFacts, ["s.one"])
    assert isinstance(decision(kb, {**BROKEN, "s.one": False}, CUSTOMER), FixPlan)


def test_a_first_step_that_requires_something_unknown_is_asked_about():
    kb = base(
        ATTRIBUTES,
        [fault("f.a", 0.2, SHOWS, steps=[step("open", requires=Requirement(seen("k.flag", True)))])],
    )
    found = decision(kb, standing=CUSTOMER)
    assert (type(found), asked(found.questions)) == (MoreFacts, ["k.flag"])


def rows_base(strength, rival=0.15):
    row = Shown("s.one", True, strength, seen("k.flag", True))
    return base(
        ATTRIBUTES,
        [
            fault("f.a", 0.1, SHOWS, rows=[row], steps=[step("a.one")]),
            fault("f.b", rival, SHOWS, steps=[step("b.one")]),
        ],
    )


def test_an_open_row_that_decides_the_first_step_is_asked_about():
    case = {**BROKEN, "s.one": True}
    found = decision(rows_base(0.9), case, CUSTOMER)
    assert (type(found), asked(found.questions)) == (MoreFacts, ["k.flag"])
    assert decision(rows_base(0.9), {**case, "k.flag": True}, CUSTOMER).fault == "f.a"
    assert decision(rows_base(0.9), {**case, "k.flag": False}, CUSTOMER).fault == "f.b"


def test_an_open_row_that_decides_nothing_is_not_asked_about():
    found = decision(rows_base(0.9, rival=0.001), {**BROKEN, "s.one": True}, CUSTOMER)
    assert (type(found), found.fault) == (FixPlan, "f.a")


def test_without_a_complaint_the_equipment_and_the_likeliest_complaints_are_asked():
    kb = base(
        [complaint("c.main"), complaint("c.other"), complaint("c.router")],
        [
            fault("f.a", 0.2, {"c.main": {True: 0.5}}, scope=["printer"]),
            fault("f.b", 0.3, {"c.other": {True: 0.5}}, scope=["printer"]),
            fault("f.c", 0.3, {"c.router": {True: 0.4}}, scope=["router"]),
        ],
    )
    assert asked(decision(kb, {}, CUSTOMER).questions) == ["equipment", "c.other", "c.router", "c.main"]
    assert asked(decision(kb, {"equipment": ("laser",)}, CUSTOMER).questions) == ["c.other", "c.main"]
    assert asked(decision(kb, {"equipment": ("laser",), "c.other": False}, CUSTOMER).questions) == ["c.main"]


def test_a_playbook_that_reads_the_complaint_without_showing_it_is_asked_about_before_giving_up():
    quiet = fault("f.a", 0.2, {"s.two": {True: 0.5}}, AllOf((seen("c.main", True), seen("s.one", True))))
    found = decision(base(ATTRIBUTES, [quiet]), standing=CUSTOMER)
    assert (type(found), asked(found.questions)) == (MoreFacts, ["s.one"])


def test_where_nothing_is_known_to_be_wrong_one_asks_before_handing_over():
    kb = base(ATTRIBUTES, [fault("f.a", 0.001, SHOWS, never(seen("s.one", True)), [step("mend")])])
    found = decision(kb, {}, CUSTOMER)
    assert (type(found), asked(found.questions)) == (MoreFacts, ["equipment", "c.main"])
    assert isinstance(decision(kb, {}), Escalation)


def test_nobody_is_asked_what_they_said_they_do_not_know():
    kb = base(ATTRIBUTES, [fault("f.a", 0.2, SHOWS, seen("s.one", True), [step("mend")])])
    found = decision(kb, {**BROKEN, "s.one": Unknown("customer")}, CUSTOMER)
    assert (type(found), found.reason) == (Unprecedented, UnprecedentedReason.NOTHING_FITS)


def test_a_gate_that_only_somebody_absent_could_open_is_not_waited_for():
    attributes = [complaint("c.main"), sign("s.one"), sign("s.two", by=("on-site",))]
    kb = base(attributes, [fault("f.a", 0.2, SHOWS, AllOf((seen("s.one", True), seen("s.two", True))), [step("mend")])])
    assert isinstance(decision(kb, standing=CUSTOMER), Unprecedented)
    on_site = Standing(askable=frozenset({"customer", "on-site"}))
    assert sorted(asked(decision(kb, standing=on_site).questions)) == ["s.one", "s.two"]


def test_with_nobody_to_ask_it_is_never_more_facts():
    kb = base(ATTRIBUTES, [fault("f.a", 0.2, SHOWS, seen("s.one", True), [step("mend")])])
    assert isinstance(decision(kb), Unprecedented)
    assert isinstance(decision(kb, {}), Unprecedented)


def test_a_novelty_that_an_answer_could_explain_is_asked_about_first():
    rare = fault("f.rare", 0.001, STRONG, seen("s.one", True), [step("mend")])
    weak = fault("f.weak", 0.0001, {"c.main": {True: 0.1}}, seen("c.main", True), [step("try")])
    kb = base(ATTRIBUTES, [rare, weak])
    found = decision(kb, standing=CUSTOMER)
    assert (type(found), asked(found.questions)) == (MoreFacts, ["s.one"])
    assert decision(kb, {**BROKEN, "s.one": False}, CUSTOMER).reason is UnprecedentedReason.UNEXPLAINED


def test_a_circumstance_that_would_explain_a_novelty_is_asked_about_first():
    rare = fault("f.rare", 0.001, {**SHOWS, "k.flag": {True: 0.95}}, seen("k.flag", True), [step("mend")])
    weak = fault("f.weak", 0.0001, {"c.main": {True: 0.1}}, seen("c.main", True), [step("try")])
    kb = base(ATTRIBUTES, [rare, weak], common={"k.flag": {True: 0.001}})
    assert asked(decision(kb, standing=CUSTOMER).questions) == ["k.flag"]
    common = base(ATTRIBUTES, [rare, weak], common={"k.flag": {True: 0.9}})
    assert decision(common, standing=CUSTOMER).reason is UnprecedentedReason.UNEXPLAINED


def test_a_misfit_that_an_answer_could_explain_is_asked_about_first():
    names = [f"s.{letter}" for letter in "abcdefgh"]
    odd = {"c.main": {True: 0.02}, "k.flag": {True: 0.98}, **{name: {True: 0.9} for name in names[:6:2]}}
    playbooks = [
        fault("f.all", 0.2, {**SHOWS, **{name: {True: 0.95} for name in names}}, steps=[step("mend")]),
        fault("f.none", 0.2, SHOWS, steps=[step("try")]),
        fault("f.odd", 0.0001, odd, seen("k.flag", True), [step("open")]),
    ]
    kb = base(
        [complaint("c.main"), circumstance("k.flag"), *map(sign, names)],
        playbooks,
        common={"k.flag": {True: 0.001}},
        misfit=0.8,
    )
    strange = {**BROKEN, **{name: place % 2 == 0 for place, name in enumerate(names)}}
    assert asked(decision(kb, strange, CUSTOMER).questions) == ["k.flag"]
    assert decision(kb, strange).reason is UnprecedentedReason.MISFIT


# unprecedented


def test_nothing_fits():
    kb = base(ATTRIBUTES, [fault("f.a", 0.2, SHOWS, seen("s.one", True), [step("mend")])])
    found = decision(kb, {**BROKEN, "s.one": False}, CUSTOMER)
    assert isinstance(found, Unprecedented)
    assert (found.to_line, found.reason, found.unexplained) == (
        "line-2",
        UnprecedentedReason.NOTHING_FITS,
        ("c.main",),
    )


def test_unexplained():
    kb = base(ATTRIBUTES, [fault("f.a", 0.001, {"c.main": {True: 0.2}}, seen("c.main", True), [step("mend")])])
    found = decision(kb)
    assert isinstance(found, Unprecedented)
    assert (found.reason, found.unexplained) == (UnprecedentedReason.UNEXPLAINED, ("c.main",))


def test_one_explained_complaint_is_enough_to_be_no_novelty():
    kb = base([*ATTRIBUTES, complaint("c.other")], [fault("f.a", 0.2, SHOWS, steps=[step("mend")])])
    assert isinstance(decision(kb, {"c.main": True, "c.other": True}), FixPlan)


def test_misfit():
    names = [f"s.{letter}" for letter in "abcdefgh"]
    shows = {name: {True: 0.95} for name in names}
    kb = base(
        [complaint("c.main"), *map(sign, names)],
        [
            fault("f.all", 0.2, {**SHOWS, **shows}, steps=[step("mend")]),
            fault("f.none", 0.2, SHOWS, steps=[step("try")]),
        ],
    )
    typical = {**BROKEN, **dict.fromkeys(names, True)}
    strange = {**BROKEN, **{name: place % 2 == 0 for place, name in enumerate(names)}}
    assert isinstance(decision(kb, typical), FixPlan)
    found = decided(kb, strange)
    assert (type(found.decision), found.decision.reason) == (Unprecedented, UnprecedentedReason.MISFIT)
    assert found.weighing.misfit > found.weighing.misfit_limit


def test_the_last_line_keeps_what_it_cannot_hand_on():
    found = decision(base(ATTRIBUTES, []), standing=Standing("line-3", frozenset()))
    assert (type(found), found.to_line) == (Unprecedented, "line-3")


# escalation


ESCALATE = EscalateTo("line-3", "printing", Text.of("send it on"))


def test_hand_over():
    kb = base(ATTRIBUTES, [fault("f.a", 0.2, SHOWS, outcome="hand-over", escalate=ESCALATE)])
    found = decision(kb)
    assert isinstance(found, Escalation)
    assert (found.reason, found.fault, found.to_line, found.sector, found.because) == (
        EscalationReason.HAND_OVER,
        "f.a",
        "line-3",
        "printing",
        Text.of("send it on"),
    )


def test_handing_over_is_cheaper():
    kb = base(ATTRIBUTES, [fault("f.a", 0.2, SHOWS, steps=[step("dear", 0.5, price=900.0)])])
    found = decided(kb)
    assert (type(found.decision), found.decision.reason) == (Escalation, EscalationReason.CHEAPER)
    assert ids(found.plan.left_out) == ["dear"]


def test_the_plan_is_used_up():
    kb = base(ATTRIBUTES, [fault("f.a", 0.3, SHOWS, steps=[step("only", 0.3)], escalate=ESCALATE)])
    found = decision(kb, standing=Standing(askable=frozenset(), treatment=Treatment(frozenset({"only"}))))
    assert (type(found), found.reason, found.to_line) == (Escalation, EscalationReason.USED_UP, "line-3")


def test_steps_that_did_not_help_do_not_make_a_case_unprecedented():
    steps = [step("one", 0.9), step("two", 0.9)]
    kb = base(ATTRIBUTES, [fault("f.a", 0.1, SHOWS, steps=steps)])
    found = [
        decided(kb, standing=Standing(askable=frozenset(), treatment=Treatment(frozenset(tried))))
        for tried in ([], ["one"], ["one", "two"])
    ]
    assert [type(each.decision) for each in found] == [FixPlan, FixPlan, Escalation]
    assert found[2].decision.reason is EscalationReason.USED_UP
    assert found[2].decision.unexplained == ("c.main",)


def test_the_next_step_is_above_this_line():
    kb = base(ATTRIBUTES, [fault("f.a", 0.2, SHOWS, steps=[step("swap", by="line-2")], escalate=ESCALATE)])
    found = decision(kb)
    assert (type(found), found.reason, found.to_line) == (Escalation, EscalationReason.ABOVE_LINE, "line-2")
    assert isinstance(decision(kb, standing=Standing("line-2", frozenset())), FixPlan)


def test_a_line_in_between_gets_the_steps_that_are_left_before_the_line_the_playbook_names():
    steps = [step("visit", 0.9, by="line-2", price=500.0)]
    kb = base(ATTRIBUTES, [fault("f.a", 0.2, SHOWS, steps=steps, escalate=ESCALATE)])
    found = decision(kb)
    assert (found.reason, found.to_line, found.because) == (EscalationReason.CHEAPER, "line-2", Text())


def test_an_escalation_with_a_condition_counts_only_where_it_holds():
    escalate = EscalateTo("line-3", "printing", condition=seen("k.flag", True))
    kb = base(ATTRIBUTES, [fault("f.a", 0.2, SHOWS, outcome="hand-over", escalate=escalate)])
    assert decision(kb).to_line == "line-2"
    assert decision(kb, {**BROKEN, "k.flag": True}).to_line == "line-3"


def test_a_playbook_that_names_a_line_below_this_one_goes_to_the_next_above():
    kb = base(ATTRIBUTES, [fault("f.a", 0.2, SHOWS, outcome="hand-over", escalate=EscalateTo("line-2"))])
    assert decision(kb, standing=Standing("line-2", frozenset())).to_line == "line-3"


def test_the_sector_is_the_one_that_covers_the_equipment_most_closely_of_no_place_where_that_is_not_known():
    sectors = {
        "devices": Sector("devices", ("device",)),
        "printing": Sector("printing", ("printer",)),
        "printing-spb": Sector("printing-spb", ("printer",), ("spb",)),
    }
    kb = base(ATTRIBUTES, [], support=Support((SupportLine("line-1", 0), SupportLine("line-2", 1)), sectors))
    assert decision(kb, {**BROKEN, "equipment": ("laser",)}).sector == "printing"
    assert decision(kb, {**BROKEN, "equipment": ("laser",), "location": ("msk",)}).sector == "printing"
    assert decision(kb, {**BROKEN, "equipment": ("router",)}).sector == "devices"
    assert decision(kb).sector is None


# near misses


def test_near_misses_name_what_failed_where_and_what_the_case_says_instead():
    place = Location("playbooks/a.yaml", 7, 3)
    parts = (
        seen("c.main", True),
        Test("s.one", OneOf(frozenset([True])), place),
        never(seen("s.two", True)),
    )
    kb = base(ATTRIBUTES, [fault("f.a", 0.2, SHOWS, AllOf(parts)), fault("f.b", 0.2, SHOWS, AllOf(parts[:2]))])
    nearest = decision(kb, {**BROKEN, "s.one": False, "s.two": True}).near_misses
    assert [(miss.playbook, miss.held) for miss in nearest] == [("f.b", 1), ("f.a", 1)]
    near = nearest[1]
    assert [(each.written, each.state, each.seen, each.place) for each in near.failed] == [
        ("s.one: true", "value", False, "playbooks/a.yaml:7:3"),
        ("none: [s.two: true]", "value", True, ""),
    ]


def test_a_near_miss_tells_the_states_without_a_value_apart():
    kb = base(
        [*ATTRIBUTES, number("k.pages")],
        [fault("f.a", 0.2, SHOWS, AllOf((seen("s.one", True), seen("s.two", True), seen("k.pages", 3.0))))],
        relevance={"s.two": seen("k.flag", True)},
    )
    facts = [Fact("c.main", value=True), Fact("s.one", Unknown("customer")), Fact("k.flag", value=False)]
    (miss,) = decide(kb, WorkingMemory.of(facts), NOBODY).decision.near_misses
    assert {each.attribute: each.state for each in miss.failed} == {
        "s.one": "unknown",
        "s.two": "does-not-apply",
        "k.pages": "never-asked",
    }


def test_groups_that_fail_name_the_tests_that_matter():
    any_of = AnyOf((seen("s.one", True), seen("s.two", True)))
    at_most = Count((seen("c.main", True), seen("k.flag", True)), 0, 1)
    kb = base(ATTRIBUTES, [fault("f.a", 0.2, SHOWS, AllOf((any_of, at_most)))])
    (miss,) = decision(kb, {**BROKEN, "k.flag": True, "s.one": False, "s.two": False}).near_misses
    assert [each.written for each in miss.failed] == [
        "s.one: true",
        "s.two: true",
        "none: [c.main: true]",
        "none: [k.flag: true]",
    ]


def test_what_holds_inside_a_forbidden_group_is_named_down_to_its_tests():
    forbidden = AllOf((seen("c.main", True), AnyOf((seen("s.one", True), seen("k.flag", True)))))
    unless = NoneOf((seen("s.two", True),))
    kb = base(ATTRIBUTES, [fault("f.a", 0.2, SHOWS, never(forbidden, unless))])
    (miss,) = decision(kb, {**BROKEN, "k.flag": True, "s.two": False}).near_misses
    assert [each.written for each in miss.failed] == ["none: [c.main: true]", "none: [k.flag: true]", "s.two: true"]


def test_at_most_five_near_misses_are_named_those_with_the_fewest_failures_first():
    names = "abcdefg"
    signs = [sign(f"s.{name}") for name in names]
    playbooks = [
        fault(f"f.{name}", 0.2, SHOWS, AllOf(tuple(seen(f"s.{other}", True) for other in names[: place + 1])))
        for place, name in enumerate(names)
    ]
    found = decision(
        base([complaint("c.main"), *signs], playbooks), {**BROKEN, **{f"s.{name}": False for name in names}}
    )
    assert [miss.playbook for miss in found.near_misses] == ["f.a", "f.b", "f.c", "f.d", "f.e"]


# where a case stands


def test_the_channel_says_who_can_be_asked_unless_the_intake_does():
    kb = base(ATTRIBUTES, [])
    assert standing_of(kb) == Standing("line-1", frozenset({"customer", "line-1"}))
    assert standing_of(kb, channel="report").askable == frozenset()
    assert standing_of(kb, channel="report", askable=("customer",)).askable == {"customer"}
    assert standing_of(kb, channel="visit").on_site
    assert standing_of(kb, at_line="line-2", tried=["a"]).done == {"a"}


def test_a_bound_that_cut_something_off_is_noted():
    playbooks = [fault(f"f.{place}", 0.2, SHOWS, steps=[step("mend")]) for place in range(4)]
    found = decided(base(ATTRIBUTES, playbooks, candidates=3))
    assert found.notes == ("bounds.candidates: the 3 best candidates were weighed together, 1 alone",)
    assert decided(base(ATTRIBUTES, playbooks)).notes == ()


def test_the_firing_budget_reports_itself():
    playbooks = [fault(f"f.{place}", 0.2, SHOWS, seen("c.main", True)) for place in range(4)]
    with pytest.raises(FiringBudgetError):
        decided(base(ATTRIBUTES, playbooks, firings=3))


# whatever the case


@st.composite
def cases(draw):
    """A small knowledge base of every outcome with a case in any state."""
    outcomes = st.sampled_from(["plan", "plan", "plan", "no-fault", "hand-over"])
    gates = st.sampled_from(
        [None, seen("s.one", True), never(seen("s.one", True)), seen("k.flag", True), seen("c.main", True)]
    )
    playbooks = [
        fault(
            f"f.{place}",
            draw(st.sampled_from([0.001, 0.05, 0.3])),
            {"c.main": {True: draw(st.floats(0.02, 0.98))}, "s.two": {True: draw(st.floats(0.02, 0.98))}},
            draw(gates),
            [step(f"{place}.one", draw(st.floats(0.1, 0.9)), minutes=draw(st.integers(1, 120)))],
            outcome=draw(outcomes),
        )
        for place in range(draw(st.integers(0, 4)))
    ]
    states = st.sampled_from([True, False, Unknown("customer")])
    names = ["c.main", "s.one", "s.two", "k.flag"]
    values = draw(st.dictionaries(st.sampled_from(names), states))
    askable = draw(st.sampled_from([frozenset(), frozenset({"customer"})]))
    return base(ATTRIBUTES, playbooks), values, Standing(askable=askable)


@settings(max_examples=150, deadline=None)
@given(cases())
def test_every_case_gets_a_decision_that_keeps_its_word(case):
    kb, values, standing = case
    verdict = decided(kb, values, standing)
    match verdict.decision:
        case FixPlan(fault=name, steps=steps):
            assert steps
            assert not steps[0].waits_for
            assert next(each for each in verdict.weighing.hypotheses if each.fault == name).matched
        case MoreFacts(questions=questions):
            assert questions
            assert standing.askable
            assert not {question.attribute for question in questions} & values.keys()
        case Escalation(fault=name) | Advice(fault=name):
            assert next(each for each in verdict.weighing.hypotheses if each.fault == name).matched


@settings(max_examples=60, deadline=None)
@given(cases())
def test_the_same_case_gets_the_same_verdict(case):
    kb, values, standing = case
    first, second = decided(kb, values, standing), decided(kb, dict(reversed(values.items())), standing)
    assert (first.decision, first.weighing, first.plan, first.questions) == (
        second.decision,
        second.weighing,
        second.plan,
        second.questions,
    )
