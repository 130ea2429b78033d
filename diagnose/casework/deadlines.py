"""When something is due in a case, how much time is used up, and what happens by itself when it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from diagnose.case import Case, CaseStatus
from diagnose.case.events import Escalated, Reopened, Resumed, Waiting
from diagnose.casework.clocks import Clocks, agreement_of, clocks_of
from diagnose.casework.reasons import DeskReason
from diagnose.casework.refusals import kept
from diagnose.errors import CalendarError
from diagnose.kb.base import KnowledgeBase
from diagnose.support import ServiceLevel, SupportLine
from diagnose.support.clock import ServiceClock


@dataclass(frozen=True, slots=True)
class Deadline:
    """One target at a moment: ``target``, ``consumed`` and ``left`` are in seconds of working time.

    ``due`` is None while the clock stands still, or when the calendar has no such moment. ``warned`` are the fractions
    at which a warning was due and that have passed.
    """

    target: float
    consumed: float
    left: float
    fraction: float
    due: datetime | None = None
    met_at: datetime | None = None
    paused: bool = False
    breached: bool = False
    warned: tuple[float, ...] = ()

    def to_data(self) -> dict[str, Any]:
        """The deadline as plain data."""
        return {
            "target": self.target,
            "consumed": self.consumed,
            "left": self.left,
            "fraction": round(self.fraction, 9),
            "due": None if self.due is None else self.due.isoformat(),
            "met_at": None if self.met_at is None else self.met_at.isoformat(),
            "paused": self.paused,
            "breached": self.breached,
            "warned": list(self.warned),
        }


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The targets of a case as they are ``at`` a moment; None where there is no target."""

    at: datetime
    respond: Deadline | None = None
    resolve: Deadline | None = None
    vendor: Deadline | None = None

    @property
    def due(self) -> datetime | None:
        """What comes due first of what is not met yet; the vendor's time is the vendor's."""
        return min(
            (each.due for each in (self.respond, self.resolve) if each and each.due and each.met_at is None),
            default=None,
        )

    def to_data(self) -> dict[str, Any]:
        """The deadlines as plain data."""
        named = {"respond": self.respond, "resolve": self.resolve, "vendor": self.vendor}
        return {"at": self.at.isoformat(), **{name: each.to_data() for name, each in named.items() if each}}


def deadlines_of(case: Case, kb: KnowledgeBase, at: datetime) -> Deadlines:
    """What is due in ``case``, looked at at that moment."""
    clocks = clocks_of(case, kb)
    level, agreement = level_of(case, kb), agreement_of(case, kb)
    return Deadlines(
        at,
        _deadline(clocks.respond, level, at),
        _deadline(clocks.resolve, level, at),
        _deadline(clocks.vendor, agreement, at),
    )


def level_of(case: Case, kb: KnowledgeBase) -> ServiceLevel | None:
    """The service level of the case, if it is declared."""
    return kb.support.levels.get(case.targets.level) if case.targets.level is not None else None


def _deadline(clock: ServiceClock | None, level: ServiceLevel | None, at: datetime) -> Deadline | None:
    if clock is None:
        return None
    fraction = clock.fraction(at)
    return Deadline(
        target=clock.target.seconds,
        consumed=clock.consumed(at),
        left=clock.left(at),
        fraction=fraction,
        due=moment_of(clock, 1.0),
        met_at=clock.met_at,
        paused=not clock.is_running and clock.met_at is None,
        breached=clock.left(at) < 0,
        warned=tuple(each for each in sorted(level.warn if level else ()) if fraction >= each),
    )


def moment_of(clock: ServiceClock, fraction: float) -> datetime | None:
    """When that fraction of the target is used up; None while the clock stands still, or if nobody ever works."""
    try:
        return clock.moment_of(fraction)
    except CalendarError:
        return None


def due_now(case: Case, kb: KnowledgeBase, at: datetime) -> tuple[Escalated | Resumed, ...]:
    """What happens by itself at that moment: a wait that is over ends; a case whose time runs out goes up.

    The last fraction that has passed counts, once until the case is reopened; a case that waits goes nowhere.
    """
    until = waits_until(case)
    if until is not None and until <= at:
        return kept(Resumed())
    if case.status is not CaseStatus.OPEN:
        return ()
    passed = [each for each in _pending(case, kb, clocks_of(case, kb)) if each[0] <= at]
    if not passed:
        return ()
    _, fraction, line = max(passed, key=lambda each: (each[2].rank, each[1]))
    between = tuple(each.id for each in kb.support.lines if kb.support.rank(case.line) < each.rank < line.rank)
    up = Escalated(
        line.id, DeskReason.TIME_RUNS_OUT.value, sector=case.sector, skipped=between, automatic=True, fraction=fraction
    )
    return kept(up)


def next_moment(case: Case, kb: KnowledgeBase) -> datetime | None:
    """The next moment at which something happens by itself; None: never, as things stand."""
    if case.status is CaseStatus.WAITING:
        return waits_until(case)
    if case.status is not CaseStatus.OPEN:
        return None
    return min((at for at, _, _ in _pending(case, kb, clocks_of(case, kb))), default=None)


def waits_until(case: Case) -> datetime | None:
    """Until when the case waits, if it does and that was said."""
    if case.status is not CaseStatus.WAITING:
        return None
    waiting = next(event.what for event in reversed(case.events) if isinstance(event.what, Waiting))
    return waiting.until


def _pending(case: Case, kb: KnowledgeBase, clocks: Clocks) -> list[tuple[datetime, float, SupportLine]]:
    """The escalations that are still to come: when, at which fraction, and to which line above this one."""
    level, clock = level_of(case, kb), clocks.resolve
    if level is None or clock is None or not clock.is_running:
        return []
    done, here = _passed_on(case), kb.support.rank(case.line)
    found = []
    for fraction, name in _above(level.escalate, done):
        line, at = kb.support.line(name), moment_of(clock, fraction)
        if at is not None and line is not None and line.rank > here:
            found.append((at, fraction, line))
    return found


def _above(escalate: Iterable[tuple[float, str]], done: float) -> list[tuple[float, str]]:
    return [each for each in escalate if each[0] > done]


def _passed_on(case: Case) -> float:
    """The last fraction at which the case went up by itself since it was opened, or reopened; 0: none."""
    last = 0.0
    for event in case.events:
        match event.what:
            case Reopened():
                last = 0.0
            case Escalated(automatic=True, fraction=float() | int() as fraction):
                last = max(last, float(fraction))
            case _:
                pass
    return last
