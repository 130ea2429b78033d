"""The record in PostgreSQL."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import URL

from diagnose.errors import MissingExtraError
from diagnose.record.database import Database
from diagnose.record.migrating import HEAD, check_known, migrate
from diagnose.record.patience import Patience, Wait
from diagnose.wording import worded

STARTING: Final = 0x64696167
"""The advisory lock of whoever looks at the schema."""


def open_server(url: URL, patience: Patience) -> Database:
    """The record in the database that ``url`` names.

    Raises:
        MissingExtraError: there is no driver.
        RecordError: it cannot be reached, or holds a newer schema.
    """
    where = url.render_as_string(hide_password=True)
    try:
        engine = create_engine(url, pool_size=8, max_overflow=-1, isolation_level="READ COMMITTED")
    except ModuleNotFoundError as error:
        message = worded("PostgreSQL needs a package that is not installed: pip install 'diagnose[postgres]'")
        raise MissingExtraError(message, "psycopg", "postgres") from error
    bound = max(1, round(patience.seconds * 1000))
    event.listen(engine, "connect", lambda connection, _: _settle(connection, bound))
    database = Database(engine, where, patience, _begin)
    try:
        if database.read(lambda connection: _schema(connection, where)) != HEAD:
            database.write(lambda connection: _set_up(connection, where))
    except BaseException:
        database.close()
        raise
    return database


def _settle(connection: Any, bound: int) -> None:
    """Nobody waits for ever, and what is committed is on the disk, whatever the server does for others."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {bound}")
        if cursor.execute("SHOW synchronous_commit").fetchone()[0] == "off":
            cursor.execute("SET synchronous_commit = on")
    connection.commit()


def _begin(connection: Connection, wait: Wait, writes: bool) -> None:  # noqa: ARG001 - see Begin
    """Reads see one moment; who writes locks what it writes."""
    if not writes:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _schema(connection: Connection, where: str) -> str | None:
    if connection.exec_driver_sql("SELECT to_regclass('record_schema')").scalar() is None:
        return None
    return check_known(connection.exec_driver_sql("SELECT version_num FROM record_schema").fetchone(), where)


def _set_up(connection: Connection, where: str) -> None:
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({STARTING})")
    if _schema(connection, where) != HEAD:
        migrate(connection)
