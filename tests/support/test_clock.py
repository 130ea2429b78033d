"""Service clocks keep what was consumed through pauses and changes of target, and know when what is due."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.errors import CalendarError
from diagnose.support import Alarm, Calendar, Run, ServiceClock, ServiceLevel, Target, WorkCalendar, alarms
from tests.support import minutes

BERLIN = ZoneInfo("Europe/Berlin")
WORKING = ("mon", "tue", "wed", "thu", "fri")
OFFICE = Calendar("office", WORKING, (("09:00", "13:00"), ("14:00", "18:00")))
EVERY_DAY = Calendar("every-day", (*WORKING, "sat", "sun"), (("00:00", "24:00"),))
IN_OFFICE, ALWAYS = (WorkCalendar.of(each, "Europe/Berlin") for each in (OFFICE, EVERY_DAY))
HOUR = 3_600.0
MONDAY = datetime(2026, 3, 23, 9, tzinfo=BERLIN)


def at(text: str) -> datetime:
    """A day of March 2026 and a time of day in Berlin."""
    return datetime.fromisoformat(f"2026-03-{text}").replace(tzinfo=BERLIN)


def started(hours: float = 8, calendar: WorkCalendar = IN_OFFICE) -> ServiceClock:
    return ServiceClock.started(MONDAY, Target(hours * HOUR, calendar))


def test_a_clock_runs_in_working_time():
    clock = started()
    evening = at("23T20:00")
    assert (clock.consumed(at("23T15:00")), clock.left(at("23T15:00"))) == (5 * HOUR, 3 * HOUR)
    assert (clock.fraction(at("23T11:00")), clock.fraction(evening)) == (0.25, 1.0)
    assert clock.due() == at("23T18:00")
    assert (clock.breached(at("23T18:00")), clock.breached(evening)) == (False, True)


def test_a_target_may_be_exceeded():
    assert (started().left(at("24T11:00")), started().fraction(at("24T11:00"))) == (-2 * HOUR, 1.25)


def test_nothing_is_consumed_before_the_start():
    assert (started().consumed(at("20T12:00")), started().breached(at("20T12:00"))) == (0, False)


def test_pauses_move_the_moment_when_it_is_due():
    clock = started().paused(at("23T10:00"))
    assert (clock.due(), clock.is_running) == (None, False)
    clock = clock.continued(at("23T16:00")).paused(at("23T17:00")).continued(at("24T12:00"))
    assert clock.consumed(at("24T12:30")) == 2.5 * HOUR
    assert clock.due() == at("25T10:00")
    assert clock.runs == (Run(MONDAY, at("23T10:00"), IN_OFFICE), Run(at("23T16:00"), at("23T17:00"), IN_OFFICE))


def test_pausing_twice_and_continuing_twice_is_once():
    once = started().paused(at("23T10:00"))
    assert once.paused(at("23T12:00")).continued(at("24T09:00")).due() == at("24T18:00") - timedelta(hours=1)
    again = once.continued(at("24T09:00"))
    assert again.continued(at("24T12:00")) == again


def test_a_new_target_keeps_what_was_consumed():
    clock = started().retargeted(at("23T12:00"), Target(4 * HOUR, ALWAYS))
    assert (clock.consumed(at("23T12:00")), clock.due()) == (3 * HOUR, at("23T13:00"))
    assert clock.consumed(at("23T14:00")) == 5 * HOUR


def test_a_new_target_that_is_consumed_already_was_due_when_it_would_have_been():
    clock = started().retargeted(at("23T12:00"), Target(2 * HOUR, ALWAYS))
    assert (clock.due(), clock.fraction(at("23T12:00")), clock.breached(at("23T12:00"))) == (at("23T11:00"), 1.5, True)


def test_a_new_target_in_a_pause_does_not_end_it():
    clock = started().paused(at("23T10:00")).retargeted(at("23T12:00"), Target(4 * HOUR, ALWAYS))
    assert (clock.is_running, clock.consumed(at("23T17:00"))) == (False, HOUR)
    assert clock.continued(at("23T17:00")).due() == at("23T20:00")


def test_a_clock_that_met_its_target_stands_still():
    clock = started().met(at("23T15:00"))
    assert (clock.consumed(at("27T15:00")), clock.due(), clock.breached(at("27T15:00"))) == (5 * HOUR, None, False)
    assert clock.met(at("24T15:00")) == clock


def test_a_target_met_late_stays_breached():
    clock = started().met(at("24T10:00"))
    assert (clock.due(), clock.fraction(at("27T15:00"))) == (at("23T18:00"), 1.125)
    assert [clock.breached(at(each)) for each in ("23T18:00", "23T19:00", "27T15:00")] == [False, True, True]


def test_the_last_moment_is_in_time_and_the_weekend_after_it_is_not():
    assert not started().met(at("23T18:00")).breached(at("27T15:00"))
    assert started().met(at("23T18:01")).breached(at("27T15:00"))


def test_a_clock_that_met_its_target_in_vain_goes_on():
    clock = started().met(at("23T15:00")).continued(at("25T09:00"))
    assert (clock.met_at, clock.due()) == (None, at("25T12:00"))


def test_what_is_said_to_happen_before_the_last_change_happens_then():
    clock = started().paused(at("23T12:00")).continued(at("23T10:00"))
    assert clock.consumed(at("23T12:30")) == 3.5 * HOUR
    assert started().met(at("20T10:00")).met_at == MONDAY


def test_no_time_at_all_is_used_up_at_once():
    clock = started(0)
    assert (clock.fraction(MONDAY), clock.due(), clock.breached(at("23T09:01"))) == (1.0, MONDAY, True)


def test_a_clock_by_a_calendar_that_is_never_open_is_never_due():
    clock = started(1, WorkCalendar.of(Calendar("never"), "UTC"))
    assert clock.consumed(at("27T15:00")) == 0
    with pytest.raises(CalendarError, match="'never'"):
        clock.due()


def test_warnings_and_escalations_come_in_order_of_time():
    level = ServiceLevel("standard", HOUR, 8 * HOUR, warn=(0.8, 0.5), escalate=((0.8, "line-2"), (1.0, "line-3")))
    assert alarms(started(), level) == (
        Alarm(at("23T13:00"), 0.5),
        Alarm(at("23T16:24"), 0.8),
        Alarm(at("23T16:24"), 0.8, "line-2"),
        Alarm(at("23T18:00"), 1.0, "line-3"),
    )
    assert alarms(started().paused(at("23T14:00")), level) == (Alarm(at("23T13:00"), 0.5),)


CALENDARS = {IN_OFFICE: OFFICE, ALWAYS: EVERY_DAY}
TARGETS = st.builds(Target, st.integers(1, 40).map(lambda each: each * 600.0), st.sampled_from(list(CALENDARS)))
CHANGE = st.one_of(st.sampled_from(["paused", "continued", "met"]), TARGETS)
CHANGES = st.lists(st.tuples(st.integers(0, 900), CHANGE), max_size=6)
BEGIN = datetime(2026, 3, 27, 6, tzinfo=UTC)
"""A Friday morning; on the Sunday after it the clocks are put forward."""


def _changed(clock: ServiceClock, changes) -> tuple[ServiceClock, list]:
    """The clock after all ``changes``, and these with their moments."""
    moment, said = BEGIN, []
    for later, what in changes:
        moment += timedelta(minutes=later)
        clock = clock.retargeted(moment, what) if isinstance(what, Target) else getattr(clock, what)(moment)
        said.append((moment, what))
    return clock, said


def _counted(first: Target, said, until: datetime):
    """Minute by minute: each with what was consumed before it."""
    moment, left, consumed, running, target = BEGIN, list(said), 0, True, first
    while moment < until:
        while left and left[0][0] <= moment:
            what = left.pop(0)[1]
            target = what if isinstance(what, Target) else target
            running = running if isinstance(what, Target) else what == "continued"
        yield moment, consumed
        consumed += 60 * (running and minutes.is_open(CALENDARS[target.calendar], BERLIN, moment))
        moment += timedelta(minutes=1)
    yield moment, consumed


@given(TARGETS, CHANGES, st.integers(0, 3_000))
def test_what_is_consumed_is_what_counting_minutes_gives(target, changes, later):
    clock, said = _changed(ServiceClock.started(BEGIN, target), changes)
    moment = BEGIN + timedelta(minutes=later)
    *_, (_, counted) = _counted(target, said, moment)
    assert clock.consumed(moment) == counted
    assert clock.left(moment) == clock.target.seconds - counted
    assert clock.fraction(moment) == counted / clock.target.seconds


@given(TARGETS, CHANGES, st.sampled_from([0.5, 0.8, 1.0]))
def test_a_fraction_is_reached_when_counting_minutes_reaches_it(target, changes, fraction):
    clock, said = _changed(ServiceClock.started(BEGIN, target), changes)
    wanted = clock.target.seconds * fraction
    until = BEGIN + timedelta(days=9)
    expected = next((moment for moment, counted in _counted(target, said, until) if counted >= wanted), None)
    assert clock.moment_of(fraction) == expected


@given(TARGETS, CHANGES, TARGETS, st.integers(0, 900))
def test_a_change_of_target_never_loses_what_was_consumed(target, changes, other, later):
    clock, _ = _changed(ServiceClock.started(BEGIN, target), changes)
    moment = clock.changed + timedelta(minutes=later)
    again = clock.retargeted(moment, other)
    assert again.consumed(moment) == clock.consumed(moment)
    assert (again.is_running, again.met_at) == (clock.is_running, clock.met_at)


@given(TARGETS, CHANGES, st.integers(0, 900), st.integers(0, 900))
def test_a_pause_adds_nothing(target, changes, later, length):
    clock, _ = _changed(ServiceClock.started(BEGIN, target), changes)
    begins = clock.changed + timedelta(minutes=later)
    ends = begins + timedelta(minutes=length)
    assert clock.paused(begins).continued(ends).consumed(ends) == clock.consumed(begins)


@given(TARGETS, CHANGES, st.lists(st.integers(0, 4_000), min_size=2, max_size=2).map(sorted))
def test_nothing_consumed_is_given_back(target, changes, between):
    clock, _ = _changed(ServiceClock.started(BEGIN, target), changes)
    sooner, later = (clock.consumed(BEGIN + timedelta(minutes=each)) for each in between)
    assert sooner <= later
