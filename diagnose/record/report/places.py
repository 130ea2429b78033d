"""What recurs at a place: repeated faults, clusters in time, equipment of vendors, lessons."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import pairwise
from typing import Final, NamedTuple

from diagnose.record.moments import shown
from diagnose.record.report.chances import poisson_tail
from diagnose.record.report.making import ranked, times_by_place, times_of
from diagnose.record.report.measures import Cluster, Lesson, Repeated, Times, VendorMeasure
from diagnose.record.report.reading import HourRow, KindRow, LessonRow, PlaceRow, StayRow

WEEK: Final = 168
SMOOTH: Final = 0.5
"""What is added to a count before a rate is taken of it (Jeffreys 1946): nobody knows that a thing never happens."""


class Profile(NamedTuple):
    """How the cases of a whole cohort spread over the hours of a week: ``share`` of each, over so many ``weeks``."""

    weeks: float
    share: tuple[float, ...]

    def usual(self, total: int, hour: int) -> float:
        """How many of ``total`` cases are to be expected in this hour (counted from 1970 on)."""
        return (total + SMOOTH) * self.share[hour % WEEK] / self.weeks


def profile_of(rows: Sequence[HourRow]) -> Profile:
    """The profile of all cases; hours in which nothing comes share in a little of what comes."""
    counted = Counter[int]()
    for row in rows:
        counted[row.hour % WEEK] += row.opened
    total = counted.total() + SMOOTH * WEEK
    hours = rows[-1].hour - rows[0].hour + 1 if rows else 0
    return Profile(max(1.0, hours / WEEK), tuple((counted[hour] + SMOOTH) / total for hour in range(WEEK)))


def repeated_of(rows: Iterable[PlaceRow], zone: tzinfo | None) -> tuple[Repeated, ...]:
    """Faults that come back, the most frequent first."""
    return tuple(
        Repeated(each.equipment, each.location, each.shared, each.number, *_moments(each, zone)) for each in rows
    )


def _moments(row: PlaceRow, zone: tzinfo | None) -> list[datetime]:
    return [shown(each).astimezone(zone) for each in (row.first, row.last)]


def runs_of(rows: Iterable[PlaceRow]) -> tuple[tuple[PlaceRow, ...], ...]:
    """Hours that follow one another at one place, as runs."""
    runs: list[list[PlaceRow]] = []
    for each in sorted(rows, key=lambda row: (row.equipment, row.location, row.shared)):
        before = runs[-1][-1] if runs else None
        if before and before[:2] == each[:2] and before.shared + 1 == each.shared:
            runs[-1].append(each)
        else:
            runs.append([each])
    return tuple(tuple(run) for run in runs)


@dataclass(frozen=True, slots=True)
class Surprise:
    """When a number of cases is no chance: ``at_least`` so many, where so many had at most this ``chance``."""

    profile: Profile
    totals: Mapping[tuple[str, str], int]
    at_least: int
    chance: float

    def usual(self, rows: Sequence[PlaceRow]) -> float:
        """How many cases are to be expected in these hours, going by all the other hours at the place."""
        place = rows[0].equipment, rows[0].location
        others = max(0, self.totals.get(place, 0) - _number(rows))
        return math.fsum(self.profile.usual(others, each.shared) for each in rows)

    def tail(self, rows: Sequence[PlaceRow]) -> float:
        """The chance of so many cases or more."""
        return poisson_tail(_number(rows), self.usual(rows))

    def holds(self, rows: Sequence[PlaceRow]) -> bool:
        """Whether it is no chance."""
        return _number(rows) >= self.at_least and self.tail(rows) <= self.chance


def clusters_of(rows: Iterable[PlaceRow], surprise: Surprise, zone: tzinfo | None) -> tuple[Cluster, ...]:
    """The hours, alone or two together, that are no chance; adjoining ones are one cluster. The least likely first."""
    marked: set[PlaceRow] = set()
    for run in runs_of(rows):
        for window in (*((each,) for each in run), *pairwise(run)):
            if surprise.holds(window):
                marked.update(window)
    found = [_cluster(run, surprise, zone) for run in runs_of(marked)]
    return tuple(sorted(found, key=lambda each: (each.chance, -each.cases, each.first, each.equipment, each.location)))


def _cluster(run: Sequence[PlaceRow], surprise: Surprise, zone: tzinfo | None) -> Cluster:
    first, last = (shown(each).astimezone(zone) for each in (run[0].first, run[-1].last))
    usual, tail = round(surprise.usual(run), 6), surprise.tail(run)
    return Cluster(run[0].equipment, run[0].location, _number(run), first, last, usual, tail)


def _number(rows: Iterable[PlaceRow]) -> int:
    return sum(each.number for each in rows)


def lessons_of(rows: Iterable[LessonRow], zone: tzinfo | None) -> tuple[Lesson, ...]:
    """What was learned, in order of time."""
    return tuple(
        Lesson(each.playbook, each.number, shown(each.first).astimezone(zone), shown(each.learned).astimezone(zone))
        for each in rows
    )


def lead_of(lessons: Iterable[Lesson]) -> Times:
    """How long it took from the first case without precedent until its playbook was there."""
    return times_of(Counter(max(0, round(each.hours * 60)) for each in lessons))


def vendor_measures(
    rows: Iterable[KindRow], stays: Iterable[StayRow], vendors: Mapping[str, str]
) -> tuple[VendorMeasure, ...]:
    """The vendors of equipment that cases were about, those with the most cases first.

    ``vendors`` maps each kind of equipment to its vendor.
    """
    cases, passed = Counter[str](), Counter[str]()
    faults: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        vendor = vendors[row.equipment]
        cases[vendor] += row.number
        passed[vendor] += row.passed
        if row.fault is not None:
            faults[vendor][row.fault] += row.number
    times = times_by_place(stays)
    found = [
        VendorMeasure(each, cases[each], passed[each], times.get(each, Times()), ranked(faults[each])[:5])
        for each in sorted({*cases, *times})
    ]
    return tuple(sorted(found, key=lambda each: (-each.cases, each.vendor)))
