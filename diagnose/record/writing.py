"""What a transaction writes of a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, text, update

from diagnose.case import Case
from diagnose.case.events import CaseEvent, Told
from diagnose.errors import UsageError
from diagnose.record.about import About
from diagnose.record.bases import Bases
from diagnose.record.complaints import note_complaints
from diagnose.record.findable import settle, unsettle
from diagnose.record.history import event_row
from diagnose.record.moments import stored
from diagnose.record.projecting import derived, scheduled, stay_rows, told
from diagnose.record.tables import MOST_EVENTS, cases, events, stays
from diagnose.wording import worded

_ADD_CASE = insert(cases)
_ADD_EVENTS = insert(events)
_ADD_STAYS = insert(stays)
_CHANGE_CASE = update(cases).where(cases.c.number == bindparam("of_case"))
_CHANGE_STAY = update(stays).where(stays.c.id == bindparam("of_stay"))
_HELD = select(cases.c.version, cases.c.head, cases.c.due_at, cases.c.warn_at).where(
    cases.c.number == bindparam("of_case")
)
_HOLD = _HELD.with_for_update()
_NEXT = select(func.coalesce(func.max(cases.c.number), 0) + 1)
_NEXT_OF_SERVER = text("SELECT nextval('cases_number_seq')")


@dataclass(frozen=True, slots=True)
class Held:
    """A row of a case that nobody else can change until the transaction ends."""

    version: int
    head: str
    due_at: int | None
    warn_at: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """A case before and after something happened to it, with the row that is held meanwhile."""

    number: int
    before: Case
    after: Case
    row: Held


def next_number(connection: Connection) -> int:
    """A number that no case has."""
    return int(connection.execute(_NEXT if connection.dialect.name == "sqlite" else _NEXT_OF_SERVER).scalar_one())


def held(connection: Connection, case: int, *, to_write: bool = True) -> Held | None:
    """The row of ``case``, None if there is no such case."""
    row = connection.execute(_HOLD if to_write else _HELD, {"of_case": case}).one_or_none()
    return None if row is None else Held(row.version, bytes(row.head).hex(), row.due_at, row.warn_at)


def add_case(connection: Connection, number: int, case: Case, about: About, bases: Bases) -> None:
    """A case that is not there yet."""
    connection.execute(_ADD_CASE, {"number": number, **derived(case), **told(case, about)})
    _add_events(connection, number, case.events, bases)
    connection.execute(_ADD_STAYS, stay_rows(number, case.stays))
    note_complaints(connection, number, stored(case.opened_at), told(case, about), about.complaints)
    if case.settled:
        settle(connection, number, about.features)


def change_case(connection: Connection, change: Change, about: About | None, bases: Bases) -> None:
    """What has happened to a case; the columns of ``about`` stay as they are where it is None."""
    before, after, row = change.before, change.after, change.row
    own = told(after, about) if about is not None else scheduled(after, row.due_at, row.warn_at)
    changed: dict[str, Any] = {**derived(after), **own}
    del changed["opened_at"]
    connection.execute(_CHANGE_CASE, {"of_case": change.number, **changed})
    _add_events(connection, change.number, after.events[before.version :], bases)
    _change_stays(connection, change.number, before, after)
    if about is not None and any(isinstance(each.what, Told) for each in after.events[before.version :]):
        note_complaints(connection, change.number, stored(after.opened_at), own, about.complaints)
    if after.settled and (about is not None or not before.settled):
        settle(connection, change.number, () if about is None else about.features)
    elif before.settled and not after.settled:
        unsettle(connection, change.number)


def _add_events(connection: Connection, number: int, new: Sequence[CaseEvent], bases: Bases) -> None:
    if new[-1].number > MOST_EVENTS:
        raise UsageError(worded("a case has at most {most} events; close it and open another", most=MOST_EVENTS))
    known = bases.numbers(connection, {event.deed.digest for event in new})
    connection.execute(_ADD_EVENTS, [event_row(number, event, known) for event in new])


def _change_stays(connection: Connection, number: int, before: Case, after: Case) -> None:
    if after.stays == before.stays:
        return
    since = len(before.stays) - 1
    left, *entered = stay_rows(number, after.stays, since)
    connection.execute(_CHANGE_STAY, {"of_stay": left["id"], "left_at": left["left_at"]})
    if entered:
        connection.execute(_ADD_STAYS, entered)
