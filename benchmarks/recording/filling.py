"""A record filled with a desk's years, in bounded memory, with what lies on the disk afterwards."""

from __future__ import annotations

import gc
import pickle
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from benchmarks.recording.desk import FIRST, cases
from benchmarks.recording.histories import Drawn
from benchmarks.recording.sketches import shipped, sketches, words
from diagnose.case import Case
from diagnose.record import About, Record

A_CASE = 8_000
"""So many bytes of the disk does a case take at most, with what is written beside it meanwhile."""
MOST_SKETCHES = 1_000
EACH_SKETCH = 40


class TooSmallError(Exception):
    """The disk has no room for so many cases."""


def drawn(number: int, seed: int) -> Drawn:
    """What ``number`` cases are drawn from."""
    kb = shipped()
    return Drawn(sketches(kb, min(MOST_SKETCHES, max(20, number // EACH_SKETCH)), seed), words(kb), kb.digest)


def fill(path: Path, number: int, seed: int) -> float:
    """Fills a new record at ``path``; gives the seconds that it took to draw and write the cases.

    Raises:
        TooSmallError: there is no room.
    """
    free = shutil.disk_usage(path.parent).free
    if free < number * A_CASE:
        raise TooSmallError(f"{number} cases may need {number * A_CASE:,} bytes, {free:,} are free in {path.parent}")
    source = drawn(number, seed)
    drawn_for(path).write_bytes(pickle.dumps(source))
    gc.set_threshold(100_000, 50, 50)
    begun = perf_counter()
    with Record.open(path) as record:
        record.keep(shipped(), at=FIRST - timedelta(days=1))
        record.take_cases(_shown(cases(source, number, seed), number))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return perf_counter() - begun


def drawn_for(path: Path) -> Path:
    """The file with what the cases of the record at ``path`` were drawn from; drawing it again would take minutes."""
    return path.with_suffix(".drawn")


def _shown(made: Iterator[tuple[Case, About]], number: int) -> Iterator[tuple[Case, About]]:
    begun = perf_counter()
    for count, each in enumerate(made):
        if count and count % 10_000 == 0:
            took = perf_counter() - begun
            left = took / count * (number - count)
            print(f"  {count:,} of {number:,} cases, {took:.0f} s, {left:.0f} s left", file=sys.stderr, flush=True)
        yield each


def sizes(path: Path) -> list[tuple[str, int]]:
    """The bytes of each table and index, the largest first; the whole file alone where SQLite cannot tell."""
    whole = path.stat().st_size
    try:
        with closing(sqlite3.connect(path)) as connection:
            found = connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC").fetchall()
    except sqlite3.Error:
        return [("the file", whole)]
    return [("the file", whole), *((str(name), int(size)) for name, size in found)]
