"""From text to a ready knowledge base, its memory, and what ``import diagnose`` costs."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from time import perf_counter

from benchmarks.documents import documents
from benchmarks.worlds import World, make
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.compile import compile_documents
from diagnose.kb.documents import Document, read_document
from diagnose.nodes import read_text

LARGE = 10_000
ROUNDS = 15
OURS = "import diagnose"
BASE = """
from pydantic import BaseModel
import yaml
import collections, collections.abc
for name in ("Mapping", "MutableMapping", "Sequence", "Set", "Iterable", "Callable", "Hashable"):
    if not hasattr(collections, name):
        setattr(collections, name, getattr(collections.abc, name))
import experta
"""
USED = "import diagnose; diagnose.diagnose; diagnose.load"


def read(world: World) -> list[Document]:
    """The validated documents of a world."""
    found = []
    for file, text in documents(world):
        node, findings = read_text(text, file)
        document, more = read_document(node, file)
        if findings or more:
            raise AssertionError((*findings, *more)[0])
        found.append(document)
    return found


def knowledge_base(world: World) -> KnowledgeBase:
    """The knowledge base of a world, compiled."""
    kb, findings = compile_documents(read(world))
    if kb is None:
        raise AssertionError(findings[0])
    return kb


def report() -> Iterator[str]:
    """A line for each figure."""
    begun = perf_counter()
    found = read(make(LARGE, 1))
    yield f"text to validated documents, {LARGE} playbooks: {perf_counter() - begun:.2f} s"
    best = min(_timed_compile(found) for _ in range(3))
    yield f"validated documents to ready knowledge base, {LARGE} playbooks: {best:.2f} s (aim: under 1)"
    del found
    yield f"memory of the loaded knowledge base, {LARGE} playbooks: {_memory():.0f} MB (aim: under 150)"
    ours, used, base = _import_times(OURS, USED, BASE)
    yield (
        f"import diagnose: {ours * 1000:.0f} ms, with load and diagnose {used * 1000:.0f} ms, "
        f"pydantic + yaml + experta {base * 1000:.0f} ms, ratio {ours / base:.2f} (aim: at most 1.3), {used / base:.2f}"
    )


def _timed_compile(found: list[Document]) -> float:
    begun = perf_counter()
    compile_documents(found)
    return perf_counter() - begun


def _memory() -> float:
    """Megabytes that stay after the documents are gone."""
    tracemalloc.start()
    kb = knowledge_base(make(LARGE, 1))
    used = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    if len(kb.playbooks) != LARGE:
        raise AssertionError("playbooks are missing")
    return used


def _import_times(*programs: str) -> tuple[float, ...]:
    """The least wall time of each program in fresh interpreters, run in turns."""
    spent: list[list[float]] = [[] for _ in programs]
    for _ in range(ROUNDS):
        for times, program in zip(spent, programs, strict=True):
            times.append(_import_time(program))
    return tuple(min(times) for times in spent)


def _import_time(program: str) -> float:
    timed = f"from time import perf_counter as t; b = t(); exec({program!r}); print(t() - b)"
    done = subprocess.run([sys.executable, "-c", timed], capture_output=True, text=True, check=True)
    return float(done.stdout)
