"""Peers of the record: the same rows written by a bare driver, with the same durability, and a plain ``BEGIN``."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from random import Random
from time import perf_counter
from typing import Any

from benchmarks.recording.histories import LINES, Drawn
from benchmarks.recording.writing import MARK, PAGE, SHARED, Acknowledged, RecordDesk
from diagnose.record import Record
from diagnose.record.tables import cases

TABLES = (
    ("cases", "number = {0}"),
    ("events", "id BETWEEN {0} * 65536 AND {0} * 65536 + 65535"),
    ("stays", "id BETWEEN {0} * 65536 AND {0} * 65536 + 65535"),
    ("complaints", "case_number = {0}"),
)
Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]


class Bare:
    """A connection of a bare driver that writes rows as they are given."""

    def __init__(self, execute: Callable[[str, Sequence[Any]], object], mark: str, begin: str) -> None:
        self.execute = execute
        self.mark = mark
        self.begin = begin

    def add(self, rows: Rows) -> None:
        """One transaction with all ``rows``."""
        self.execute(self.begin, ())
        for table, several in rows.items():
            for row in several:
                self._insert(table, row)
        self.execute("COMMIT", ())

    def grow(self, number: int, rows: Rows) -> None:
        """One transaction: the version is looked at, the case gets its new columns and its new events."""
        self.execute(self.begin, ())
        self.execute(f"SELECT version, head FROM cases WHERE number = {self.mark}", (number,))
        for row in rows["cases"]:
            names = ", ".join(f'"{name}" = {self.mark}' for name in row)
            self.execute(f"UPDATE cases SET {names} WHERE number = {self.mark}", (*row.values(), number))
        for row in rows["events"]:
            self._insert("events", row)
        self.execute("COMMIT", ())

    def _insert(self, table: str, row: Row) -> None:
        names, marks = ", ".join(f'"{name}"' for name in row), ", ".join(self.mark for _ in row)
        self.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))


@contextmanager
def bare_file(path: str) -> Iterator[Bare]:
    """A bare connection to the tables in this file."""
    Record.open(path).close()
    with closing(connected(path)) as connection:
        yield Bare(connection.execute, "?", "BEGIN IMMEDIATE")


@contextmanager
def bare_server(where: str) -> Iterator[Bare]:
    """A bare connection to the tables on this server."""
    import psycopg

    Record.open(where).close()
    with psycopg.connect(where, autocommit=True) as connection:
        yield Bare(connection.execute, "%s", "BEGIN")


def connected(path: str) -> sqlite3.Connection:
    """A connection that is as durable as those of the record, and waits as SQLite itself does."""
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    for setting in ("journal_mode = WAL", "synchronous = FULL", "fullfsync = ON"):
        connection.execute(f"PRAGMA {setting}")
    return connection


def side_by_side(where: str, bare: Bare, drawn: Drawn, times: int) -> dict[str, tuple[list[float], list[float]]]:
    """Milliseconds of the record and of the bare driver, which write the same rows in turns in one process."""
    desk = RecordDesk(where, 1, drawn)
    spent: dict[str, tuple[list[float], list[float]]] = {"new case": ([], []), "own case": ([], [])}
    for turn in range(times):
        took, done = _timed(lambda turn=turn: desk.new_case(f"new-{turn}"))
        rows = _rows(desk.record, int(done.case))
        spent["new case"][0].append(took)
        spent["new case"][1].append(_timed(lambda rows=rows: bare.add(rows))[0])
        took, done = _timed(lambda turn=turn: desk.own_case(f"own-{turn}"))
        rows = _rows(desk.record, int(done.case), done.number)
        spent["own case"][0].append(took)
        spent["own case"][1].append(_timed(lambda rows=rows, done=done: bare.grow(int(done.case), rows))[0])
    desk.record.close()
    return spent


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    begun = perf_counter()
    found = work()
    return (perf_counter() - begun) * 1e3, found


def _rows(record: Record, number: int, since: int = 0) -> dict[str, list[Row]]:
    """The rows of a case; of its events those from ``since`` on."""
    found = {}
    for table, where in TABLES:
        statement = f"SELECT * FROM {table} WHERE {where.format(number)}"
        found[table] = record.measure(lambda to, asked=statement: _plain(to.exec_driver_sql(asked).mappings().all()))
    return {**found, "events": [row for row in found["events"] if row["id"] % 65536 >= since]}


def _plain(rows: Sequence[Any]) -> list[Row]:
    return [dict(row) for row in rows]


class PlainDesk:
    """What many programs do: ``BEGIN``, look, write, with the time-out of SQLite itself; one row a table, no chain."""

    BEGIN = "BEGIN"

    def __init__(self, where: str, number: int, drawn: Drawn) -> None:  # noqa: ARG002 - see Desk
        self.connection = connected(where)
        self.random = Random(number)
        self.own: list[int] = []
        self.attempts: list[float] = []
        self.faster = 0

    def new_case(self, mark: str) -> Acknowledged:
        number, _ = self._do(None, mark)
        self.own.append(number)
        return Acknowledged(str(number), 1, mark)

    def own_case(self, mark: str) -> Acknowledged:
        if not self.own:
            return self.new_case(mark)
        return self._append(self.random.choice(self.own), mark)

    def shared_case(self, mark: str) -> Acknowledged:
        return self._append(self.random.randint(1, SHARED), mark)

    def queue(self, mark: str) -> None:  # noqa: ARG002 - see Desk
        asked = "SELECT * FROM cases WHERE line = ? AND queue_at IS NOT NULL ORDER BY queue_at, number LIMIT ?"
        self.connection.execute(asked, (self.random.choice(LINES), PAGE)).fetchall()

    def _append(self, case: int, mark: str) -> Acknowledged:
        return Acknowledged(str(case), self._do(case, mark)[1], mark)

    def _do(self, case: int | None, mark: str) -> tuple[int, int]:
        to = self.connection
        to.execute(self.BEGIN)
        try:
            if case is None:
                (found,) = to.execute("SELECT coalesce(max(number), 0) + 1 FROM cases").fetchone()
                version, number = 1, int(found)
                to.execute("INSERT INTO cases SELECT ?, " + _OTHERS + " FROM cases WHERE number = 1", (number,))
            else:
                version, number = (
                    1 + to.execute("SELECT version FROM cases WHERE number = ?", (case,)).fetchone()[0],
                    case,
                )
                to.execute("UPDATE cases SET version = ? WHERE number = ?", (version, number))
            row = (number * 65536 + 30_000 + version, "told", 0, None, f'{{"{MARK}":"{mark}"}}' + " " * 200, bytes(32))
            to.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)", row)
            to.execute("COMMIT")
        except BaseException:
            if to.in_transaction:
                to.execute("ROLLBACK")
            raise
        return number, version


class ImmediateDesk(PlainDesk):
    """The same begun with ``BEGIN IMMEDIATE``: SQLite itself does the waiting."""

    BEGIN = "BEGIN IMMEDIATE"


_OTHERS = ", ".join(each.name for each in cases.columns if each.name != "number")
