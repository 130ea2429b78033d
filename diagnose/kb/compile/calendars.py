"""Calendars: their days and hours, and when they are not kept."""

from __future__ import annotations

from diagnose.kb.compile.settings import unknown_zone
from diagnose.kb.compile.workbench import Workbench
from diagnose.kb.documents.placed import at_of
from diagnose.kb.documents.support import CalendarDocument
from diagnose.support import Calendar


def compile_calendar(bench: Workbench, part: CalendarDocument) -> Calendar:
    """One calendar; with hours by weekday the days are those that have any.

    Other days have those of the first: an ``opened`` one may fall on a day that is not worked.
    """
    by_day = part.hours if isinstance(part.hours, dict) else {}
    usual = next((hours for hours in by_day.values() if hours), ()) if isinstance(part.hours, dict) else part.hours
    return Calendar(
        id=part.id.text,
        days=tuple(day for day, hours in by_day.items() if hours) if by_day else tuple(part.days),
        hours=tuple(usual),
        holidays=None if part.holidays is None else str(part.holidays),
        hours_on={day: hours for day, hours in by_day.items() if hours},
        closed=tuple(sorted(set(part.closed))),
        opened=tuple(sorted(set(part.opened))),
        timezone=_zone(bench, part),
    )


def _zone(bench: Workbench, part: CalendarDocument) -> str | None:
    if part.timezone is None:
        return None
    wrong = unknown_zone(str(part.timezone), at_of(part.timezone, part.at))
    if wrong is None:
        return str(part.timezone)
    bench.findings.append(wrong)
    return None
