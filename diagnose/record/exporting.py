"""A record as JSON lines, in bounded memory and without keeping anybody from writing."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, select, tuple_

from diagnose.errors import echo
from diagnose.record.bases import Bases
from diagnose.record.database import Database
from diagnose.record.history import StoredEvent, stored_events
from diagnose.record.lessons import all_lessons
from diagnose.record.moments import shown_or_none
from diagnose.record.source import RecordedCases
from diagnose.record.tables import cases, complaints, events, feature_names, keys, knowledge_bases, playbooks, spots
from diagnose.record.transfer import RECORD, about_data, about_of_row, line_of
from diagnose.record.troubles import damaged

_AT_ONCE: Final = 200
_KEYS_AT_ONCE: Final = 2_000


def lines(database: Database, bases: Bases) -> Iterator[str]:
    """The whole record, and last how many lines that were, so that nobody takes half of it for all."""
    count = 0
    for line in _lines(database, bases):
        count += 1
        yield line
    yield line_of({"end": count})


def _lines(database: Database, bases: Bases) -> Iterator[str]:
    """Knowledge bases first. Each case comes as it is when its turn comes."""
    yield line_of({"schema": RECORD})
    yield from _knowledge(database)
    yield from _cases(database, bases)
    yield from _complaints(database)
    yield from _keys(database)
    for each in database.read(all_lessons):
        told = {"lesson": each.playbook, "case": each.case, "knowledge_base": each.digest, "at": each.at.isoformat()}
        yield line_of(told)


def _knowledge(database: Database) -> Iterator[str]:
    numbers = database.read(lambda one: one.execute(select(knowledge_bases.c.id).order_by("id")).scalars().all())
    for number in numbers:
        wanted = select(knowledge_bases).where(knowledge_bases.c.id == number)
        row = database.read(lambda one, wanted=wanted: one.execute(wanted).one())  # type: ignore[misc]
        archive = None if row.archive is None else base64.b64encode(row.archive).decode("ascii")
        told = {"knowledge_base": row.digest, "name": row.name, "version": row.version, "at": _moment(row.kept_at)}
        yield line_of({**told, "archive": archive})
    first = (
        select(playbooks.c.playbook, knowledge_bases.c.digest, playbooks.c.first_at)
        .join_from(playbooks, knowledge_bases, playbooks.c.first_kb == knowledge_bases.c.id)
        .order_by(playbooks.c.playbook)
    )
    for playbook, digest, at in database.read(lambda one: one.execute(first).all()):
        yield line_of({"playbook": playbook, "knowledge_base": digest, "at": _moment(at)})


def _cases(database: Database, bases: Bases) -> Iterator[str]:
    source = RecordedCases(database)
    last = 0
    while True:
        rows, histories = database.read(lambda one, last=last: _some(one, last, bases))  # type: ignore[misc]
        if not rows:
            return
        features = {each.case: each.features for each in source.described(str(row["number"]) for row in rows).values()}
        for row in rows:
            last = int(row["number"])
            about = about_of_row(row, features.get(str(last), frozenset()))
            told = [_told(database.where, str(last), each) for each in histories.get(last, ())]
            yield line_of({"case": str(last), "about": about_data(about), "events": told, "head": _seal(row["head"])})


def _some(connection: Connection, last: int, bases: Bases) -> tuple[Sequence[Any], dict[int, list[StoredEvent]]]:
    rows = (
        connection.execute(select(cases).where(cases.c.number > last).order_by(cases.c.number).limit(_AT_ONCE))
        .mappings()
        .all()
    )
    if not rows:
        return rows, {}
    lowest, highest = spots(rows[0]["number"])[0], spots(rows[-1]["number"])[1]
    wanted = (events.c.id, events.c.kind, events.c.at, events.c.kb, events.c.body, events.c.seal)
    found = connection.execute(select(*wanted).where(events.c.id.between(lowest, highest)).order_by(events.c.id)).all()
    digests = bases.digests(connection, {row.kb for row in found})
    return rows, {number: list(stored_events(group, digests)) for number, group in groupby(found, _case_of)}


def _seal(head: Any) -> str:
    """The last seal in hexadecimal; nothing, which no import takes, where something else stands in its place."""
    return bytes(head).hex() if isinstance(head, bytes | memoryview) else ""


def _case_of(row: Any) -> int:
    return int(row.id) >> 16


def _told(where: str, case: str, event: StoredEvent) -> dict[str, Any]:
    try:
        return {**event.data(), "seal": event.seal.hex()}
    except (ValueError, TypeError, RecursionError) as error:
        raise damaged(where, echo(error), case) from error


def _complaints(database: Database) -> Iterator[str]:
    """What cases are about, by feature: many cases to a line."""
    named = select(feature_names.c.id, feature_names.c.name)
    found = database.read(lambda one: one.execute(named).all())
    for number, name in sorted(found, key=lambda each: str(each[1])):
        last = (-(1 << 62), 0)
        while rows := database.read(_complaints_after(number, last)):
            last = (rows[-1][0], rows[-1][1])
            yield line_of({"complaint": name, "cases": [[str(case), at, *kind] for at, case, *kind in rows]})


def _complaints_after(feature: int, last: tuple[int, int]) -> Callable[[Connection], Sequence[Any]]:
    place = tuple_(complaints.c.opened_at, complaints.c.case_number)
    wanted = (
        select(complaints.c.opened_at, complaints.c.case_number, complaints.c.equipment, complaints.c.location)
        .where(complaints.c.feature == feature, place > tuple_(*last))
        .order_by(complaints.c.opened_at, complaints.c.case_number)
        .limit(_KEYS_AT_ONCE)
    )
    return lambda connection: connection.execute(wanted).all()


def _keys(database: Database) -> Iterator[str]:
    last = ""
    while True:
        wanted = select(keys).where(keys.c.key > last).order_by(keys.c.key).limit(_KEYS_AT_ONCE)
        rows = database.read(lambda one, wanted=wanted: one.execute(wanted).all())  # type: ignore[misc]
        if not rows:
            return
        for row in rows:
            last = row.key
            told = {"key": row.key, "case": str(row.case_number), "version": row.version}
            yield line_of({**told, "fingerprint": bytes(row.fingerprint).hex()})


def _moment(milliseconds: int | None) -> str | None:
    moment = shown_or_none(milliseconds)
    return None if moment is None else moment.isoformat()
