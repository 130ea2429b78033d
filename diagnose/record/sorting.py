"""How SQLite is set while whole tables are sorted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection

SORTING: Final[Mapping[str, int]] = {"cache_size": -2000, "temp_store": 1}
"""Small portions that go to files are sorted twice as fast as one large heap, and in bounded memory."""


@contextmanager
def set_for_sorting(connection: Connection) -> Iterator[None]:
    """Inside it ``connection``, which is in no transaction yet, is set for statements that sort whole tables.

    A transaction that was begun inside is rolled back at the end.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    before = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in SORTING}
    _set(connection, SORTING)
    try:
        yield
    finally:
        connection.rollback()
        _set(connection, before)


def _set(connection: Connection, settings: Mapping[str, int]) -> None:
    for name, value in settings.items():
        connection.exec_driver_sql(f"PRAGMA {name} = {value}")
