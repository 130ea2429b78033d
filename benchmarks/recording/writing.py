"""Processes that write to one record at the same time, each as a desk does: new cases, more on cases, queues."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from threading import Barrier
from time import perf_counter, sleep
from typing import Protocol

from benchmarks.recording.histories import LINES, Drawn, Story
from diagnose.case import CaseStatus
from diagnose.case.events import Deed, Told
from diagnose.errors import CaseChangedError
from diagnose.record import About, CaseQuery, Record

START = datetime(2026, 7, 6, 9, 0, tzinfo=UTC)
SHARED = 50
"""So many cases do all processes write to."""
MARK = "load.mark"
PAGE = 50
AFTER_ERROR = 0.01
"""So many seconds passes before somebody who got an error goes on."""
ATTEMPT = "attempt"
MIX = (("new case", 30), ("own case", 30), ("shared case", 20), ("queue", 20))


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The event with this ``mark`` was acknowledged as the ``number``-th of ``case``."""

    case: str
    number: int
    mark: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What one process saw: milliseconds by kind of call that did not fail, what was acknowledged, errors by name.

    ``faster`` is how often somebody else had written to the case meanwhile.
    """

    milliseconds: Mapping[str, Sequence[float]]
    acknowledged: Sequence[Acknowledged] = ()
    errors: Mapping[str, int] = field(default_factory=dict)
    faster: int = 0


class Desk(Protocol):
    """What a process works with; every call but the last is acknowledged by what it gives back."""

    attempts: list[float]
    faster: int

    def new_case(self, mark: str) -> Acknowledged:
        """A new case, whose last event has the mark."""

    def own_case(self, mark: str) -> Acknowledged:
        """One more event of a case that nobody else writes to."""

    def shared_case(self, mark: str) -> Acknowledged:
        """One more event of a case that everybody writes to."""

    def queue(self, mark: str) -> None:
        """What a line has to do."""


class RecordDesk:
    """Works with the record."""

    def __init__(self, where: str, number: int, drawn: Drawn) -> None:
        self.record = Record.open(where)
        self.random = Random(number)
        self.by = f"desk-{number}"
        self.drawn = drawn
        self.own: list[tuple[str, int]] = []
        self.attempts: list[float] = []
        self.faster = 0

    def new_case(self, mark: str) -> Acknowledged:
        story = Story(self.drawn, self.random, START + timedelta(seconds=self.random.randrange(10**6)))
        story.open()
        story.deeds.append((self._deed(), Told(MARK, mark)))
        case = self.record.new(story.deeds, story.about(settled=False))
        self.own.append((case.id, case.version))
        return Acknowledged(case.id, case.version, mark)

    def own_case(self, mark: str) -> Acknowledged:
        if not self.own:
            return self.new_case(mark)
        place = self.random.randrange(len(self.own))
        name, version = self.own[place]
        case = self.record.append(name, [(self._deed(), Told(MARK, mark))], version=version)
        self.own[place] = (name, case.version)
        return Acknowledged(name, case.version, mark)

    def shared_case(self, mark: str) -> Acknowledged:
        name = str(self.random.randint(1, SHARED))
        while True:
            begun = perf_counter()
            version = self.record.case(name).version
            try:
                case = self.record.append(name, [(self._deed(), Told(MARK, mark))], version=version)
            except CaseChangedError:
                self.faster += 1
            else:
                return Acknowledged(name, case.version, mark)
            finally:
                self.attempts.append((perf_counter() - begun) * 1e3)

    def queue(self, mark: str) -> None:  # noqa: ARG002 - see Desk
        self.record.rows(CaseQuery(line=self.random.choice(LINES), most=PAGE))

    def _deed(self) -> Deed:
        return Deed(self.by, START, LINES[0], None, self.drawn.digest)


def begin(where: str, drawn: Drawn) -> None:
    """A new record with the cases that all processes share."""
    with Record.open(where) as record:
        for number in range(SHARED):
            story = Story(drawn, Random(number), START)
            story.open()
            record.new(story.deeds, About())


def write_for(
    make: Callable[[str, int, Drawn], Desk], where: str, writers: int, seconds: float, drawn: Drawn
) -> list[Seen]:
    """What ``writers`` processes saw that worked for so many seconds."""
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager:
        barrier = manager.Barrier(writers)
        with ProcessPoolExecutor(writers, mp_context=context) as pool:
            running = [pool.submit(_work, make, where, each, seconds, drawn, barrier) for each in range(writers)]
            return [each.result(seconds + 300) for each in running]


def _work(
    make: Callable[[str, int, Drawn], Desk], where: str, number: int, seconds: float, drawn: Drawn, barrier: Barrier
) -> Seen:
    desk = make(where, number, drawn)
    lot = Random(1000 + number)
    calls = {"new case": desk.new_case, "own case": desk.own_case, "shared case": desk.shared_case}
    kinds, weights = zip(*MIX, strict=True)
    spent: dict[str, list[float]] = {kind: [] for kind in kinds}
    acknowledged: list[Acknowledged] = []
    errors = Counter[str]()
    barrier.wait(120)
    end, turn = perf_counter() + seconds, 0
    while (begun := perf_counter()) < end:
        kind, turn = lot.choices(kinds, weights)[0], turn + 1
        try:
            done = calls.get(kind, desk.queue)(f"{number}-{turn}")
        except Exception as error:  # whatever it is, it is counted by its name
            errors[f"{type(error).__name__}: {error}"[:80]] += 1
            sleep(AFTER_ERROR)
            continue
        spent[kind].append((perf_counter() - begun) * 1e3)
        if done is not None:
            acknowledged.append(done)
    return Seen({**spent, ATTEMPT: desk.attempts}, acknowledged, errors, desk.faster)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found afterwards: events acknowledged and lost, marks that stand twice or were never acknowledged."""

    acknowledged: int
    lost: int
    twice: int
    broken: int
    extra: int

    @property
    def good(self) -> bool:
        """Whether everything acknowledged is there exactly once, nothing else is, and every chain holds."""
        return self.lost == self.twice == self.broken == self.extra == 0


def check(where: str, acknowledged: Sequence[Acknowledged]) -> Checked:
    """What is in the record, compared with what was acknowledged."""
    wanted = {(each.case, each.number): each.mark for each in acknowledged}
    marks = Counter[str]()
    broken, found = 0, {}
    with Record.open(where) as record:
        for name in names(record):
            broken += bool(record.breaks(name))
            for event in record.case(name).events:
                if isinstance(event.what, Told) and event.what.attribute == MARK:
                    marks[event.what.value] += 1
                    found[name, event.number] = event.what.value
    lost = sum(found.get(place) != mark for place, mark in wanted.items()) + len(acknowledged) - len(wanted)
    twice = sum(count > 1 for count in marks.values())
    return Checked(len(acknowledged), lost, twice, broken, sum(place not in wanted for place in found))


def names(record: Record) -> Iterator[str]:
    """The ids of all cases."""
    query = CaseQuery(status=tuple(CaseStatus), most=1000)
    while rows := record.rows(query):
        yield from (row.id for row in rows)
        query = replace(query, after=rows[-1].place)
