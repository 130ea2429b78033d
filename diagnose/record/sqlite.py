"""The record in a file of SQLite: what is acknowledged is on the disk, and a writer never waits in vain."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final, TypeVar

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import QueuePool

from diagnose.errors import echo
from diagnose.record.database import Database
from diagnose.record.migrating import HEAD, check_known, migrate
from diagnose.record.patience import Patience, Wait
from diagnose.record.troubles import damaged, not_a_record, trouble_of

APPLICATION: Final = 0x64696167
"""Marks a file as a record of ours."""

_SETTINGS: Final = (
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",
    "PRAGMA cell_size_check = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cache_size = -16000",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA journal_size_limit = 67108864",
)


T = TypeVar("T")


def open_file(path: Path, patience: Patience) -> Database:
    """The record in the file at ``path``, which is made if there is none.

    Raises:
        RecordError: it cannot be opened; nothing was altered.
    """
    where = str(path)
    wait = patience.begin()
    try:
        found = _look(path, wait)
        if found != HEAD:
            _make_durable(path, wait)
    except sqlite3.Error as error:
        raise trouble_of(error, where) from error
    except UnicodeDecodeError as error:  # what SQLite quotes of a damaged schema
        raise damaged(where, echo(error)) from error
    engine = create_engine(
        "sqlite://", creator=lambda: _connect(path), poolclass=QueuePool, pool_size=8, max_overflow=-1
    )
    database = Database(engine, where, patience, _begin)
    try:
        if found != HEAD:
            database.write(_set_up)
    except BaseException:
        database.close()
        raise
    return database


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False, cached_statements=256)
    try:
        for setting in _SETTINGS:
            connection.execute(setting)
    except BaseException:
        connection.close()
        raise
    return connection


def _begin(connection: Connection, wait: Wait, writes: bool) -> None:
    """Begins on the driver's own connection: that is where it is cheap to ask again and again."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - the engine above makes no others
    if writes:
        _insist(driver, "BEGIN IMMEDIATE", wait)
    else:
        driver.execute("BEGIN")


def _insist(driver: sqlite3.Connection, statement: str, wait: Wait) -> None:
    while True:
        try:
            driver.execute(statement).close()
        except sqlite3.OperationalError as error:
            _wait_or_raise(error, wait)
        else:
            return


def _asked(path: Path, wait: Wait, ask: Callable[[sqlite3.Connection], T]) -> T:
    """What ``ask`` finds over a connection of its own.

    Connecting reads the file, so it may be locked out too, by somebody who sets it up or takes it back into one.
    """
    while True:
        try:
            with closing(_connect(path)) as connection:
                return ask(connection)
        except sqlite3.OperationalError as error:
            _wait_or_raise(error, wait)


def _wait_or_raise(error: sqlite3.OperationalError, wait: Wait) -> None:
    if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or not wait.go_on():
        raise error


def _look(path: Path, wait: Wait) -> str | None:
    """The schema of the file, None if there is nothing in it yet."""

    def ask(connection: sqlite3.Connection) -> str | None:
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
        (count,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if count == 0:
            return None
        if mark != APPLICATION:
            raise not_a_record(str(path))
        return check_known(connection.execute("SELECT version_num FROM record_schema").fetchone(), str(path))

    return _asked(path, wait, ask)


def _make_durable(path: Path, wait: Wait) -> None:
    """Writes ahead from now on; that is a property of the file."""
    _asked(path, wait, lambda connection: connection.execute("PRAGMA journal_mode = WAL").close())


def _set_up(connection: Connection) -> None:
    """The tables as they should be, unless another process has been faster."""
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema WHERE name = 'record_schema'").scalar()
    found = None
    if tables:
        found = connection.exec_driver_sql("SELECT version_num FROM record_schema").scalar()
    if found != HEAD:
        migrate(connection)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
