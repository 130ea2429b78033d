"""Dates and times of day, always with an offset."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from diagnose.nodes import as_date, as_instant
from diagnose.wording import phrase, worded


def moment_written(text: str, zone: str) -> datetime | str:
    """The moment that ``text`` names, or a few words on why it names none.

    A date alone is its midnight; what has no offset is in ``zone``.
    """
    found = as_date(text) or as_instant(text)
    return phrase("it is no day and time from 1900 to 2199") if found is None else moment_of(found, zone)


def moment_of(moment: date, zone: str) -> datetime | str:
    """``moment`` with a fixed offset: a date is its midnight, what has no offset is in ``zone``."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    if not 1900 <= moment.year <= 2199:
        return phrase("it lies outside the years 1900 to 2199")
    if moment.tzinfo is None:
        place = zone_called(zone)
        if place is None:
            return worded("the time zone {zone!r} is not known on this machine", zone=zone)
        moment = moment.replace(tzinfo=place)
    offset = moment.utcoffset()
    return phrase("its time zone gives no offset") if offset is None else moment.replace(tzinfo=timezone(offset))


def zone_called(name: str) -> tzinfo | None:
    """The time zone called ``name``; None when this machine has no such zone."""
    if name == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zones_are_known() -> bool:
    """Whether this machine has a database of time zones at all."""
    return bool(available_timezones())
