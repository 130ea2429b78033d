"""The record: the face of the store."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, bindparam, select

from diagnose.case import Case
from diagnose.case.chain import Break, follow, genesis
from diagnose.case.events import CaseEvent, Deed, What
from diagnose.case.writing import event_data, event_of
from diagnose.errors import CaseChangedError, DiagnoseError, HistoryFormatError, NoSuchCaseError, echo
from diagnose.record import keys
from diagnose.record.about import About
from diagnose.record.bases import Bases
from diagnose.record.database import Database
from diagnose.record.history import StoredEvent, breaks_of, read_events, stored_events
from diagnose.record.opening import open_database
from diagnose.record.projecting import derived
from diagnose.record.queue import CaseQuery, CaseRow, case_row, listing
from diagnose.record.tables import cases, events, spots
from diagnose.record.troubles import damaged
from diagnose.record.writing import Change, Held, add_case, change_case, held, next_number
from diagnose.wording import worded

Deeds = Sequence[tuple[Deed, What]]
_MOST_REMEMBERED = 256
_EVENTS = (
    select(events.c.id, events.c.kind, events.c.at, events.c.kb, events.c.body, events.c.seal)
    .where(events.c.id.between(bindparam("lowest"), bindparam("highest")))
    .order_by(events.c.id)
)


class Record:
    """All cases with their histories. Every call is one transaction; threads and forked processes may share it.

    What a call has given back is safe: neither a killed process nor a power cut takes it away.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._bases = Bases()
        self._remembered: dict[str, Case] = {}

    @classmethod
    def open(cls, where: str | Path = "cases.db", *, patience: float = 30.0) -> Record:
        """The record ``where``: a file, made if there is none, or the URL of a database.

        Its tables are brought up to date.
        ``patience`` is how many seconds a call waits for others before it gives up.

        Raises:
            RecordError: it cannot be opened; its children say why. Nothing was altered.
        """
        return cls(open_database(where, patience))

    @property
    def where(self) -> str:
        """The place of the record, without passwords."""
        return self._database.where

    def close(self) -> None:
        """Lets go of every connection."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def new(self, deeds: Deeds, about: About, *, key: str | None = None, request: str | None = None) -> Case:
        """A new case with this history, which begins with its opening.

        A ``key`` that was used before gives the case that it led to, as it is now. ``request`` is what was asked for,
        in any text that is the same for the same request; without it the first of the ``deeds`` counts.

        Raises:
            KeyReusedError: the key was used for another request.
            HistoryFormatError: the history does not begin with its opening.
            RecordError: nothing was written.
        """
        asked = None if key is None else request or keys.request_of(None, deeds)

        def work(connection: Connection) -> Case:
            again = self._again(connection, key, asked)
            if again is not None:
                return again
            number = next_number(connection)
            name = str(number)
            case = Case.of(name, _followed(0, genesis(name), deeds))
            add_case(connection, number, case, about, self._bases)
            _note(connection, key, number, case, asked)
            return case

        return self._remember(self._database.write(work))

    def append(  # noqa: PLR0913 - all but the first three by name
        self,
        case: str,
        deeds: Deeds,
        about: About | None = None,
        *,
        version: int,
        key: str | None = None,
        request: str | None = None,
    ) -> Case:
        """``case``, which was at ``version``, with what happened to it since; ``about`` None: that stays as it was.

        For ``key`` and ``request`` see :meth:`new`.

        Raises:
            NoSuchCaseError: there is no such case.
            CaseChangedError: it is at another version by now.
            KeyReusedError: the key was used for another request.
            RecordError: nothing was written.
        """
        number = _number(case)
        asked = None if key is None else request or keys.request_of(case, deeds)

        def work(connection: Connection) -> Case:
            again = self._again(connection, key, asked)
            if again is not None:
                return again
            row = self._held(connection, number, to_write=True)
            if row.version != version:
                raise _changed(case, version, row.version)
            before = self._case(connection, number, row)
            after = before.after(_followed(version, row.head, deeds))
            if deeds:
                change_case(connection, Change(number, before, after, row), about, self._bases)
            _note(connection, key, number, after, asked)
            return after

        return self._remember(self._database.write(work))

    def seen(self, key: str, request: str | None = None) -> Case | None:
        """The case, as it is now, that an idempotency ``key`` led to; None if it was never used.

        Raises:
            KeyReusedError: ``request`` is given, and the key was used for another one.
        """
        found = self._database.read(lambda connection: keys.led_to(connection, keys.checked(key), request))
        return None if found is None else self.case(str(found))

    def case(self, case: str) -> Case:
        """The case with its whole history, which holds together.

        Raises:
            NoSuchCaseError: there is no such case.
            RecordDamagedError: what is stored is not what was written.
        """
        number = _number(case)

        def work(connection: Connection) -> Case:
            return self._case(connection, number, self._held(connection, number))

        return self._remember(self._database.read(work))

    def events(self, case: str) -> tuple[CaseEvent, ...]:
        """The history as it stands, even if it does not hold together.

        Raises:
            NoSuchCaseError: there is no such case.
            RecordDamagedError: one of the events cannot be read at all.
        """
        number = _number(case)

        def work(connection: Connection) -> list[StoredEvent]:
            self._held(connection, number)
            return self._stored(connection, number)

        return self._readable(case, self._database.read(work))

    def breaks(self, case: str) -> tuple[Break, ...]:
        """Where the history of ``case`` was tampered with, and where the lists say something else than it does.

        Raises:
            NoSuchCaseError: there is no such case.
        """
        number = _number(case)

        def work(connection: Connection) -> tuple[Break, ...]:
            row = connection.execute(select(cases).where(cases.c.number == number)).mappings().one_or_none()
            rows = self._stored(connection, number)
            if row is None:
                if rows:
                    return (Break(0, worded("the case is missing in the list of cases")),)
                raise _no_such_case(case)
            found = tuple(breaks_of(case, rows, bytes(row["head"])))
            if found:
                return found
            told = derived(Case.of(case, read_events(case, rows)))
            wrong = sorted(name for name, value in told.items() if row[name] != value)
            return tuple(
                Break(len(rows), worded("the list of cases says something else in '{name}'", name=name))
                for name in wrong
            )

        return self._database.read(work)

    def rows(self, query: CaseQuery = CaseQuery()) -> tuple[CaseRow, ...]:  # noqa: B008 - a frozen value
        """The cases that ``query`` asks for, in its order.

        Raises:
            RecordDamagedError: a row cannot be what was written.
        """
        found = self._database.read(lambda connection: connection.execute(listing(query)).all())
        try:
            return tuple(map(case_row, found))
        except (TypeError, ValueError, OverflowError) as error:
            raise damaged(self.where, echo(error)) from error

    def _again(self, connection: Connection, key: str | None, request: str | None) -> Case | None:
        """The case to which the same request has led before."""
        if key is None:
            return None
        keys.lock_key(connection, keys.checked(key))
        found = keys.led_to(connection, key, request)
        return None if found is None else self._case(connection, found, self._held(connection, found))

    def _held(self, connection: Connection, number: int, *, to_write: bool = False) -> Held:
        row = held(connection, number, to_write=to_write)
        if row is None:
            if self._stored(connection, number):
                raise damaged(
                    self.where, worded("case {case} is missing in the list of cases", case=number), str(number)
                )
            raise _no_such_case(str(number))
        return row

    def _case(self, connection: Connection, number: int, row: Held) -> Case:
        """The case in this row; the one remembered, if that is where its history ends."""
        name = str(number)
        known = self._remembered.get(name)
        if known is not None and known.version == row.version and known.head == row.head:
            return known
        rows = self._stored(connection, number)
        for found in breaks_of(name, rows, bytes.fromhex(row.head)):
            reason = worded(
                "the history of case {case} was altered at event {number}: {reason}",
                case=name,
                number=found.number,
                reason=found.reason,
            )
            raise damaged(self.where, reason, name)
        return Case.of(name, self._readable(name, rows))

    def _stored(self, connection: Connection, number: int) -> list[StoredEvent]:
        lowest, highest = spots(number)
        found = connection.execute(_EVENTS, {"lowest": lowest, "highest": highest}).all()
        digests = self._bases.digests(connection, (row.kb for row in found))
        try:
            return list(stored_events(found, digests))
        except (TypeError, ValueError) as error:
            raise damaged(self.where, echo(error), str(number)) from error

    def _readable(self, case: str, rows: Sequence[StoredEvent]) -> tuple[CaseEvent, ...]:
        try:
            return read_events(case, rows)
        except (DiagnoseError, ValueError, TypeError, RecursionError) as error:
            raise damaged(self.where, echo(error), case) from error

    def _remember(self, case: Case) -> Case:
        remembered = self._remembered
        if len(remembered) >= _MOST_REMEMBERED:
            remembered = self._remembered = {}
        remembered[case.id] = case
        return case


def _followed(number: int, seal: str, deeds: Deeds) -> tuple[CaseEvent, ...]:
    """The events, as whoever reads them later will find them."""
    try:
        return tuple(event_of(event_data(event)) for event in follow(number, seal, deeds))
    except (UnicodeEncodeError, TypeError, ValueError) as error:
        raise HistoryFormatError(worded("an event cannot be written: {reason}", reason=echo(error))) from error


def _note(connection: Connection, key: str | None, number: int, case: Case, request: str | None) -> None:
    if key is not None and request is not None:
        keys.note(connection, key, number, case.version, request)


def _number(case: str) -> int:
    if not (case.isascii() and case.isdigit() and case[0] != "0" and len(case) < 15):
        raise _no_such_case(case)
    return int(case)


def _no_such_case(case: str) -> NoSuchCaseError:
    return NoSuchCaseError(worded("there is no case '{case}'", case=echo(case)), case)


def _changed(case: str, expected: int, found: int) -> CaseChangedError:
    message = worded(
        "case {case} was changed meanwhile: it is at version {found}, not {expected}; look at it again",
        case=case,
        found=found,
        expected=expected,
    )
    return CaseChangedError(message, case, expected, found)
