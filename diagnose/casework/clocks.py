"""The service clocks of a case, as its history set them going, stopped them and gave them other targets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from diagnose.case import Case, CaseEvent, CaseStatus, WaitingFor
from diagnose.case.events import (
    Closed,
    Diagnosed,
    Escalated,
    Opened,
    Prioritised,
    Reopened,
    Resolved,
    Resumed,
    Returned,
    Waiting,
)
from diagnose.casework.deciding import AUTOMATIC
from diagnose.kb.base import KnowledgeBase
from diagnose.support import PEOPLE, ServiceLevel, WorkCalendar
from diagnose.support.clock import ServiceClock, Target
from diagnose.support.priority import targets_for

NOT_OF_THE_DESK: Final = frozenset({AUTOMATIC, *PEOPLE})
"""What these do is no response: the library itself, the customer, and tools."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """One clock for each target that there is.

    ``respond`` is met by the first deed of a person of the desk after the opening. ``resolve`` is met when the case is
    resolved and goes on when it is reopened. Both stand still while the customer or the vendor is waited for. The
    vendor has its own by its agreement: it runs while the case is at the vendors' line or waits for the vendor.
    """

    respond: ServiceClock | None = None
    resolve: ServiceClock | None = None
    vendor: ServiceClock | None = None


def clocks_of(case: Case, kb: KnowledgeBase) -> Clocks:
    """The clocks of ``case`` after everything that has happened."""
    clocks, seen = Clocks(), Case.of(case.id, case.events[:1])
    for event in case.events[1:]:
        before, seen = seen, seen.after((event,))
        clocks = _after(clocks, event, before, seen, kb)
    return clocks


def calendar_called(kb: KnowledgeBase, name: str | None) -> WorkCalendar:
    """The calendar ``name``, ready for counting; round the clock when there is none."""
    key = ("work calendar", name)
    found: WorkCalendar | None = kb.derived.get(key)
    if found is None:
        declared = kb.support.calendars.get(name) if name is not None else None
        found = kb.derived[key] = WorkCalendar.of(declared, kb.settings.timezone)
    return found


def _after(clocks: Clocks, event: CaseEvent, before: Case, now: Case, kb: KnowledgeBase) -> Clocks:
    at = event.deed.at
    respond, resolve = clocks.respond, clocks.resolve
    if isinstance(event.what, Prioritised):
        calendar = calendar_called(kb, event.what.calendar)
        respond = _targeted(respond, event.what.respond, calendar, now.opened_at, at)
        resolve = _targeted(resolve, event.what.resolve, calendar, now.opened_at, at)
    elif respond is not None and is_response(event):
        respond = respond.met(at)
    if respond is not None and respond.met_at is None:
        respond = _moved_on(respond, event, now)
    if resolve is not None:
        resolve = _moved_on(resolve, event, now)
    return Clocks(respond, resolve, _vendor(clocks.vendor, event, before, now, kb))


def is_response(event: CaseEvent) -> bool:
    """Whether the event shows that a person of the desk has taken up the case."""
    if isinstance(event.what, Opened | Diagnosed | Prioritised | Reopened):
        return False
    return event.deed.by not in NOT_OF_THE_DESK and not (isinstance(event.what, Escalated) and event.what.automatic)


def _targeted(
    clock: ServiceClock | None, seconds: float | None, calendar: WorkCalendar, opened: datetime, at: datetime
) -> ServiceClock | None:
    """The clock with its new target; one that begins late has been running since the case was opened."""
    if seconds is None:
        return clock
    target = Target(seconds, calendar)
    return ServiceClock.started(opened, target) if clock is None else clock.retargeted(at, target)


def _moved_on(clock: ServiceClock, event: CaseEvent, now: Case) -> ServiceClock:
    at = event.deed.at
    match event.what:
        case Waiting():
            return clock.paused(at)
        case Resumed() | Returned() | Escalated() | Reopened() if now.status is CaseStatus.OPEN:
            return clock.continued(at)
        case Resolved() | Closed():
            return clock.met(at)
        case _:
            return clock


def _vendor(
    clock: ServiceClock | None, event: CaseEvent, before: Case, now: Case, kb: KnowledgeBase
) -> ServiceClock | None:
    """The vendor's clock; another vendor has another."""
    at, agreement = event.deed.at, agreement_of(now, kb)
    if clock is not None and now.vendor != before.vendor:
        clock = None
    if clock is None:
        if agreement is None or not _is_with_vendor(now, kb):
            return None
        return ServiceClock.started(at, _vendor_target(agreement, now, kb))
    if agreement is not None and now.targets.priority != before.targets.priority:
        clock = clock.retargeted(at, _vendor_target(agreement, now, kb))
    if now.settled:
        return clock.met(at)
    return clock.continued(at) if _is_with_vendor(now, kb) else clock.paused(at)


def agreement_of(case: Case, kb: KnowledgeBase) -> ServiceLevel | None:
    """The agreement with the vendor of the case, if there is one."""
    vendor = kb.support.vendors.get(case.vendor) if case.vendor is not None else None
    return vendor.agreement if vendor is not None else None


def _vendor_target(agreement: ServiceLevel, case: Case, kb: KnowledgeBase) -> Target:
    return Target(targets_for(agreement, case.targets.priority)[1], calendar_called(kb, agreement.calendar))


def _is_with_vendor(case: Case, kb: KnowledgeBase) -> bool:
    line = kb.support.line(case.line)
    if case.status is CaseStatus.WAITING:
        return case.waiting_for is WaitingFor.VENDOR
    return not case.settled and line is not None and line.vendors
