"""Cases read from the tables, and what was read lately."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select

from diagnose.case import Case
from diagnose.case.chain import Break
from diagnose.case.events import CaseEvent
from diagnose.errors import DiagnoseError, NoSuchCaseError, RecordDamagedError, echo
from diagnose.record.bases import Bases
from diagnose.record.history import StoredEvent, breaks_of, read_events, stored_events
from diagnose.record.projecting import derived
from diagnose.record.tables import MOST_EVENTS, case_of, cases, events, spots
from diagnose.record.troubles import damaged
from diagnose.record.writing import Held, held
from diagnose.wording import worded

_MOST_REMEMBERED = 256
_EVENTS = (
    select(events.c.id, events.c.kind, events.c.at, events.c.kb, events.c.body, events.c.seal)
    .where(events.c.id.between(bindparam("lowest"), bindparam("highest")))
    .order_by(events.c.id)
)


class Reading:
    """Reads cases of the record at ``where``; threads may share it.

    A case that was read lately is not read again as long as its history ends with the same seal.
    """

    def __init__(self, where: str, bases: Bases) -> None:
        self.where = where
        self._bases = bases
        self._remembered: dict[str, Case] = {}

    def remember(self, case: Case) -> Case:
        """The same ``case``."""
        if len(self._remembered) >= _MOST_REMEMBERED:
            self._remembered = {}
        self._remembered[case.id] = case
        return case

    def remembered(self, case: str) -> Case | None:
        """The case as it was when it was read or written last."""
        return self._remembered.get(case)

    def held(self, connection: Connection, number: int, *, to_write: bool = False) -> Held:
        """The row of a case.

        Raises:
            NoSuchCaseError: there is none.
            RecordDamagedError: there is none, but there are events.
        """
        try:
            row = held(connection, number, to_write=to_write)
        except TypeError as error:  # its seal is none
            raise damaged(self.where, echo(error), str(number)) from error
        if row is not None:
            return row
        if self.stored(connection, number):
            message = worded("case {case} is missing in the list of cases", case=number)
            raise damaged(self.where, message, str(number))
        raise no_such_case(str(number))

    def case(self, connection: Connection, number: int, row: Held) -> Case:
        """The case in this row.

        Raises:
            RecordDamagedError: its history does not hold together.
        """
        name = str(number)
        known = self._remembered.get(name)
        if known is not None and known.version == row.version and known.head == row.head:
            return known
        rows = self.stored(connection, number)
        for found in breaks_of(name, rows, bytes.fromhex(row.head)):
            raise self._broken(name, found)
        return self.told(name, rows)

    def stored(self, connection: Connection, number: int) -> list[StoredEvent]:
        """The rows of the history of a case."""
        lowest, highest = spots(number)
        found = connection.execute(_EVENTS, {"lowest": lowest, "highest": highest}).all()
        digests = self._bases.digests(connection, (row.kb for row in found))
        try:
            return list(stored_events(found, digests))
        except (TypeError, ValueError) as error:
            raise damaged(self.where, echo(error), str(number)) from error

    def events(self, case: str, rows: Sequence[StoredEvent]) -> tuple[CaseEvent, ...]:
        """The events in ``rows``.

        Raises:
            RecordDamagedError: one of them cannot be read.
        """
        try:
            return read_events(case, rows)
        except (DiagnoseError, ValueError, TypeError, RecursionError) as error:
            raise damaged(self.where, echo(error), case) from error

    def told(self, case: str, rows: Sequence[StoredEvent]) -> Case:
        """The case with these ``rows``, which hold together.

        Raises:
            RecordDamagedError: they are no history all the same.
        """
        try:
            return Case.of(case, self.events(case, rows))
        except DiagnoseError as error:
            raise error if isinstance(error, RecordDamagedError) else damaged(self.where, echo(error), case) from error

    def breaks(self, connection: Connection, number: int) -> tuple[Break, ...]:
        """Where what is stored of a case does not hold together.

        Raises:
            NoSuchCaseError: nothing is stored of it.
        """
        case = str(number)
        row = connection.execute(select(cases).where(cases.c.number == number)).mappings().one_or_none()
        rows = self.stored(connection, number)
        if row is None:
            if not rows:
                raise no_such_case(case)
            return (Break(0, worded("the case is missing in the list of cases")),)
        head = row["head"] if isinstance(row["head"], bytes) else b""
        found = tuple(breaks_of(case, rows, head))
        if found:
            return found
        wrong = sorted(name for name, value in derived(self.told(case, rows)).items() if row[name] != value)
        return tuple(
            Break(len(rows), worded("the list of cases says something else in '{name}'", name=name)) for name in wrong
        )

    def _broken(self, case: str, found: Break) -> RecordDamagedError:
        reason = worded(
            "the history of case {case} was altered at event {number}: {reason}",
            case=case,
            number=found.number,
            reason=found.reason,
        )
        return damaged(self.where, reason, case)


def stray_numbers(connection: Connection) -> list[int]:
    """The numbers of cases with events but without a row, in their order."""
    numbers = select(case_of(events.c.id)).where(events.c.id > MOST_EVENTS).except_(select(cases.c.number))
    return sorted(connection.execute(numbers).scalars())


def number_of(case: str) -> int:
    """The number that the id ``case`` is.

    Raises:
        NoSuchCaseError: it is none, so there is no such case.
    """
    if not (case.isascii() and case.isdigit() and case[0] != "0" and len(case) < 15):
        raise no_such_case(case)
    return int(case)


def no_such_case(case: str) -> NoSuchCaseError:
    """Nothing is known of ``case``."""
    return NoSuchCaseError(worded("there is no case '{case}'", case=echo(case)), case)
