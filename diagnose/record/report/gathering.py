"""The report itself: asks the tables, within one reading of the record, and puts the answers together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any, Final

from diagnose.kb.base import KnowledgeBase
from diagnose.record.moments import shown, stored, stored_or_none
from diagnose.record.report import making, places, reading
from diagnose.record.report.chances import Share
from diagnose.record.report.measures import PlaybookMeasure, Report, Stale
from diagnose.record.report.reading import HOUR, Cohort
from diagnose.record.report.sorts import Cell, Coding

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from diagnose.record.record import Record

RECENT: Final = timedelta(days=28)
REVIEW: Final = timedelta(days=365)
MOST: Final = 50
"""So many entries has a list that could have one for every case."""
CROWDS: Final = 5000
"""So many crowded hours are looked at, the most crowded first."""
CROWD: Final = 3
"""So many cases in an hour are looked at: two hours together may then be a cluster."""
CLUSTER: Final = 5
CHANCE: Final = 1e-7


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is about, in the terms of the tables."""

    now: datetime
    since: datetime | None
    until: datetime | None
    kb: KnowledgeBase | None

    @property
    def zone(self) -> tzinfo:
        """The offset of ``now``: hours, days and weeks are counted in it."""
        zone = self.now.tzinfo
        assert zone is not None  # noqa: S101 - stored() has refused a moment without an offset
        return zone

    @property
    def shift(self) -> int:
        """How far the clocks are ahead of UTC."""
        return (self.now.utcoffset() or timedelta()) // timedelta(milliseconds=1)

    @property
    def cohort(self) -> Cohort:
        """The cases that it is about."""
        return Cohort(stored_or_none(self.since), stored_or_none(self.until))

    @property
    def recent(self) -> datetime:
        """When the last weeks begin."""
        return (min(self.now, self.until) if self.until is not None else self.now) - RECENT


def report(
    record: Record,
    *,
    now: datetime,
    since: datetime | None = None,
    until: datetime | None = None,
    kb: KnowledgeBase | None = None,
) -> Report:
    """What the cases teach that were opened from ``since`` on and before ``until``; ``now`` has an offset.

    ``kb`` gives the order of lines, the vendors of equipment, and the playbooks that nothing ever led to; without it
    these parts are empty, and lines are in the order of their ids.

    Raises:
        UsageError: a moment has no offset.
        RecordError: the record cannot be read.
    """
    stored(now)
    asked = Asked(now, since, until, kb)
    return record.measure(lambda to: _report(to, asked))


def _report(to: Connection, asked: Asked) -> Report:
    settling = reading.settling(to, asked.cohort)
    cells = reading.cells(to, asked.cohort, stored(asked.recent), Coding(settling))
    order = _lines(settling, asked.kb)
    hours = reading.hours(to, asked.cohort, order[0] if order else None, asked.shift)
    playbooks = making.playbook_measures(cells, asked.zone)
    days, slots = making.slots_of(hours, asked.zone)
    return Report(
        now=asked.now,
        recent=asked.recent,
        since=asked.since,
        until=asked.until,
        lines=making.line_measures(
            cells, order, reading.stays_by_line(to, asked.cohort), reading.here(to, asked.cohort)
        ),
        playbooks=playbooks,
        days=days,
        slots=slots,
        stale=_stale(to, playbooks, asked),
        **_counts(cells),
        **_mistakes(cells, reading.not_new(to, asked.cohort)),
        **_recurring(to, hours, asked),
    )


def _lines(settling: tuple[str, ...], kb: KnowledgeBase | None) -> tuple[str, ...]:
    return tuple(each.id for each in kb.support.lines) if kb is not None and kb.support.lines else settling


def _counts(cells: Sequence[Cell]) -> Mapping[str, Any]:
    opened, settled = making.count(cells), making.count(cells, "settled")
    known, new = sum(each.number for each in cells if each.known), making.count(cells, "new")
    return {
        "opened": opened,
        "settled": settled,
        "known": Share(known, known + new),
        "decisions": making.tallies(cells, "decision", settled=False),
        "endings": making.tallies(cells, "ending", settled=True),
        "reopened": Share(sum(each.number for each in cells if each.sort.again), opened),
        "escalated": Share(sum(each.passed for each in cells), opened),
        "in_time": Share(sum(each.timely for each in cells), sum(each.timed for each in cells)),
    }


def _mistakes(cells: Sequence[Cell], not_new: Mapping[str, int]) -> Mapping[str, Any]:
    treated = [each for each in cells if each.treated and each.sort.judged]
    wrong = sum(each.number for each in treated if not each.right)
    return {
        "false_known": Share(wrong, sum(each.number for each in treated)),
        "false_new": Share(sum(not_new.values()), making.count(cells, "judged", "new")),
        "mistaken": making.mistakes(cells, not_new)[:MOST],
    }


def _recurring(to: Connection, hours: Sequence[reading.HourRow], asked: Asked) -> Mapping[str, Any]:
    cohort, zone = asked.cohort, asked.zone
    lessons = places.lessons_of(reading.learned(to, cohort), zone)
    return {
        "first": _moment(hours[0].hour, asked) if hours else None,
        "last": _moment(hours[-1].hour, asked) if hours else None,
        "repeated": places.repeated_of(reading.repeated(to, cohort, CROWD, MOST), zone),
        "clusters": _clusters(to, hours, asked),
        "lessons": lessons,
        "lead": places.lead_of(lessons),
        "vendors": _vendors(to, asked),
    }


def _moment(hour: int, asked: Asked) -> datetime:
    return shown(hour * HOUR - asked.shift).astimezone(asked.zone)


def _clusters(to: Connection, hours: Sequence[reading.HourRow], asked: Asked) -> tuple[Any, ...]:
    rows = reading.crowded(to, asked.cohort, CROWD, CROWDS, asked.shift)
    if not rows:
        return ()
    totals = reading.totals(to, asked.cohort, {each.location for each in rows})
    surprise = places.Surprise(places.profile_of(hours), totals, CLUSTER, CHANCE)
    return places.clusters_of(rows, surprise, asked.zone)[:MOST]


def _vendors(to: Connection, asked: Asked) -> tuple[Any, ...]:
    if asked.kb is None:
        return ()
    vendors = vendors_of(asked.kb)
    lines = [each.id for each in asked.kb.support.lines if each.vendors]
    stays = reading.stays_by_vendor(to, asked.cohort, lines) if lines else []
    return places.vendor_measures(reading.kinds(to, asked.cohort, vendors) if vendors else [], stays, vendors)


def vendors_of(kb: KnowledgeBase) -> Mapping[str, str]:
    """The vendor of each kind of equipment that has one, be it declared further up."""
    equipment = kb.vocabulary.equipment
    return {kind: named[0] for kind in sorted(equipment.parents) if (named := equipment.vendors_of(kind))}


def _stale(to: Connection, playbooks: Sequence[PlaybookMeasure], asked: Asked) -> tuple[Stale, ...]:
    """Playbooks of the knowledge base that were never named first though they were there, or were long not reviewed."""
    if asked.kb is None:
        return ()
    known, there = {each.playbook: each for each in playbooks}, reading.since_when(to)
    old, recent = (asked.now - REVIEW).date(), stored(asked.recent)
    found = []
    for name, playbook in sorted(asked.kb.playbooks.items()):
        does = known.get(name, PlaybookMeasure(name))
        unused = does.hits == 0 and there.get(name, recent) < recent
        if unused or (playbook.reviewed is not None and playbook.reviewed < old):
            found.append(Stale(name, does.hits, does.last_hit, playbook.reviewed))
    return tuple(found)
