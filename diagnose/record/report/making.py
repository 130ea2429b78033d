"""From what was counted to what it teaches about lines, decisions and playbooks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo

from diagnose.record.moments import shown
from diagnose.record.report.chances import Share
from diagnose.record.report.measures import LineMeasure, Mistaken, PlaybookMeasure, Slot, Tally, Times
from diagnose.record.report.reading import HourRow, StayRow
from diagnose.record.report.sorts import Cell

Slots = tuple[int, tuple[Slot, ...]]


def count(cells: Iterable[Cell], *holds: str) -> int:
    """How many cases are of a sort that has all of these properties."""
    return sum(each.number for each in cells if all(getattr(each.sort, name) for name in holds))


def line_measures(
    cells: Sequence[Cell], order: Sequence[str], stays: Iterable[StayRow], here: Mapping[str, int]
) -> tuple[LineMeasure, ...]:
    """The lines in ``order``, those that are not in it behind them."""
    settled = Counter[str]()
    for each in cells:
        if each.sort.settled and each.sort.line is not None:
            settled[each.sort.line] += each.number
    times = times_by_place(stays)
    names = sorted({*settled, *times, *here} - set(order))
    total = settled.total()
    return tuple(
        LineMeasure(line, Share(settled[line], total), times.get(line, Times()), here.get(line, 0))
        for line in (*order, *names)
    )


def times_by_place(rows: Iterable[StayRow]) -> dict[str, Times]:
    """Median and ninth decile for each place, by the nearest rank."""
    by_place: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for each in rows:
        by_place[each.place][each.minutes] += each.number
    return {place: times_of(minutes) for place, minutes in sorted(by_place.items())}


def times_of(minutes: Mapping[int, int]) -> Times:
    """The same for numbers of ``minutes``, each with how often it came."""
    total = sum(minutes.values())
    if not total:
        return Times()
    middle, ninth = (_ranked(minutes, rank) for rank in ((total + 1) // 2, (total * 9 + 9) // 10))
    return Times(total, round(middle / 60, 6), round(ninth / 60, 6))


def _ranked(minutes: Mapping[int, int], rank: int) -> int:
    for value in sorted(minutes):
        rank -= minutes[value]
        if rank <= 0:
            return value
    raise AssertionError("a rank beyond the number of times")


def tallies(cells: Iterable[Cell], column: str, *, settled: bool) -> tuple[Tally, ...]:
    """How often each value of ``column`` occurs, the most frequent first; among all cases, or those that are over."""
    counted = Counter[str]()
    for each in cells:
        value = getattr(each.sort, column)
        if value is not None and (each.sort.settled or not settled):
            counted[value] += each.number
    return ranked(counted)


def ranked(counted: Mapping[str, int]) -> tuple[Tally, ...]:
    """What was counted, the most frequent first."""
    total = sum(counted.values())
    order = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    return tuple(Tally(name, Share(number, total)) for name, number in order)


def playbook_measures(cells: Iterable[Cell], zone: tzinfo | None) -> tuple[PlaybookMeasure, ...]:
    """Every playbook that was named first or was the cause, those with the most hits first."""
    named: defaultdict[str, list[Cell]] = defaultdict(list)
    causes = Counter[str]()
    for each in cells:
        if each.known and each.said is not None:
            named[each.said].append(each)
        if each.sort.settled and each.fault is not None:
            causes[each.fault] += each.number
    found = [_playbook(name, named[name], causes[name], zone) for name in sorted({*named, *causes})]
    return tuple(sorted(found, key=lambda each: (-each.hits, -each.settled, each.playbook)))


def _playbook(name: str, hits: Sequence[Cell], settled: int, zone: tzinfo | None) -> PlaybookMeasure:
    judged = [each for each in hits if each.sort.judged]
    cases, last = sum(each.number for each in judged), max((each.last for each in hits), default=None)
    return PlaybookMeasure(
        playbook=name,
        hits=sum(each.number for each in hits),
        right=Share(sum(each.number for each in judged if each.right), cases),
        success=_success(judged),
        before=_success([each for each in judged if not each.sort.late]),
        last=_success([each for each in judged if each.sort.late]),
        steps=round(sum(each.tried for each in judged) / cases, 6) if cases else None,
        settled=settled,
        last_hit=None if last is None else shown(last).astimezone(zone),
    )


def _success(judged: Sequence[Cell]) -> Share:
    """The share that was right and not opened again."""
    good = sum(each.number for each in judged if each.right and not each.sort.again)
    return Share(good, sum(each.number for each in judged))


def mistakes(cells: Iterable[Cell], not_new: Mapping[str, int]) -> tuple[Mistaken, ...]:
    """False known and false new, the most frequent first."""
    counted = Counter[tuple[str | None, str | None]]({(None, fault): number for fault, number in not_new.items()})
    for each in cells:
        if each.sort.judged and each.treated and not each.right:
            counted[each.said, each.fault] += each.number
    order = sorted(counted.items(), key=lambda each: (-each[1], each[0][0] or "", each[0][1] or ""))
    return tuple(Mistaken(said, was, number) for (said, was), number in order)


def slots_of(rows: Sequence[HourRow], zone: tzinfo) -> Slots:
    """How many days a slot has - so that there are not too many - and the slots, also those in which nothing came."""
    if not rows:
        return 7, ()
    first, last = rows[0].hour // 24, rows[-1].hour // 24
    days = next((each for each, most in ((1, 35), (7, 60 * 7)) if last - first < most), 28)
    sums: defaultdict[int, list[int]] = defaultdict(lambda: [0] * 5)
    for row in rows:
        sums[_slot(row.hour // 24, days)] = [
            a + b for a, b in zip(sums[_slot(row.hour // 24, days)], row[1:], strict=True)
        ]
    between = range(_slot(first, days), _slot(last, days) + 1)
    return days, tuple(Slot(_day(_first_day(each, days), zone), *sums[each]) for each in between)


MONDAY = 3
"""1970 began on a Thursday: counted from the Monday before, it was day 3 of its week."""


def _slot(day: int, days: int) -> int:
    """Which slot ``day`` belongs to; those of a week begin on Monday."""
    return day if days == 1 else (day + MONDAY) // days


def _first_day(slot: int, days: int) -> int:
    return slot if days == 1 else slot * days - MONDAY


def _day(day: int, zone: tzinfo) -> datetime:
    return datetime(1970, 1, 1, tzinfo=zone) + timedelta(days=day)
