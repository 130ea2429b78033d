"""Working time: which moments a calendar is open at, and how much open time lies between two moments."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from diagnose.errors import CalendarError, UsageError, echo
from diagnose.names import did_you_mean
from diagnose.support.days_off import public_holidays
from diagnose.support.open_hours import DAY, EPOCH, MICROSECOND, SECOND, Hours, OpenYear, pieces
from diagnose.support.organisation import Calendar
from diagnose.wording import worded

YEARS = 30
"""How many years ahead a moment is looked for."""
FIRST, LAST = 1900, 2199
"""The years that calendars reach over."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_HOUR = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])|24:00", re.ASCII)
_FROM_YEAR_1 = EPOCH.toordinal()
_ALWAYS: Hours = ((0, DAY),)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """When work is done, ready for counting; ``week`` holds the hours of each day of the week from Monday on.

    A moment is open when the clock on the wall in ``timezone`` shows an open time of an open day. So an interval with
    a change to summer time in it is an hour shorter, and one with the change back an hour longer; hours that the clock
    skips are not worked, and those it shows twice are worked twice. Seconds are always those that really pass.
    ``opened_week`` are the hours when one of the ``opened`` days falls on that day of the week; ``opened`` and
    ``closed`` are counted from 1970. Keep a calendar: it remembers the years that it has worked out.
    """

    id: str
    timezone: str
    week: tuple[Hours, ...]
    opened_week: tuple[Hours, ...]
    holidays: str | None = None
    closed: frozenset[int] = frozenset()
    opened: frozenset[int] = frozenset()
    _years: dict[int, OpenYear] = field(default_factory=dict, init=False, repr=False, compare=False)
    _holidays: dict[int, frozenset[int]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, calendar: Calendar | None, timezone: str) -> WorkCalendar:
        """What ``calendar`` declares, in its own time zone or else in ``timezone``; None is open round the clock.

        A day of the week with hours of its own is worked; so is a day that is both closed and opened.

        Raises:
            CalendarError: its hours or its time zone cannot be read.
        """
        if calendar is None:
            return cls("", "UTC", (_ALWAYS,) * 7, (_ALWAYS,) * 7)
        zone = calendar.timezone or timezone
        _zone(zone, calendar.id)
        usual = _hours(calendar.hours, calendar.id)
        own = {day: _hours(hours, calendar.id) for day, hours in calendar.hours_on.items()}
        return cls(
            calendar.id,
            zone,
            tuple(own.get(day, usual if day in calendar.days else ()) for day in WEEKDAYS),
            tuple(own.get(day) or usual for day in WEEKDAYS),
            calendar.holidays,
            _numbers(calendar.closed),
            _numbers(calendar.opened),
        )

    def is_open(self, at: datetime) -> bool:
        """Whether work is done at that moment."""
        year, moment = _place(at)
        return self._year(year).is_open(moment)

    def between(self, start: datetime, end: datetime) -> float:
        """The working seconds from ``start`` to ``end``; none when that is not later."""
        (first, begin), (last, stop) = _place(start), _place(end)
        if begin >= stop:
            return 0.0
        whole = sum([self._year(each).total for each in range(first, last)])
        return (whole - self._year(first).until(begin) + self._year(last).until(stop)) / SECOND

    def add(self, start: datetime, seconds: float) -> datetime:
        """The first moment when so many working seconds have passed since ``start``, in its time zone.

        Raises:
            CalendarError: they do not pass within 30 years; perhaps the calendar is never open.
        """
        year, moment = _place(start)
        wanted = round(seconds * SECOND)
        if wanted <= 0:
            return start
        wanted += self._year(year).until(moment)
        for each in range(year, min(year + YEARS, LAST) + 1):
            found = self._year(each)
            if wanted <= found.total:
                return _moment(found.reach(wanted), start)
            wanted -= found.total
        raise self._too_far(start)

    def next_open(self, at: datetime) -> datetime:
        """``at`` itself when it is open, else the next moment that is, in its time zone.

        Raises:
            CalendarError: there is none within 30 years; perhaps the calendar is never open.
        """
        year, moment = _place(at)
        if self._year(year).is_open(moment):
            return at
        for each in range(year, min(year + YEARS, LAST) + 1):
            found = self._year(each).opening(moment)
            if found is not None:
                return _moment(found, at)
        raise self._too_far(at)

    def _year(self, year: int) -> OpenYear:
        found = self._years.get(year)
        if found is None:
            found = self._years[year] = OpenYear.of(pieces(year, _zone(self.timezone, self.id), self._hours_of))
        return found

    def _hours_of(self, day: int) -> Hours:
        weekday = (day + 3) % 7
        if day in self.opened:
            return self.opened_week[weekday]
        return () if day in self.closed or self._is_holiday(day) else self.week[weekday]

    def _is_holiday(self, day: int) -> bool:
        if self.holidays is None:
            return False
        year = date.fromordinal(day + _FROM_YEAR_1).year
        found = self._holidays.get(year)
        if found is None:
            found = self._holidays[year] = _numbers(public_holidays(self.holidays, year))
        return day in found

    def _too_far(self, start: datetime) -> CalendarError:
        message = worded(
            "the calendar '{calendar}' is not open long enough within {years} years from {start}",
            calendar=echo(self.id),
            years=YEARS,
            start=start.isoformat(),
        )
        return CalendarError(message, self.id)


def _hours(pairs: Iterable[tuple[str, str]], calendar: str) -> Hours:
    """The intervals, those that touch or overlap as one."""
    merged: list[tuple[int, int]] = []
    for opens, closes in sorted((_time(opens, calendar), _time(closes, calendar)) for opens, closes in pairs):
        if opens >= closes:
            raise CalendarError(
                worded("calendar '{calendar}': an interval ends before it begins", calendar=calendar), calendar
            )
        if merged and opens <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(closes, merged[-1][1])
        else:
            merged.append((opens, closes))
    return tuple(merged)


def _time(text: str, calendar: str) -> int:
    found = _HOUR.fullmatch(text)
    if not found:
        message = worded("calendar '{calendar}': '{text}' is no time of day", calendar=calendar, text=echo(text))
        raise CalendarError(message, calendar)
    return (int(found[1]) * 3_600 + int(found[2]) * 60) * SECOND if found[1] else DAY


def _zone(name: str, calendar: str) -> tzinfo:
    if name == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        problem = worded("the time zone {zone!r} is not known on this machine", zone=echo(name))
        hint = did_you_mean(name, available_timezones())
        message = worded("calendar '{calendar}': {problem}", calendar=echo(calendar), problem=problem)
        raise CalendarError(
            worded("{problem}; {advice}", problem=message, advice=hint) if hint else message, calendar
        ) from None


def _numbers(days: Iterable[date]) -> frozenset[int]:
    return frozenset(day.toordinal() - _FROM_YEAR_1 for day in days)


def _place(at: datetime) -> tuple[int, int]:
    """The year in UTC, and the microseconds since 1970."""
    if at.utcoffset() is None:
        raise UsageError(worded("the moment {moment} has no time zone; give it one", moment=at.isoformat()))
    moment = at.astimezone(UTC)
    if not FIRST <= moment.year <= LAST:
        message = worded(
            "the moment {moment} lies outside the years {first} to {last}",
            moment=at.isoformat(),
            first=FIRST,
            last=LAST,
        )
        raise UsageError(message)
    return moment.year, (moment - EPOCH) // MICROSECOND


def _moment(count: int, like: datetime) -> datetime:
    return (EPOCH + count * MICROSECOND).astimezone(like.tzinfo)
