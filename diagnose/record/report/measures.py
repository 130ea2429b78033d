"""What a record teaches, as values: counts, shares, times and lists. How each is defined stands in docs/report.md."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from diagnose.record.report.chances import Share, change

UNTOLD = frozenset({"went-away", "duplicate", "withdrawn"})
"""Endings that do not say what the cause was: nothing can be judged by them."""
TREATED = frozenset({"plan", "no-fault", "out-of-scope", "how-to"})
"""Decisions that a known playbook gives without passing the case on."""
NEW = "unprecedented"
ESCALATION = "escalation"
DECISIONS = ("plan", "no-fault", "out-of-scope", "how-to", "more-facts", NEW, ESCALATION)


@dataclass(frozen=True, slots=True)
class Times:
    """How long something took, in hours: ``median`` and ``p90`` (nine of ten took no longer) of ``count`` times."""

    count: int = 0
    median: float | None = None
    p90: float | None = None


@dataclass(frozen=True, slots=True)
class LineMeasure:
    """What one line did: the share of settled cases that it settled, how long cases stayed, how many are there now."""

    line: str
    settled: Share = Share()
    stays: Times = Times()
    here: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """How often ``name`` was it."""

    name: str
    share: Share


@dataclass(frozen=True, slots=True)
class PlaybookMeasure:
    """How one playbook does.

    ``hits``: cases whose first decision named it. ``right``: of the hits that can be judged, those whose cause it was.
    ``success``: those among them that it settled for good. ``before`` and ``last`` are the success before the last
    weeks and in them; ``steps`` how many steps were tried in a judged hit, on the average. ``settled``: cases whose
    cause it was, whoever named it.
    """

    playbook: str
    hits: int = 0
    right: Share = Share()
    success: Share = Share()
    before: Share = Share()
    last: Share = Share()
    steps: float | None = None
    settled: int = 0
    last_hit: datetime | None = None

    @property
    def falls(self) -> bool:
        """Whether the success of the last weeks is below that before, with 95 % confidence."""
        return change(self.before, self.last)[1] < 0.0


@dataclass(frozen=True, slots=True)
class Mistaken:
    """``cases`` in which the first decision ``said`` one thing (None: nothing known) and ``was`` the cause."""

    said: str | None
    was: str | None
    cases: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """A playbook that later knows ``cases`` which had no precedent; ``first`` was opened first, ``learned`` is when."""

    playbook: str
    cases: int
    first: datetime
    learned: datetime

    @property
    def hours(self) -> float:
        """The lead time in hours: from the first such case until the playbook was approved and in use."""
        return round((self.learned - self.first).total_seconds() / 3600.0, 6)


@dataclass(frozen=True, slots=True)
class Repeated:
    """The same ``fault`` of the same kind of equipment at the same place, again and again."""

    equipment: str
    location: str
    fault: str
    cases: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Cluster:
    """``cases`` of one kind of equipment at one place, far closer together than the ``usual`` number in such a time.

    ``chance`` is that of so many or more, if nothing had happened.
    """

    equipment: str
    location: str
    cases: int
    first: datetime
    last: datetime
    usual: float
    chance: float


@dataclass(frozen=True, slots=True)
class VendorMeasure:
    """``cases`` about equipment of a vendor, how many of them were ``passed`` on, how long those were with it."""

    vendor: str
    cases: int = 0
    passed: int = 0
    times: Times = Times()
    faults: tuple[Tally, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """The cases opened from ``start`` on, until the next slot."""

    start: datetime
    opened: int = 0
    settled: int = 0
    first_line: int = 0
    known: int = 0
    new: int = 0

    @property
    def share(self) -> Share:
        """The share of settled cases that the first line settled."""
        return Share(self.first_line, self.settled)


@dataclass(frozen=True, slots=True)
class Stale:
    """A playbook that was not the first choice of any case, or whose last review is long ago."""

    playbook: str
    hits: int
    last_hit: datetime | None = None
    reviewed: date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What the cases teach that were opened from ``since`` on and before ``until`` (None: no such bound).

    ``recent`` is when the last weeks begin. ``lines`` are in their order, the first line first. ``days`` is how long
    a slot is.
    """

    now: datetime
    recent: datetime
    since: datetime | None = None
    until: datetime | None = None
    opened: int = 0
    settled: int = 0
    first: datetime | None = None
    last: datetime | None = None
    lines: tuple[LineMeasure, ...] = ()
    known: Share = Share()
    decisions: tuple[Tally, ...] = ()
    endings: tuple[Tally, ...] = ()
    reopened: Share = Share()
    escalated: Share = Share()
    in_time: Share = Share()
    playbooks: tuple[PlaybookMeasure, ...] = ()
    false_known: Share = Share()
    false_new: Share = Share()
    mistaken: tuple[Mistaken, ...] = ()
    lead: Times = Times()
    lessons: tuple[Lesson, ...] = ()
    repeated: tuple[Repeated, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    vendors: tuple[VendorMeasure, ...] = ()
    stale: tuple[Stale, ...] = ()
    days: int = 7
    slots: tuple[Slot, ...] = ()

    @property
    def at_first_line(self) -> Share:
        """The share of settled cases that the first line settled; the usual aim is 70 to 80 %."""
        return self.lines[0].settled if self.lines else Share()

    @property
    def falling(self) -> tuple[PlaybookMeasure, ...]:
        """The playbooks whose success falls."""
        return tuple(each for each in self.playbooks if each.falls)
