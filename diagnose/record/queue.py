"""Lists of cases: what a line has to do, in the order in which it falls due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final, TypeAlias

from sqlalchemy import ColumnElement, Connection, Select, select, tuple_

from diagnose.case import CaseStatus
from diagnose.record.moments import shown, shown_or_none, stored
from diagnose.record.projecting import storable
from diagnose.record.tables import FOREVER, cases

UNSETTLED: Final = (CaseStatus.OPEN, CaseStatus.WAITING)
SETTLED: Final = (CaseStatus.RESOLVED, CaseStatus.CLOSED)

Place: TypeAlias = tuple[int, int]
"""Where a row stands in a list: the list goes on after it."""


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """Which cases are wanted; what is None does not matter.

    Cases that are not settled come by target, then by id; as soon as ``status`` admits others, the newest come first.
    ``due_before`` and ``warn_before`` are for targets, and for moments at which something is to be done.
    ``after`` is the :attr:`CaseRow.place` of the last row seen.
    """

    status: tuple[CaseStatus, ...] = UNSETTLED
    line: str | None = None
    sector: str | None = None
    vendor: str | None = None
    equipment: str | None = None
    location: str | None = None
    customer: str | None = None
    serial: str | None = None
    priority: str | None = None
    fault: str | None = None
    ending: str | None = None
    unprecedented: bool | None = None
    due_before: datetime | None = None
    warn_before: datetime | None = None
    opened_since: datetime | None = None
    after: Place | None = None
    most: int = 100

    @property
    def is_queue(self) -> bool:
        """Whether only cases are wanted that are not settled."""
        return all(each in UNSETTLED for each in self.status)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """What a list says about a case; moments are in UTC."""

    id: str
    version: int
    status: CaseStatus
    line: str
    sector: str | None
    vendor: str | None
    channel: str | None
    option: str | None
    level: str | None
    priority: str | None
    waiting_for: str | None
    equipment: str | None
    location: str | None
    customer: str | None
    serial: str | None
    opened_at: datetime
    changed_at: datetime
    due_at: datetime | None
    warn_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    settled_line: str | None
    ending: str | None
    fault: str | None
    fixed_by: str | None
    first_decision: str | None
    first_fault: str | None
    first_reason: str | None
    decision: str | None
    unprecedented: bool
    alternatives: bool | None
    tried: int
    escalations: int
    reopened: int

    @property
    def place(self) -> Place:
        """Where the row stands in its list; see :attr:`CaseQuery.after`."""
        return (FOREVER if self.due_at is None else stored(self.due_at), int(self.id))


def place_of(connection: Connection, number: int) -> Place:
    """Where the row of the case with this ``number`` stands in its list."""
    due = connection.execute(select(cases.c.due_at).where(cases.c.number == number)).scalar_one()
    return (FOREVER if due is None else int(due), number)


_SAME: Final = (
    "line",
    "sector",
    "vendor",
    "equipment",
    "location",
    "customer",
    "serial",
    "priority",
    "fault",
    "ending",
    "unprecedented",
)
_PLAIN: Final = tuple(each.name for each in fields(CaseRow) if each.name not in ("id", "status"))
_COLUMNS: Final = (cases.c.number, cases.c.status, *(cases.c[name] for name in _PLAIN))


def listing(query: CaseQuery) -> Select[Any]:
    """The statement that finds the rows."""
    found = select(*_COLUMNS).where(*_conditions(query)).limit(query.most)
    if query.is_queue:
        return found.order_by(cases.c.queue_at, cases.c.number)
    return found.order_by(cases.c.number.desc())


def case_row(row: Sequence[Any]) -> CaseRow:
    """The row as it comes out of :func:`listing`."""
    number, status = row[0], row[1]
    values = dict(zip(_PLAIN, row[2:], strict=True))
    for name in ("opened_at", "changed_at"):
        values[name] = shown(values[name])
    for name in ("due_at", "warn_at", "resolved_at", "closed_at"):
        values[name] = shown_or_none(values[name])
    return CaseRow(str(number), status=CaseStatus(status), **values)


def _conditions(query: CaseQuery) -> list[ColumnElement[bool]]:
    wanted = [cases.c[name] == _sought(value) for name in _SAME if (value := getattr(query, name)) is not None]
    if query.is_queue:
        wanted.append(cases.c.queue_at.is_not(None))
    if set(query.status) != set(UNSETTLED):
        wanted.append(cases.c.status.in_([str(each) for each in query.status]))
    if query.due_before is not None:
        wanted.append(cases.c.due_at < stored(query.due_before))
    if query.warn_before is not None:
        wanted.append(cases.c.warn_at < stored(query.warn_before))
    if query.opened_since is not None:
        wanted.append(cases.c.opened_at >= stored(query.opened_since))
    if query.after is not None:
        wanted.append(_after(query, query.after))
    return wanted


def _sought(value: Any) -> Any:
    """``value`` as a column may hold it; what no database takes was never stored."""
    return storable(value.encode("utf-8", "replace").decode()) if isinstance(value, str) else value


def _after(query: CaseQuery, place: Place) -> ColumnElement[bool]:
    if query.is_queue:
        return tuple_(cases.c.queue_at, cases.c.number) > tuple_(*place)
    return cases.c.number < place[1]
