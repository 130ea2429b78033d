"""The case and its history in outline: ids, moments and numbers under declared keys, and words of people apart."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from diagnose.case import Case, CaseEvent, Stay, What
from diagnose.case.events import (
    Asked,
    Closed,
    Diagnosed,
    Escalated,
    Helped,
    Opened,
    Prioritised,
    Reopened,
    Resolved,
    Resumed,
    Returned,
    Told,
    TriedStep,
    Waiting,
)

SAID: Final = ("story", "since", "changed", "impact")
"""The fields of an intake that hold the customer's own words."""
SUBJECT: Final = ("customer", "contract", "serial")
"""The fields of an intake that name the customer or what is theirs."""


def outline_of(case: Case) -> dict[str, Any]:
    """Where the case stands and what it is about."""
    intake = case.intake
    return present(
        id=case.id,
        status=case.status,
        line=case.line,
        sector=case.sector,
        vendor=case.vendor,
        channel=case.channel,
        waiting_for=case.waiting_for,
        opened_at=case.opened_at,
        reported_at=intake.reported_at,
        resolved_at=case.resolved_at,
        resolution=None if case.resolution is None else _event(case.resolution),
        tried=case.tried,
        reopened=case.reopened,
        version=case.version,
        head=case.head,
        stays=[_stay(stay) for stay in case.stays],
        priority=_event(case.targets) or None,
        said=present(**{name: getattr(intake, name) for name in SAID}) or None,
        subject=present(**{name: getattr(intake, name, None) for name in SUBJECT}) or None,
    )


def _stay(stay: Stay) -> dict[str, Any]:
    return present(line=stay.line, entered=stay.entered, left=stay.left)


def history_of(case: Case) -> tuple[dict[str, Any], ...]:
    """What happened, event by event, without the values of attributes."""
    return tuple(_entry(event) for event in case.events)


def _entry(event: CaseEvent) -> dict[str, Any]:
    deed = event.deed
    about = present(by=deed.by, channel=deed.channel)
    return {
        "number": event.number,
        "kind": event.kind,
        "at": deed.at.isoformat(),
        "line": deed.line,
        **about,
        **_event(event.what),
    }


def _event(what: What) -> dict[str, Any]:
    match what:
        case Told():
            return present(attribute=what.attribute, source=what.source, corrects=what.corrects or None)
        case Diagnosed():
            return present(decision=what.decision, fault=what.fault, reason=what.reason, to_line=what.to_line)
        case Asked():
            return present(attribute=what.attribute, of=what.of, reason=what.reason)
        case TriedStep():
            return present(step=what.step, outcome=what.outcome, charged=what.charged or None)
        case Escalated() | Returned():
            return _moved(what)
        case Prioritised():
            return _prioritised(what)
        case _:
            return _ended(what)


def _moved(what: Escalated | Returned) -> dict[str, Any]:
    if isinstance(what, Returned):
        return present(to_line=what.to_line, words=what.because or None)
    return present(
        to_line=what.to_line,
        reason=what.reason or None,
        sector=what.sector,
        vendor=what.vendor,
        skipped=list(what.skipped) or None,
        automatic=what.automatic or None,
        words=what.because or None,
    )


def _prioritised(what: Prioritised) -> dict[str, Any]:
    return present(
        priority=what.priority,
        impact=what.impact,
        urgency=what.urgency,
        level=what.level,
        respond=what.respond,
        resolve=what.resolve,
        calendar=what.calendar,
        words=what.because or None,
    )


def _ended(what: What) -> dict[str, Any]:
    match what:
        case Opened():
            return {}
        case Helped():
            return present(of_line=what.line, words=what.text or None)
        case Waiting():
            return present(on=what.on, until=what.until, words=what.because or None)
        case Resolved():
            return present(ending=what.ending, fault=what.fault, fixed_by=what.fixed_by, words=what.text or None)
        case Closed():
            return present(words=what.text or None)
        case Resumed() | Reopened():
            return present(words=what.because or None)
        case _:
            raise TypeError(f"{type(what).__name__} is no kind of event")


def present(**values: Any) -> dict[str, Any]:
    """``values`` that say something, ready for JSON."""
    return {name: _plain(value) for name, value in values.items() if value is not None}


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.isoformat()
        case StrEnum():
            return value.value
        case float():
            return round(value, 9)
        case _:
            return value
