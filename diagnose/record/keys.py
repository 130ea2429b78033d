"""Idempotency keys: a request that is made again finds what it led to the first time."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy import Connection, func, insert, select

from diagnose.case.events import Deed, What, kind_of
from diagnose.case.writing import canonical, what_data
from diagnose.errors import KeyReusedError, UsageError, echo
from diagnose.record.tables import keys
from diagnose.wording import worded

_LONGEST = 255


def checked(key: str) -> str:
    """``key``, which can be stored.

    Raises:
        UsageError: it is empty, too long or not printable.
    """
    if not 0 < len(key) <= _LONGEST or not key.isprintable():
        raise UsageError(worded("an idempotency key has 1 to 255 printable characters"))
    return key


def fingerprint(request: str) -> bytes:
    """What tells this ``request`` from others under the same key."""
    return hashlib.sha256(request.encode("utf-8", "surrogatepass")).digest()[:16]


def request_of(case: str | None, deeds: Sequence[tuple[Deed, What]]) -> str:
    """What was asked for: the first deed without its time, for what follows from it may differ the next time."""
    deed, what = deeds[0]
    return canonical([case, deed.by, kind_of(what), what_data(what)])


def lock_key(connection: Connection, key: str) -> None:
    """Nobody else uses ``key`` until the transaction ends; in SQLite nobody else writes at all."""
    if connection.dialect.name != "sqlite":
        number = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], signed=True)
        connection.execute(select(func.pg_advisory_xact_lock(number)))


def led_to(connection: Connection, key: str, request: str | None) -> int | None:
    """The number of the case that ``key`` led to, None if it was never used.

    Raises:
        KeyReusedError: it was used for something else than ``request``.
    """
    row = connection.execute(select(keys.c.case_number, keys.c.fingerprint).where(keys.c.key == key)).one_or_none()
    if row is None:
        return None
    if request is not None and bytes(row.fingerprint) != fingerprint(request):
        message = worded(
            "the idempotency key '{key}' was used for another request, which led to case {case}",
            key=echo(key),
            case=row.case_number,
        )
        raise KeyReusedError(message, key, str(row.case_number))
    return int(row.case_number)


def note(connection: Connection, key: str, number: int, version: int, request: str) -> None:
    """``key`` has led to this version of the case."""
    row = {"key": key, "case_number": number, "version": version, "fingerprint": fingerprint(request)}
    connection.execute(insert(keys), row)
