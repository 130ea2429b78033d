"""Which kind of database a record lies in."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from diagnose.errors import RecordUnreachableError, UsageError, echo
from diagnose.record.database import Database
from diagnose.record.patience import Patience
from diagnose.record.postgres import open_server
from diagnose.record.sqlite import open_file
from diagnose.wording import phrase, worded

_POSTGRES = ("postgresql", "postgres", "postgresql+psycopg")


def open_database(where: str | Path, patience: float) -> Database:
    """The database at a path or a URL, with the newest tables.

    Raises:
        UsageError: it is the URL of something else.
        RecordError: it cannot be opened.
    """
    waits = Patience(patience)
    if isinstance(where, Path) or "://" not in where:
        return open_file(_path(Path(where)), waits)
    url = _url(where)
    if url.drivername == "sqlite" and url.database:
        return open_file(_path(Path(url.database)), waits)
    if url.drivername in _POSTGRES:
        return open_server(url.set(drivername="postgresql+psycopg"), waits)
    message = worded("a record lies in a file or in PostgreSQL, not in '{kind}'", kind=echo(url.drivername))
    raise UsageError(worded("{problem}; write a path or postgresql://...", problem=message))


def _url(where: str) -> URL:
    try:
        return make_url(where)
    except (ArgumentError, ValueError):
        raise UsageError(worded("this is no URL of a database; write a path or postgresql://...")) from None


def _path(path: Path) -> Path:
    """``path``, if a file can be there.

    Raises:
        UsageError: the name is one that SQLite keeps for databases in memory.
        RecordUnreachableError: there is no such folder, or nobody may look into it.
    """
    if path.name in ("", ":memory:"):
        raise UsageError(worded("a record lies in a file; name one"))
    where = str(path)
    try:
        problem = _problem(path)
    except OSError as error:
        problem = phrase(error.strerror or "error")
    if problem is None:
        return path
    message = worded("the record '{where}' cannot be opened: {reason}", where=echo(where), reason=problem)
    raise RecordUnreachableError(message, where)


def _problem(path: Path) -> str | None:
    """Why no file can be at ``path``."""
    if "\0" in str(path) or not path.parent.is_dir():
        return phrase("there is no such folder")
    return phrase("this is a folder") if path.is_dir() else None
