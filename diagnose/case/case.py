"""A request with its history: where it stands is worked out from what happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from diagnose.case.events import (
    CaseEvent,
    Closed,
    Diagnosed,
    Escalated,
    Opened,
    Prioritised,
    Reopened,
    Resolved,
    Resumed,
    Returned,
    Terms,
    TriedStep,
    Waiting,
    WaitingFor,
)
from diagnose.case.intake import Intake
from diagnose.errors import HistoryFormatError
from diagnose.wording import worded

_ASKING = "more-facts"
"""A decision to ask first decides nothing yet."""


class CaseStatus(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    WAITING = "waiting"
    RESOLVED = "resolved"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Stay:
    """How long a line had the case; ``left`` is None for the one that has it."""

    line: str
    entered: datetime
    left: datetime | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A request with its whole history; everything but ``id`` and ``events`` follows from the events.

    ``line`` is the one that has it. ``first`` is the first decision - what is said
    after the questions that had to be asked before -, ``last`` the latest.
    """

    id: str
    events: tuple[CaseEvent, ...]
    intake: Intake
    opened_at: datetime
    line: str
    terms: Terms = Terms()
    status: CaseStatus = CaseStatus.OPEN
    channel: str | None = None
    sector: str | None = None
    vendor: str | None = None
    waiting_for: WaitingFor | None = None
    targets: Prioritised = Prioritised()
    resolution: Resolved | None = None
    resolved_at: datetime | None = None
    first: Diagnosed | None = None
    last: Diagnosed | None = None
    stays: tuple[Stay, ...] = ()
    tried: int = 0
    reopened: int = 0

    @property
    def version(self) -> int:
        """How many events there are: who wants to add one says after which."""
        return len(self.events)

    @property
    def head(self) -> str:
        """The seal of the last event."""
        return self.events[-1].seal

    @property
    def settled(self) -> bool:
        """Whether the case is resolved or closed."""
        return self.status in (CaseStatus.RESOLVED, CaseStatus.CLOSED)

    @classmethod
    def of(cls, case: str, events: Iterable[CaseEvent]) -> Case:
        """The case ``case`` with this history, which begins with :class:`Opened`.

        Raises:
            HistoryFormatError: it does not begin so.
        """
        history = tuple(events)
        opened = history[0].what if history else None
        if not isinstance(opened, Opened):
            raise HistoryFormatError(worded("the history of case {case} does not begin with its opening", case=case))
        begun, deed = history[0], history[0].deed
        found = cls(
            id=case,
            events=(begun,),
            intake=opened.intake,
            opened_at=deed.at,
            line=deed.line,
            terms=opened.terms,
            channel=deed.channel or opened.intake.channel,
            stays=(Stay(deed.line, deed.at),),
        )
        return found.after(history[1:])

    def after(self, events: Iterable[CaseEvent]) -> Case:
        """The case when ``events`` have happened too.

        Raises:
            HistoryFormatError: one of them is another opening.
        """
        new = tuple(events)
        case = self
        for event in new:
            case = _after(case, event)
        return replace(case, events=(*self.events, *new)) if new else self


def _after(case: Case, event: CaseEvent) -> Case:
    match event.what:
        case Opened():
            raise HistoryFormatError(
                worded("event {number} opens case {case} again", number=event.number, case=case.id)
            )
        case Diagnosed() as decision:
            return replace(case, first=_first(case.first, decision), last=decision)
        case TriedStep():
            return replace(case, tried=case.tried + 1)
        case Escalated(to_line=line, sector=sector, vendor=vendor):
            moved = _moved(case, line, event.deed.at)
            return replace(moved, sector=sector or case.sector, vendor=vendor or case.vendor)
        case Returned(to_line=line):
            return _moved(case, line, event.deed.at)
        case Prioritised() as targets:
            return replace(case, targets=targets, terms=targets.terms or case.terms)
        case _:
            return _with_status(case, event)


def _first(before: Diagnosed | None, decision: Diagnosed) -> Diagnosed:
    return decision if before is None or before.decision == _ASKING else before


def _with_status(case: Case, event: CaseEvent) -> Case:
    match event.what:
        case Waiting(on=whom, vendor=vendor):
            return replace(case, status=CaseStatus.WAITING, waiting_for=whom, vendor=vendor or case.vendor)
        case Resumed():
            return replace(case, status=CaseStatus.OPEN, waiting_for=None)
        case Resolved() as resolution:
            ended = replace(case, status=CaseStatus.RESOLVED, waiting_for=None, resolution=resolution)
            return replace(ended, resolved_at=event.deed.at)
        case Reopened():
            again = replace(case, status=CaseStatus.OPEN, resolution=None, resolved_at=None)
            return replace(again, reopened=case.reopened + 1)
        case Closed():
            return replace(case, status=CaseStatus.CLOSED, waiting_for=None)
        case _:
            return case


def _moved(case: Case, line: str, at: datetime) -> Case:
    """The case at another line; nobody outside is waited for any more."""
    before = replace(case.stays[-1], left=at)
    status = CaseStatus.OPEN if case.status is CaseStatus.WAITING else case.status
    return replace(case, line=line, status=status, waiting_for=None, stays=(*case.stays[:-1], before, Stay(line, at)))
