"""Knowledge bases by digest: what events are stored with in place of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from diagnose.record.tables import knowledge_bases


class Bases:
    """The numbers of the knowledge bases that were seen so far; they never change, so threads may share them."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._digests: dict[int, str] = {}

    def digests(self, connection: Connection, numbers: Iterable[int | None]) -> Mapping[int, str]:
        """The digests of at least these ``numbers``, as far as there are any."""
        if {each for each in numbers if each is not None} - self._digests.keys():
            self._look(connection)
        return self._digests

    def numbers(self, connection: Connection, digests: Iterable[str | None]) -> Mapping[str, int]:
        """The numbers of these ``digests``; those that are new are entered, without what they stand for."""
        wanted = {each for each in digests if each is not None}
        if not wanted - self._numbers.keys():
            return self._numbers
        self._look(connection)
        new = sorted(wanted - self._numbers.keys())
        if not new:
            return self._numbers
        connection.execute(insert_or_leave(connection, knowledge_bases), [{"digest": each} for each in new])
        known = knowledge_bases.c
        found = connection.execute(select(known.digest, known.id).where(known.digest.in_(new)))
        return {**self._numbers, **{str(digest): int(number) for digest, number in found}}

    def _look(self, connection: Connection) -> None:
        found = connection.execute(select(knowledge_bases.c.id, knowledge_bases.c.digest)).all()
        self._digests.update({int(number): str(digest) for number, digest in found})
        self._numbers.update({str(digest): int(number) for number, digest in found})


def insert_or_leave(connection: Connection, table: Table) -> Any:
    """An insertion that leaves alone what is there already."""
    made = sqlite_insert if connection.dialect.name == "sqlite" else postgres_insert
    return made(table).on_conflict_do_nothing()
