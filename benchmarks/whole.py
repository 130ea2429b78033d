"""From documents to a decision: loading, memory, import, and ``diagnose()`` whole beside CLIPS's bare match."""

from __future__ import annotations

import json
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from time import perf_counter

from benchmarks import peers
from benchmarks.documents import documents
from benchmarks.timing import in_turns
from benchmarks.worlds import World, make
from diagnose import Intake, diagnose
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.compile import compile_documents
from diagnose.kb.documents import Document, read_document
from diagnose.nodes import read_text

CASES = 200


def report() -> Iterator[str]:
    """All figures of this file, line by line."""
    yield from _whole()
    yield from _loading()
    yield from _imports()


def read(world: World) -> list[Document]:
    """The validated documents of a world."""
    found = []
    for file, text in documents(world):
        node, findings = read_text(text, file)
        document, more = read_document(node, file)
        errors = [each for each in (*findings, *more) if each.severity.word == "error"]
        if errors:
            raise AssertionError(errors[0])
        found.append(document)
    return found


def knowledge_base(world: World) -> KnowledgeBase:
    """The knowledge base of a world, compiled."""
    kb, findings = compile_documents(read(world))
    if kb is None:
        raise AssertionError(findings[0])
    return kb


def intake(kind: str | None, facts: dict[str, object]) -> Intake:
    """A case of a world as it comes in, with nobody left to ask."""
    return Intake(equipment=kind, symptoms=facts, askable=())


def _whole() -> Iterator[str]:
    yield "diagnose() whole, microseconds a case, and as a multiple of CLIPS's bare match (aim at 10 000: at most 5)"
    for size in (100, 1_000, 10_000):
        for flavour in ({}, {"skewed": True}, {"equipment": False}):
            world = make(size, CASES, **flavour)  # type: ignore[arg-type]
            kb = knowledge_base(world)
            match = peers.clips(world)
            intakes = [intake(*case) for case in world.cases]
            for case, each in zip(world.cases, intakes, strict=True):
                if list(diagnose(each, kb).verdict.inference.matched) != match(*case):
                    raise AssertionError("CLIPS matches differently")
            timings = in_turns(
                {"diagnose": lambda n: diagnose(intakes[n], kb), "clips": lambda n: match(*world.cases[n])},
                len(intakes),
                3,
            )
            ours, theirs = timings["diagnose"], timings["clips"]
            weighed = sum(len(diagnose(each, kb).hypotheses) for each in intakes) / len(intakes)
            yield (
                f"{size:9} {world.name:22} {ours.median:7.0f} (p99 {ours.p99:.0f}), clips {theirs.median:7.0f}, "
                f"ratio {ours.median / theirs.median:.2f}, candidates {weighed:.1f}"
            )


def _loading() -> Iterator[str]:
    found = read(make(10_000, 1))
    best = min(_timed_compile(found) for _ in range(3))
    yield f"validated documents to ready knowledge base, 10 000 playbooks: {best:.2f} s (aim: under 1)"
    tracemalloc.start()
    kb = knowledge_base(make(10_000, 1))
    del found
    used = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    yield f"memory of the loaded knowledge base, {len(kb.playbooks)} playbooks: {used:.0f} MB (aim: under 150)"


def _timed_compile(found: list[Document]) -> float:
    begun = perf_counter()
    compile_documents(found)
    return perf_counter() - begun


_EXPERTA = "import diagnose.rules._experta"
_BASE = "from pydantic import BaseModel; import yaml"


def _imports(rounds: int = 15) -> Iterator[str]:
    """Wall time of the imports alone, in fresh interpreters, in turns; experta only imports with the shim."""
    shim = "import collections, collections.abc as a; [setattr(collections, n, getattr(a, n)) for n in ('Mapping', 'MutableMapping', 'Sequence', 'Set', 'Iterable', 'Callable', 'Hashable') if not hasattr(collections, n)]; import experta"
    programs = {"diagnose": "import diagnose", "base": f"{_BASE}; {shim}"}
    spent: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(rounds):
        for name, program in programs.items():
            spent[name].append(_import_time(program))
    ours, base = (min(spent[name]) for name in ("diagnose", "base"))
    yield f"import diagnose: {ours * 1000:.0f} ms, pydantic + yaml + experta: {base * 1000:.0f} ms, ratio {ours / base:.2f} (aim: at most 1.3)"


def _import_time(program: str) -> float:
    timed = f"from time import perf_counter as t; b = t(); exec({program!r}); print(t() - b)"
    done = subprocess.run([sys.executable, "-c", timed], capture_output=True, text=True, check=True)
    return float(json.loads(done.stdout))
