"""The questions that a report asks of the tables: a handful of statements that count in the database.

Each is understood by SQLite and PostgreSQL alike, goes over a table once, and brings back counts, not cases. Times are
milliseconds since 1970, as the tables hold them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from diagnose.record.report.measures import ESCALATION, NEW, TREATED, UNTOLD
from diagnose.record.report.sorts import SETTLED, Cell, Coding
from diagnose.record.tables import cases, events, lessons, playbooks, spot, stays

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
PLACES = spot(1, 0)
"""So many places has a case among events and stays; see :func:`spot`."""
KNOWN = (*sorted(TREATED), ESCALATION)
"""Decisions that stand for a known playbook where they name one."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """The cases opened from ``start`` on and before ``end``; None: no such bound."""

    start: int | None = None
    end: int | None = None

    def where(self) -> list[ColumnElement[bool]]:
        """The conditions on the table of cases."""
        found: list[ColumnElement[bool]] = []
        if self.start is not None:
            found.append(cases.c.opened_at >= self.start)
        if self.end is not None:
            found.append(cases.c.opened_at < self.end)
        return found


class HourRow(NamedTuple):
    """The cases opened in one hour, counted from the beginning of 1970 on."""

    hour: int
    opened: int
    settled: int
    first_line: int
    known: int
    new: int


class StayRow(NamedTuple):
    """``number`` stays at a line, or with a vendor, that took so many whole ``minutes``."""

    place: str
    minutes: int
    number: int


class PlaceRow(NamedTuple):
    """``number`` cases of a kind of equipment at a place that share a fault, or the hour in which they were opened."""

    equipment: str
    location: str
    shared: Any
    number: int
    first: int
    last: int


class LessonRow(NamedTuple):
    """A playbook that learned from ``number`` cases, the first opened at ``first``."""

    playbook: str
    number: int
    first: int
    learned: int


class KindRow(NamedTuple):
    """``number`` cases about a kind of equipment with one ``fault``; ``passed`` of them went to a vendor."""

    equipment: str
    fault: str | None
    number: int
    passed: int


def settling(to: Connection, cohort: Cohort) -> tuple[str, ...]:
    """The lines that settled a case, in order of id."""
    line = cases.c.settled_line
    return tuple(sorted(to.scalars(select(line).distinct().where(line.is_not(None), *cohort.where()))))


def cells(to: Connection, cohort: Cohort, recent: int, coding: Coding) -> list[Cell]:
    """The cases of the cohort by all that a report counts by; ``recent`` is when the last weeks begin."""
    c = cases.c
    timed = c.due_at.is_not(None) & c.resolved_at.is_not(None)
    one = (
        select(
            _number_of(coding, recent).label("sort"),
            c.first_fault,
            c.fault,
            c.tried,
            _flag(c.escalations > 0).label("passed"),
            _flag(timed & (c.resolved_at <= c.due_at)).label("timely"),
            _flag(timed).label("timed"),
            c.opened_at,
        )
        .where(*cohort.where())
        .subquery("one")
    )
    keys = (one.c.sort, one.c.first_fault, one.c.fault)
    sums = [func.sum(one.c[name]) for name in ("tried", "passed", "timely", "timed")]
    asked = select(*keys, func.count(), *sums, func.max(one.c.opened_at)).group_by(*keys)
    sort_of = cache(coding.sort_of)
    return [Cell(sort_of(sort), said, fault, *map(int, rest)) for sort, said, fault, *rest in to.execute(asked)]


def _number_of(coding: Coding, recent: int) -> ColumnElement[int]:
    """The number of the sort of a case."""
    number = _flag(cases.c.opened_at >= recent) + 2 * _flag(cases.c.reopened > 0)
    place = 4
    for name, values in coding.parts.items():
        if values:
            index = {value: index for index, value in enumerate(values, 1)}
            number = number + place * case(index, value=cases.c[name], else_=0)
        place *= len(values) + 1
    return number


def hours(to: Connection, cohort: Cohort, first_line: str | None, shift: int) -> list[HourRow]:
    """The cases of the cohort by the hour in which they were opened, clocks being ``shift`` ahead of UTC."""
    c = cases.c
    settled = c.status.in_(SETTLED)
    one = (
        select(
            ((c.opened_at + shift) // HOUR).label("hour"),
            _flag(settled).label("settled"),
            _flag(settled & (c.settled_line == first_line)).label("first_line"),
            _flag(c.first_fault.is_not(None) & c.first_decision.in_(KNOWN)).label("known"),
            _flag(c.first_decision == NEW).label("new"),
        )
        .where(*cohort.where())
        .subquery("one")
    )
    sums = [func.sum(one.c[name]) for name in ("settled", "first_line", "known", "new")]
    asked = select(one.c.hour, func.count(), *sums).group_by(one.c.hour).order_by(one.c.hour)
    return [HourRow(*map(int, row)) for row in to.execute(asked)]


def here(to: Connection, cohort: Cohort) -> dict[str, int]:
    """How many cases each line has now that are not settled."""
    c = cases.c
    asked = select(c.line, func.count()).where(c.status.not_in(SETTLED), *cohort.where()).group_by(c.line)
    return {line: int(number) for line, number in to.execute(asked)}


def stays_by_line(to: Connection, cohort: Cohort) -> list[StayRow]:
    """How long cases stayed at each line, as far as they are through."""
    return _stay_rows(to, _through(cohort, stays.c.line))


def stays_by_vendor(to: Connection, cohort: Cohort, lines: Iterable[str]) -> list[StayRow]:
    """How long cases stayed at ``lines``, those of the vendors, by the vendor of the case."""
    asked = _through(cohort, cases.c.vendor).where(stays.c.line.in_(list(lines)), cases.c.vendor.is_not(None))
    return _stay_rows(to, asked)


def _through(cohort: Cohort, place: ColumnElement[Any]) -> Select[Any]:
    """The stays that are through, each with its ``place`` and how long it ``took``; the last ends with the case."""
    ended = func.coalesce(stays.c.left_at, cases.c.resolved_at)
    joined = stays.join(cases, cases.c.number == stays.c.id // PLACES)
    return (
        select(place.label("place"), (ended - stays.c.entered).label("took"))
        .select_from(joined)
        .where(ended >= stays.c.entered, *cohort.where())
    )


def _stay_rows(to: Connection, asked: Select[Any]) -> list[StayRow]:
    one = asked.subquery("one")
    minutes = case((one.c.took < DAY, one.c.took // MINUTE), else_=one.c.took // HOUR * 60).label("minutes")
    two = select(minutes, one.c.place).subquery("two")
    counted = select(two.c.place, two.c.minutes, func.count()).group_by(two.c.minutes, two.c.place)
    return [StayRow(place, int(took), int(number)) for place, took, number in to.execute(counted)]


def repeated(to: Connection, cohort: Cohort, least: int, most: int) -> list[PlaceRow]:
    """The faults that came back ``least`` times or more to the same kind of equipment at the same place."""
    return _places(to, cases.c.fault, [cases.c.fault.is_not(None), *cohort.where()], least, most)


def crowded(to: Connection, cohort: Cohort, least: int, most: int, shift: int) -> list[PlaceRow]:
    """The hours in which ``least`` cases or more were opened about the same kind of equipment at the same place."""
    return _places(to, (cases.c.opened_at + shift) // HOUR, cohort.where(), least, most)


def _places(
    to: Connection, shared: ColumnElement[Any], where: list[ColumnElement[bool]], least: int, most: int
) -> list[PlaceRow]:
    c = cases.c
    one = (
        select(shared.label("shared"), c.equipment, c.location, c.opened_at)
        .where(c.equipment.is_not(None), c.location.is_not(None), *where)
        .subquery("one")
    )
    keys, number = (one.c.shared, one.c.equipment, one.c.location), func.count().label("number")
    asked = (
        select(*keys, number, func.min(one.c.opened_at), func.max(one.c.opened_at))
        .group_by(*keys)
        .having(func.count() >= least)
        .order_by(number.desc(), *keys)
        .limit(most)
    )
    found = to.execute(asked)
    return [PlaceRow(kind, place, same, *map(int, rest)) for same, kind, place, *rest in found]


def totals(to: Connection, cohort: Cohort, places: Iterable[str]) -> dict[tuple[str, str], int]:
    """How many cases each kind of equipment has at each of ``places``."""
    c = cases.c
    here_ = c.location.in_(sorted(set(places)))
    asked = (
        select(c.equipment, c.location, func.count())
        .where(here_, c.equipment.is_not(None), *cohort.where())
        .group_by(c.equipment, c.location)
    )
    return {(kind, place): int(number) for kind, place, number in to.execute(asked)}


def not_new(to: Connection, cohort: Cohort) -> dict[str, int]:
    """Playbooks that were the cause, though the first decision was "unprecedented" and the knowledge base had them."""
    c = cases.c
    opening = events.c.id == c.number * PLACES + 1
    there = (playbooks.c.playbook == c.fault) & (playbooks.c.first_kb <= events.c.kb)
    joined = cases.join(events, opening).join(playbooks, there)
    asked = (
        select(c.fault, func.count())
        .select_from(joined)
        .where(c.first_decision == NEW, c.status.in_(SETTLED), c.ending.not_in(sorted(UNTOLD)), *cohort.where())
        .group_by(c.fault)
    )
    return {fault: int(number) for fault, number in to.execute(asked)}


def learned(to: Connection, cohort: Cohort) -> list[LessonRow]:
    """The playbooks that know cases which were unprecedented."""
    joined = lessons.join(cases, cases.c.number == lessons.c.case_number)
    first, at = func.min(cases.c.opened_at), func.min(lessons.c.at)
    asked = (
        select(lessons.c.playbook, func.count(), first, at)
        .select_from(joined)
        .where(*cohort.where())
        .group_by(lessons.c.playbook)
        .order_by(at, lessons.c.playbook)
    )
    return [LessonRow(playbook, *map(int, rest)) for playbook, *rest in to.execute(asked)]


def kinds(to: Connection, cohort: Cohort, equipment: Iterable[str]) -> list[KindRow]:
    """The cases about ``equipment`` by kind and fault."""
    c = cases.c
    asked = (
        select(c.equipment, c.fault, func.count(), func.sum(_flag(c.vendor.is_not(None))))
        .where(c.equipment.in_(sorted(equipment)), *cohort.where())
        .group_by(c.equipment, c.fault)
    )
    return [KindRow(kind, fault, int(number), int(passed)) for kind, fault, number, passed in to.execute(asked)]


def _flag(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def since_when(to: Connection) -> dict[str, int]:
    """When each playbook that was ever used here was first there; 0: a moment that nobody noted."""
    asked = select(playbooks.c.playbook, playbooks.c.first_at)
    return {playbook: int(at or 0) for playbook, at in to.execute(asked)}
