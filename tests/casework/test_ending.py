"""What a case may be settled as, line by line: the new is not lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diagnose import Intake, casework
from diagnose.case import CaseStatus, Ending, Outcome, Precedent
from diagnose.case.events import Closed, Reopened, Resolved
from diagnose.casework import Refusal, grounds_of
from diagnose.support import Support, SupportLine
from tests.casework.office import EMPTY, FADED, NEW, NOISY, Desk, office
from tests.casework.refusing import refused

SAVING = Intake(
    equipment="laser-printer", symptoms={"print.output": "faded", "printer.toner_low": False}, channel="phone"
)
MUST = "no playbook explains case 7, and it has neither precedent nor alternative; escalate it; line-3 decides"
CLOSE = Precedent("3", 0.99, "solved", fixed_by="shake-cartridge")
FAR = Precedent("4", 0.2, "solved")
EMPTY_HANDED = Precedent("5", 0.99, "duplicate")


# solved, explained


def test_a_step_that_ended_it_says_what_it_was():
    desk = Desk(EMPTY)
    desk.tried("shake-cartridge", "failed")
    desk.tried("replace-cartridge", "fixed")
    assert desk.resolve() == (Resolved(Ending.SOLVED, "printing.toner-empty", "replace-cartridge"),)
    assert desk.case.status is CaseStatus.RESOLVED


def test_several_steps_may_have_mended_one_part_each():
    both = Intake(
        equipment="laser-printer",
        symptoms={"print.output": "faded", "printer.toner_low": True, "net.link": "down"},
        channel="phone",
    )
    desk = Desk(both, line="line-2")
    desk.tried("shake-cartridge", "partly", {"print.output": "normal"})
    desk.tried("push-cable", "fixed")
    assert desk.resolve(fixed_by="shake-cartridge")[0].fault == "printing.toner-empty"


def test_a_case_that_a_playbook_fits_may_be_solved_in_words():
    desk = Desk(EMPTY)
    assert desk.resolve(text="another printer") == (Resolved(Ending.SOLVED, None, None, "another printer"),)


def test_a_case_that_a_playbook_fits_may_be_solved_by_its_name():
    desk = Desk(EMPTY)
    assert desk.resolve(fault="printing.toner-empty")[0].fault == "printing.toner-empty"


def test_a_fault_that_was_only_open_explains_what_its_step_ended():
    desk = Desk(FADED)
    grounds = grounds_of(desk.case, desk.kb)
    assert "printing.damp-paper" in grounds.explained  # it has no gate
    assert "printing.toner-empty" not in grounds.explained
    desk.tried("replace-cartridge", "fixed")
    assert grounds_of(desk.case, desk.kb).explained[0] == "printing.toner-empty"
    assert desk.resolve()[0] == Resolved(Ending.SOLVED, "printing.toner-empty", "replace-cartridge")


# solved, not explained


@pytest.mark.parametrize("line", ["front", "line-1", "line-2"])
@pytest.mark.parametrize(
    "how", [{"text": "hit it"}, {"fault": "printing.gear-broken"}, {"fault": "network.cable", "text": "x"}]
)
def test_below_the_expert_line_what_nobody_has_written_down_must_go_up(line, how):
    desk = Desk(NEW, line=line)
    with refused(Refusal.MUST_GO_UP, MUST):
        desk.resolve(**how)
    with refused(Refusal.MUST_GO_UP, MUST):
        desk.resolve(precedents=(FAR, EMPTY_HANDED), **how)
    assert desk.case.status is CaseStatus.OPEN


def test_a_step_that_has_to_do_with_nothing_explains_nothing():
    desk = Desk(NEW)
    desk.tried("change-paper", "fixed")
    assert grounds_of(desk.case, desk.kb).ended_by == "change-paper"
    with refused(Refusal.MUST_GO_UP, MUST):
        desk.resolve()
    desk.up("line-3", because="it must")
    assert desk.resolve() == (Resolved(Ending.SOLVED, None, "change-paper"),)


@pytest.mark.parametrize("line", ["line-3", "makers"])
def test_the_expert_line_and_those_above_decide(line):
    desk = Desk(NEW, line=line)
    assert desk.resolve(text="a new part") == (Resolved(Ending.SOLVED, None, None, "a new part"),)


def test_with_a_precedent_that_is_close_enough_a_line_may_go_by_it():
    desk = Desk(NEW, line="line-2")
    assert grounds_of(desk.case, desk.kb, (CLOSE,)).alternatives.precedents == (CLOSE,)
    assert desk.resolve(precedents=(CLOSE, FAR), text="as in case 3")[0].ending is Ending.SOLVED


def test_with_an_alternative_a_line_may_go_by_it():
    desk = Desk(NOISY)
    assert desk.case.last.decision == "unprecedented"
    alternatives = grounds_of(desk.case, desk.kb).alternatives
    assert [each.playbook for each in alternatives.siblings] == ["printing.change-tray", "printing.gear-broken"]
    assert desk.resolve(text="as if it were a printer")[0].ending is Ending.SOLVED


def test_with_one_line_there_is_nobody_to_go_up_to():
    one = replace(office(), support=Support(lines=(SupportLine("line-1", 0),)))
    assert one.support.expert.id == "line-1"
    assert Desk(NEW, one).resolve(text="a new part")[0].ending is Ending.SOLVED
    assert Desk(NEW, replace(one, support=Support())).resolve(text="a new part")[0].ending is Ending.SOLVED


def test_solved_says_what_it_was():
    desk = Desk(NEW, line="line-3")
    with refused(Refusal.SAY_WHAT_IT_WAS, "it is not said what case 7 was; name the fault or the step"):
        desk.resolve()
    with refused(Refusal.SAY_WHAT_IT_WAS):
        desk.resolve(text="  ")


@pytest.mark.parametrize(
    ("how", "reason", "words"),
    [
        ({"ending": "sovled"}, Refusal.UNKNOWN_NAME, "there is no ending 'sovled'; did you mean 'solved'?"),
        ({"fault": "printing.toner-emty"}, Refusal.UNKNOWN_NAME, "did you mean 'printing.toner-empty'?"),
        (
            {"fault": "printing.ribbon"},
            Refusal.UNKNOWN_NAME,
            "'printing.ribbon' is retired; take 'printing.toner-empty'",
        ),
        ({"fixed_by": "shake-cartrige"}, Refusal.UNKNOWN_NAME, "did you mean 'shake-cartridge'?"),
        ({"fixed_by": "shake-cartridge"}, Refusal.NOT_TRIED, "has mended nothing in case 7; report first"),
        ({"line": "line-2"}, Refusal.ANOTHER_LINE, "case 7 is at line-1, not at line-2"),
        ({"text": "x" * 20_000, "fault": "printing.toner-empty"}, Refusal.CANNOT_BE_KEPT, "more than the limit"),
    ],
)
def test_an_ending_that_cannot_be_is_refused(how, reason, words):
    desk = Desk(EMPTY)
    with refused(reason, words):
        desk.do(casework.resolve, **{"ending": "solved", **how})


def test_a_step_that_failed_has_fixed_nothing():
    desk = Desk(EMPTY)
    desk.tried("shake-cartridge", "failed")
    with refused(Refusal.NOT_TRIED):
        desk.resolve(fixed_by="shake-cartridge")


# without an explanation


@pytest.mark.parametrize("ending", ["went-away", "duplicate", "withdrawn"])
@pytest.mark.parametrize("line", ["front", "line-1", "line-3"])
def test_endings_without_an_explanation_are_possible_everywhere(ending, line):
    assert Desk(NEW, line=line).resolve(ending) == (Resolved(Ending(ending)),)


# advice


def test_an_advice_rests_on_the_playbook_that_gives_it():
    desk = Desk(SAVING)
    assert desk.case.last.decision == "no-fault"
    assert desk.resolve("no-fault") == (Resolved(Ending.NO_FAULT, "printing.saving-mode"),)


def test_an_advice_that_was_given_is_the_step_that_ended_it():
    desk = Desk(SAVING, line="front")
    desk.tried("printing.saving-mode", "fixed")
    assert desk.resolve("no-fault") == (Resolved(Ending.NO_FAULT, "printing.saving-mode", "printing.saving-mode"),)


def test_line_1_tells_how_to_do_it():
    asked = Intake(
        equipment="printer", symptoms={"print.noise": True}, facts={"printer.changes": ["moved"]}, channel="phone"
    )
    desk = Desk(asked)
    assert desk.resolve("how-to") == (Resolved(Ending.HOW_TO, "printing.change-tray"),)


@pytest.mark.parametrize(
    ("intake", "ending", "how", "words"),
    [
        (NEW, "no-fault", {}, "no playbook that fits this case does not say 'no-fault'"),
        (SAVING, "how-to", {}, "no playbook that fits this case does not say 'how-to'"),
        (SAVING, "how-to", {"fault": "printing.saving-mode"}, "'printing.saving-mode' does not say 'how-to'"),
        (EMPTY, "no-fault", {"fault": "printing.toner-empty"}, "'printing.toner-empty' does not say 'no-fault'"),
        (NEW, "no-fault", {"fault": "printing.saving-mode"}, "'printing.saving-mode' does not fit this case"),
        (EMPTY, "no-fault", {"fault": "printing.saving-mode"}, "'printing.saving-mode' does not fit this case"),
    ],
)
def test_an_advice_that_no_playbook_gives_is_refused(intake, ending, how, words):
    with refused(Refusal.NO_SUCH_ADVICE, words):
        Desk(intake).resolve(ending, **how)


def test_the_expert_line_knows_better_which_advice_fits():
    desk = Desk(NEW, line="line-3")
    assert desk.resolve("no-fault", fault="printing.saving-mode")[0].fault == "printing.saving-mode"


# again


def test_a_case_that_is_back_has_a_step_that_failed():
    desk = Desk(EMPTY)
    desk.tried("shake-cartridge", "fixed", {"print.output": "normal", "printer.lamp": "steady"})
    desk.resolve()
    assert desk.do(casework.reopen, because="faded again") == (Reopened("faded again"),)
    now = desk.consultation.situation
    assert now.ended_by is None
    assert now.standing.treatment.failed == {"shake-cartridge"}
    assert (now.memory.values["print.output"], now.memory.values["printer.lamp"]) == ("faded", "steady")
    desk.tried("replace-cartridge", Outcome.FIXED)
    assert desk.resolve()[0].fixed_by == "replace-cartridge"


def test_only_what_is_settled_is_reopened_and_for_a_reason():
    desk = Desk(NEW)
    with refused(Refusal.WRONG_STATE, "case 7 is open; only what was settled can be reopened"):
        desk.do(casework.reopen, because="x")
    desk.resolve("withdrawn")
    with refused(Refusal.REASON_NEEDED, "why it is opened again is missing"):
        desk.do(casework.reopen, because="")


def test_a_case_is_closed_when_it_is_resolved():
    desk = Desk(NEW)
    with refused(Refusal.WRONG_STATE, "case 7 is open; resolve it first"):
        desk.do(casework.close)
    desk.resolve("withdrawn")
    assert desk.do(casework.close, text="no answer for a week") == (Closed("no answer for a week"),)
    with refused(Refusal.WRONG_STATE, "case 7 is closed; nothing is to be done"):
        desk.do(casework.close)
    desk.do(casework.reopen, because="it was not")
    assert desk.case.status is CaseStatus.OPEN
