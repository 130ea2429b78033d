"""What went wrong in a database, as an error that says what to do."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from diagnose.errors import (
    NotARecordError,
    RecordBusyError,
    RecordDamagedError,
    RecordError,
    RecordFullError,
    RecordReadOnlyError,
    RecordUnreachableError,
    echo,
)
from diagnose.wording import worded

_FULL: Final = frozenset(
    {
        sqlite3.SQLITE_IOERR_WRITE,
        sqlite3.SQLITE_IOERR_FSYNC,
        sqlite3.SQLITE_IOERR_TRUNCATE,
        sqlite3.SQLITE_IOERR_SHMSIZE,
    }
)
_BY_CODE: Final = {
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_PERM: "read-only",
    sqlite3.SQLITE_CANTOPEN: "unreachable",
    sqlite3.SQLITE_NOTADB: "no record",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_FORMAT: "damaged",
    sqlite3.SQLITE_TOOBIG: "damaged",
    sqlite3.SQLITE_MISMATCH: "damaged",
    sqlite3.SQLITE_CONSTRAINT: "damaged",
    sqlite3.SQLITE_ERROR: "damaged",
}
_BY_STATE: Final = {
    "40001": "busy",
    "40P01": "busy",
    "23505": "busy",
    "55P03": "busy",
    "53300": "busy",
    "53100": "full",
    "25006": "read-only",
    "42501": "read-only",
    "42P01": "damaged",
    "42703": "damaged",
    "XX001": "damaged",
    "XX002": "damaged",
}


def trouble_of(error: SQLAlchemyError | sqlite3.Error, where: str) -> RecordError:
    """What ``error``, which came from the database at ``where``, means to whoever keeps the record."""
    origin = error.orig if isinstance(error, DBAPIError) else error
    reason = echo(_cause(str(origin)))
    return _told(_kind(origin, where), where, reason)


def _cause(text: str) -> str:
    """The first line of what a database says, without the address, which the name of the record says already."""
    line = text.strip().partition("\n")[0]
    address, failed, cause = line.rpartition(" failed: ")
    return cause if failed and address.startswith("connection ") else line


def damaged(where: str, reason: str, case: str = "") -> RecordDamagedError:
    """The record holds what was never written there."""
    message = worded("the record '{where}' is damaged: {reason}; restore a copy", where=echo(where), reason=reason)
    return RecordDamagedError(message, where, case)


def _kind(origin: BaseException | None, where: str) -> str:
    if isinstance(origin, sqlite3.Error):
        return _kind_of_file(origin, where)
    state = getattr(origin, "sqlstate", None)
    if state is None or state.startswith(("08", "57P", "28", "3D")):
        return "unreachable"
    return _BY_STATE.get(state, "other")


def _kind_of_file(origin: sqlite3.Error, where: str) -> str:
    code = getattr(origin, "sqlite_errorcode", None)
    if code is None:
        return "damaged" if isinstance(origin, sqlite3.OperationalError) else "other"
    if code in _FULL:
        return "full"
    if code == sqlite3.SQLITE_IOERR_SHORT_READ:
        return "damaged"
    kind = _BY_CODE.get(code & 0xFF, "other")
    folder = Path(where).absolute().parent
    if kind == "unreachable" and folder.is_dir() and not os.access(folder, os.W_OK):
        return "read-only"
    return kind


def _told(kind: str, where: str, reason: str) -> RecordError:
    place = echo(where)
    match kind:
        case "busy":
            message = worded("the record '{where}' is busy: others did not let go of it in time", where=place)
            return RecordBusyError(message, where)
        case "full":
            message = worded("there is no room for the record '{where}': {reason}", where=place, reason=reason)
            return RecordFullError(message, where)
        case "read-only":
            message = worded("the record '{where}' may not be written: {reason}", where=place, reason=reason)
            return RecordReadOnlyError(message, where)
        case "unreachable":
            message = worded("the record '{where}' cannot be opened: {reason}", where=place, reason=reason)
            return RecordUnreachableError(message, where)
        case "no record":
            return not_a_record(where)
        case "damaged":
            return damaged(where, reason)
        case _:
            return RecordError(worded("the record '{where}' fails: {reason}", where=place, reason=reason), where)


def not_a_record(where: str) -> NotARecordError:
    """Something else lies there."""
    message = worded("'{where}' is no record of cases; name another file or database", where=echo(where))
    return NotARecordError(message, where)
