"""Histories as rows, and back: what does not hold together never comes back as a history."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from diagnose.case.chain import Break, genesis
from diagnose.case.events import CaseEvent
from diagnose.case.writing import body, canonical, event_of
from diagnose.errors import DiagnoseError
from diagnose.record.moments import stored
from diagnose.record.tables import MOST_EVENTS, spot
from diagnose.wording import worded

_OWN_COLUMNS: Final = frozenset({"number", "kind", "digest", "seal"})


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """A row of the table of events, with the ``digest`` that its knowledge base has."""

    number: int
    kind: str
    at: int
    digest: str | None
    body: str
    seal: bytes

    def data(self) -> dict[str, Any]:
        """What was sealed.

        Raises:
            ValueError: the body is no JSON.
            TypeError: it is no mapping.
        """
        digest = {} if self.digest is None else {"digest": self.digest}
        return {**json.loads(self.body), "number": self.number, "kind": self.kind, **digest}


def event_row(case: int, event: CaseEvent, bases: Mapping[str, int]) -> dict[str, Any]:
    """The row that holds ``event``; ``bases`` are the knowledge bases by digest."""
    data = body(event.number, event.deed, event.what)
    return row_of(case, data, stored(event.deed.at), event.seal, bases)


def row_of(case: int, data: Mapping[str, Any], at: int, seal: str, bases: Mapping[str, int]) -> dict[str, Any]:
    """The row that holds the event with this ``data``, which happened ``at``."""
    kept = {name: value for name, value in data.items() if name not in _OWN_COLUMNS}
    digest = data.get("digest")
    return {
        "id": spot(case, data["number"]),
        "kind": data["kind"],
        "at": at,
        "kb": None if digest is None else bases[digest],
        "body": canonical(kept),
        "seal": bytes.fromhex(seal),
    }


def stored_events(rows: Iterable[Sequence[Any]], digests: Mapping[int, str]) -> Iterator[StoredEvent]:
    """The rows (id, kind, at, kb, body, seal) of one case; a knowledge base that is not listed has the digest ``?``."""
    for place, kind, at, base, text, seal in rows:
        digest = None if base is None else digests.get(base, "?")
        yield StoredEvent(place & MOST_EVENTS, kind, at, digest, text, bytes(seal))


def seal_of_data(before: str, data: Mapping[str, Any]) -> str:
    """The seal of an event with this ``data`` that stands after the seal ``before``."""
    return hashlib.sha256(f"{before}\n{canonical(data)}".encode()).hexdigest()


def read_events(case: str, rows: Iterable[StoredEvent]) -> tuple[CaseEvent, ...]:
    """The events as they stand, whether or not they hold together.

    Raises:
        HistoryFormatError: one of them cannot be read.
        ValueError: the same.
        TypeError: the same.
    """
    found = []
    before = genesis(case)
    for row in rows:
        seal = row.seal.hex()
        found.append(event_of({**row.data(), "before": before, "seal": seal}))
        before = seal
    return tuple(found)


def breaks_of(case: str, rows: Iterable[StoredEvent], head: bytes) -> Iterator[Break]:
    """Where the rows of ``case`` do not hold together, the first first."""
    number, before = 0, genesis(case)
    for row in rows:
        number += 1
        if row.number != number:
            yield Break(row.number, worded("event {number} should stand here", number=number))
            number = row.number
        yield from (Break(number, reason) for reason in _wrong(before, row))
        before = row.seal.hex()
    if head.hex() != before:
        yield Break(number, worded("the history does not end here"))


def _wrong(before: str, row: StoredEvent) -> Iterator[str]:
    try:
        data = row.data()
        event = event_of({**data, "before": before, "seal": row.seal.hex()})
    except (DiagnoseError, ValueError, TypeError, RecursionError):
        yield worded("it cannot be read")
        return
    if seal_of_data(before, data) != row.seal.hex():
        yield worded("what it says, or what stands before it, is not what was sealed")
    if stored(event.deed.at) != row.at:
        yield worded("its time is not the one in the list of events")
