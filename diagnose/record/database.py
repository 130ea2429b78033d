"""A database and its transactions: each begins, works and ends in one call, as often as it takes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from diagnose.errors import RecordBusyError, echo
from diagnose.record.forks import Gate, watch
from diagnose.record.patience import Patience, Wait
from diagnose.record.sorting import set_for_sorting
from diagnose.record.troubles import damaged, trouble_of

T = TypeVar("T")
Begin = Callable[[Connection, Wait, bool], None]
"""Begins a transaction on a connection; whether it is going to write is said by the last argument."""
Within = Callable[[Connection], AbstractContextManager[object]]
"""How a connection is set for the time of a transaction."""


class Database:
    """Reads and writes at ``where``; threads and forked processes may share it."""

    def __init__(self, engine: Engine, where: str, patience: Patience, begin: Begin) -> None:
        self.where = where
        self.is_file = engine.dialect.name == "sqlite"
        self.patience = patience
        self._engine = engine
        self._begin = begin
        self._gate = Gate(engine.dispose, lambda: engine.dispose(close=False))
        watch(self._gate)

    def read(self, work: Callable[[Connection], T]) -> T:
        """What ``work`` finds, all of it at one moment; never waits for those who write."""
        return self._run(work, False)

    def measure(self, work: Callable[[Connection], T]) -> T:
        """The same, for ``work`` that sorts whole tables."""
        return self._run(work, False, set_for_sorting)

    def write(self, work: Callable[[Connection], T]) -> T:
        """What ``work`` gives back once what it did is safe on the disk; it may be called again if others interfere."""
        return self._run(work, True)

    def close(self) -> None:
        """Lets go of every connection; the database may be used again afterwards."""
        self._engine.dispose()

    def _run(self, work: Callable[[Connection], T], writes: bool, within: Within = nullcontext) -> T:
        wait = self.patience.begin()
        with self._gate.inside():
            while True:
                try:
                    return self._once(work, wait, writes, within)
                except UnicodeDecodeError as error:
                    raise damaged(self.where, echo(error)) from error
                except (SQLAlchemyError, sqlite3.Error) as error:
                    trouble = trouble_of(error, self.where)
                    again = isinstance(trouble, RecordBusyError) or _was_cut_off(error)
                    if not again or not wait.go_on():
                        raise trouble from error

    def _once(self, work: Callable[[Connection], T], wait: Wait, writes: bool, within: Within) -> T:
        with self._engine.connect() as connection, within(connection):
            self._begin(connection, wait, writes)
            found = work(connection)
            if writes:
                connection.commit()
            return found


def _was_cut_off(error: Exception) -> bool:
    """Whether a kept connection turned out to be dead; nothing was sent over it that could have taken effect."""
    return isinstance(error, DBAPIError) and error.connection_invalidated and not _while_committing(error)


def _while_committing(error: DBAPIError) -> bool:
    return error.statement is None
