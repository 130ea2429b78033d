"""Random calendars and spans near changes of the clocks, and what the library businesstimedelta makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

import businesstimedelta
import pytz

from diagnose.support import Calendar, WorkCalendar
from tests.support.minutes import DAYS

ZONES = (
    "Europe/Moscow",
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
)
YEARS = range(2006, 2022)
"""Years whose rules are settled, so that all databases of time zones agree on them."""
EACH = 25


class EndlessError(Exception):
    """The library goes in circles."""


class CountedRule(businesstimedelta.WorkDayRule):
    """The rule of the library, asked a bounded number of times."""

    asked = 0

    def next(self, *args: Any, **keywords: Any) -> Any:
        self.asked += 1
        if self.asked > 300:
            raise EndlessError
        return super().next(*args, **keywords)


@dataclass(frozen=True)
class Span:
    """A calendar, a start, and how far to go: seconds that pass, and working seconds."""

    calendar: Calendar
    clock: WorkCalendar
    zone: str
    start: datetime
    length: int
    working: int

    @property
    def end(self) -> datetime:
        return self.start + timedelta(seconds=self.length)


def spans(count: int, seed: int = 1) -> Iterator[Span]:
    """So many spans in whole minutes; half of those in a zone with changes of its clocks begin just before one."""
    random = Random(seed)
    for _ in range(count // EACH):
        zone, year = ZONES[random.randrange(len(ZONES))], YEARS[random.randrange(len(YEARS))]
        changes = [each for each in pytz.timezone(zone)._utc_transition_times if each.year == year]
        calendar = _calendar(random, year, changes)
        clock = WorkCalendar.of(calendar, zone)
        a_day = sum(_minutes(closes) - _minutes(opens) for opens, closes in calendar.hours)
        for _ in range(EACH):
            start = datetime(year, 1, 1, tzinfo=UTC) + timedelta(minutes=random.randrange(360 * 1440))
            if changes and random.randrange(2):
                near = changes[random.randrange(len(changes))].replace(tzinfo=UTC)
                start = near - timedelta(minutes=random.randrange(3 * 1440))
            yield Span(
                calendar, clock, zone, start, 60 * random.randrange(6 * 1440), 60 * (1 + random.randrange(3 * a_day))
            )


def _calendar(random: Random, year: int, changes: list[datetime]) -> Calendar:
    """One or two intervals that the library can tell: none ends at midnight."""
    days = tuple(day for day in DAYS if random.randrange(6)) or DAYS
    quarters: set[int] = set()
    while len(quarters) < 4:
        quarters.add(random.randrange(96))
    a, b, c, d = (f"{each // 4:02}:{each % 4 * 15:02}" for each in sorted(quarters))
    first = date(year, 1, 1)
    closed = {first + timedelta(day + random.randrange(12)) for day in range(0, 3 * 365, 14)}
    closed |= {each.date() for each in changes if random.randrange(2)}
    return Calendar(
        "random", days, ((a, b), (c, d)) if random.randrange(2) else ((a, d),), closed=tuple(sorted(closed))
    )


def _rules(calendar: Calendar, zone: str) -> businesstimedelta.Rules:
    """The same calendar in the words of the library: a second interval is a break in one long day."""
    place = pytz.timezone(zone)
    days = [DAYS.index(day) for day in calendar.days]
    times = [_time(text) for pair in calendar.hours for text in pair]
    work = CountedRule(times[0], times[-1], days, tz=place)
    breaks = [businesstimedelta.LunchTimeRule(times[1], times[2], days, tz=place)] if len(times) > 2 else []
    return businesstimedelta.Rules([businesstimedelta.HolidayRule(set(calendar.closed), tz=place), work, *breaks])


def library_between(span: Span) -> float | None:
    """What the library counts; None: it comes to no end."""
    try:
        return _rules(span.calendar, span.zone).difference(span.start, span.end).timedelta.total_seconds()
    except EndlessError:
        return None


def library_add(span: Span) -> datetime | None:
    """Where the library comes to; None: to no end."""
    try:
        return span.start + businesstimedelta.BusinessTimeDelta(_rules(span.calendar, span.zone), seconds=span.working)
    except EndlessError:
        return None


def _time(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


def _minutes(text: str) -> int:
    return _time(text).hour * 60 + _time(text).minute
