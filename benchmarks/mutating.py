"""``diagnose mutate`` on 1 000 playbooks with 3 000 cases, beside running every case for every mutant.

The peer does what a script around any test runner would do: put the mutant in, ask about every case until one fails.
Of that a sample is taken, and the time for all mutants worked out from it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from benchmarks.testing import SIZE, write
from diagnose.authoring.mutation import (
    Ground,
    Killed,
    Mutant,
    ground_of,
    mutants_of,
    score_of,
    try_mutants,
    variant_of,
    written_in,
)
from diagnose.authoring.mutation.answers import answer_to, meets
from diagnose.authoring.mutation.run import Trial
from diagnose.authoring.suite import read_suite
from diagnose.hypotheses import Reading
from diagnose.kb.load import load

SAMPLE = 12
"""So many mutants are tried the slow way."""
JOBS = 2


def report(size: int = SIZE, jobs: int = JOBS) -> Iterator[str]:
    """What was measured, a line each."""
    yield f"diagnose mutate, {size} playbooks, {jobs} processes (aim at 1 000 playbooks and 3 000 cases: 15 s)"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, size)
        for path in folder.glob("*.cases.yaml"):
            _with_decisions(path)
        yield from _measure(folder, jobs)


def _with_decisions(path: Path) -> None:
    """Let the case that fits expect its fault as well; where another is likelier the case is left out."""
    text = path.read_text("utf-8")
    rule = path.name.removesuffix(".cases.yaml")
    path.write_text(
        text.replace(f"expect: {{matched: [{rule}]}}", f"expect: {{matched: [{rule}], fault: {rule}}}"), "utf-8"
    )


def _measure(folder: Path, jobs: int) -> Iterator[str]:
    begun = perf_counter()
    kb = load(folder)
    cases = read_suite(folder).cases
    loaded = perf_counter()
    mutants = mutants_of(kb, written_in(folder))
    made = perf_counter()
    ground = ground_of(kb, cases)
    prepared = perf_counter()
    trials = try_mutants(ground, mutants, jobs=jobs)
    done = perf_counter()
    score = score_of(trials)
    yield (
        f"  loading {loaded - begun:.1f} s, making {len(mutants)} mutants {made - loaded:.1f} s, "
        f"reading {len(ground.tried)} cases {prepared - made:.1f} s, trying {done - prepared:.1f} s"
    )
    each = 1e3 * (done - prepared) / len(mutants)
    yield f"  whole {done - begun:.1f} s, {each:.2f} ms a mutant, score {score.percent} %"
    yield _beside(ground, trials, done - prepared)


def _beside(ground: Ground, trials: Sequence[Trial], ours: float) -> str:
    sample = trials[:: max(1, len(trials) // SAMPLE)]
    begun = perf_counter()
    killed = [_slowly(ground, each.mutant) for each in sample]
    slow = (perf_counter() - begun) / len(sample) * len(trials)
    if killed != [isinstance(each.fate, Killed) for each in sample]:
        raise AssertionError("the slow way comes to something else")
    return f"  every case for every mutant (from {len(sample)}): {slow:.0f} s, ratio {slow / ours:.0f}"


def _slowly(ground: Ground, mutant: Mutant) -> bool:
    """Whether some case fails when the whole suite is run on the mutant, up to the first failure."""
    kb = variant_of(ground.kb, mutant.rule)
    for tried in ground.tried:
        reading = Reading.of(kb, tried.reading.inference.memory)
        fired = frozenset(firing.rule for firing in reading.inference.firings)
        if not meets(answer_to(reading, tried.standing, fired, tried.wanted), tried.case.expect):
            return True
    return False
