"""Processes killed in the middle of writing: what was acknowledged must be there, and nothing by halves."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sqlite3
import struct
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.context import BaseContext
from pathlib import Path
from random import Random
from time import sleep

from benchmarks.recording.histories import LINES, Drawn, Story
from benchmarks.recording.writing import MARK, START, names
from diagnose.case import Case
from diagnose.case.events import Deed, Ending, Resolved, Told
from diagnose.record import Record

AT_ONCE = 2
LONGEST = 0.25
HEADER, FRAME = 32, 24


@dataclass(frozen=True, slots=True)
class Killed:
    """What ``kills`` did.

    ``within`` so many fell into a call, and so many left a transaction ``unfinished`` on the disk; ``kept`` are calls
    that were done but not acknowledged. Everything below must be none: acknowledged events that are ``lost``, marks
    that stand ``twice``, cases that are ``broken``, or come by ``halves``, and ``refused``: the record did not open or
    took nothing in.
    """

    kills: int
    within: int
    unfinished: int
    kept: int
    acknowledged: int
    lost: int
    twice: int
    broken: int
    halves: int
    refused: int

    @property
    def good(self) -> bool:
        """Whether the promise was kept."""
        return not (self.lost or self.twice or self.broken or self.halves or self.refused)


@dataclass(frozen=True, slots=True)
class Call:
    """The ``turn``-th call of a process: its mark, its key, and its case (None: a new one)."""

    mark: str
    case: str | None
    key: str | None


def kill(path: Path, times: int, seed: int, drawn: Drawn) -> Killed:
    """Kills so many times, and looks after each."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "diagnose.record.record"])
    random, counts = Random(seed), Counter[str]()
    acknowledged: dict[str, str] = {}
    kept: set[str] = set()
    Record.open(path).close()
    killed = 0
    while killed < times:
        number = min(AT_ONCE, times - killed)
        killed += number
        _empty_log(path)
        found = _round(context, path, killed, number, random, drawn)
        counts["unfinished"] += unfinished(path)
        for call, done in found:
            acknowledged |= done
            counts["within"] += call is not None
            if call is not None and not _again(path, call, drawn, acknowledged, kept):
                counts["refused"] += 1
        counts["broken"] += _broken(path, acknowledged)
    return _account(path, times, counts, acknowledged, kept)


def _round(
    context: BaseContext, path: Path, killed: int, number: int, random: Random, drawn: Drawn
) -> list[tuple[Call | None, dict[str, str]]]:
    """For each of the processes the call that it was killed in, and the cases by the marks that it acknowledged."""
    running = []
    for each in range(number):
        reading, writing = os.pipe()
        mine = context.Process(target=_write, args=(str(path), f"{killed}-{each}", drawn, context, _passed(writing)))
        mine.start()
        os.close(writing)
        running.append((mine, os.fdopen(reading)))
    found = []
    for process, stream in running:
        stream.readline()
        sleep(random.random() * LONGEST)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        with stream:
            found.append(_read(stream))
    return found


def _passed(descriptor: int) -> object:
    return multiprocessing.reduction.DupFd(descriptor)


def _write(where: str, name: str, drawn: Drawn, context: BaseContext, descriptor: object) -> None:  # noqa: ARG001
    """Writes until it is killed, and says before and after each call what it is about."""
    out = os.fdopen(descriptor.detach(), "w", buffering=1)  # type: ignore[attr-defined]
    random, own = Random(name), []
    with Record.open(where) as record:
        out.write("ready\n")
        for turn in range(1_000_000):
            case = random.choice(own) if own and random.random() < 0.6 else None
            key = f"key-{name}-{turn}" if random.random() < 0.5 else None
            call = Call(f"{name}/{turn}", case, key)
            out.write(json.dumps([call.mark, call.case, call.key]) + "\n")
            done = act(record, call, drawn)
            out.write(json.dumps(done.id) + "\n")
            if not done.settled and done.version < 30:
                own.append(done.id)
            own = [each for each in own if each != done.id] if done.settled else own[-20:]


def act(record: Record, call: Call, drawn: Drawn) -> Case:
    """Does ``call``; done again it asks for the same."""
    deed = Deed("desk-1", START, LINES[0], None, drawn.digest)
    random = Random(call.mark)
    if call.case is None:
        story = Story(drawn, random, START + timedelta(seconds=random.randrange(10**6)))
        story.open()
        deeds = [*story.deeds, (deed, Told(MARK, call.mark))]
        return record.new(deeds, story.about(settled=False), key=call.key)
    version = record.case(call.case).version
    deeds = [(deed, Told(MARK, call.mark))]
    if random.random() < 0.2:
        deeds.append((deed, Resolved(Ending.SOLVED, "known")))
    return record.append(call.case, deeds, version=version, key=call.key)


def _read(stream: Iterator[str]) -> tuple[Call | None, dict[str, str]]:
    lines = [json.loads(line) for line in stream if line.endswith("\n")]
    calls = [Call(*line) for line in lines[::2]]
    done = {call.mark: case for call, case in zip(calls, lines[1::2], strict=False)}
    return (calls[-1] if len(lines) % 2 else None), done


def _again(path: Path, call: Call, drawn: Drawn, acknowledged: dict[str, str], kept: set[str]) -> bool:
    """Whether the record opens after a call was cut off, and takes it again if it has a key, else another one."""
    again = call if call.key is not None else Call(f"after {call.mark}", None, None)
    try:
        with Record.open(path) as record:
            if call.key is None or record.seen(call.key) is not None:
                kept.add(call.mark)
            acknowledged[again.mark] = act(record, again, drawn).id
    except Exception:
        return False
    return True


def _broken(path: Path, acknowledged: dict[str, str]) -> int:
    newest = sorted({int(each) for each in acknowledged.values()})[-40:]
    with Record.open(path) as record:
        return sum(bool(record.breaks(str(each))) for each in newest)


def _account(path: Path, times: int, counts: Counter[str], acknowledged: dict[str, str], kept: set[str]) -> Killed:
    marks: dict[str, list[str]] = {}
    broken = halves = 0
    with Record.open(path) as record:
        for name in names(record):
            broken += bool(record.breaks(name))
            told = [event.what.value for event in record.case(name).events if isinstance(event.what, Told)]
            halves += not told
            for mark in told:
                marks.setdefault(mark, []).append(name)
    with closing(sqlite3.connect(path)) as connection:
        strays = "SELECT count(DISTINCT id >> 16) FROM {} WHERE id >> 16 NOT IN (SELECT number FROM cases)"
        halves += sum(connection.execute(strays.format(table)).fetchone()[0] for table in ("events", "stays"))
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    return Killed(
        kills=times,
        within=counts["within"],
        unfinished=counts["unfinished"],
        kept=len(kept & marks.keys()),
        acknowledged=len(acknowledged),
        lost=sum(case not in marks.get(mark, ()) for mark, case in acknowledged.items()),
        twice=sum(len(found) > 1 for found in marks.values()),
        broken=counts["broken"] + broken + (not sound),
        halves=halves,
        refused=counts["refused"],
    )


def _empty_log(path: Path) -> None:
    """Nothing stands in the log any more, so that what is found there later is of the next processes."""
    with closing(sqlite3.connect(path, timeout=30)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def unfinished(path: Path) -> bool:
    """Whether the log ends with pages of a transaction that was never committed."""
    log = path.with_name(path.name + "-wal")
    if not log.exists() or log.stat().st_size < HEADER:
        return False
    with log.open("rb") as stream:
        header = stream.read(HEADER)
        size, salts = struct.unpack(">I", header[8:12])[0], header[16:24]
        last = True
        while len(frame := stream.read(FRAME)) == FRAME:
            page = stream.read(size)
            if frame[8:16] != salts:
                break
            last = len(page) == size and struct.unpack(">I", frame[4:8])[0] != 0
    return not last
