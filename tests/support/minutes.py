"""Working time counted minute by minute, with nothing but the clock on the wall: slow and plain."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from diagnose.support import Calendar

MINUTE = timedelta(minutes=1)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def is_open(calendar: Calendar, zone: ZoneInfo, at: datetime, holidays=()) -> bool:
    """Whether the clock on the wall shows an open time."""
    wall = at.astimezone(zone)
    day, weekday = wall.date(), DAYS[wall.weekday()]
    own = calendar.hours_on.get(weekday)
    if day in calendar.opened:
        hours = own or calendar.hours
    elif day in calendar.closed or day in holidays:
        hours = ()
    elif own is not None:
        hours = own
    else:
        hours = calendar.hours if weekday in calendar.days else ()
    return any(
        _time(opens) <= wall.time() and (closes == "24:00" or wall.time() < _time(closes)) for opens, closes in hours
    )


def between(calendar: Calendar, zone: ZoneInfo, start: datetime, end: datetime, holidays=()) -> float:
    """The working seconds between two whole minutes."""
    at, found = start.astimezone(UTC), 0
    while at < end:
        found += 60 * is_open(calendar, zone, at, holidays)
        at += MINUTE
    return float(found)


def add(calendar: Calendar, zone: ZoneInfo, start: datetime, seconds: float, holidays=(), most=60) -> datetime | None:
    """When so many working seconds, in whole minutes, have passed; None: not within ``most`` days."""
    at, left = start.astimezone(UTC), seconds
    for _ in range(most * 1440):
        if left <= 0:
            return at
        left -= 60 * is_open(calendar, zone, at, holidays)
        at += MINUTE
    return None


def _time(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour), int(minute))
