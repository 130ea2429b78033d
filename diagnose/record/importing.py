"""Exports taken in, in batches: what is there already stays, what has grown grows, what contradicts is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select, text, update

from diagnose.case import Case, CaseEvent
from diagnose.case.writing import body
from diagnose.errors import DiagnoseError, ExportFormatError, RecordError, echo
from diagnose.record.about import About
from diagnose.record.bases import Bases, insert_or_leave
from diagnose.record.bulk import insert_all
from diagnose.record.database import Database
from diagnose.record.findable import EVERYTHING, feature_ids, nameable
from diagnose.record.history import row_of
from diagnose.record.lessons import Lesson, learn
from diagnose.record.moments import stored, stored_or_none
from diagnose.record.projecting import derived, stay_rows, told
from diagnose.record.reading import number_of
from diagnose.record.tables import (
    cases,
    complaints,
    described,
    events,
    feature_names,
    features,
    keys,
    knowledge_bases,
    playbooks,
    spot,
    stays,
)
from diagnose.record.transfer import RECORD, Arriving, arriving, packed_of, read_line, unfit
from diagnose.record.writing import Change, Held, change_case
from diagnose.wording import worded

_EVENTS_AT_ONCE: Final = 10_000
_COUNT = (
    update(feature_names)
    .where(feature_names.c.id == bindparam("of_feature"))
    .values(count=feature_names.c.count + bindparam("more"))
)
_NUMBERED = text(
    "SELECT setval('cases_number_seq', "
    "GREATEST((SELECT last_value FROM cases_number_seq), (SELECT max(number) FROM cases)))"
)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did so far. ``conflicts`` are the cases that have another history here; they were left alone."""

    lines: int = 0
    new: int = 0
    grown: int = 0
    known: int = 0
    events: int = 0
    knowledge_bases: int = 0
    conflicts: tuple[str, ...] = ()


Progress = Callable[[Imported], None]


class Importer:
    """Takes in the lines of an export, one after the other."""

    def __init__(self, database: Database, bases: Bases, progress: Progress | None) -> None:
        self._database = database
        self._bases = bases
        self._progress = progress
        self._waiting: list[Arriving] = []
        self._count = 0
        self._ended = False
        self._done = Imported()

    def take_cases(self, told: Iterable[tuple[Case, About]]) -> Imported:
        """What was done with cases that were put together in memory, by whoever vouches for their seals."""
        for case, about in told:
            self._wait(Arriving(int(case.id), case, about, tuple(_data_of(each) for each in case.events)))
        self._flush()
        return self._done

    def take_in(self, lines: Iterable[str]) -> Imported:
        """What was done.

        Raises:
            ExportFormatError: a line cannot be read, or the last one is missing; what stood before has been taken in.
        """
        try:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    self._take(read_line(line, number), number)
                self._done = replace(self._done, lines=number)
        finally:
            self._flush()
        if not self._ended:
            raise unfit(self._done.lines + 1, worded("the rest is missing; take a whole copy and import it again"))
        return self._done

    def _take(self, data: dict[str, Any], line: int) -> None:
        if line == 1:
            if data.get("schema") != RECORD:
                raise unfit(line, worded("this is no export of a record: its schema should be {schema}", schema=RECORD))
        elif self._ended or ("end" in data and data["end"] != line - 1):
            raise unfit(line, worded("lines are missing, or too many; take a whole copy and import it again"))
        elif "end" in data:
            self._ended = True
        elif "events" in data and "case" in data:
            self._wait(arriving(data, line))
        else:
            self._flush()
            self._take_other(data, line)

    def _take_other(self, data: dict[str, Any], line: int) -> None:
        found = [work for name, work in _OTHERS.items() if name in data]
        if found and data.get("case") in self._done.conflicts:  # the case of that number here is another one
            return
        if not found:
            raise unfit(line, worded("nobody knows what this line is"))
        try:
            own = _without(data, self._done.conflicts)
            done = self._database.write(lambda connection: found[0](connection, own, line, self._bases))
        except (RecordError, ExportFormatError):
            raise
        except DiagnoseError as error:
            raise error if not error.args else unfit(line, error.args[0]) from error
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise unfit(line, worded("it cannot be read: {reason}", reason=echo(error))) from error
        self._done = replace(self._done, knowledge_bases=self._done.knowledge_bases + done)

    def _wait(self, case: Arriving) -> None:
        self._waiting.append(case)
        self._count += len(case.told)
        if self._count >= _EVENTS_AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        batch, self._waiting, self._count = self._waiting, [], 0
        if not batch:
            return
        found = self._database.write(lambda connection: _take_cases(connection, batch, self._bases))
        done = self._done
        self._done = replace(
            done,
            new=done.new + found.new,
            grown=done.grown + found.grown,
            known=done.known + found.known,
            events=done.events + found.events,
            conflicts=(*done.conflicts, *found.conflicts),
        )
        if self._progress is not None:
            self._progress(self._done)


def _take_cases(connection: Connection, batch: Sequence[Arriving], bases: Bases) -> Imported:
    wanted = select(cases.c.number, cases.c.version, cases.c.head).where(
        cases.c.number.in_([each.number for each in batch])
    )
    here = {row.number: Held(row.version, bytes(row.head).hex(), None, None) for row in connection.execute(wanted)}
    new = {each.number: each for each in batch if each.number not in here}
    _add(connection, list(new.values()), bases)
    grown = known = count = 0
    conflicts: list[str] = []
    for each in (each for each in batch if new.get(each.number) is not each):
        row = here.get(each.number)
        if row is not None and _follows(each, row):
            _grow(connection, each, row, bases)
            grown += 1
            count += each.case.version - row.version
        elif _is_known(connection, each):
            known += 1
        else:
            conflicts.append(each.case.id)
    count += sum(each.case.version for each in new.values())
    return Imported(new=len(new), grown=grown, known=known, events=count, conflicts=tuple(conflicts))


def _data_of(event: CaseEvent) -> dict[str, Any]:
    return {**body(event.number, event.deed, event.what), "seal": event.seal}


def _follows(each: Arriving, row: Held) -> bool:
    """Whether the history goes on where the one here ends."""
    return each.case.version > row.version and each.case.events[row.version - 1].seal == row.head


def _is_known(connection: Connection, each: Arriving) -> bool:
    """Whether the whole history is here already."""
    there = select(events.c.seal).where(events.c.id == spot(each.number, each.case.version))
    found = connection.execute(there).scalar_one_or_none()
    return found is not None and bytes(found).hex() == each.case.head


def _grow(connection: Connection, each: Arriving, row: Held, bases: Bases) -> None:
    before = Case.of(each.case.id, each.case.events[: row.version])
    change_case(connection, Change(each.number, before, each.case, row), each.about, bases)


def _add(connection: Connection, new: Sequence[Arriving], bases: Bases) -> None:
    if not new:
        return
    known = bases.numbers(connection, {event.get("digest") for each in new for event in each.told})
    rows = [{"number": each.number, **derived(each.case), **told(each.case, each.about)} for each in new]
    insert_all(connection, cases, rows)
    insert_all(
        connection,
        events,
        [
            row_of(each.number, data, stored(event.deed.at), data["seal"], known)
            for each in new
            for data, event in zip(each.told, each.case.events, strict=True)
        ],
    )
    insert_all(connection, stays, [row for each in new for row in stay_rows(each.number, each.case.stays)])
    _add_features(connection, [each for each in new if each.case.settled])
    _add_complaints(connection, [each for each in new if each.about.complaints])
    if connection.dialect.name != "sqlite":
        connection.execute(_NUMBERED)


def _add_features(connection: Connection, settled: Sequence[Arriving]) -> None:
    if not settled:
        return
    counts = Counter(name for each in settled for name in nameable(each.about.features))
    counts[EVERYTHING] = len(settled)
    ids = feature_ids(connection, counts)
    own = {each.number: sorted(ids[name] for name in nameable(each.about.features)) for each in settled}
    rows = [{"case_number": number, "features": " ".join(map(str, found))} for number, found in own.items()]
    insert_all(connection, described, rows)
    pairs = sorted((feature, number) for number, found in own.items() for feature in found)
    insert_all(connection, features, [{"feature": feature, "case_number": number} for feature, number in pairs])
    more = sorted((ids[name], count) for name, count in counts.items())
    connection.execute(_COUNT, [{"of_feature": feature, "more": count} for feature, count in more])


def _add_complaints(connection: Connection, told: Sequence[Arriving]) -> None:
    ids = feature_ids(connection, {name for each in told for name in nameable(each.about.complaints)}) if told else {}
    rows = [
        {"feature": ids[name], "opened_at": stored(each.case.opened_at), "case_number": each.number, **_kind(each)}
        for each in told
        for name in sorted(nameable(each.about.complaints))
    ]
    insert_all(connection, complaints, rows)


def _kind(arriving: Arriving) -> dict[str, Any]:
    row = told(arriving.case, arriving.about)
    return {name: row[name] for name in ("equipment", "location")}


def _without(data: dict[str, Any], conflicts: Collection[str]) -> dict[str, Any]:
    """A line without what it says of cases that were left alone."""
    if not conflicts or "complaint" not in data:
        return data
    return {**data, "cases": [row for row in data["cases"] if row[0] not in conflicts]}


def _take_base(connection: Connection, data: Mapping[str, Any], line: int, bases: Bases) -> int:
    archive = packed_of(data.get("archive"), line)
    digest = _text(data["knowledge_base"])
    number = bases.numbers(connection, [digest])[digest]
    if archive is None:
        return 0
    entered = {
        "name": _text_or_none(data.get("name")),
        "version": _text_or_none(data.get("version")),
        "kept_at": _moment(data.get("at")),
        "archive": archive,
    }
    missing = update(knowledge_bases).where(knowledge_bases.c.id == number, knowledge_bases.c.archive.is_(None))
    return connection.execute(missing.values(**entered)).rowcount


def _take_playbook(connection: Connection, data: Mapping[str, Any], line: int, bases: Bases) -> int:  # noqa: ARG001
    digest = _text(data["knowledge_base"])
    number = bases.numbers(connection, [digest])[digest]
    row = {"playbook": _text(data["playbook"]), "first_kb": number, "first_at": _moment(data.get("at"))}
    connection.execute(insert_or_leave(connection, playbooks), row)
    return 0


def _take_complaints(connection: Connection, data: Mapping[str, Any], line: int, bases: Bases) -> int:  # noqa: ARG001
    name = _text(data["complaint"])
    number = feature_ids(connection, [name])[name]
    rows = [
        {
            "feature": number,
            "opened_at": int(at),
            "case_number": number_of(case),
            "equipment": _text_or_none(equipment),
            "location": _text_or_none(location),
        }
        for case, at, equipment, location in list(data["cases"])
    ]
    if rows:
        connection.execute(insert_or_leave(connection, complaints), rows)
    return 0


def _take_key(connection: Connection, data: Mapping[str, Any], line: int, bases: Bases) -> int:  # noqa: ARG001
    row = {
        "key": _text(data["key"]),
        "case_number": number_of(data["case"]),
        "version": int(data["version"]),
        "fingerprint": bytes.fromhex(data["fingerprint"]),
    }
    connection.execute(insert_or_leave(connection, keys), row)
    return 0


def _take_lesson(connection: Connection, data: Mapping[str, Any], line: int, bases: Bases) -> int:  # noqa: ARG001
    case = str(number_of(data["case"]))
    at = datetime.fromisoformat(data["at"])
    learn(connection, [Lesson(case, _text(data["lesson"]), _text(data["knowledge_base"]), at)], bases)
    return 0


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise TypeError(value)
    return value


def _text_or_none(value: Any) -> str | None:
    return None if value is None else _text(value)


def _moment(value: Any) -> int | None:
    return stored_or_none(None if value is None else datetime.fromisoformat(value))


_OTHERS: Final[Mapping[str, Callable[[Connection, Mapping[str, Any], int, Bases], int]]] = {
    "lesson": _take_lesson,
    "key": _take_key,
    "complaint": _take_complaints,
    "playbook": _take_playbook,
    "knowledge_base": _take_base,
}
