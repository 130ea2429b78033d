"""The record: the face of the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self, TypeVar

from sqlalchemy import Connection

from diagnose.case import Case
from diagnose.case.chain import Break, follow, genesis
from diagnose.case.events import CaseEvent, Deed, What
from diagnose.case.writing import event_data, event_of
from diagnose.errors import CaseChangedError, HistoryFormatError, echo
from diagnose.kb.base import KnowledgeBase
from diagnose.record import keys
from diagnose.record.about import About
from diagnose.record.bases import Bases
from diagnose.record.database import Database
from diagnose.record.exporting import lines
from diagnose.record.history import StoredEvent
from diagnose.record.importing import Imported, Importer, Progress
from diagnose.record.knowledge import KeptBase, all_bases, is_kept, keep, loaded, packed_archive
from diagnose.record.lessons import Lesson, all_lessons, learn
from diagnose.record.opening import open_database
from diagnose.record.queue import CaseQuery, CaseRow, Place, case_row, listing, place_of
from diagnose.record.reading import Reading, number_of, stray_numbers
from diagnose.record.source import RecordedCases
from diagnose.record.troubles import damaged
from diagnose.record.writing import Change, add_case, change_case, next_number
from diagnose.wording import worded

_MOST_LOADED: Final = 3
T = TypeVar("T")
Deeds = Sequence[tuple[Deed, What]]


class Writes(Protocol):
    """Something that texts can be written to."""

    def write(self, text: str, /) -> object:
        """Takes ``text`` in."""


class Record:
    """All cases with their histories. Every call is one transaction; threads and forked processes may share it.

    What a call has given back is safe: neither a killed process nor a power cut takes it away.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._bases = Bases()
        self._reading = Reading(database.where, self._bases)
        self._loaded: dict[str, KnowledgeBase] = {}

    @classmethod
    def open(cls, where: str | Path = "cases.db", *, patience: float = 30.0) -> Record:
        """The record ``where``: a file, made if there is none, or the URL of a database.

        Its tables are brought up to date.
        ``patience`` is how many seconds a call waits for others before it gives up.

        Raises:
            RecordError: it cannot be opened; its children say why. Nothing was altered.
        """
        return cls(open_database(where, patience))

    @property
    def where(self) -> str:
        """The place of the record, without passwords."""
        return self._database.where

    @property
    def database(self) -> Database:
        """What the tables of :mod:`diagnose.record.tables` can be asked through, for reports."""
        return self._database

    def close(self) -> None:
        """Lets go of every connection."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def new(self, deeds: Deeds, about: About, *, key: str | None = None, request: str | None = None) -> Case:
        """A new case with this history, which begins with its opening.

        A ``key`` that was used before gives the case that it led to, as it is now. ``request`` is what was asked for,
        in any text that is the same for the same request; without it the first of the ``deeds`` counts.

        Raises:
            KeyReusedError: the key was used for another request.
            HistoryFormatError: the history does not begin with its opening.
            RecordError: nothing was written.
        """
        asked = None if key is None else request or keys.request_of(None, deeds)

        def work(connection: Connection) -> Case:
            again = self._again(connection, key, asked)
            if again is not None:
                return again
            number = next_number(connection)
            name = str(number)
            case = Case.of(name, _followed(0, genesis(name), deeds))
            add_case(connection, number, case, about, self._bases)
            _note(connection, key, number, case, asked)
            return case

        return self._reading.remember(self._database.write(work))

    def append(  # noqa: PLR0913 - all but the first three by name
        self,
        case: str,
        deeds: Deeds,
        about: About | None = None,
        *,
        version: int,
        key: str | None = None,
        request: str | None = None,
    ) -> Case:
        """``case``, which was at ``version``, with what happened to it since; ``about`` None: that stays as it was.

        For ``key`` and ``request`` see :meth:`new`.

        Raises:
            NoSuchCaseError: there is no such case.
            CaseChangedError: it is at another version by now.
            KeyReusedError: the key was used for another request.
            RecordError: nothing was written.
        """
        number = number_of(case)
        asked = None if key is None else request or keys.request_of(case, deeds)
        ahead = self._ahead(case, deeds, version)

        def work(connection: Connection) -> Case:
            again = self._again(connection, key, asked)
            if again is not None:
                return again
            row = self._reading.held(connection, number, to_write=True)
            if row.version != version:
                raise _changed(case, version, row.version)
            before = self._reading.case(connection, number, row)
            if ahead is not None and ahead[0] is before:
                after = ahead[1]
            else:
                after = before.after(_followed(version, row.head, deeds))
            if deeds:
                change_case(connection, Change(number, before, after, row), about, self._bases)
            _note(connection, key, number, after, asked)
            return after

        return self._reading.remember(self._database.write(work))

    def seen(self, key: str, request: str | None = None) -> Case | None:
        """The case, as it is now, that an idempotency ``key`` led to; None if it was never used.

        Raises:
            KeyReusedError: ``request`` is given, and the key was used for another one.
        """
        found = self._database.read(lambda connection: keys.led_to(connection, keys.checked(key), request))
        return None if found is None else self.case(str(found))

    def case(self, case: str) -> Case:
        """The case with its whole history, which holds together.

        Raises:
            NoSuchCaseError: there is no such case.
            RecordDamagedError: what is stored is not what was written.
        """
        number = number_of(case)
        return self._reading.remember(self._database.read(lambda connection: self._now(connection, number)))

    def events(self, case: str) -> tuple[CaseEvent, ...]:
        """The history as it stands, even if it does not hold together.

        Raises:
            NoSuchCaseError: there is no such case.
            RecordDamagedError: one of the events cannot be read at all.
        """
        number = number_of(case)

        def work(connection: Connection) -> list[StoredEvent]:
            self._reading.held(connection, number)
            return self._reading.stored(connection, number)

        return self._reading.events(case, self._database.read(work))

    def breaks(self, case: str) -> tuple[Break, ...]:
        """Where the history of ``case`` was tampered with, and where the lists say something else than it does.

        Raises:
            NoSuchCaseError: there is no such case.
        """
        number = number_of(case)
        return self._database.read(lambda connection: self._reading.breaks(connection, number))

    def strays(self) -> tuple[str, ...]:
        """The cases of which there are events, but that are missing in the list of cases."""
        return tuple(map(str, self._database.read(stray_numbers)))

    def rows(self, query: CaseQuery = CaseQuery()) -> tuple[CaseRow, ...]:  # noqa: B008 - a frozen value
        """The cases that ``query`` asks for, in its order.

        Raises:
            RecordDamagedError: a row cannot be what was written.
        """
        found = self._database.read(lambda connection: connection.execute(listing(query)).all())
        try:
            return tuple(map(case_row, found))
        except (TypeError, ValueError, OverflowError) as error:
            raise damaged(self.where, echo(error)) from error

    def place(self, case: str) -> Place:
        """Where ``case`` stands in its list, which can go on after it; see :attr:`CaseQuery.after`.

        Raises:
            NoSuchCaseError: there is no such case.
        """
        number = number_of(case)

        def work(connection: Connection) -> Place:
            self._reading.held(connection, number)
            return place_of(connection, number)

        return self._database.read(work)

    def keep(self, kb: KnowledgeBase, *, at: datetime | None = None) -> bool:
        """Whether ``kb`` was not kept before; now it is, since ``at``, and can be loaded again by its digest.

        Raises:
            UsageError: it was not loaded from documents.
        """
        if self._database.read(lambda connection: is_kept(connection, kb.digest)):
            return False
        return self._database.write(lambda connection: keep(connection, kb, at, self._bases))

    def knowledge_base(self, digest: str) -> KnowledgeBase:
        """The knowledge base with this ``digest``, from the documents that were kept.

        Under another version of the library its digest may be another; compare it if that matters.

        Raises:
            NotKeptError: it is not kept, or cannot be loaded any more.
        """
        known = self._loaded.get(digest)
        if known is None:
            packed = self._database.read(lambda connection: packed_archive(connection, digest))
            known = loaded(packed, digest)
            self._loaded = {**dict(list(self._loaded.items())[-_MOST_LOADED:]), digest: known}
        return known

    def knowledge_bases(self) -> tuple[KeptBase, ...]:
        """Every knowledge base that an event names or that is kept, in the order in which they came."""
        return self._database.read(all_bases)

    def source(self) -> RecordedCases:
        """The settled cases, for precedents to be looked for among them."""
        return RecordedCases(self._database)

    def learned(self, lessons: Iterable[Lesson]) -> int:
        """How many of these ``lessons`` were new; now they are kept."""
        found = tuple(lessons)
        return self._database.write(lambda connection: learn(connection, found, self._bases)) if found else 0

    def lessons(self) -> tuple[Lesson, ...]:
        """Every lesson, by case and playbook."""
        return self._database.read(all_lessons)

    def read(self, work: Callable[[Connection], T]) -> T:
        """What ``work`` finds in the tables, all of it at one moment; it looks at few rows.

        Raises:
            RecordError: the record cannot be read.
        """
        return self._database.read(work)

    def measure(self, work: Callable[[Connection], T]) -> T:
        """What ``work`` finds in the tables, all of it at one moment; it may sort whole tables.

        Raises:
            RecordError: the record cannot be read.
        """
        return self._database.measure(work)

    def export(self, stream: Writes) -> None:
        """Writes the whole record to ``stream`` as JSON lines; nobody is kept from writing meanwhile.

        Raises:
            RecordDamagedError: a history cannot be read at all.
        """
        for line in lines(self._database, self._bases):
            stream.write(line)

    def take_in(self, stream: Iterable[str], *, progress: Progress | None = None) -> Imported:
        """What was taken in from the lines of an export; what is here already stays as it is.

        ``progress`` is told after every batch; each batch is one transaction, so that memory is bounded and an import
        that was interrupted can be made again.

        Raises:
            ExportFormatError: a line cannot be read, or a history does not hold together.
        """
        return Importer(self._database, self._bases, progress).take_in(stream)

    def take_cases(self, told: Iterable[tuple[Case, About]], *, progress: Progress | None = None) -> Imported:
        """What was taken in of cases that were put together in memory, with ids and seals of their own.

        For those who make many: it is several times faster than :meth:`take_in`, and checks nothing.
        """
        return Importer(self._database, self._bases, progress).take_cases(told)

    def _ahead(self, case: str, deeds: Deeds, version: int) -> tuple[Case, Case] | None:
        """The case as it is remembered, and as it will be if it is still so: worked out while nobody has to wait."""
        known = self._reading.remembered(case)
        if known is None or known.version != version:
            return None
        return known, known.after(_followed(version, known.head, deeds))

    def _again(self, connection: Connection, key: str | None, request: str | None) -> Case | None:
        """The case to which the same request has led before."""
        if key is None:
            return None
        keys.lock_key(connection, keys.checked(key))
        found = keys.led_to(connection, key, request)
        return None if found is None else self._now(connection, found)

    def _now(self, connection: Connection, number: int) -> Case:
        return self._reading.case(connection, number, self._reading.held(connection, number))


def _followed(number: int, seal: str, deeds: Deeds) -> tuple[CaseEvent, ...]:
    """The events, as whoever reads them later will find them."""
    try:
        return tuple(event_of(event_data(event)) for event in follow(number, seal, deeds))
    except (UnicodeEncodeError, TypeError, ValueError) as error:
        raise HistoryFormatError(worded("an event cannot be written: {reason}", reason=echo(error))) from error


def _note(connection: Connection, key: str | None, number: int, case: Case, request: str | None) -> None:
    if key is not None and request is not None:
        keys.note(connection, key, number, case.version, request)


def _changed(case: str, expected: int, found: int) -> CaseChangedError:
    message = worded(
        "case {case} was changed meanwhile: it is at version {found}, not {expected}; look at it again",
        case=case,
        found=found,
        expected=expected,
    )
    return CaseChangedError(message, case, expected, found)
