"""``python -m benchmarks recording``: options and tables."""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.recording import asking
from benchmarks.recording.faults import Fault, faults
from benchmarks.recording.figures import megabytes, milliseconds, quantile
from benchmarks.recording.filling import drawn, fill, sizes
from benchmarks.recording.histories import Drawn
from benchmarks.recording.killing import Killed, kill
from benchmarks.recording.peers import ImmediateDesk, PlainDesk, bare_file, bare_server, side_by_side
from benchmarks.recording.writing import ATTEMPT, MIX, Desk, RecordDesk, Seen, begin, check, write_for
from tests.record.server import NOT_RUN, new_schema, running_server

AIM = 250.0
SMALL = 800
"""What so many cases are drawn from is enough for writers."""
PAIRS = 300
TIMES = 200


def main(arguments: Sequence[str]) -> None:
    """Measure what is asked for, or a little of everything; print the tables."""
    options = _options(arguments)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print("", f"The record. {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} processors,")
    print(f"on which {load:.1f} processes were at work when this began; times in milliseconds")
    with _folder(options.folder) as folder:
        source = drawn(SMALL, options.seed)
        if options.writers:
            _print(_writers(folder, options, source))
        if options.kills:
            _say(f"killing {options.kills} times")
            _print(killed_lines(kill(folder / "killed.db", options.kills, options.seed, source)))
        if options.faults:
            _print(fault_lines(faults(folder, source)))
        if options.cases:
            _print(_cases(folder / "cases.db", options))


def _print(lines: Iterator[str]) -> None:
    print()
    for line in lines:
        print(line, flush=True)


def _say(what: str) -> None:
    print(f"  {what} ...", file=sys.stderr, flush=True)


def _writers(folder: Path, options: argparse.Namespace, source: Drawn) -> Iterator[str]:
    with running_server(durable=True) as server:
        yield from _pairs(folder, server, options.pairs, source)
        yield from _together("SQLite", RecordDesk, str(folder / "writers.db"), options, source)
        for name, make in (("BEGIN IMMEDIATE", ImmediateDesk), ("a plain BEGIN", PlainDesk)):
            path = str(folder / f"{make.__name__}.db")
            yield from _together(f"SQLite, peer: bare driver, {name}", make, path, options, source)
        if server is None:
            yield f"PostgreSQL: {NOT_RUN}"
        else:
            yield from _together("PostgreSQL", RecordDesk, new_schema(server, "writers"), options, source)


def _pairs(folder: Path, server: str | None, times: int, source: Drawn) -> Iterator[str]:
    _say("one process beside a bare driver")
    yield "one process, the same rows in turns through the record and through a bare driver, equally durable"
    with bare_file(str(folder / "bare.db")) as bare:
        yield from pair_lines("SQLite", side_by_side(str(folder / "one.db"), bare, source, times))
    if server is not None:
        with bare_server(new_schema(server, "bare")) as bare:
            yield from pair_lines("PostgreSQL", side_by_side(new_schema(server, "one"), bare, source, times))


def pair_lines(name: str, spent: dict[str, tuple[list[float], list[float]]]) -> Iterator[str]:
    """The record beside a bare driver, with the ratio of the medians."""
    for kind, (ours, bare) in spent.items():
        ratio = quantile(ours, 0.5) / quantile(bare, 0.5)
        yield f"  {name:<11}{kind:<10} record {milliseconds(ours)}"
        yield f"  {'':<21} bare   {milliseconds(bare)}  ratio {ratio:.2f}"


def _together(
    name: str, make: Callable[[str, int, Drawn], Desk], where: str, options: argparse.Namespace, source: Drawn
) -> Iterator[str]:
    _say(f"{options.writers} processes on {name}, {options.seconds:g} s")
    begin(where, source)
    seen = write_for(make, where, options.writers, options.seconds, source)
    yield f"{options.writers} processes, {options.seconds:g} s, {name}"
    yield from seen_lines(seen, options.seconds, AIM if make is RecordDesk else None)
    if make is RecordDesk:
        found = check(where, [each for one in seen for each in one.acknowledged])
        yield f"  afterwards: {found}"


def seen_lines(seen: Sequence[Seen], seconds: float, aim: float | None = AIM) -> Iterator[str]:
    """Latencies by kind of call, beside the ``aim`` if there is one; errors by name."""
    for kind, _ in MIX:
        spent = [each for one in seen for each in one.milliseconds[kind]]
        wanted = "" if aim is None or kind == "queue" else f"  (aim: p99 under {aim:g})"
        yield f"  {kind:<12}{milliseconds(spent)}  {len(spent) / seconds:6.1f} a second{wanted}"
    attempts = [each for one in seen for each in one.milliseconds.get(ATTEMPT, ())]
    if attempts:
        yield f"  {'':<12}{milliseconds(attempts)}  for one attempt, whether or not somebody else was faster"
    errors = sum((Counter(one.errors) for one in seen), Counter[str]())
    told = "; ".join(f"{count} times {name}" for name, count in errors.most_common(5)) or "none"
    yield f"  errors seen by callers: {told}; somebody else was faster {sum(one.faster for one in seen)} times"


def killed_lines(found: Killed) -> Iterator[str]:
    """What came of the kills."""
    yield f"{found.kills} kills: {found.within} within a call, {found.kept} of these calls were done, not acknowledged;"
    yield f"  {found.unfinished} times a transaction stood on the disk by halves before the record was opened again"
    yield f"  {found.acknowledged} calls acknowledged; lost {found.lost}, twice {found.twice}, broken {found.broken},"
    yield f"  by halves {found.halves}, record refused to open or to write {found.refused}"


def fault_lines(found: Iterator[Fault]) -> Iterator[str]:
    """What was said, and whether the file was left alone."""
    yield "faults: what is said, SHA-256 of the file before and after"
    for each in found:
        yield f"  {each.name}: {each.said}"
        yield f"      {each.before} {each.after} {'unchanged' if each.unchanged else 'CHANGED'}"


def _cases(path: Path, options: argparse.Namespace) -> Iterator[str]:
    if path.exists():
        _say(f"{path} is there and is taken as it is")
    else:
        _say(f"filling {path} with {options.cases} cases")
        seconds = fill(path, options.cases, options.seed)
        yield f"{options.cases:,} cases drawn and written in {seconds:.0f} s, {options.cases / seconds:.0f} a second"
    parts = sizes(path)
    yield f"{parts[0][1] / options.cases:.0f} bytes a case, {megabytes(parts[0][1])}: " + ", ".join(
        f"{name} {megabytes(size)}" for name, size in parts[1:] if size * 200 > parts[0][1]
    )
    _say("asking, in a fresh process")
    yield from asking.lines(asking.in_a_fresh_process(path, options.cases, options.times), milliseconds)


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given is not None:
        yield given
        return
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m benchmarks recording", description=__doc__)
    parser.add_argument("--writers", type=int, help="so many processes write at the same time (8)")
    parser.add_argument("--seconds", type=float, default=20.0, help="how long they write")
    parser.add_argument("--pairs", type=int, default=PAIRS, help="so many transactions of each kind beside a driver")
    parser.add_argument("--kills", type=int, help="so many processes are killed while they write (30)")
    parser.add_argument("--faults", action="store_true", help="full disks, damaged files")
    parser.add_argument("--cases", type=int, help="a record of so many cases (20000)")
    parser.add_argument("--times", type=int, default=TIMES, help="each question is asked so many times")
    parser.add_argument("--folder", type=Path, help="where the files are made; they stay there")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    if not (options.writers or options.kills or options.faults or options.cases):
        options.writers, options.kills, options.faults, options.cases = 8, 30, True, 20_000
    return options
