"""A case goes up, comes back, waits and goes on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from diagnose import Intake, casework
from diagnose.case import CaseStatus, Precedent, WaitingFor
from diagnose.case.events import Escalated, Prioritised, Resumed, Returned, Waiting
from diagnose.casework import Refusal
from tests.casework.office import EMPTY, FADED, NEW, Desk, office
from tests.casework.refusing import refused

# up


def test_a_case_that_nobody_has_written_down_goes_up_as_the_decision_says():
    desk = Desk(NEW)
    assert desk.case.last.decision == "unprecedented"
    assert desk.up(because="") == (Escalated("line-2", "nothing-fits", sector="network"),)
    assert (desk.case.line, desk.consultation.situation.standing.at_line) == ("line-2", "line-2")


def test_a_case_with_a_precedent_goes_up_because_of_it():
    desk = Desk(NEW)
    precedents = (Precedent("3", 0.9, "solved"),)
    decision, _ = casework.decided(desk.case, desk.kb, lambda _: precedents)
    desk.add(decision, by=casework.AUTOMATIC)
    assert desk.up(because="") == (Escalated("line-2", "precedent", sector="network"),)


def test_where_handing_over_is_best_that_says_why_although_something_could_still_be_asked():
    desk = Desk(Intake(equipment="ink-printer", symptoms={"print.output": "blank"}, channel="on-site"))
    assert desk.case.last.decision == "more-facts"
    assert desk.consultation.next().decision.reason.value == "above-this-line"
    assert desk.up(because="") == (Escalated("line-2", "above-this-line", sector="printing"),)


def test_the_playbook_says_where_a_case_goes_and_why():
    hot = Intake(
        equipment="laser-printer",
        symptoms={"print.output": "blank", "printer.lamp": "blinking"},
        facts={"printer.heat": 120},
        channel="phone",
    )
    desk = Desk(hot)
    assert desk.case.last.fault == "printing.recalled"
    assert desk.up(because="") == (Escalated("line-2", "hand-over", "The maker takes it back.", sector="printing"),)
    assert desk.case.sector == "printing"


def test_a_plan_that_is_given_up_goes_where_the_plan_ends():
    desk = Desk(EMPTY)
    assert desk.case.last.decision == "plan"
    assert desk.up(because="no cartridge here") == (
        Escalated("line-2", "plan-given-up", "no cartridge here", sector="printing"),
    )


def test_before_a_decision_is_reached_a_case_goes_to_the_next_line():
    desk = Desk()
    assert desk.case.last.decision == "more-facts"
    assert desk.up(because="") == (Escalated("line-2", "chosen"),)


def test_lines_are_skipped_for_a_reason():
    desk = Desk(NEW)
    with refused(Refusal.REASON_NEEDED, "why line-2 is skipped is missing"):
        desk.up("line-3", because=" ")
    assert desk.up("line-3", because="line-2 is away") == (
        Escalated("line-3", "chosen", "line-2 is away", skipped=("line-2",)),
    )


def test_a_case_goes_to_the_vendors_with_a_vendor():
    desk = Desk(Intake(equipment="router", symptoms={"net.link": "down"}, channel="phone"), line="line-3")
    with refused(
        Refusal.VENDOR_NEEDED, "nobody knows which vendor case 7 is for; name the vendor; known are: brother, hp"
    ):
        desk.up("makers")
    with refused(Refusal.UNKNOWN_NAME, "there is no vendor 'brothr'; did you mean 'brother'?"):
        desk.up("makers", vendor="brothr")
    desk.up("makers", vendor="brother")
    assert (desk.case.line, desk.case.vendor) == ("makers", "brother")


def test_the_vendor_of_the_equipment_is_meant():
    desk = Desk(FADED, line="line-3")
    assert desk.up("makers")[0].vendor == "hp"
    desk.do(casework.give_back, because="they want the serial number")
    assert desk.case.vendor == "hp"
    assert desk.up("makers")[0].vendor == "hp"


@pytest.mark.parametrize(
    ("line", "more", "reason", "words"),
    [
        ("line-1", {"to_line": "line-9"}, Refusal.UNKNOWN_NAME, "there is no line 'line-9'"),
        ("line-2", {"to_line": "line-1"}, Refusal.NOT_ABOVE, "line-1 is not above line-2; a case goes down by"),
        ("line-2", {"to_line": "line-2"}, Refusal.NOT_ABOVE, "line-2 is not above line-2"),
        ("makers", {}, Refusal.NO_LINE_LEFT, "there is no line above makers"),
        (
            "line-1",
            {"sector": "prnting"},
            Refusal.UNKNOWN_NAME,
            "there is no sector 'prnting'; did you mean 'printing'?",
        ),
        (
            "line-1",
            {"sector": "power"},
            Refusal.NOT_THIS_SECTOR,
            "line-2 has no sector 'power'; known are: network, printing",
        ),
        ("line-1", {"line": "line-2"}, Refusal.ANOTHER_LINE, "case 7 is at line-1, not at line-2"),
    ],
)
def test_a_case_that_cannot_go_there_is_refused(line, more, reason, words):
    desk = Desk(NEW, line=line)
    with refused(reason, words):
        desk.do(casework.escalate, **more)


def test_the_sector_can_be_chosen():
    assert Desk(NEW).up(sector="printing")[0].sector == "printing"


# down


def test_a_case_goes_back_to_the_line_that_passed_it_on():
    desk = Desk(NEW)
    desk.up("line-3", because="line-2 is away")
    assert desk.do(casework.give_back, because="ask for the noise") == (Returned("line-1", "ask for the noise"),)
    assert desk.consultation.situation.standing.at_line == "line-1"


def test_a_case_that_came_in_high_goes_back_to_the_next_line():
    desk = Desk(NEW, line="line-3")
    assert desk.do(casework.give_back, because="theirs") == (Returned("line-2", "theirs"),)
    assert desk.do(casework.give_back, to_line="front", because="theirs") == (Returned("front", "theirs"),)


@pytest.mark.parametrize(
    ("line", "more", "reason", "words"),
    [
        ("line-2", {"because": ""}, Refusal.REASON_NEEDED, "why it goes back is missing"),
        ("line-2", {"because": "x", "to_line": "line-3"}, Refusal.NOT_BELOW, "line-3 is not below line-2"),
        ("line-2", {"because": "x", "to_line": "line-0"}, Refusal.UNKNOWN_NAME, "there is no line 'line-0'"),
        ("front", {"because": "x"}, Refusal.NO_LINE_LEFT, "there is no line below front"),
        ("line-2", {"because": "x", "line": "line-1"}, Refusal.ANOTHER_LINE, "not at line-1"),
    ],
)
def test_a_case_that_cannot_go_back_is_refused(line, more, reason, words):
    desk = Desk(NEW, line=line)
    with refused(reason, words):
        desk.do(casework.give_back, **more)


# waiting


def test_a_case_waits_and_goes_on():
    desk = Desk(NEW)
    until = desk.now + timedelta(days=1)
    assert desk.do(casework.wait, "customer", at=desk.now, because="away", until=until) == (
        Waiting(WaitingFor.CUSTOMER, "away", until),
    )
    assert (desk.case.status, desk.case.waiting_for) == (CaseStatus.WAITING, WaitingFor.CUSTOMER)
    desk.tell("printer.power", True)
    assert desk.case.status is CaseStatus.WAITING
    assert desk.do(casework.resume, because="back") == (Resumed("back"),)
    assert desk.case.status is CaseStatus.OPEN


def test_who_waits_for_a_vendor_names_it():
    desk = Desk(NEW, line="line-3")
    with refused(Refusal.VENDOR_NEEDED, "nobody knows which vendor case 7 is for"):
        desk.do(casework.wait, "vendor", at=desk.now)
    desk.do(casework.wait, "vendor", at=desk.now, vendor="hp")
    assert (desk.case.waiting_for, desk.case.vendor) == (WaitingFor.VENDOR, "hp")


def test_a_case_that_is_passed_on_waits_for_nobody():
    desk = Desk(NEW)
    desk.do(casework.wait, WaitingFor.CUSTOMER, at=desk.now)
    desk.up()
    assert desk.case.status is CaseStatus.OPEN


@pytest.mark.parametrize(
    ("on", "until", "reason", "words"),
    [
        ("weather", None, Refusal.UNKNOWN_NAME, "there is no party to wait for 'weather'; known are: customer, vendor"),
        (None, None, Refusal.UNKNOWN_NAME, "the party to wait for is named by a text"),
        ("customer", timedelta(0), Refusal.IN_THE_PAST, "has passed already; name a later moment"),
        ("customer", timedelta(hours=-1), Refusal.IN_THE_PAST, "has passed already"),
    ],
)
def test_a_wait_that_makes_no_sense_is_refused(on, until, reason, words):
    desk = Desk(NEW)
    with refused(reason, words):
        desk.do(casework.wait, on, at=desk.now, until=None if until is None else desk.now + until)


def test_a_moment_has_an_offset():
    desk = Desk(NEW)
    with refused(Refusal.CANNOT_BE_KEPT, "a moment is a datetime with its offset"):
        desk.do(casework.wait, "customer", at=desk.now, until=desk.now.replace(tzinfo=None))


def test_a_case_waits_once():
    desk = Desk(NEW)
    with refused(Refusal.WRONG_STATE, "case 7 waits for nobody"):
        desk.do(casework.resume)
    desk.do(casework.wait, "customer", at=desk.now)
    with refused(Refusal.WRONG_STATE, "case 7 waits already; resume it first"):
        desk.do(casework.wait, "customer", at=desk.now)


# priorities


def test_a_priority_has_its_targets():
    desk = Desk(FADED)
    assert desk.do(casework.prioritise, impact="everybody", urgency="urgent", because="the whole floor") == (
        Prioritised("p1", "everybody", "urgent", "standard", 900.0, 7200.0, "working-days", "the whole floor"),
    )
    desk.do(casework.prioritise, impact=None, urgency="can-wait", because="they print elsewhere")
    assert (desk.case.targets.priority, desk.case.targets.impact, desk.case.targets.resolve) == (
        "p2",
        "everybody",
        28800.0,
    )


def test_a_priority_that_nobody_declared_is_refused():
    desk = Desk(FADED)
    with refused(Refusal.UNKNOWN_NAME, "unknown impact 'everbody'; did you mean 'everybody'?"):
        desk.do(casework.prioritise, impact="everbody", urgency=None, because="x")
    with refused(Refusal.REASON_NEEDED, "why the priority changes is missing"):
        desk.do(casework.prioritise, impact="everybody", urgency="urgent", because="")


def test_an_organisation_without_priorities_has_targets_all_the_same():
    desk = Desk(FADED, office())
    assert desk.case.targets == Prioritised(level="standard", respond=3600.0, resolve=28800.0, calendar="working-days")
