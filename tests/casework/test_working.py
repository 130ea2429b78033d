"""Opening a case, telling, asking, trying, helping."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from diagnose import Ask, Done, Intake, casework
from diagnose.case import CaseStatus, Outcome, Terms
from diagnose.case.events import Asked, Diagnosed, Helped, Opened, Prioritised, Told, TriedStep
from diagnose.casework import Refusal
from diagnose.errors import IntakeError
from tests.casework.office import EMPTY, FADED, NEW, NINE, SUPPORT, Desk, office
from tests.casework.refusing import refused

# opening


def test_a_case_is_opened_with_what_it_is_entitled_to_and_its_targets():
    opened, targets = casework.open_case(FADED, office(), at=NINE, line="line-1", impact="everybody", urgency="urgent")
    assert opened.terms == Terms("warranty", level="standard")
    assert (opened.intake.at_line, opened.intake.channel, opened.intake.reported_at) == ("line-1", "phone", NINE)
    assert targets == Prioritised("p1", "everybody", "urgent", "standard", 900.0, 7200.0, "working-days")


def test_a_case_without_an_entitlement_has_no_targets():
    happened = casework.open_case(Intake(equipment="printer"), office(), at=NINE)
    assert happened == (Opened(Intake(equipment="printer", at_line="front", reported_at=NINE)),)


def test_the_hours_of_the_option_stand_in_where_the_level_has_no_calendar():
    _, targets = casework.open_case(Intake(equipment="printer", support="plain"), office(), at=NINE)
    assert (targets.level, targets.calendar) == ("unwatched", "working-days")


def test_an_intake_that_does_not_fit_is_an_intake_error():
    with pytest.raises(IntakeError, match="unknown equipment 'laser-prinetr'"):
        casework.open_case(Intake(equipment="laser-prinetr"), office(), at=NINE)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"line": "line-4"}, "there is no line 'line-4'; did you mean 'line-3'?"),
        ({"channel": "phon"}, "there is no channel 'phon'; did you mean 'phone'?"),
        ({"impact": "everbody"}, "unknown impact 'everbody'; did you mean 'everybody'?"),
        ({"urgency": "urgnt"}, "unknown urgency 'urgnt'; did you mean 'urgent'?"),
    ],
)
def test_a_case_is_not_opened_with_words_that_nobody_declared(more, words):
    with refused(Refusal.UNKNOWN_NAME, words):
        casework.open_case(FADED, office(), at=NINE, **more)


# telling


def test_what_was_told_is_in_the_consultation():
    desk = Desk()
    assert desk.tell("printer.toner_low", True, source="customer") == (Told("printer.toner_low", True, "customer"),)
    assert desk.consultation.situation.memory.values["printer.toner_low"] is True
    assert desk.case.last.decision == "plan"
    assert desk.case.last.fault == "printing.toner-empty"


def test_a_former_name_is_told_under_the_present_one():
    desk = Desk(Intake(equipment="laser-printer", channel="phone"))
    assert desk.tell("print.look", "pale") == (Told("print.output", "pale"),)
    assert desk.consultation.situation.memory.values["print.output"] == "faded"


def test_a_correction_takes_the_place_of_what_was_said():
    desk = Desk(EMPTY)
    desk.tell("printer.toner_low", False, corrects=True)
    assert desk.consultation.situation.memory.values["printer.toner_low"] is False
    assert desk.case.last.decision != desk.case.first.decision


@pytest.mark.parametrize(
    ("attribute", "value", "more", "reason", "words"),
    [
        ("print.outptu", "faded", {}, Refusal.UNKNOWN_NAME, "did you mean 'print.output'?"),
        (7, "faded", {}, Refusal.UNKNOWN_NAME, "the attribute is named by a text, not by a number"),
        ("print.output", "faded", {}, Refusal.KNOWN_ALREADY, "if what was said is wrong, correct it"),
        ("printer.power", True, {"corrects": True}, Refusal.NOTHING_SAID, "tell it, without correcting"),
        ("printer.power", "perhaps", {}, Refusal.WRONG_VALUE, "printer.power"),
        ("printer.power", None, {}, Refusal.WRONG_VALUE, "a bare null says nothing"),
        ("printer.message", "x" * 20_000, {}, Refusal.WRONG_VALUE, "more than the limit"),
        ("printer.power", True, {"source": " "}, Refusal.CONTRADICTION, "who answered is a text"),
        ("equipment", "laser-printer", {}, Refusal.CONTRADICTION, "is known already"),
    ],
)
def test_what_cannot_have_been_told_is_refused(attribute, value, more, reason, words):
    desk = Desk()
    with refused(reason, words):
        desk.tell(attribute, value, **more)


def test_a_dont_know_may_be_told_and_followed_by_an_answer():
    desk = Desk()
    desk.tell("printer.toner_low", {"unknown": "customer"})
    desk.tell("printer.toner_low", True)
    assert desk.consultation.situation.memory.values["printer.toner_low"] is True


def test_who_can_be_asked_follows_the_channel():
    desk = Desk(FADED)
    assert desk.consultation.situation.standing.askable == {"customer", "line-1"}
    desk.tell("printer.power", True, channel="on-site")
    assert desk.consultation.situation.standing.askable == {"on-site", "customer", "line-1"}
    assert desk.consultation.situation.standing.on_site
    desk.tell("channel", "chat", corrects=True)
    assert desk.consultation.situation.standing.askable == {"customer", "line-1"}


ENTITLED = SUPPORT.replace(
    "priorities:",
    """\
entitlements:
  lasers: {option: warranty, equipment: [laser-printer], until: 2026-12-31}
  everything: {option: plain}
priorities:""",
    1,
)


def test_what_the_customer_is_entitled_to_may_turn_out_later():
    kb = office(support=ENTITLED)
    desk = Desk(Intake(equipment="printer", channel="phone"), kb)
    assert (desk.case.terms, desk.case.targets.level) == (Terms("plain", "everything", level="unwatched"), "unwatched")
    _, targets = desk.tell("equipment", "laser-printer")
    until = datetime(2026, 12, 31, 20, 59, 59, tzinfo=UTC)
    assert desk.case.terms == Terms("warranty", "lasers", until, "standard") == targets.terms
    assert (targets.level, targets.resolve) == ("standard", 28800.0)
    assert len(desk.tell("printer.power", True)) == 1


# asking


def test_a_question_is_put_to_the_first_who_can_answer_it():
    desk = Desk()
    assert desk.do(casework.ask, "printer.toner_low") == (Asked("printer.toner_low", "customer", "gate"),)
    assert desk.do(casework.ask, "printer.pages") == (Asked("printer.pages", "line-1"),)
    assert desk.do(casework.ask, "printer.power", of="line-1") == (Asked("printer.power", "line-1"),)


@pytest.mark.parametrize(
    ("attribute", "more", "reason", "words"),
    [
        ("printer.pwer", {}, Refusal.UNKNOWN_NAME, "did you mean 'printer.power'?"),
        ("print.output", {}, Refusal.KNOWN_ALREADY, "look it up"),
        ("printer.drum", {}, Refusal.NOBODY_CAN_ANSWER, "who could: on-site"),
        ("printer.drum", {"of": "on-site"}, Refusal.NOBODY_CAN_ANSWER, "on-site cannot be asked now"),
        ("printer.power", {"of": "custmer"}, Refusal.UNKNOWN_NAME, "did you mean 'customer'?"),
    ],
)
def test_what_cannot_be_asked_is_refused(attribute, more, reason, words):
    with refused(reason, words):
        Desk().do(casework.ask, attribute, **more)


def test_in_self_service_only_the_customer_can_be_asked():
    desk = Desk(Intake(equipment="printer", symptoms={"print.noise": True}, channel="portal"), line="front")
    desk.do(casework.ask, "printer.power")
    with refused(Refusal.ONLY_CUSTOMER, "over this channel only the customer can be asked, not line-1"):
        desk.do(casework.ask, "printer.power", of="line-1")


# trying


def test_a_step_that_was_done_is_in_the_consultation():
    desk = Desk(EMPTY)
    assert desk.tried("rock-cartridge", "failed", {"printer.lamp": "blinking"}) == (
        TriedStep("shake-cartridge", Outcome.FAILED, {"printer.lamp": "blinking"}),
    )
    assert desk.consultation.situation.standing.treatment.failed == {"shake-cartridge"}
    desk.tried("replace-cartridge", "fixed")
    assert isinstance(desk.consultation.next(), Done)
    assert desk.case.tried == 2


def test_a_case_that_a_step_has_settled_needs_no_decision():
    desk = Desk(EMPTY)
    desk.tried("shake-cartridge", "fixed")
    assert isinstance(desk.case.events[-1].what, TriedStep)
    assert casework.decided(desk.case, desk.kb) is None


@pytest.mark.parametrize(
    ("step", "outcome", "seen", "reason", "words"),
    [
        ("shake-cartrige", "failed", None, Refusal.UNKNOWN_NAME, "did you mean 'shake-cartridge'?"),
        ("printing.toner-empty", "failed", None, Refusal.UNKNOWN_NAME, "report one of its steps"),
        ("shake-cartridge", "great", None, Refusal.UNKNOWN_NAME, "there is no outcome 'great'"),
        ("shake-cartridge", "failed", {"printer.lmp": "off"}, Refusal.UNKNOWN_NAME, "did you mean 'printer.lamp'?"),
        ("shake-cartridge", "failed", {"printer.lamp": "green"}, Refusal.WRONG_VALUE, "printer.lamp"),
        ("shake-cartridge", "failed", [1], Refusal.CONTRADICTION, "what was seen is a mapping"),
        ("shake-cartridge", "failed", {"print.output": "normal"}, Refusal.CONTRADICTION, "so the step helped"),
        (
            "swap-gears",
            "failed",
            None,
            Refusal.ABOVE_LINE,
            "is for line-2 and above, not for line-1; pass the case on to",
        ),
        ("look-at-gears", "failed", None, Refusal.TOO_RISKY, "medium; line-1 may take steps up to low"),
        ("push-cable", "failed", None, Refusal.NOT_THIS_STEP, "line-1 is not to take the step 'push-cable'"),
    ],
)
def test_a_step_that_cannot_have_been_done_is_refused(step, outcome, seen, reason, words):
    with refused(reason, words):
        Desk(EMPTY).tried(step, outcome, seen)


def test_a_line_that_only_consults_takes_no_steps_but_gives_advice():
    desk = Desk(EMPTY, line="front")
    with refused(Refusal.CONSULTS_ONLY, "front consults and records; it takes no steps; pass the case on to line-1"):
        desk.tried("shake-cartridge")
    saving = Intake(
        equipment="laser-printer", symptoms={"print.output": "faded", "printer.toner_low": False}, channel="phone"
    )
    advised = Desk(saving, line="front")
    advised.tried("printing.saving-mode", "fixed")
    assert isinstance(advised.consultation.next(), Done)


def test_a_step_needs_a_channel_that_line_and_customer_have():
    desk = Desk(EMPTY)
    with refused(
        Refusal.NO_CHANNEL, "line-1 cannot take the step 'replace-drum' over any channel that the customer has"
    ):
        desk.tried("replace-drum")
    desk.up()
    assert desk.tried("replace-drum")[0].charged
    assert not Desk(EMPTY, office(), line="line-2").tried("shake-cartridge")[0].charged


def test_a_step_is_taken_by_the_line_that_has_the_case():
    desk = Desk(EMPTY)
    with refused(Refusal.ANOTHER_LINE, "case 7 is at line-1, not at line-2"):
        desk.tried("shake-cartridge", line="line-2")
    with refused(Refusal.UNKNOWN_NAME, "did you mean 'line-1'"):
        desk.tried("shake-cartridge", line="line1")


def test_a_step_that_was_reported_is_not_reported_again():
    desk = Desk(EMPTY)
    desk.tried("shake-cartridge")
    with refused(Refusal.CONTRADICTION, "was reported already"):
        desk.tried("shake-cartridge")


# helping


def test_another_line_helps_without_taking_the_case():
    desk = Desk()
    assert desk.do(casework.help_line, "look at the fuser", line="line-2") == (Helped("line-2", "look at the fuser"),)
    assert desk.case.line == "line-1"


@pytest.mark.parametrize(
    ("line", "text", "reason", "words"),
    [
        ("line-1", "x", Refusal.ANOTHER_LINE, "line-1 has case 7 itself"),
        ("line-9", "x", Refusal.UNKNOWN_NAME, "there is no line 'line-9'"),
        (None, "x", Refusal.UNKNOWN_NAME, "the line is named by a text"),
        ("line-2", " ", Refusal.REASON_NEEDED, "what was said or done is missing"),
        ("line-2", "x" * 20_000, Refusal.CANNOT_BE_KEPT, "20000 characters are more than the limit"),
        ("line-2", "\ud800", Refusal.CANNOT_BE_KEPT, "half a character"),
    ],
)
def test_help_that_is_none_is_refused(line, text, reason, words):
    with refused(reason, words):
        Desk().do(casework.help_line, text, line=line)


# decisions


def test_a_decision_is_told_when_it_says_something_new():
    desk = Desk(EMPTY)
    assert [event.kind for event in desk.case.events] == ["opened", "prioritised", "diagnosed"]
    desk.tell("printer.heat", 20)
    assert desk.case.events[-1].kind == "told"
    desk.tried("shake-cartridge")
    assert desk.case.events[-1].kind == "diagnosed"
    assert desk.case.events[-1].deed.by == "diagnose"


def test_the_outline_of_a_decision_is_small_and_says_what_matters():
    desk = Desk(EMPTY)
    last = desk.case.last
    assert isinstance(last, Diagnosed)
    assert (last.decision, last.fault, last.looked, last.precedents) == ("plan", "printing.toner-empty", False, ())
    assert last.outline["steps"] == ["shake-cartridge", "replace-cartridge", "change-paper"]
    assert next(iter(last.outline["hypotheses"])) == "printing.toner-empty"
    assert len(str(dict(last.outline))) < 1_000


def test_next_is_what_the_consultation_says():
    desk = Desk()
    assert isinstance(desk.consultation.next(), Ask)


@pytest.mark.parametrize(
    "command",
    [
        lambda desk: desk.tell("printer.power", True),
        lambda desk: desk.do(casework.ask, "printer.power"),
        lambda desk: desk.tried("shake-cartridge"),
        lambda desk: desk.do(casework.help_line, "x", line="line-2"),
        lambda desk: desk.up(),
        lambda desk: desk.do(casework.give_back, because="x"),
        lambda desk: desk.do(casework.wait, "customer", at=desk.now),
        lambda desk: desk.do(casework.resume),
        lambda desk: desk.do(casework.prioritise, impact=None, urgency=None, because="x"),
        lambda desk: desk.resolve("withdrawn"),
    ],
)
def test_nothing_is_done_with_a_case_that_is_settled(command):
    desk = Desk(NEW)
    desk.resolve("withdrawn")
    with refused(Refusal.WRONG_STATE, "case 7 is resolved; reopen it first, and say why"):
        command(desk)
    desk.do(casework.close)
    assert desk.case.status is CaseStatus.CLOSED
    with refused(Refusal.WRONG_STATE, "case 7 is closed; reopen it first, and say why"):
        command(desk)
