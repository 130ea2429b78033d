"""``diagnose test`` as a whole command on a knowledge base with three cases to a playbook, cold each time."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from benchmarks.documents import documents, written
from benchmarks.worlds import Sketch, World, make

SIZE = 1_000
ROUNDS = 3


def case_files(world: World) -> Iterator[tuple[str, str]]:
    """A file of cases beside each playbook: one that fits, a near miss, and one with a fact missing."""
    for sketch in world.sketches:
        yield f"{sketch.id}.cases.yaml", "\n".join([*_cases(sketch), ""])


def _cases(sketch: Sketch) -> Iterator[str]:
    (first, value), (second, _), *_ = sketch.equal
    yield f"cases: {sketch.id}"
    yield f"given: {{equipment: {sketch.kind}, channel: phone}}"
    yield "tests:"
    yield "  - name: it fits"
    yield "    intake:"
    yield "      symptoms:"
    least = ((sketch.least[0], sketch.least[1]),) if sketch.least else ()
    for attribute, seen in (*sketch.equal, *least, *sketch.either[:1]):
        yield f"        {attribute}: {written(seen)}"
    for attribute, seen in sketch.never:
        yield f"        {attribute}: {'false' if seen is True else 'ok'}"
    yield f"    expect: {{matched: [{sketch.id}]}}"
    yield "  - name: a near miss"
    yield "    like: it fits"
    yield f"    change: {{symptoms: {{{first}: {'false' if value is True else 'ok'}}}}}"
    yield f"    expect: {{not_matched: [{sketch.id}]}}"
    yield "  - name: a fact is missing"
    yield "    like: it fits"
    yield f"    change: {{symptoms: {{{second}: {{remove: true}}}}}}"
    yield f"    expect: {{not_matched: [{sketch.id}]}}"


def write(folder: Path, size: int = SIZE) -> None:
    """A knowledge base of ``size`` playbooks with their cases, as files."""
    world = make(size, 1)
    (folder / "kb.yaml").write_text("format: 1\nname: bench\nlanguages: [en]\n", "utf-8")
    for name, text in (*documents(world), *case_files(world)):
        (folder / name).write_text(text + "\n", "utf-8")


def report() -> Iterator[str]:
    """A line for each figure."""
    with tempfile.TemporaryDirectory() as name:
        write(Path(name))
        for jobs in (1, os.cpu_count() or 1):
            spent = min(_timed(name, jobs) for _ in range(ROUNDS))
            yield f"diagnose test -j {jobs}, {SIZE} playbooks, {3 * SIZE} cases: {spent:.2f} s (aim: under 3)"


def _timed(folder: str, jobs: int) -> float:
    begun = perf_counter()
    command = [sys.executable, "-m", "diagnose", "test", "--kb", folder, "-j", str(jobs)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(done.stdout[-2000:] + done.stderr[-2000:])
    return perf_counter() - begun
