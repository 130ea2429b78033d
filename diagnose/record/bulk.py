"""Many rows at once, handed to the driver as they are: building each statement would cost more than the rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table


def insert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts ``rows``, which have the same columns."""
    if not rows:
        return
    named = ":{}" if connection.dialect.name == "sqlite" else "%({})s"
    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(quote(name) for name in rows[0])
    values = ", ".join(named.format(name) for name in rows[0])
    connection.exec_driver_sql(f"INSERT INTO {table.name} ({columns}) VALUES ({values})", list(rows))  # noqa: S608
