"""Timing in turns: every round runs each contestant once on the same case, so that drift of the machine hits all."""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Timing:
    """Microseconds a case."""

    median: float
    p99: float


def in_turns(contestants: Mapping[str, Callable[[int], object]], cases: int, rounds: int) -> dict[str, Timing]:
    """The timing of each contestant, called with the number of a case, over ``rounds`` rounds of all cases."""
    spent: dict[str, list[float]] = {name: [] for name in contestants}
    for run in contestants.values():  # a warm-up that is not counted
        for case in range(min(cases, 20)):
            run(case)
    gc.collect()
    for _ in range(rounds):
        for case in range(cases):
            for name, run in contestants.items():
                begun = perf_counter()
                run(case)
                spent[name].append((perf_counter() - begun) * 1e6)
    return {name: _timing(found) for name, found in spent.items()}


def _timing(found: Sequence[float]) -> Timing:
    ordered = sorted(found)
    return Timing(statistics.median(ordered), ordered[int(len(ordered) * 0.99)])
