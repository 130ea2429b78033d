"""A large record asked in a fresh process: how long each question takes that a desk asks all day, and the report."""

from __future__ import annotations

import gc
import json
import pickle
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from time import perf_counter, process_time
from typing import Any

from benchmarks.recording.desk import LAST
from benchmarks.recording.filling import drawn_for
from benchmarks.recording.histories import LINES, Drawn, Story
from benchmarks.recording.sketches import shipped
from diagnose.case import CaseStatus
from diagnose.case.events import Deed, Told
from diagnose.kb.base import KnowledgeBase
from diagnose.precedents import similar
from diagnose.record import CaseQuery, CaseRow, Record
from diagnose.record.report import report
from diagnose.record.report.incidents import Reported, incident_of

AIMS = {
    "open": 20,
    "new case": 20,
    "append": 20,
    "queue": 20,
    "later page": 20,
    "similar": 50,
    "incident": 50,
    "report": 10_000,
}
"""Milliseconds."""
PAGE = 100
SETTLED = (CaseStatus.RESOLVED, CaseStatus.CLOSED)


def in_a_fresh_process(path: Path, number: int, times: int) -> dict[str, Any]:
    """Milliseconds by question, those of the processor too; and megabytes of memory at most."""
    command = [sys.executable, "-m", "benchmarks.recording.asking", str(path), str(number), str(times)]
    found = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(found.stdout)


class Asking:
    """Asks and takes the time."""

    def __init__(self, path: Path, source: Drawn, times: int) -> None:
        self.path = path
        self.times = times
        self.random = Random(7)
        self.source = source
        self.spent: dict[str, list[float]] = {}
        self.worked: dict[str, list[float]] = {}

    def all(self, number: int) -> None:
        """Everything, in order."""
        for _ in range(20):
            self._timed("open", lambda: Record.open(self.path)).close()
        with Record.open(self.path) as record:
            rows = self.queues(record) or list(record.rows(CaseQuery(status=tuple(CaseStatus))))
            self.lists(record, rows)
            self.cases(record, number)
            self.similar(record)
            self.writes(record, rows)
            kb = shipped()
            self.incidents(record, kb, rows)
            for _ in range(2):
                self._timed("report", lambda: report(record, now=LAST, kb=kb))

    def queues(self, record: Record) -> list[CaseRow]:
        """The first page of each line, and the page after it."""
        found: dict[str, CaseRow] = {}
        for _ in range(max(1, self.times // len(LINES))):
            for line in LINES:
                rows = self._timed("queue", lambda line=line: record.rows(CaseQuery(line=line, most=PAGE)))
                found |= {row.id: row for row in rows}
                if rows:
                    query = CaseQuery(line=line, most=PAGE, after=rows[-1].place)
                    self._timed("later page", lambda query=query: record.rows(query))
        return list(found.values())

    def lists(self, record: Record, rows: list[CaseRow]) -> None:
        """What falls due, what is to be done without anybody asking, the newest settled cases, those of a customer."""
        for turn in range(self.times):
            row = rows[turn % len(rows)]
            hour = timedelta(hours=self.random.randrange(48))
            for name, query in (
                ("queue of a sector", CaseQuery(line=row.line, sector=row.sector, most=PAGE)),
                ("what is due", CaseQuery(due_before=LAST + hour, most=PAGE)),
                ("alarms", CaseQuery(warn_before=LAST + hour, most=PAGE)),
                ("of a customer", CaseQuery(status=tuple(CaseStatus), customer=row.customer, most=PAGE)),
                ("newest settled", CaseQuery(status=SETTLED, most=PAGE)),
            ):
                self._timed(name, lambda query=query: record.rows(query))

    def cases(self, record: Record, number: int) -> None:
        """One case with its history."""
        for _ in range(self.times):
            name = str(self.random.randint(1, number))
            self._timed("one case", lambda name=name: record.case(name))

    def similar(self, record: Record) -> None:
        """What is like a request that has just come in and been asked about."""
        for _ in range(self.times):
            features = self._features()
            self._timed("similar", lambda features=features: similar(features, record.source()))

    def incidents(self, record: Record, kb: KnowledgeBase, rows: list[CaseRow]) -> None:
        """Whether a request is one of many of its kind."""
        for turn in range(self.times):
            story = Story(self.source, self.random, LAST)
            about = story.about(settled=False)
            seen = Reported(about.equipment, about.location, about.complaints)
            row = rows[turn % len(rows)]
            now = max(row.opened_at, LAST - timedelta(days=30))
            self._timed("incident", lambda seen=seen, now=now: incident_of(record, kb, seen, now=now))

    def writes(self, record: Record, rows: list[CaseRow]) -> None:
        """A new case, and one event more in a case that is not settled."""
        deed = Deed("desk-1", LAST, LINES[0], None, self.source.digest)
        for turn in range(self.times):
            story = Story(self.source, self.random, LAST)
            story.open()
            case = self._timed("new case", lambda story=story: record.new(story.deeds, story.about(settled=False)))
            row = rows[turn] if turn < len(rows) and rows[turn].status not in SETTLED else None
            name, version = (case.id, case.version) if row is None else (row.id, row.version)
            told = [(deed, Told("load.mark", str(turn)))]
            self._timed("append", lambda name=name, told=told, at=version: record.append(name, told, version=at))

    def _features(self) -> frozenset[str]:
        story = Story(self.source, self.random, LAST)
        return story.about(settled=True).features

    def _timed(self, name: str, work: Callable[[], Any]) -> Any:
        begun, worked = perf_counter(), process_time()
        found = work()
        self.spent.setdefault(name, []).append((perf_counter() - begun) * 1e3)
        self.worked.setdefault(name, []).append((process_time() - worked) * 1e3)
        return found


def lines(found: dict[str, Any], figures: Callable[[list[float]], str]) -> Iterator[str]:
    """The figures beside the aims."""
    for name, spent in found["spent"].items():
        aim = AIMS.get(name)
        wanted = "" if aim is None else f"  (aim: under {aim})"
        worked = statistics.median(found["worked"][name])
        yield f"  {name:<18}{figures(spent)}  first {spent[0]:8.2f}  processor {worked:8.2f}{wanted}"
    yield f"  at most {found['megabytes']} MB of memory"


def main(arguments: list[str]) -> None:
    """Write the figures to standard output."""
    path, number, times = Path(arguments[0]), *map(int, arguments[1:])
    source = pickle.loads(drawn_for(path).read_bytes())
    gc.collect()
    gc.freeze()  # or Python would go through what the benchmark draws from again and again, while others are timed
    asking = Asking(path, source, times)
    asking.all(number)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"spent": asking.spent, "worked": asking.worked, "megabytes": megabytes}))


if __name__ == "__main__":
    main(sys.argv[1:])
