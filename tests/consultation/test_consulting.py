"""What a consultation does next, and what it makes of what happened."""

from __future__ import annotations

import pytest

from diagnose import Ask, Consultation, Do, Done, Escalation, HandOver, Intake, Unprecedented
from diagnose.decision import EscalationReason, UnprecedentedReason
from diagnose.kb.playbook import EscalateTo, Requirement
from diagnose.questions import QuestionReason
from diagnose.rules.conditions import AllOf
from diagnose.rules.rule import Rule
from diagnose.support import Channel, Support, SupportLine
from diagnose.texts import Text
from tests.small import SUPPORT, base, circumstance, complaint, fault, seen, sign, step

MAIN = {"c.main": True}


def begun(kb, symptoms=None, **more):
    return Consultation.start(Intake(symptoms=symptoms or MAIN, channel="phone", **more), kb)


def asked(action):
    assert isinstance(action, Ask), action
    return action.attribute


def told(action):
    assert isinstance(action, Do), action
    return action.step.id


def passed(action):
    assert isinstance(action, HandOver), action
    return action.decision


# what is asked, and what is not


def two_suspects(*, lamp=0.95, first=30.0, **more):
    """Two equally likely faults with steps of their own, told apart by a lamp."""
    return base(
        [complaint("c.main"), sign("s.lamp")],
        [
            fault(
                "a.one", 0.05, {"c.main": {True: 0.9}, "s.lamp": {True: lamp}}, steps=[step("mend-one", minutes=first)]
            ),
            fault("b.two", 0.05, {"c.main": {True: 0.9}}, steps=[step("mend-two", minutes=30.0)]),
        ],
        **more,
    )


def test_an_answer_that_saves_more_than_it_costs_is_asked_for_before_the_step():
    action = begun(two_suspects()).next()
    assert asked(action) == "s.lamp"
    assert action.question.reason is QuestionReason.WORTH_IT
    assert action.figures.after_asking < action.figures.repair < action.figures.hand_over == 60.0
    assert action.question.weight == pytest.approx(action.figures.repair - action.figures.after_asking)


def test_an_answer_that_tells_nothing_is_not_asked_for():
    assert told(begun(two_suspects(lamp=0.02)).next()) == "mend-one"


def test_steps_that_cost_next_to_nothing_are_taken_without_asking():
    kb = two_suspects(first=0.1)
    assert told(begun(kb).next()) == "mend-one"


def test_a_dont_know_is_an_answer_and_is_not_asked_again():
    consultation = begun(two_suspects())
    consultation.answer("s.lamp", {"unknown": "customer"})
    assert told(consultation.next()) == "mend-one"
    assert consultation.situation.memory.unknown == {"s.lamp": "customer"}


def test_what_only_somebody_absent_can_tell_is_not_asked():
    kb = base(
        [complaint("c.main"), sign("s.lamp", by=("on-site",))],
        [
            fault(
                "a.one",
                0.05,
                {"c.main": {True: 0.9}, "s.lamp": {True: 0.95}},
                steps=[step("mend-one", minutes=30.0)],
            ),
            fault("b.two", 0.05, {"c.main": {True: 0.9}}, steps=[step("mend-two", minutes=30.0)]),
        ],
    )
    assert isinstance(begun(kb).next(), Do)
    there = Consultation.start(Intake(symptoms=MAIN, channel="visit", askable=["on-site"]), kb)
    assert asked(there.next()) == "s.lamp"


def test_one_observation_in_the_middle_of_a_chain_clears_the_most_suspects():
    points = [f"p.{number}" for number in range(1, 7)]
    faults = [
        fault(
            f"f.{number}",
            0.02,
            {"c.main": {True: 0.95}, **{point: {True: 0.98} for point in points[number:]}},
            steps=[step(f"mend-{number}", 0.95, minutes=60.0)],
        )
        for number in range(6)
    ]
    kb = base([complaint("c.main"), *map(sign, points)], faults, escalation={"line-1": 400.0})
    assert asked(begun(kb).next()) in {"p.3", "p.4"}


def test_without_any_complaint_the_consultation_asks_what_is_wrong():
    consultation = Consultation.start(Intake(equipment="printer", channel="phone"), two_suspects())
    action = consultation.next()
    assert (asked(action), action.question.reason) == ("c.main", QuestionReason.GATE)
    assert "nothing" in action.why("en").casefold()


# gates, safety, competence


def gated(mend=None, **settings):
    """A fault behind two gates, and nothing else."""
    when = AllOf((seen("g.first", True), seen("g.second", True)))
    return base(
        [complaint("c.main"), circumstance("g.first"), circumstance("g.second")],
        [fault("a.gated", 0.05, {"c.main": {True: 0.9}}, when=when, steps=[mend or step("mend")])],
        **settings,
    )


def test_both_gates_of_a_fault_are_asked_for_before_its_step():
    consultation = begun(gated())
    first = consultation.next()
    assert first.question.reason is QuestionReason.GATE
    assert first.question.faults == ("a.gated",)
    consultation.answer(asked(first), True)
    second = consultation.next()
    assert {first.attribute, asked(second)} == {"g.first", "g.second"}
    consultation.answer(second.attribute, True)
    assert told(consultation.next()) == "mend"


def test_a_gate_that_does_not_open_leaves_nothing_to_do():
    consultation = begun(gated())
    consultation.answer("g.first", False)
    assert passed(consultation.next()).reason is UnprecedentedReason.NOTHING_FITS


def test_where_a_gate_was_asked_in_vain_a_harmless_step_is_taken_all_the_same():
    consultation = begun(gated())
    consultation.answer("g.first", {"unknown": "customer"})
    assert asked(consultation.next()) == "g.second"
    consultation.answer("g.second", {"unknown": "customer"})
    assert told(consultation.next()) == "mend"


@pytest.mark.parametrize("more", [{"risk": "high"}, {"price": 100.0}, {"confirm": Text.of("May it be erased?")}])
def test_where_a_gate_was_asked_in_vain_nothing_risky_or_dear_is_done(more):
    consultation = begun(gated(mend=step("mend", **more), escalation={"line-1": 500.0}))
    consultation.answer("g.first", {"unknown": "customer"}).answer("g.second", {"unknown": "customer"})
    assert isinstance(passed(consultation.next()), Unprecedented)


def test_a_gate_that_nobody_present_can_answer_is_not_acted_on():
    playbook = fault("a.gated", 0.05, {"c.main": {True: 0.9}}, when=seen("g.first", True), steps=[step("mend")])
    kb = base([complaint("c.main"), circumstance("g.first", by=("on-site",))], [playbook])
    assert isinstance(passed(begun(kb).next()), Unprecedented)


def unplugged():
    wary = step("open-it", requires=Requirement(seen("mains.unplugged", True), Text.of("Danger of death.")))
    playbook = fault("a.inside", 0.05, {"c.main": {True: 0.9}}, steps=[wary])
    return base([complaint("c.main"), circumstance("mains.unplugged")], [playbook])


def test_a_step_with_a_precondition_is_offered_once_it_is_met():
    consultation = begun(unplugged())
    action = consultation.next()
    assert (asked(action), action.question.steps) == ("mains.unplugged", ("open-it",))
    consultation.answer("mains.unplugged", True)
    assert told(consultation.next()) == "open-it"


@pytest.mark.parametrize("answer", [False, {"unknown": "customer"}])
def test_a_step_whose_precondition_is_not_met_is_never_offered(answer):
    consultation = begun(unplugged())
    consultation.answer("mains.unplugged", answer)
    assert isinstance(consultation.next(), HandOver)


def lines():
    """A cheap step for this line, a better one for the next."""
    steps = [step("by-us", 0.3), step("by-them", 0.9, by="line-2", after=("by-us",))]
    return base([complaint("c.main")], [fault("a.one", 0.05, {"c.main": {True: 0.9}}, steps=steps)])


def test_a_step_above_the_line_is_left_to_that_line():
    consultation = begun(lines())
    assert told(consultation.next()) == "by-us"
    decision = passed(consultation.report("by-us", "failed").next())
    assert (decision.reason, decision.to_line) == (EscalationReason.ABOVE_LINE, "line-2")


def test_the_next_line_goes_on_where_this_one_stopped():
    consultation = begun(lines())
    consultation.report("by-us", "failed").take_over("line-2")
    assert told(consultation.next()) == "by-them"
    assert consultation.next().figures.hand_over == 150.0


def test_a_line_that_only_consults_is_offered_no_repair():
    asking = Support(
        (SupportLine("line-1", 0, competence="consult"), SupportLine("line-2", 1)), channels=dict(SUPPORT.channels)
    )
    playbook = fault("a.one", 0.05, {"c.main": {True: 0.9}}, steps=[step("mend")])
    kb = base([complaint("c.main")], [playbook], support=asking)
    assert passed(begun(kb).next()).reason is EscalationReason.ABOVE_LINE
    assert told(begun(kb, at_line="line-2").next()) == "mend"


def test_a_visit_is_paid_once_and_whoever_is_there_can_be_asked():
    on_site = {**SUPPORT.channels, "van": Channel("van", "on-site", ("on-site",))}
    steps = [step("look", 0.3, via=("van",)), step("swap", 0.8, via=("van",), minutes=15.0)]
    playbook = fault("a.one", 0.3, {"c.main": {True: 0.95}, "s.inside": {True: 0.9}}, steps=steps)
    kb = base(
        [complaint("c.main"), sign("s.inside", by=("on-site",))],
        [playbook],
        support=Support(SUPPORT.lines, channels=on_site),
        escalation={"line-1": 300.0},
        dear=1000.0,
    )
    consultation = begun(kb)
    first = consultation.next()
    assert first.planned.cost > 55.0
    consultation.report(told(first), "failed")
    assert consultation.next().planned.cost < 55.0
    assert "on-site" in consultation.situation.standing.askable


def test_nothing_follows_a_stop_that_did_not_help():
    steps = [step("warn", 0.5, stop=True), step("go-on", 0.9, after=("warn",))]
    kb = base([complaint("c.main")], [fault("a.one", 0.2, {"c.main": {True: 0.9}}, steps=steps)])
    consultation = begun(kb)
    assert told(consultation.next()) == "warn"
    assert passed(consultation.report("warn", "failed").next()).reason is EscalationReason.USED_UP


# confirming


def dear_step(**more):
    """A leader whose step is dear, and signs that could tell it from anything else."""
    shows = {"c.main": {True: 0.9}, "s.one": {True: 0.95}, "s.two": {True: 0.95}}
    attributes = [complaint("c.main"), sign("s.one"), sign("s.two")]
    other = fault("b.other", 0.01, {"c.main": {True: 0.9}}, steps=[step("cheap", 0.8, minutes=30.0)])
    leader = fault("a.leader", 0.05, shows, steps=[step("dear", 0.95, price=50.0)])
    return base(attributes, [leader, other], escalation={"line-1": 300.0}, **more)


def test_before_a_dear_step_the_leader_is_confirmed():
    consultation = begun(dear_step())
    action = consultation.next()
    assert action.question.reason is QuestionReason.CONFIRM
    assert "dear" in action.why("en")
    consultation.answer(asked(action), True)
    assert told(consultation.next()) == "dear"


def test_nothing_is_confirmed_before_a_step_that_is_not_dear():
    action = begun(dear_step(dear=1000.0)).next()
    assert isinstance(action, Do) or action.question.reason is QuestionReason.WORTH_IT


# outcomes


def test_a_step_that_fixed_it_ends_the_consultation():
    consultation = begun(two_suspects(lamp=0.02))
    done = consultation.report("mend-one", "fixed").next()
    assert isinstance(done, Done)
    assert (done.outcome, done.step, done.faults) == ("solved", "mend-one", ("a.one",))


def test_a_step_that_failed_gives_way_to_the_next_and_then_to_a_hand_over():
    consultation = begun(two_suspects(lamp=0.02))
    assert told(consultation.report("mend-one", "failed").next()) == "mend-two"
    assert passed(consultation.report("mend-two", "failed").next()).reason is EscalationReason.USED_UP


def test_a_step_that_is_not_possible_says_nothing_about_its_fault():
    consultation = begun(two_suspects(lamp=0.02))
    before = {each.fault: each.responsible for each in consultation.diagnosis().hypotheses}
    consultation.report("mend-one", "not-possible")
    assert {each.fault: each.responsible for each in consultation.diagnosis().hypotheses} == before
    assert told(consultation.next()) == "mend-two"


def test_a_step_tried_before_the_call_is_skipped():
    assert told(begun(two_suspects(lamp=0.02), tried=["mend-one"]).next()) == "mend-two"


def test_what_was_checked_after_a_step_is_a_new_fact():
    consultation = begun(two_suspects())
    consultation.report("mend-two", "failed", {"s.lamp": True})
    assert consultation.situation.memory.values["s.lamp"] is True
    assert told(consultation.next()) == "mend-one"


def two_complaints():
    return base(
        [complaint("c.main"), complaint("c.other")],
        [
            fault("a.one", 0.05, {"c.main": {True: 0.95}}, steps=[step("mend-one")]),
            fault("b.two", 0.05, {"c.other": {True: 0.95}}, steps=[step("mend-two")]),
        ],
    )


BOTH = {"c.main": True, "c.other": True}


def test_partial_success_closes_one_complaint_and_goes_on_with_the_other():
    consultation = begun(two_complaints(), BOTH)
    consultation.report("mend-one", "partly", {"c.main": False})
    assert [name for name, _ in consultation.diagnosis().verdict.weighing.complaints] == ["c.other"]
    assert told(consultation.next()) == "mend-two"
    done = consultation.report("mend-two", "fixed").next()
    assert isinstance(done, Done)
    assert consultation.situation.memory.values == {"c.main": False, "c.other": False, "channel": "phone"}


def test_a_complaint_that_comes_back_is_open_again():
    consultation = begun(two_complaints(), BOTH)
    consultation.report("mend-one", "fixed")
    assert isinstance(consultation.next(), Done)
    consultation.correct("c.other", True)
    assert told(consultation.next()) == "mend-two"


# corrections


def chained():
    """A lamp from which a dead line is concluded, and a question that makes sense only while the lamp is red."""
    attributes = [complaint("c.main"), circumstance("lamp.red"), circumstance("line.dead", by=()), sign("s.hot")]
    dead = fault(
        "a.dead",
        0.05,
        {"c.main": {True: 0.9}, "s.hot": {True: 0.9}},
        when=seen("line.dead", True),
        steps=[step("mend")],
    )
    alive = fault("b.alive", 0.01, {"c.main": {True: 0.9}}, steps=[step("other")])
    return base(
        attributes,
        [dead, alive],
        conclusions=[Rule("line.dead-lamp", seen("lamp.red", True), (("line.dead", True),))],
        relevance={"s.hot": seen("lamp.red", True)},
    )


def test_a_corrected_answer_withdraws_what_rested_on_it_and_leaves_the_rest():
    consultation = begun(chained())
    consultation.answer("lamp.red", True).answer("s.hot", True)
    assert consultation.diagnosis().verdict.inference.concluded == {"line.dead": True}
    consultation.correct("lamp.red", False)
    now = consultation.situation
    assert consultation.diagnosis().verdict.inference.concluded == {}
    assert now.set_aside == ("s.hot",)
    assert now.memory.values == {"c.main": True, "channel": "phone", "lamp.red": False}
    assert told(consultation.next()) == "other"


def test_what_was_set_aside_comes_back_with_what_it_rests_on():
    consultation = begun(chained())
    consultation.answer("lamp.red", True).answer("s.hot", True)
    before = consultation.situation.memory.values
    consultation.correct("lamp.red", False).correct("lamp.red", True)
    assert consultation.situation.memory.values == before
    assert consultation.situation.set_aside == ()


def test_undo_takes_back_one_event_after_the_other():
    consultation = begun(chained())
    states = [consultation.to_json()]
    for attribute, value in (("lamp.red", True), ("s.hot", True)):
        states.append(consultation.answer(attribute, value).to_json())
    states.append(consultation.report("mend", "failed").to_json())
    while states:
        assert consultation.to_json() == states.pop()
        if states:
            consultation.undo()
    assert consultation.events == ()


# advice, hand-over, novelty


def test_advice_is_given_like_a_step_and_gives_way_when_it_does_not_settle_the_case():
    normal = fault("a.normal", 0.2, {"c.main": {True: 0.9}}, outcome="no-fault", say=Text.of("That is how it works."))
    broken = fault("b.broken", 0.02, {"c.main": {True: 0.9}}, steps=[step("mend")])
    kb = base([complaint("c.main")], [normal, broken])
    consultation = begun(kb)
    action = consultation.next()
    assert (told(action), action.advice) == ("a.normal", Text.of("That is how it works."))
    assert told(consultation.report("a.normal", "failed").next()) == "mend"
    done = consultation.undo().report("a.normal", "fixed").next()
    assert (done.outcome, done.faults) == ("no-fault", ("a.normal",))


def test_a_fault_that_is_always_passed_on_is_passed_on_at_once():
    known = fault("a.known", 0.2, {"c.main": {True: 0.9}}, outcome="hand-over", escalate=EscalateTo("line-3"))
    other = fault("b.other", 0.02, {"c.main": {True: 0.9}}, steps=[step("mend")])
    decision = passed(begun(base([complaint("c.main")], [known, other])).next())
    assert isinstance(decision, Escalation)
    assert (decision.reason, decision.to_line, decision.fault) == (EscalationReason.HAND_OVER, "line-3", "a.known")


def test_a_case_that_looks_unprecedented_is_said_to_and_what_pays_is_done_first():
    weak = fault("a.weak", 0.05, {"c.main": {True: 0.3}}, steps=[step("try", 0.9, minutes=1.0)])
    kb = base([complaint("c.main")], [weak], common={"c.main": {True: 0.2}}, unexplained=0.3)
    consultation = begun(kb)
    action = consultation.next()
    assert (told(action), action.figures.novelty) == ("try", "unexplained")
    assert "unprecedented" in action.why("en")
    decision = passed(consultation.report("try", "failed").next())
    assert decision.reason is UnprecedentedReason.UNEXPLAINED


def test_handing_over_at_once_is_said_to_be_cheaper():
    rare = fault("a.rare", 0.001, {"c.main": {True: 0.2}}, steps=[step("dear", 0.5, price=500.0)])
    strong = fault("b.strong", 0.2, {"c.main": {True: 0.9}}, steps=[step("dearer", 0.5, price=900.0)])
    decision = passed(begun(base([complaint("c.main")], [rare, strong])).next())
    assert decision.reason is EscalationReason.CHEAPER
