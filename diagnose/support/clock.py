"""Service clocks: how much of a target is used up, when it is due, and what is to happen on the way there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from math import fsum

from diagnose.support.organisation import ServiceLevel
from diagnose.support.worktime import WorkCalendar


@dataclass(frozen=True, slots=True)
class Target:
    """So many working ``seconds`` by ``calendar``."""

    seconds: float
    calendar: WorkCalendar


@dataclass(frozen=True, slots=True)
class Run:
    """The clock ran from ``start`` to ``end`` by ``calendar``."""

    start: datetime
    end: datetime
    calendar: WorkCalendar

    def worked(self, at: datetime) -> float:
        """The working seconds of it until ``at``."""
        return self.calendar.between(self.start, min(at, self.end))


@dataclass(frozen=True, slots=True)
class ServiceClock:
    """A clock that runs in working time, may stand still, and stops for good when its target is met.

    Response and resolution have a clock each. Every change gives a new clock; one that is said to happen before the
    last ``changed`` happens at that moment. What was consumed is never lost: a new target counts all working seconds
    so far, each by the calendar of its time. ``since`` is when the present run began; None: the clock stands still.
    """

    target: Target
    started_at: datetime
    changed: datetime
    since: datetime | None
    runs: tuple[Run, ...] = ()
    met_at: datetime | None = None

    @classmethod
    def started(cls, at: datetime, target: Target) -> ServiceClock:
        """The clock that begins to run towards ``target`` at that moment."""
        return cls(target, at, at, at)

    @property
    def is_running(self) -> bool:
        """Whether it neither stands still nor has met its target."""
        return self.since is not None

    def paused(self, at: datetime) -> ServiceClock:
        """The clock standing still from that moment on, as while somebody else is waited for."""
        moment = max(at, self.changed)
        return replace(self, runs=self._runs_until(moment), since=None, changed=moment)

    def continued(self, at: datetime) -> ServiceClock:
        """The clock running again after a pause, or because what had met its target did not last."""
        if self.is_running:
            return self
        moment = max(at, self.changed)
        return replace(self, since=moment, met_at=None, changed=moment)

    def retargeted(self, at: datetime, target: Target) -> ServiceClock:
        """The clock with another ``target`` from that moment on; it keeps running, or standing still."""
        moment = max(at, self.changed)
        if not self.is_running or target.calendar == self.target.calendar:
            return replace(self, target=target, changed=moment)
        return replace(self, target=target, runs=self._runs_until(moment), since=moment, changed=moment)

    def met(self, at: datetime) -> ServiceClock:
        """The clock stopped because its target was met at that moment; the first time counts."""
        return self if self.met_at is not None else replace(self.paused(at), met_at=max(at, self.changed))

    def consumed(self, at: datetime) -> float:
        """The working seconds until that moment, pauses left out."""
        return round(fsum([run.worked(at) for run in self._runs_until(at)]), 6)

    def left(self, at: datetime) -> float:
        """The working seconds that are left of the target; below 0 when it is exceeded."""
        return round(self.target.seconds - self.consumed(at), 6)

    def fraction(self, at: datetime) -> float:
        """The share of the target that is consumed; above 1 when it is exceeded. No time at all is used up at once."""
        return self.consumed(at) / self.target.seconds if self.target.seconds > 0 else 1.0

    def moment_of(self, fraction: float) -> datetime | None:
        """When that fraction of the target was consumed, or will be if nothing stops the clock; None: it is stopped.

        After a change of target it is the moment that the present target would have given from the beginning.

        Raises:
            CalendarError: the calendar is not open for so long within 30 years.
        """
        wanted = round(fraction * self.target.seconds, 6)
        if wanted <= 0:
            return self.started_at
        for run in self.runs:
            worked = run.worked(run.end)
            if wanted <= worked:
                return run.calendar.add(run.start, wanted)
            wanted = round(wanted - worked, 6)
        return None if self.since is None else self.target.calendar.add(self.since, wanted)

    def due(self) -> datetime | None:
        """The last moment to meet the target in time; None while the clock stands still before it, or met it."""
        return self.moment_of(1.0)

    def breached(self, at: datetime) -> bool:
        """Whether the target was not met in time, as it is known at that moment."""
        due = self.due()
        stopped = at if self.met_at is None else min(at, self.met_at)
        return due is not None and stopped > due

    def _runs_until(self, at: datetime) -> tuple[Run, ...]:
        """The runs, the present one ended at that moment."""
        if self.since is None or at <= self.since:
            return self.runs
        return (*self.runs, Run(self.since, at, self.target.calendar))


@dataclass(frozen=True, slots=True)
class Alarm:
    """At that moment a ``fraction`` of the target is used up: a warning, or the case goes ``to_line`` by itself."""

    at: datetime
    fraction: float
    to_line: str | None = None


def alarms(clock: ServiceClock, level: ServiceLevel) -> tuple[Alarm, ...]:
    """What ``level`` wants to happen on the way of ``clock`` to its target, in order of time.

    While the clock stands still these are the alarms that went before; warnings come before escalations.

    Raises:
        CalendarError: the calendar of the clock is not open for so long within 30 years.
    """
    wanted = [*((each, None) for each in level.warn), *level.escalate]
    found = [(clock.moment_of(fraction), fraction, to_line) for fraction, to_line in wanted]
    listed = [Alarm(at, fraction, to_line) for at, fraction, to_line in found if at is not None]
    return tuple(
        sorted(listed, key=lambda each: (each.at, each.to_line is not None, each.fraction, each.to_line or ""))
    )
