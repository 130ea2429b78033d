"""Working time agrees with counting minutes, and follows the laws of a clock that runs and stands still."""

import copy
import pickle
import re
import sys
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from diagnose.errors import CalendarError, DiagnoseError, MissingExtraError, UnknownHolidaysError, UsageError
from diagnose.kb.russian import said
from diagnose.support import Calendar, WorkCalendar
from tests.support import minutes

WORKING = ("mon", "tue", "wed", "thu", "fri")
EVERY = (*WORKING, "sat", "sun")
OFFICE = Calendar("office", WORKING, (("09:00", "13:00"), ("14:00", "18:00")))
ALWAYS = Calendar("always", EVERY, (("00:00", "24:00"),))
HOUR = 3_600.0

MOSCOW, BERLIN, NEW_YORK, LORD_HOWE, KOLKATA = ZONES = (
    "Europe/Moscow",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
)
CHANGES = {
    MOSCOW: ["2010-03-27T23:00", "2010-10-30T23:00", "2011-03-26T23:00", "2014-10-25T22:00"],
    BERLIN: ["2024-03-31T01:00", "2024-10-27T01:00", "2026-03-29T01:00", "2026-10-25T01:00"],
    NEW_YORK: ["2024-03-10T07:00", "2024-11-03T06:00", "2026-03-08T07:00", "2026-11-01T06:00"],
    LORD_HOWE: ["2024-04-06T15:00", "2024-10-05T15:30", "2026-04-04T15:00", "2026-10-03T15:30"],
    KOLKATA: ["2024-03-31T00:00", "2026-01-01T00:00"],
    "Pacific/Apia": ["2011-12-30T10:00"],
    "America/St_Johns": ["2010-03-14T03:31", "2010-11-07T02:31"],
}
"""Moments in UTC at which the clocks are changed; Apia had no 30 December 2011."""


def at(text: str, zone: str = "UTC", fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)


def work(calendar: Calendar | None, zone: str = "UTC") -> WorkCalendar:
    return WorkCalendar.of(calendar, zone)


@st.composite
def interval(draw):
    opens, closes = sorted(draw(st.sets(st.integers(0, 96), min_size=2, max_size=2)))
    return _clock(opens), _clock(closes)


def _clock(quarters: int) -> str:
    return f"{quarters // 4:02}:{quarters % 4 * 15:02}"


HOURS = st.lists(interval(), min_size=1, max_size=3).map(tuple)


@st.composite
def situation(draw):
    """A calendar, a zone and a moment within some days of a change of its clocks."""
    zone = draw(st.sampled_from(sorted(CHANGES)))
    change = at(draw(st.sampled_from(CHANGES[zone])))
    start = change + timedelta(minutes=draw(st.integers(-3 * 1440, 2 * 1440)))
    near = st.dates((change - timedelta(5)).date(), (change + timedelta(9)).date())
    calendar = Calendar(
        "drawn",
        tuple(day for day in EVERY if draw(st.booleans())),
        draw(HOURS),
        hours_on=draw(st.dictionaries(st.sampled_from(EVERY), st.one_of(HOURS, st.just(())), max_size=2)),
        closed=tuple(draw(st.lists(near, max_size=2))),
        opened=tuple(draw(st.lists(near, max_size=2))),
    )
    return calendar, zone, start


@given(situation(), st.integers(0, 6 * 1440))
def test_working_time_is_what_counting_minutes_on_the_wall_gives(drawn, length):
    calendar, zone, start = drawn
    end = start + timedelta(minutes=length)
    assert work(calendar, zone).between(start, end) == minutes.between(calendar, ZoneInfo(zone), start, end)


@given(situation(), st.integers(1, 3 * 1440))
def test_the_moment_when_time_has_passed_is_what_counting_minutes_gives(drawn, length):
    calendar, zone, start = drawn
    expected = minutes.add(calendar, ZoneInfo(zone), start, length * 60, most=20)
    assume(expected is not None)
    assert work(calendar, zone).add(start, length * 60) == expected


@given(situation(), st.integers(0, 2 * 1440))
def test_a_calendar_is_open_when_the_clock_on_the_wall_says_so(drawn, later):
    calendar, zone, start = drawn
    moment = start + timedelta(minutes=later)
    assert work(calendar, zone).is_open(moment) == minutes.is_open(calendar, ZoneInfo(zone), moment)


@given(situation())
def test_the_next_opening_is_open_and_nothing_before_it_is(drawn):
    calendar, zone, start = drawn
    clock = work(calendar, zone)
    try:
        found = clock.next_open(start)
    except CalendarError:
        assert clock.between(start, start + timedelta(3_650)) == 0
        return
    assert clock.is_open(found)
    assert clock.between(start, found) == 0
    assert found == start or not clock.is_open(found - timedelta(microseconds=1))


MICROSECONDS = st.integers(0, 40 * 86_400 * 10**6).map(lambda each: each / 10**6)


@given(situation(), MICROSECONDS)
def test_between_a_moment_and_the_one_added_lies_exactly_what_was_added(drawn, seconds):
    calendar, zone, start = drawn
    clock = work(calendar, zone)
    try:
        end = clock.add(start, seconds)
    except CalendarError:
        return
    assert clock.between(start, end) == seconds
    if seconds:
        assert clock.between(start, end - timedelta(microseconds=1)) < seconds


@given(situation(), MICROSECONDS, MICROSECONDS)
def test_working_time_adds_up_and_never_falls(drawn, one, other):
    calendar, zone, start = drawn
    clock = work(calendar, zone)
    middle = start + timedelta(seconds=one)
    end = middle + timedelta(seconds=other)
    parts = (clock.between(start, middle), clock.between(middle, end))
    assert round(sum(parts), 6) == clock.between(start, end)
    assert 0 <= parts[0] <= clock.between(start, end) <= (end - start).total_seconds()
    assert clock.between(end, start) == 0 or start == end


@given(situation(), MICROSECONDS, MICROSECONDS)
def test_adding_in_two_parts_is_adding_at_once(drawn, one, other):
    calendar, zone, start = drawn
    clock = work(calendar, zone)
    try:
        whole = clock.add(start, one + other)
    except CalendarError:
        return
    assert abs(clock.between(clock.add(clock.add(start, one), other), whole)) <= 1e-6


@given(situation(), MICROSECONDS)
def test_the_zone_in_which_a_moment_is_written_changes_nothing(drawn, seconds):
    calendar, zone, start = drawn
    clock = work(calendar, zone)
    end = start + timedelta(seconds=seconds)
    elsewhere = [each.astimezone(ZoneInfo("Asia/Kathmandu")) for each in (start, end)]
    assert clock.between(*elsewhere) == clock.between(start, end)


def test_breaks_and_week_ends_are_not_worked():
    office = work(OFFICE, MOSCOW)
    assert office.between(at("2026-03-06T12:30", MOSCOW), at("2026-03-10T09:30", MOSCOW)) == 13 * HOUR
    assert office.add(at("2026-03-06T12:30", MOSCOW), HOUR) == at("2026-03-06T14:30", MOSCOW)
    assert office.next_open(at("2026-03-06T18:00", MOSCOW)) == at("2026-03-09T09:00", MOSCOW)


def test_time_that_ends_with_the_day_ends_that_evening_not_the_next_morning():
    assert work(OFFICE).add(at("2026-03-06T09:00"), 8 * HOUR) == at("2026-03-06T18:00")


def test_a_moment_comes_back_in_the_time_zone_it_was_given_in():
    found = work(OFFICE, MOSCOW).add(at("2026-03-06T10:00", BERLIN), HOUR)
    assert (found, str(found.tzinfo)) == (at("2026-03-06T11:00", BERLIN), BERLIN)


def test_public_holidays_of_the_country_are_not_worked_unless_the_day_is_opened():
    russian = Calendar("ru", WORKING, OFFICE.hours, "RU", opened=(date(2024, 3, 8),))
    # of 2024, when the law alone says which days are off: what is decreed for a year comes with a newer package
    assert work(russian, MOSCOW).between(at("2023-12-29T17:00", MOSCOW), at("2024-01-09T10:00", MOSCOW)) == 2 * HOUR
    assert work(russian, MOSCOW).is_open(at("2024-03-08T10:00", MOSCOW))
    assert not work(Calendar("ru", WORKING, OFFICE.hours, "RU"), MOSCOW).is_open(at("2024-03-08T10:00", MOSCOW))


def test_public_holidays_of_a_subdivision_are_its_own():
    epiphany = at("2026-01-06T10:00", BERLIN)
    assert work(Calendar("de", WORKING, OFFICE.hours, "DE"), BERLIN).is_open(epiphany)
    assert not work(Calendar("by", WORKING, OFFICE.hours, "DE-BY"), BERLIN).is_open(epiphany)


def test_a_holiday_at_the_turn_of_the_year_is_one_in_the_far_east_too():
    kiritimati = work(Calendar("ru", EVERY, (("00:00", "24:00"),), "RU"), "Pacific/Kiritimati")
    assert kiritimati.next_open(at("2023-12-31T11:00")) == at("2024-01-08T10:00")


def test_a_day_of_the_week_with_hours_of_its_own_is_worked():
    shop = work(Calendar("shop", WORKING, OFFICE.hours, hours_on={"sat": (("10:00", "12:00"),), "fri": ()}))
    assert [shop.between(at(f"2026-03-0{day}T00:00"), at(f"2026-03-0{day + 1}T00:00")) for day in (5, 6, 7, 8)] == [
        8 * HOUR,
        0,
        2 * HOUR,
        0,
    ]


def test_opened_wins_over_closed():
    day = date(2026, 3, 7)
    both = work(Calendar("both", WORKING, OFFICE.hours, closed=(day,), opened=(day,)))
    assert both.between(at("2026-03-07T00:00"), at("2026-03-08T00:00")) == 8 * HOUR


def test_the_time_zone_of_a_calendar_wins_over_the_usual_one():
    berlin = work(Calendar("berlin", WORKING, OFFICE.hours, timezone=BERLIN), MOSCOW)
    assert berlin == work(Calendar("berlin", WORKING, OFFICE.hours), BERLIN)
    assert berlin.next_open(at("2026-03-06T00:00")) == at("2026-03-06T08:00")


def test_no_calendar_is_open_round_the_clock():
    start = at("2026-03-28T10:00", BERLIN)
    assert work(None, BERLIN).add(start, 86_400) == at("2026-03-29T11:00", BERLIN)
    assert work(None, BERLIN).between(at("2026-03-28T10:00"), at("2028-06-05T10:00")) == 800 * 86_400


def test_an_interval_with_a_gap_in_it_is_an_hour_shorter():
    night = work(Calendar("night", EVERY, (("00:00", "06:00"),)), BERLIN)
    assert night.between(at("2026-03-29T00:00", BERLIN), at("2026-03-29T23:00", BERLIN)) == 5 * HOUR
    assert night.add(at("2026-03-29T00:00", BERLIN), 5 * HOUR) == at("2026-03-29T06:00", BERLIN)


def test_an_interval_with_a_fold_in_it_is_an_hour_longer():
    night = work(Calendar("night", EVERY, (("00:00", "06:00"),)), BERLIN)
    assert night.between(at("2026-10-25T00:00", BERLIN), at("2026-10-25T23:00", BERLIN)) == 7 * HOUR


def test_an_interval_that_begins_in_a_gap_begins_after_it():
    early = work(Calendar("early", EVERY, (("02:30", "06:00"),)), BERLIN)
    assert early.next_open(at("2026-03-29T00:00", BERLIN)) == at("2026-03-29T03:00", BERLIN)


def test_an_interval_within_a_gap_is_not_worked():
    hidden = work(Calendar("hidden", EVERY, (("02:00", "03:00"),)), BERLIN)
    assert hidden.between(at("2026-03-29T00:00", BERLIN), at("2026-03-30T00:00", BERLIN)) == 0


def test_an_interval_that_ends_in_a_fold_is_worked_each_time_the_clock_shows_it():
    early = work(Calendar("early", EVERY, (("01:00", "02:30"),)), BERLIN)
    half_past = [at("2026-10-25T02:30", BERLIN, fold=fold) for fold in (0, 1)]
    assert early.between(at("2026-10-25T00:00", BERLIN), half_past[0]) == 1.5 * HOUR
    assert early.next_open(half_past[0]) == at("2026-10-25T02:00", BERLIN, fold=1)
    assert early.between(half_past[0], at("2026-10-25T23:00", BERLIN)) == 0.5 * HOUR


def test_a_day_that_a_country_skips_is_not_worked():
    samoa = work(ALWAYS, "Pacific/Apia")
    assert samoa.between(at("2011-12-29T00:00", "Pacific/Apia"), at("2012-01-01T00:00", "Pacific/Apia")) == 2 * 86_400


@pytest.mark.parametrize(
    "calendar", [Calendar("never"), Calendar("never", EVERY, ALWAYS.hours, hours_on=dict.fromkeys(EVERY, ()))]
)
def test_a_calendar_that_is_never_open_says_so(calendar):
    for search in (
        lambda each: each.next_open(at("2026-03-06T12:00")),
        lambda each: each.add(at("2026-03-06T12:00"), 1),
    ):
        with pytest.raises(CalendarError, match="'never' is not open long enough within 30 years") as caught:
            search(work(calendar))
        assert caught.value.calendar == "never"
    assert work(calendar).between(at("2026-01-01T00:00"), at("2027-01-01T00:00")) == 0


def test_a_calendar_that_is_open_on_a_single_day_ends_with_it():
    once = work(Calendar("once", hours=OFFICE.hours, opened=(date(2030, 5, 5),)))
    assert once.add(at("2026-03-06T12:00"), 8 * HOUR) == at("2030-05-05T18:00")
    with pytest.raises(CalendarError):
        once.add(at("2026-03-06T12:00"), 8 * HOUR + 1)


WRONG = {
    "an interval ends before it begins": Calendar("odd", WORKING, (("18:00", "09:00"),)),
    "'9 am' is no time of day": Calendar("odd", WORKING, (("9 am", "18:00"),)),
    "'25:00' is no time of day": Calendar("odd", WORKING, hours_on={"mon": (("09:00", "25:00"),)}),
    "the time zone 'Europe/Moskow' is not known on this machine; did you mean 'Europe/Moscow'?": Calendar(
        "odd", timezone="Europe/Moskow"
    ),
    "the time zone '../x' is not known on this machine": Calendar("odd", timezone="../x"),
}


@pytest.mark.parametrize("message", WRONG)
def test_a_calendar_that_cannot_be_read_is_refused_in_both_languages(message):
    with pytest.raises(CalendarError) as caught:
        work(WRONG[message])
    assert str(caught.value) == f"calendar 'odd': {message}"
    assert caught.value.calendar == "odd"
    assert said(caught.value.args[0], "ru").startswith("календарь 'odd': ")


@pytest.mark.parametrize(
    ("code", "meant", "message"),
    [
        ("ru", "RU", "unknown country; did you mean 'RU'?"),
        ("DE-by", "DE-BY", "unknown subdivision; did you mean 'DE-BY'?"),
        ("de-BY", "DE-BY", "unknown country; did you mean 'DE-BY'?"),
        (
            "Atlantis",
            None,
            "unknown country; write a country by its ISO code, as RU, perhaps with a subdivision, as DE-BY",
        ),
        ("", None, "unknown country; write a country by its ISO code, as RU, perhaps with a subdivision, as DE-BY"),
    ],
)
def test_unknown_holidays_are_refused_with_what_was_meant(code, meant, message):
    with pytest.raises(UnknownHolidaysError) as caught:
        work(Calendar("odd", WORKING, OFFICE.hours, code)).is_open(at("2026-03-06T12:00"))
    assert str(caught.value) == f"no public holidays are known for '{code}': {message}"
    assert (caught.value.code, caught.value.meant) == (code, meant)
    assert re.search("[а-я]", said(caught.value.args[0], "ru"))


def test_without_the_package_of_holidays_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'diagnose\[record\]'") as caught:
        work(Calendar("ru", WORKING, OFFICE.hours, "RU")).is_open(at("2026-03-06T12:00"))
    assert (caught.value.package, caught.value.extra) == ("holidays", "record")
    assert work(OFFICE).is_open(at("2026-03-06T12:00"))


@pytest.mark.parametrize(
    "moment",
    [datetime.fromisoformat("2026-03-06T12:00"), datetime(1850, 1, 1, tzinfo=UTC), datetime(2300, 1, 1, tzinfo=UTC)],
)
def test_a_moment_without_a_zone_or_out_of_all_bounds_is_refused(moment):
    office = work(OFFICE)
    for call in (
        office.is_open,
        office.next_open,
        lambda each: office.add(each, 1),
        lambda each: office.between(each, each),
    ):
        with pytest.raises(UsageError, match="the moment"):
            call(moment)


def test_a_search_ends_with_the_last_year():
    with pytest.raises(DiagnoseError):
        work(OFFICE).add(at("2199-12-31T12:00"), 40 * 8 * HOUR)


def test_copies_are_equal_and_count_the_same():
    office = work(OFFICE, MOSCOW)
    span = at("2026-03-06T10:00"), at("2027-03-06T10:00")
    counted = office.between(*span)
    for again in (copy.deepcopy(office), pickle.loads(pickle.dumps(office)), work(OFFICE, MOSCOW)):
        assert (again, hash(again), again.between(*span)) == (office, hash(office), counted)
