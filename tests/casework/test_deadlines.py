"""Service clocks of a case: when they run, when they stand still, and what happens by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from diagnose import Intake, casework
from diagnose.case import Case, CaseStatus
from diagnose.case.events import Escalated, Resumed
from diagnose.casework import Deadline, clocks_of, deadlines_of, due_now, next_moment
from diagnose.support import Calendar
from tests.casework.office import EMPTY, FADED, NEW, NINE, Desk, at, office

HOUR = 3600.0
PLAIN = replace(FADED, support=None)


def hours(desk, moment=None):
    """The hours that are used up to respond and to resolve."""
    found = deadlines_of(desk.case, desk.kb, moment or desk.now)
    return found.respond.consumed / HOUR, found.resolve.consumed / HOUR


def test_a_case_has_its_deadlines():
    desk = Desk()
    assert deadlines_of(desk.case, desk.kb, at(4)).resolve == Deadline(
        target=8 * HOUR, consumed=4 * HOUR, left=4 * HOUR, fraction=0.5, due=at(8), warned=(0.5,)
    )
    found = deadlines_of(desk.case, desk.kb, at(4))
    assert (found.respond.due, found.respond.breached, found.respond.warned) == (at(1), True, (0.5, 0.8))
    assert found.due == at(1)
    assert found.to_data()["resolve"]["due"] == "2026-11-02T17:00:00+00:00"


def test_a_case_without_a_level_has_none():
    desk = Desk(PLAIN)
    found = deadlines_of(desk.case, desk.kb, at(4))
    assert (found.respond, found.resolve, found.vendor, found.due) == (None, None, None, None)
    assert next_moment(desk.case, desk.kb) is None
    assert due_now(desk.case, desk.kb, at(99)) == ()


@pytest.mark.parametrize(
    ("act", "responds"),
    [
        (lambda desk: desk.tell("printer.power", True), True),
        (lambda desk: desk.tell("printer.power", True, by="customer"), False),
        (lambda desk: desk.tell("printer.power", True, by="remote-tool"), False),
        (lambda desk: desk.do(casework.ask, "printer.power"), True),
        (lambda desk: desk.tried("shake-cartridge"), True),
        (lambda desk: desk.up(), True),
        (lambda desk: desk.do(casework.help_line, "x", line="line-2"), True),
        (lambda desk: desk.do(casework.prioritise, impact="everybody", urgency="urgent", because="x"), False),
        (lambda desk: desk.resolve("withdrawn"), True),
        (
            lambda desk: desk.do(casework.reopen, because="x") if desk.resolve("withdrawn", by="customer") else None,
            True,
        ),
    ],
)
def test_a_response_is_what_a_person_of_the_desk_does_first_or_the_end_of_the_case(act, responds):
    desk = Desk()
    act(desk)
    assert (clocks_of(desk.case, desk.kb).respond.met_at is not None) == responds


def test_what_happens_by_itself_is_no_response():
    desk = Desk()
    desk.now = at(5)
    desk.add(*due_now(desk.case, desk.kb, at(5)), by=casework.AUTOMATIC)
    assert desk.case.line == "line-2"
    assert clocks_of(desk.case, desk.kb).respond.met_at is None


def test_clocks_stand_still_while_somebody_outside_is_waited_for():
    desk = Desk()
    desk.do(casework.wait, "customer", at=desk.now, hours=1)
    found = deadlines_of(desk.case, desk.kb, at(6)).resolve
    assert (found.consumed, found.due, found.paused, found.left) == (HOUR, None, True, 7 * HOUR)
    desk.do(casework.resume, hours=3)
    assert hours(desk, at(6)) == (1.0, 3.0)
    assert deadlines_of(desk.case, desk.kb, at(6)).resolve.due == datetime(2026, 11, 3, 11, 0, tzinfo=UTC)


def test_a_case_that_is_passed_on_goes_on():
    desk = Desk()
    desk.do(casework.wait, "customer", at=desk.now, hours=1)
    desk.up(hours=3)
    assert hours(desk, at(6))[1] == 3.0


def test_a_case_that_comes_back_has_lost_no_time_and_won_none():
    desk = Desk(EMPTY)
    desk.resolve(hours=2, text="x")
    assert deadlines_of(desk.case, desk.kb, at(5)).resolve.met_at == at(2)
    assert hours(desk, at(5))[1] == 2.0
    desk.do(casework.reopen, because="x", hours=4)
    found = deadlines_of(desk.case, desk.kb, at(7)).resolve
    assert (found.consumed, found.met_at, found.breached) == (3 * HOUR, None, False)
    assert deadlines_of(desk.case, desk.kb, at(7)).respond.met_at == at(2)


def test_another_target_keeps_the_time_that_is_used_up():
    desk = Desk()
    desk.do(casework.prioritise, impact="everybody", urgency="urgent", because="x", hours=1)
    found = deadlines_of(desk.case, desk.kb, at(1.5)).resolve
    assert (found.target, found.consumed, found.due) == (2 * HOUR, 1.5 * HOUR, at(2))
    desk.do(casework.prioritise, impact="one-person", urgency="urgent", because="x", hours=0.5)
    assert deadlines_of(desk.case, desk.kb, at(1.5)).resolve.due == at(8)


def test_nights_and_weekends_do_not_count():
    desk = Desk()
    friday = datetime(2026, 11, 6, 17, 0, tzinfo=UTC)
    desk.case = Case.of("7", tuple(_moved(event, friday - NINE) for event in desk.case.events))
    found = deadlines_of(desk.case, desk.kb, friday + timedelta(days=3)).resolve
    assert (found.consumed, found.due) == (9 * HOUR, datetime(2026, 11, 9, 16, 0, tzinfo=UTC))


def _moved(event, by):
    return replace(event, deed=replace(event.deed, at=event.deed.at + by))


def test_the_vendor_has_a_clock_of_its_own():
    desk = Desk(FADED, line="line-3")
    assert deadlines_of(desk.case, desk.kb, at(1)).vendor is None
    desk.up("makers", hours=1)
    assert deadlines_of(desk.case, desk.kb, at(3)).vendor.consumed == 2 * HOUR
    desk.do(casework.wait, "customer", at=desk.now, hours=2)
    assert deadlines_of(desk.case, desk.kb, at(5)).vendor.consumed == 2 * HOUR
    desk.do(casework.give_back, because="x", hours=2)
    assert deadlines_of(desk.case, desk.kb, at(6)).vendor.consumed == 2 * HOUR
    desk.do(casework.wait, "vendor", at=desk.now, hours=1)
    found = deadlines_of(desk.case, desk.kb, at(8))
    assert (found.vendor.target, found.vendor.consumed, found.vendor.due) == (
        10 * HOUR,
        4 * HOUR,
        datetime(2026, 11, 3, 14, 0, tzinfo=UTC) - timedelta(hours=0),
    )
    assert found.resolve.consumed == 4 * HOUR


def test_another_vendor_has_another_clock_and_one_without_an_agreement_has_none():
    desk = Desk(FADED, line="line-3")
    desk.do(casework.wait, "vendor", at=desk.now, hours=1)
    desk.do(casework.resume, hours=1)
    desk.do(casework.wait, "vendor", at=desk.now, vendor="brother", hours=1)
    assert deadlines_of(desk.case, desk.kb, at(5)).vendor is None


def test_the_vendors_clock_stops_with_the_case():
    desk = Desk(NEW, line="line-3")
    desk.do(casework.wait, "vendor", at=desk.now, vendor="hp", hours=1)
    desk.resolve("withdrawn", hours=1)
    assert deadlines_of(desk.case, desk.kb, at(5)).vendor.met_at == at(2)


# by itself


def test_a_case_whose_time_runs_out_goes_up_once_for_each_fraction():
    desk = Desk()
    assert next_moment(desk.case, desk.kb) == at(4)
    assert due_now(desk.case, desk.kb, at(3.99)) == ()
    assert due_now(desk.case, desk.kb, at(4)) == (Escalated("line-2", "time-runs-out", automatic=True, fraction=0.5),)
    desk.now = at(4)
    desk.add(*due_now(desk.case, desk.kb, at(4)), by=casework.AUTOMATIC)
    assert next_moment(desk.case, desk.kb) == at(7.2)
    desk.do(casework.give_back, because="it is simple")
    assert due_now(desk.case, desk.kb, at(5)) == ()
    desk.now = at(8)
    desk.add(*due_now(desk.case, desk.kb, at(8)), by=casework.AUTOMATIC)
    assert (desk.case.line, desk.case.events[-1].what.skipped) == ("line-3", ("line-2",))
    assert due_now(desk.case, desk.kb, at(20)) == ()


def test_a_case_that_is_high_enough_stays_where_it_is():
    desk = Desk(FADED, line="line-2")
    assert next_moment(desk.case, desk.kb) == at(7.2)
    assert due_now(desk.case, desk.kb, at(5)) == ()


def test_a_reopened_case_goes_up_again():
    desk = Desk(EMPTY)
    desk.now = at(4)
    desk.add(*due_now(desk.case, desk.kb, at(4)), by=casework.AUTOMATIC)
    desk.do(casework.give_back, because="x", hours=0)
    desk.resolve(text="x", hours=0)
    assert next_moment(desk.case, desk.kb) is None
    desk.do(casework.reopen, because="x", hours=0)
    assert due_now(desk.case, desk.kb, at(4))[0].fraction == 0.5


def test_a_case_that_waits_goes_nowhere_until_the_wait_is_over():
    desk = Desk()
    desk.do(casework.wait, "customer", at=desk.now, until=at(6), hours=4.5)
    assert (due_now(desk.case, desk.kb, at(5.9)), next_moment(desk.case, desk.kb)) == ((), at(6))
    assert due_now(desk.case, desk.kb, at(6)) == (Resumed(),)
    desk.now = at(6)
    desk.add(Resumed(), by=casework.AUTOMATIC)
    assert desk.case.status is CaseStatus.OPEN
    assert due_now(desk.case, desk.kb, at(6))[0].to_line == "line-2"


def test_a_wait_without_an_end_never_ends_by_itself():
    desk = Desk()
    desk.do(casework.wait, "customer", at=desk.now)
    assert (next_moment(desk.case, desk.kb), due_now(desk.case, desk.kb, at(999))) == (None, ())


def test_a_level_that_nobody_declares_any_more_escalates_nothing():
    desk = Desk()
    without = replace(desk.kb.support, levels={})
    assert due_now(desk.case, replace(desk.kb, support=without, derived={}), at(9)) == ()


def test_a_calendar_that_never_opens_has_no_due_moment():
    support = replace(office().support, calendars={"working-days": Calendar("working-days")})
    closed = replace(office(), support=support, derived={})
    desk = Desk(Intake(equipment="printer", support="warranty"), closed)
    found = deadlines_of(desk.case, closed, at(1000)).resolve
    assert (found.due, found.consumed, found.breached) == (None, 0.0, False)
    assert next_moment(desk.case, closed) is None
