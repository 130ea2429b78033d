from __future__ import annotations

import pytest
from hypothesis import given, settings

from diagnose.decision import FixPlan, MoreFacts, Standing, decide
from diagnose.decision.course import consider, course_of
from diagnose.decision.decide import outlook_of
from diagnose.facts import DoesNotApply, Unknown, Version
from diagnose.hypotheses import Reading
from diagnose.kb.playbook import Common, Requirement, Shown
from diagnose.questions import Answering, QuestionReason, could_hold, gate_questions
from diagnose.questions.chances import chance_of
from diagnose.questions.worth import answers_to
from diagnose.rules.conditions import AllOf, AnyOf, Applies, Known, NoneOf, Test
from diagnose.rules.operators import Between, HasAll, NotOneOf, Words
from diagnose.rules.rule import Rule
from diagnose.vocabulary import Attribute, AttributeType
from tests.small import (
    base,
    candidates_of,
    circumstance,
    collection,
    complaint,
    fault,
    memory,
    never,
    number,
    reading,
    seen,
    sign,
    step,
)
from tests.test_decision import ATTRIBUTES, cases

SHOWS = {"c.main": {True: 0.8}}
CUSTOMER = Standing(askable=frozenset({"customer"}))


def answering(kb, values=None, askable=("customer",)):
    return Answering(reading(kb, values), askable)


# who can answer


def test_only_those_who_can_be_asked_and_can_tell_are_named():
    kb = base([sign("s.one", by=("customer", "line-1", "on-site"))], [])
    assert answering(kb, askable=("line-1", "customer", "remote-tool")).who("s.one") == ("customer", "line-1")
    assert answering(kb, askable=("remote-tool",)).who("s.one") == ()
    assert answering(kb, askable=()).who("s.one") == ()


@pytest.mark.parametrize("state", [True, False, Unknown("customer"), DoesNotApply()])
def test_what_is_known_or_not_known_or_does_not_apply_is_not_asked_again(state):
    assert answering(base([sign("s.one")], []), {"s.one": state}).who("s.one") == ()


def test_what_is_not_relevant_is_not_asked():
    kb = base([sign("s.one"), circumstance("k.flag")], [], relevance={"s.one": seen("k.flag", True)})
    assert answering(kb, {"k.flag": False}).who("s.one") == ()
    assert answering(kb).who("s.one") == answering(kb, {"k.flag": True}).who("s.one") == ("customer",)


def test_what_was_concluded_is_not_asked():
    kb = base(
        [sign("s.one"), circumstance("k.flag")], [], conclusions=[Rule("c.x", seen("k.flag", True), (("s.one", True),))]
    )
    assert answering(kb, {"k.flag": True}).who("s.one") == ()


def test_equipment_can_be_asked_until_it_is_as_exact_as_the_taxonomy():
    kb = base([], [])
    assert answering(kb).who("equipment") == ("customer",)
    assert answering(kb, {"equipment": ("printer",)}).who("equipment") == ("customer",)
    assert answering(kb, {"equipment": ("laser",)}).who("equipment") == ()
    assert answering(kb).who("channel") == answering(kb).who("x.undeclared") == ()


# could it hold, and how likely


def test_a_condition_could_hold_when_answers_that_can_be_had_are_enough():
    kb = base([sign("s.one"), sign("s.two", by=("on-site",)), circumstance("k.flag")], [])
    case = reading(kb)
    both = AllOf((seen("s.one", True), seen("s.two", True)))
    assert could_hold(case, seen("s.one", True), Answering(case, {"customer"}))
    assert not could_hold(case, both, Answering(case, {"customer"}))
    assert could_hold(case, both, Answering(case, {"customer", "on-site"}))
    assert could_hold(case, AllOf((seen("s.one", True), never(seen("s.two", True)))), Answering(case, {"customer"}))
    assert could_hold(
        case, AllOf((Known("s.one", wanted=True), Applies("k.flag", wanted=True))), Answering(case, {"customer"})
    )
    assert not could_hold(case, Known("s.two", wanted=True), Answering(case, {"customer"}))
    assert not could_hold(case, Applies("s.two", wanted=True), Answering(case, {"customer"}))


def test_a_condition_on_a_conclusion_could_hold_through_what_it_is_concluded_from():
    inner = sign("s.inner", by=())
    kb = base(
        [inner, circumstance("k.flag")], [], conclusions=[Rule("c.x", seen("k.flag", True), (("s.inner", True),))]
    )
    case = reading(kb)
    assert could_hold(case, seen("s.inner", True), Answering(case, {"customer"}))
    assert not could_hold(case, seen("s.inner", True), Answering(case, set()))


def test_the_chance_of_a_condition_goes_by_common_and_by_the_number_of_values():
    kb = base(
        [
            sign("s.one"),
            circumstance("k.way", ("x", "y", "z", "w")),
            number("k.pages"),
            collection("k.set", ("m", "n")),
        ],
        [],
        common={"s.one": {True: 0.03}},
    )
    case = reading(kb, {"k.pages": 5.0})
    one, way = seen("s.one", True), seen("k.way", "x", "y")
    for condition, expected in [
        (one, 0.03),
        (seen("s.one", False), 0.97),
        (way, 0.5),
        (Test("k.way", NotOneOf(frozenset(["x"]))), 0.75),
        (Test("k.set", HasAll(frozenset(["m"]))), 0.5),
        (AllOf((one, way)), 0.015),
        (AnyOf((one, way)), 1 - 0.97 * 0.5),
        (NoneOf((one,)), 0.97),
        (Known("k.way", wanted=True), 0.5),
        (Test("k.pages", Between(3.0)), 1.0),
        (Test("k.pages", Between(9.0)), 0.0),
    ]:
        assert chance_of(case, condition) == pytest.approx(expected)


# gate questions


def test_gate_questions_come_by_the_open_weight_that_waits_for_them_over_their_price():
    kb = base(
        [complaint("c.main"), sign("s.one"), sign("s.two")],
        [
            fault("f.a", 0.2, SHOWS, seen("s.one", True)),
            fault("f.b", 0.1, SHOWS, AllOf((seen("s.one", True), seen("s.two", True)))),
        ],
        common={"s.one": {True: 0.1}, "s.two": {True: 0.3}},
    )
    case = reading(kb, {"c.main": True})
    found = gate_questions(case, candidates_of(case), ["s.two", "s.one"], Answering(case, {"customer"}))
    price = 36.0 / 3600 * 40
    assert [(each.attribute, each.weight, each.faults) for each in found] == [
        ("s.one", pytest.approx((0.2 * 0.1 + 0.1 * 0.1 * 0.3) / price), ("f.a", "f.b")),
        ("s.two", pytest.approx(0.1 * 0.1 * 0.3 / price), ("f.b",)),
    ]


# worth asking


def test_a_sign_that_would_turn_the_plan_round_is_worth_asking_and_one_that_would_not_is_not():
    kb = base(
        ATTRIBUTES,
        [
            fault("f.a", 0.2, {**SHOWS, "s.two": {True: 0.02}}, steps=[step("a.one")]),
            fault("f.b", 0.15, {**SHOWS, "s.one": {True: 0.9}, "s.two": {True: 0.02}}, steps=[step("b.one")]),
        ],
    )
    found = decide(kb, memory({"c.main": True}), CUSTOMER)
    assert found.decision.fault == "f.a"
    assert [(each.attribute, each.reason, each.faults) for each in found.questions] == [
        ("s.one", QuestionReason.WORTH_IT, ("f.b",))
    ]
    assert not found.settled


def test_with_nothing_left_to_ask_the_case_is_settled():
    kb = base(ATTRIBUTES, [fault("f.a", 0.2, SHOWS, steps=[step("mend")])])
    found = decide(kb, memory({"c.main": True}), CUSTOMER)
    assert (type(found.decision), found.questions, found.settled) == (FixPlan, (), True)


def test_gate_questions_stand_before_the_others():
    kb = base(
        ATTRIBUTES,
        [
            fault("f.a", 0.2, {**SHOWS, "s.two": {True: 0.9}}, never(seen("s.one", True)), [step("a.one")]),
            fault("f.b", 0.19, SHOWS, outcome="no-fault"),
        ],
    )
    found = decide(kb, memory({"c.main": True}), CUSTOMER)
    assert isinstance(found.decision, MoreFacts)
    assert [(each.attribute, each.reason.value) for each in found.questions] == [
        ("s.one", "gate"),
        ("s.two", "worth-it"),
    ]
    assert found.decision.questions == found.questions[:1]


def test_what_an_answer_saves_is_the_cost_now_less_the_cost_after_it_and_the_price_of_asking():
    kb = base(
        ATTRIBUTES,
        [
            fault("f.a", 0.2, SHOWS, steps=[step("a.one", 0.9, minutes=30)]),
            fault("f.b", 0.15, {**SHOWS, "s.one": {True: 0.9}}, steps=[step("b.one", 0.9, minutes=30)]),
        ],
    )
    now = decide(kb, memory({"c.main": True}), CUSTOMER)
    (question,) = now.questions
    after = {
        answer: decide(kb, memory({"c.main": True, "s.one": answer}), CUSTOMER).plan.expected_cost
        for answer in (True, False)
    }
    present = {each.faults: each.probability for each in now.weighing.sets}
    chance = sum(
        probability * (1 - 0.98 * (0.1 if "f.b" in faults else 1.0)) for faults, probability in present.items()
    )
    expected = now.plan.expected_cost - 0.4 - chance * after[True] - (1 - chance) * after[False]
    assert question.weight == pytest.approx(expected, abs=1e-5)


@settings(max_examples=80, deadline=None)
@given(cases())
def test_a_question_is_worth_asking_exactly_when_an_answer_changes_the_decision(case):
    kb, values, standing = case
    verdict = decide(kb, memory(values), standing)
    listed = {each.attribute for each in verdict.questions if each.reason is QuestionReason.WORTH_IT}
    gates = {each.attribute for each in verdict.questions if each.reason is QuestionReason.GATE}
    if isinstance(verdict.decision, MoreFacts):
        return

    def mark(known):
        considered = consider(Reading.of(kb, memory(known)), standing)
        return outlook_of(considered, course_of(considered)).mark

    open_ = {each.id for each in ATTRIBUTES} - values.keys() if standing.askable else set()
    named = {name for each in verdict.weighing.hypotheses for name in (*each.waits_for, "c.main", "s.two")}
    changing = {
        name
        for name in open_ & named
        if any(mark({**values, name: answer}) != mark(values) for answer in (True, False))
    }
    assert (listed, gates) == (changing, set())


# answers that are tried


def test_answers_tried_are_all_values_or_points_around_what_conditions_test():
    attributes = [
        complaint("c.main"),
        circumstance("k.flag"),
        circumstance("k.way", ("x", "y")),
        number("k.pages"),
        collection("k.set", ("m", "n", "o")),
    ]
    condition = AllOf((Test("k.pages", Between(10.0, 20.0)), Test("k.set", HasAll(frozenset(["m", "n"])))))
    playbook = fault("f.a", shows={**SHOWS, "k.set": {"o": 0.5}}, when=condition)
    case = reading(base(attributes, [playbook]), {"c.main": True})
    candidates = candidates_of(case)
    assert answers_to(case, "k.flag", candidates) == (True, False)
    assert answers_to(case, "k.way", candidates) == ("x", "y")
    assert set(answers_to(case, "k.pages", candidates)) == {9.0, 10.0, 15.0, 20.0, 21.0}
    assert set(answers_to(case, "k.set", candidates)) == {frozenset(), frozenset(["m", "n"]), frozenset(["o"])}


def test_the_kinds_that_playbooks_ask_for_are_tried_as_equipment():
    playbooks = [fault("f.a", shows=SHOWS, scope=["laser"]), fault("f.b", shows=SHOWS, scope=["router"])]
    case = reading(base([complaint("c.main")], playbooks), {"c.main": True})
    assert answers_to(case, "equipment", candidates_of(case)) == (("laser",), ("router",))


def test_what_a_step_requires_may_be_worth_asking():
    steps = [step("quick", 0.9, minutes=1, requires=Requirement(seen("k.flag", True))), step("slow", 0.9, minutes=40)]
    kb = base(ATTRIBUTES, [fault("f.a", 0.2, SHOWS, steps=steps)])
    found = decide(kb, memory({"c.main": True}), CUSTOMER)
    assert (type(found.decision), [each.attribute for each in found.questions]) == (MoreFacts, ["k.flag"])


@pytest.mark.parametrize(
    ("condition", "points"),
    [
        (Test("k.pages", Between(10.0)), {9.0, 10.0, 11.0}),
        (Test("k.pages", NotOneOf(frozenset([3.0]))), {3.0}),
        (Test("k.version", Between(Version("1.2"), high_included=False)), {Version("1.2")}),
        (Test("k.text", Words("contains", "jam")), set()),
    ],
)
def test_the_points_that_are_tried_depend_on_the_operator(condition, points):
    attributes = [
        complaint("c.main"),
        number("k.pages"),
        Attribute("k.version", AttributeType.VERSION, answered_by=("customer",)),
        Attribute("k.text", AttributeType.TEXT, answered_by=("customer",)),
    ]
    case = reading(base(attributes, [fault("f.a", shows=SHOWS, when=condition)]), {"c.main": True})
    assert set(answers_to(case, condition.attribute, candidates_of(case))) == points


def test_a_number_in_a_given_row_or_a_requirement_is_tried_too():
    row = Shown("s.one", True, 0.9, Test("k.pages", Between(100.0)))
    needs = Requirement(Test("k.pages", Between(high=5.0)))
    playbook = fault("f.a", shows=SHOWS, rows=[row], steps=[step("open", requires=needs)])
    case = reading(base([*ATTRIBUTES, number("k.pages")], [playbook]), {"c.main": True})
    assert {5.0, 100.0} <= set(answers_to(case, "k.pages", candidates_of(case)))


def test_a_number_can_be_worth_asking():
    row = Shown("s.one", True, 0.9, Test("k.pages", Between(100.0)))
    kb = base(
        [*ATTRIBUTES, number("k.pages")],
        [
            fault("f.a", 0.1, SHOWS, rows=[row], steps=[step("a.one")]),
            fault("f.b", 0.15, SHOWS, steps=[step("b.one")]),
        ],
    )
    found = decide(kb, memory({"c.main": True, "s.one": True}), CUSTOMER)
    assert (type(found.decision), [each.attribute for each in found.questions]) == (MoreFacts, ["k.pages"])


def test_a_circumstance_can_be_worth_asking():
    kb = base(
        ATTRIBUTES,
        [
            fault("f.a", 0.2, SHOWS, steps=[step("a.one")]),
            fault("f.b", 0.15, {**SHOWS, "k.flag": {True: 0.95}}, steps=[step("b.one")]),
        ],
    )
    found = decide(kb, memory({"c.main": True}), CUSTOMER)
    assert [each.attribute for each in found.questions] == ["k.flag"]


def test_a_sign_that_is_always_there_has_an_even_chance_and_still_opens_a_gate():
    common = {"s.one": [Common("s.one", True, 1.0)]}
    kb = base(ATTRIBUTES, [fault("f.a", 0.2, SHOWS, seen("s.one", True), [step("mend")])], common=common)
    found = decide(kb, memory({"c.main": True}), CUSTOMER)
    assert [each.attribute for each in found.questions] == ["s.one"]
    assert chance_of(reading(kb), seen("s.one", True)) == 0.5


def test_an_unlisted_name_has_no_answers():
    case = reading(base([], []), {})
    assert answers_to(case, "x.undeclared", ()) == ()
