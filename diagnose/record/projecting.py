"""What the table of cases says about a case: read off its history, so that it can be checked against it."""

from __future__ import annotations

from typing import Any

from diagnose.case import Case, CaseStatus, Stay
from diagnose.case.events import Closed, Escalated
from diagnose.record.about import About
from diagnose.record.moments import stored, stored_or_none
from diagnose.record.tables import FOREVER, spot

UNPRECEDENTED = "unprecedented"


def derived(case: Case) -> dict[str, Any]:
    """The columns that follow from the history."""
    first, last, ended = case.first, case.last, case.resolution
    return {
        "version": case.version,
        "head": bytes.fromhex(case.head),
        "status": case.status.value,
        "line": storable(case.line),
        "sector": storable(case.sector),
        "vendor": storable(case.vendor),
        "channel": storable(case.channel),
        "option": storable(case.terms.option),
        "level": storable(case.targets.level or case.terms.level),
        "priority": storable(case.targets.priority),
        "waiting_for": None if case.waiting_for is None else case.waiting_for.value,
        "opened_at": stored(case.opened_at),
        "changed_at": stored(case.events[-1].deed.at),
        "resolved_at": stored_or_none(case.resolved_at),
        "closed_at": _closed_at(case),
        "settled_line": storable(case.line) if case.settled else None,
        "ending": None if ended is None else ended.ending.value,
        "fault": None if ended is None else storable(ended.fault),
        "fixed_by": None if ended is None else storable(ended.fixed_by),
        "first_decision": None if first is None else storable(first.decision),
        "first_fault": None if first is None else storable(first.fault),
        "first_reason": None if first is None else storable(first.reason),
        "decision": None if last is None else storable(last.decision),
        "unprecedented": last is not None and last.decision == UNPRECEDENTED,
        "tried": case.tried,
        "escalations": sum(isinstance(event.what, Escalated) for event in case.events),
        "reopened": case.reopened,
    }


def told(case: Case, about: About) -> dict[str, Any]:
    """The columns that only :class:`About` knows; without them, what the intake says."""
    intake = case.intake
    equipment = about.equipment or (intake.equipment[0] if intake.equipment else None)
    return {
        "equipment": storable(equipment),
        "location": storable(about.location or intake.location),
        "customer": storable(about.customer),
        "serial": storable(about.serial),
        "due_at": stored_or_none(about.due_at),
        "alternatives": about.alternatives,
        **scheduled(case, stored_or_none(about.due_at), stored_or_none(about.warn_at)),
    }


def scheduled(case: Case, due_at: int | None, warn_at: int | None) -> dict[str, Any]:
    """Where the case stands in the queue of its line, and when it is looked at again; nowhere once it is settled."""
    if case.settled:
        return {"queue_at": None, "warn_at": warn_at if case.status is CaseStatus.RESOLVED else None}
    return {"queue_at": FOREVER if due_at is None else due_at, "warn_at": warn_at}


def stay_rows(case: int, stays: tuple[Stay, ...], start: int = 0) -> list[dict[str, Any]]:
    """The rows of the stays from the place ``start`` on."""
    return [
        {
            "id": spot(case, number),
            "line": storable(stay.line),
            "entered": stored(stay.entered),
            "left_at": stored_or_none(stay.left),
        }
        for number, stay in enumerate(stays[start:], start + 1)
    ]


def storable(text: str | None) -> str | None:
    """``text`` without what a column cannot hold; the history keeps it as it is."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}") if text and "\0" in text else text


def _closed_at(case: Case) -> int | None:
    if case.status is not CaseStatus.CLOSED:
        return None
    return next(stored(event.deed.at) for event in reversed(case.events) if isinstance(event.what, Closed))
