"""What a line may do is declared, and a plan keeps to it; what it may not do goes to the line that may."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diagnose import Consultation, Do, HandOver, Intake, diagnose
from diagnose.decision import Coverage, Escalation, EscalationReason, FixPlan, Standing, decide
from diagnose.decision.permits import doer_of, may_take
from diagnose.support import Channel, Support, SupportLine, SupportOption
from tests.small import base, complaint, fault, memory, seen, step

SHOWS = {"c.main": {True: 0.8}}
ATTRIBUTES = [complaint("c.main")]
CHANNELS = {
    "phone": Channel("phone", "consultation", ("customer",)),
    "chat": Channel("chat", "consultation", ("customer",)),
    "visit": Channel("visit", "on-site", ("customer",)),
}


def organisation(first=None, second=None, **more):
    lines = (SupportLine("line-1", 0), SupportLine("line-2", 1), SupportLine("line-3", 2))
    return Support(
        (replace(lines[0], **(first or {})), replace(lines[1], **(second or {})), lines[2]),
        channels=CHANNELS,
        options={
            "self-service": SupportOption("self-service", channels=("chat",)),
            "warranty": SupportOption("warranty", charges=("on-site", "parts")),
        },
        **more,
    )


def broken(support, *steps):
    return base(ATTRIBUTES, [fault("f.a", 0.2, SHOWS, seen("c.main", True), steps)], support=support, visit=1.0)


def decided(kb, line="line-1", terms=None):
    return decide(kb, memory({"c.main": True}), Standing(line, frozenset(), terms=terms or Coverage())).decision


def went(found):
    assert isinstance(found, Escalation)
    return found.reason, found.to_line


EASY, RISKY, VISIT = step("easy", 0.5), step("risky", 0.9, risk="low"), step("look", 0.9, via=("visit",))
LIMITS = [
    ({"competence": "consult"}, EASY, "line-2"),
    ({"risk": "none"}, step("risky", 0.9, risk="medium"), "line-2"),
    ({"only_steps": ("other",)}, EASY, "line-2"),
    ({"never_steps": ("easy",)}, EASY, "line-2"),
    ({"channels": ("chat",)}, EASY, "line-2"),
    ({"may": ("remote",)}, EASY, "line-2"),
    ({"channels": ("phone",)}, VISIT, "line-2"),
]


@pytest.mark.parametrize(("limit", "only", "doer"), LIMITS)
def test_a_step_that_the_line_may_not_take_is_above_it(limit, only, doer):
    kb = broken(organisation(limit), only)
    assert went(decided(kb)) == (EscalationReason.ABOVE_LINE, doer)
    action = Consultation.start(Intake(symptoms={"c.main": True}, askable=[]), kb).next()
    assert isinstance(action, HandOver)
    assert went(action.decision) == (EscalationReason.ABOVE_LINE, doer)
    assert isinstance(decided(kb, "line-2"), FixPlan)
    taken = Consultation.start(Intake(symptoms={"c.main": True}, at_line="line-2", askable=[]), kb).next()
    assert isinstance(taken, Do)


@pytest.mark.parametrize(("limit", "only", "doer"), LIMITS)
def test_without_the_limit_the_line_takes_it(limit, only, doer):
    assert limit
    assert doer
    assert isinstance(decided(broken(organisation(), only)), FixPlan)


def test_the_next_line_is_passed_over_where_it_may_not_take_the_step_either():
    kb = broken(organisation({"competence": "consult"}, {"never_steps": ("easy",)}), EASY)
    assert went(decided(kb)) == (EscalationReason.ABOVE_LINE, "line-3")


def test_a_plan_leaves_out_later_steps_that_the_line_may_not_take_and_those_that_need_them():
    after = step("then", 0.9, after=("risky",))
    kb = broken(organisation({"risk": "none"}), EASY, step("risky", 0.9, minutes=10.0, risk="medium"), after)
    found = decided(kb)
    assert isinstance(found, FixPlan)
    assert [each.step.id for each in found.steps] == ["easy"]
    assert found.then_to == "line-2"


def test_a_line_that_may_take_any_risk_up_to_a_word_takes_that_one():
    kb = broken(organisation({"risk": "medium"}), step("a", risk="medium"), step("b", risk="high"))
    line = kb.support.lines[0]
    assert [may_take(kb, line, each) for each in kb.playbooks["f.a"].steps] == [True, False]


def test_a_step_that_nobody_may_take_is_handed_on():
    kb = broken(organisation(), step("lost", 0.9, via=("mail",)))
    barred = replace(kb, support=Support(tuple(replace(each, never_steps=("lost",)) for each in kb.support.lines)))
    assert doer_of(barred, barred.playbooks["f.a"].steps[0], "line-1") is None
    assert went(decided(barred)) == (EscalationReason.ABOVE_LINE, "line-2")


def test_an_option_without_a_channel_for_any_step_is_a_reason_of_its_own():
    kb = broken(organisation(), VISIT)
    intake = Intake(symptoms={"c.main": True}, support="self-service", askable=[])
    found = diagnose(intake, kb)
    assert went(found.decision) == (EscalationReason.NOT_COVERED, "line-2")
    assert "cannot be done over any channel" in found.explain("en")
    assert "the option offers only: by chat" in found.explain("en")
    assert "не выполнить ни по одному из каналов" in found.explain("ru")
    action = Consultation.start(intake, kb).next()
    assert isinstance(action, HandOver)
    assert went(action.decision) == (EscalationReason.NOT_COVERED, "line-2")


def test_an_option_leaves_the_steps_for_which_it_has_a_channel():
    kb = broken(organisation(), VISIT, step("ask", 0.5, via=("chat", "phone")))
    found = diagnose(Intake(symptoms={"c.main": True}, support="self-service", askable=[]), kb).decision
    assert isinstance(found, FixPlan)
    assert [each.step.id for each in found.steps] == ["ask"]


def test_steps_say_what_they_cost_the_customer():
    steps = (VISIT, step("part", 0.5, price=5.0), step("free", 0.5, via=("phone", "visit")))
    found = diagnose(Intake(symptoms={"c.main": True}, support="warranty", askable=[]), broken(organisation(), *steps))
    assert isinstance(found.decision, FixPlan)
    assert {each.step.id: each.charged for each in found.decision.steps} == {
        "look": ("on-site",),
        "part": ("parts",),
        "free": (),
    }
    assert "chargeable to the customer: on-site visit" in found.explain("en")
    assert "оплачивает заявитель: выезд на место" in found.explain("ru")
    data = found.to_data()
    assert data["coverage"] == {
        "option": "warranty",
        "entitlement": None,
        "until": None,
        "ended": None,
        "level": None,
        "channels": None,
        "charges": ["on-site", "parts"],
    }
    assert [each.get("charged") for each in data["decision"]["steps"] if each["step"] == "look"] == [["on-site"]]


def test_what_is_not_declared_is_not_said():
    found = diagnose(
        Intake(symptoms={"c.main": True}, support="self-service", askable=[]), broken(organisation(), EASY)
    )
    assert "coverage" not in found.to_data()


def test_the_hour_of_the_line_that_does_a_step_enters_its_cost():
    steps = (step("here", 0.5, minutes=60.0), step("there", 0.4, minutes=60.0, by="line-2"))
    kb = broken(organisation({"hour": 12.0}, {"hour": 30.0}), *steps)
    found = decide(kb, memory({"c.main": True}), Standing("line-1", frozenset()))
    assert {each.step.id: each.cost for each in found.plan.steps} == {"here": 12.0, "there": 30.0}
    found = decide(kb, memory({"c.main": True}), Standing("line-2", frozenset()))
    assert {each.step.id: each.cost for each in found.plan.steps} == {"here": 30.0, "there": 30.0}
    plain = decide(broken(organisation(), *steps), memory({"c.main": True}), Standing("line-3", frozenset()))
    assert {each.step.id: each.cost for each in plain.plan.steps} == {"here": 40.0, "there": 40.0}
