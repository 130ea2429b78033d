"""``diagnose()`` whole, from an intake to a decision with its trace, beside CLIPS's bare match of the same rules."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks import peers
from benchmarks.loading import knowledge_base
from benchmarks.timing import Timing, in_turns
from benchmarks.worlds import World, make
from diagnose import Diagnosis, Intake, diagnose

CASES = 200
ROUNDS = 3


def report() -> Iterator[str]:
    """A line for each world."""
    yield "diagnose() whole, microseconds a case, and as a multiple of CLIPS's bare match (aim at 10 000: at most 5)"
    for size in (100, 1_000, 10_000):
        for world in (
            make(size, CASES),
            make(size, CASES, skewed=True),
            make(size, CASES, equipment=False),
        ):
            yield _measure(world)


def intake(kind: str | None, facts: dict[str, object]) -> Intake:
    """A case of a world as it comes in, with nobody left to ask."""
    return Intake(equipment=kind, symptoms=facts, askable=())


def _measure(world: World) -> str:
    kb = knowledge_base(world)
    match = peers.clips(world)
    intakes = [intake(*case) for case in world.cases]
    found = [diagnose(each, kb) for each in intakes]
    _same_matches(found, [match(*case) for case in world.cases])
    timings = in_turns(
        {"diagnose": lambda number: diagnose(intakes[number], kb), "clips": lambda number: match(*world.cases[number])},
        len(intakes),
        ROUNDS,
    )
    weighed = sum(len(each.hypotheses) for each in found) / len(found)
    return _line(world, timings["diagnose"], timings["clips"], weighed)


def _same_matches(found: list[Diagnosis], wanted: list[list[str]]) -> None:
    if [list(each.verdict.inference.matched) for each in found] != wanted:
        raise AssertionError("CLIPS matches differently")


def _line(world: World, ours: Timing, theirs: Timing, weighed: float) -> str:
    return (
        f"{len(world.sketches):9} {world.name:22} {ours.median:7.0f} (p99 {ours.p99:.0f}), clips {theirs.median:7.0f}, "
        f"ratio {ours.median / theirs.median:.2f}, candidates {weighed:.1f}"
    )
