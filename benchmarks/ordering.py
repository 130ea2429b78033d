"""How far orders of steps are from the best one on small random problems: ``python -m benchmarks ordering 1 2 3``."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random
from typing import TypeAlias

from benchmarks.timing import in_turns
from diagnose.planning import cheapest_prefix
from diagnose.planning.ordering import best_order
from diagnose.planning.ordering.sequence import MOST_SETS

SEEDS = (1, 2, 3)
SIZES = range(4, 9)
DENSITIES = (0.1, 0.2, 0.3, 0.5)
PROBLEMS = 40
"""So many of each size, density and seed."""
LARGER = (12, 14)
FEWER = 10
FIXES = (0.02, 0.2, 0.5, 0.8, 0.98)
COSTS = (2.0, 4.0, 7.0, 10.0, 20.0, 35.0)
HAND_OVERS = (60.0, 150.0, 400.0)
VISIT = 55.0
SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Problem:
    """Steps in the order in which they are written: for each those before it, its chance and its cost."""

    before: list[list[int]]
    chances: list[float]
    costs: list[float]
    hand_over: float


Way: TypeAlias = Callable[[Problem], list[int]]


def draw(rng: Random, size: int, density: float) -> Problem:
    """A problem of ``size`` steps, each pair bound with chance ``density``; in half of them some steps need a visit."""
    before: list[list[int]] = [[] for _ in range(size)]
    for first, second in combinations(range(size), 2):
        if rng.random() < density:
            before[second].append(first)
    responsible = [rng.random() ** 2 for _ in range(size)]
    scale = rng.uniform(0.5, 1.0) / sum(responsible)
    chances = [scale * part * rng.choice(FIXES) for part in responsible]
    costs = [rng.choice(COSTS) for _ in range(size)]
    if rng.random() < 0.5:
        before = [[], *([each + 1 for each in direct] for direct in before)]
        for direct in before[1:]:
            if rng.random() < 0.4:
                direct.append(0)
        chances, costs = [0.0, *chances], [VISIT, *costs]
    return Problem(before, chances, costs, rng.choice(HAND_OVERS))


def ours(problem: Problem) -> list[int]:
    """As the library orders."""
    return best_order(problem.before, problem.chances, problem.costs)


def ours_without_sets(problem: Problem) -> list[int]:
    """As the library orders blocks that have too many initial sets: trees and blocks only."""
    return best_order(problem.before, problem.chances, problem.costs, most_sets=0)


def by_ratio(problem: Problem) -> list[int]:
    """Of the steps that may come next always the one with the most chance for its cost."""
    return _next_best(problem, lambda step: problem.chances[step] / problem.costs[step])


def by_bundle(problem: Problem) -> list[int]:
    """Always the step that is best together with all that must still precede it, with those."""
    order: list[int] = []
    while len(order) < len(problem.before):
        bundles = [_needed(problem, step, order) for step in range(len(problem.before)) if step not in order]
        best = max(
            bundles, key=lambda each: sum(problem.chances[s] for s in each) / sum(problem.costs[s] for s in each)
        )
        order += best
    return order


def as_written(problem: Problem) -> list[int]:
    """The steps as they were drawn, which is a legal order."""
    return list(range(len(problem.before)))


WAYS: Mapping[str, Way] = {
    "diagnose": ours,
    "  without trying sets": ours_without_sets,
    "best bundle first": by_bundle,
    "ratio, repaired": by_ratio,
    "as written": as_written,
}


def cost(problem: Problem, order: Sequence[int]) -> float:
    """The expected cost of ``order``, cut where that is least."""
    return cheapest_prefix([(problem.chances[step], problem.costs[step]) for step in order], problem.hand_over)[1]


def cost_of_all(problem: Problem, order: Sequence[int]) -> float:
    """The expected cost of all of ``order``, before anything is handed over."""
    total, left = 0.0, 1.0
    for step in order:
        total += problem.costs[step] * left
        left -= problem.chances[step]
    return total


def optima(problem: Problem) -> tuple[float, float]:
    """The least expected cost over all legal orders with every cut, and over all legal orders of all steps."""
    costs, least = {0: 0.0}, problem.hand_over
    for _ in problem.before:
        following: dict[int, float] = {}
        for done, spent in costs.items():
            left = 1.0 - sum(chance for step, chance in enumerate(problem.chances) if done >> step & 1)
            for step, before in enumerate(problem.before):
                if not done >> step & 1 and all(done >> each & 1 for each in before):
                    total = spent + problem.costs[step] * left
                    least = min(least, total + problem.hand_over * (left - problem.chances[step]))
                    following[done | 1 << step] = min(total, following.get(done | 1 << step, total))
        costs = following
    return least, min(costs.values())


def report(seeds: Sequence[int] = SEEDS) -> Iterator[str]:
    """The tables."""
    yield f"order of steps, seeds {' '.join(map(str, seeds))}: distance from the optimum of the plan as it is cut"
    yield "(and, on the right, of taking all steps): share at the optimum, mean and worst distance"
    small = [
        draw(Random(f"{seed} {size} {density} {number}"), size, density)
        for seed in seeds
        for size in SIZES
        for density in DENSITIES
        for number in range(PROBLEMS)
    ]
    yield from _table(f"{len(small)} problems of {SIZES[0]} to {SIZES[-1]} steps", small)
    larger = [
        draw(Random(f"{seed} {size} {density} {number}"), size, density)
        for seed in seeds
        for size in LARGER
        for density in DENSITIES[:2]
        for number in range(FEWER)
    ]
    yield from _table(f"{len(larger)} problems of {LARGER[0]} or {LARGER[-1]} steps, thinly bound", larger)
    yield from _times(seeds[0])


def _table(title: str, problems: Sequence[Problem]) -> Iterator[str]:
    best = [optima(problem) for problem in problems]
    yield f"{title:<44} optimal    mean   worst      optimal    mean   worst"
    for name, way in WAYS.items():
        orders = [way(problem) for problem in problems]
        cut = [_above(cost(*pair), least) for *pair, (least, _) in zip(problems, orders, best, strict=True)]
        whole = [_above(cost_of_all(*pair), least) for *pair, (_, least) in zip(problems, orders, best, strict=True)]
        yield f"  {name:<42} {_figures(cut)}      {_figures(whole)}"


def _above(found: float, least: float) -> float:
    """By what part ``found`` is dearer than ``least``; what rounding makes of nothing is nothing."""
    distance = found / least - 1.0
    if distance < -SAME:
        raise AssertionError("cheaper than the optimum")
    return distance if distance > SAME else 0.0


def _figures(distances: Sequence[float]) -> str:
    optimal = sum(not distance for distance in distances) / len(distances)
    return f"{optimal:7.1%} {statistics.fmean(distances):7.2%} {max(distances):7.1%}"


def _times(seed: int) -> Iterator[str]:
    """Microseconds for one order of forty steps."""
    yield f"forty steps, microseconds an order, median and p99; at most {MOST_SETS} sets tried in a block"
    for name, bound in (("independent", 0.0), ("chains of three", 1.0)):
        for visits in (0.0, 0.3):
            problems = [_forty(Random(f"{seed} {number}"), bound, visits) for number in range(40)]
            timing = in_turns({"": lambda number, problems=problems: ours(problems[number])}, len(problems), 5)[""]
            title = f"{name}, {visits:.0%} with a visit" if visits else name
            yield f"  {title:<42} {timing.median:7.0f} {timing.p99:7.0f}"


def _forty(rng: Random, bound: float, visits: float) -> Problem:
    before = [[step - 1] if step % 3 and bound else [] for step in range(40)]
    chances = [rng.choice(FIXES) / 40.0 for _ in before]
    costs = [rng.choice(COSTS) for _ in before]
    if visits:
        for direct in before:
            if rng.random() < visits:
                direct.append(40)
        before, chances, costs = [*before, []], [*chances, 0.0], [*costs, VISIT]
    return Problem(before, chances, costs, HAND_OVERS[0])


def _next_best(problem: Problem, worth: Callable[[int], float]) -> list[int]:
    order: list[int] = []
    left = list(range(len(problem.before)))
    while left:
        free = [step for step in left if not set(problem.before[step]) & set(left)]
        order.append(max(free, key=worth))
        left.remove(order[-1])
    return order


def _needed(problem: Problem, step: int, done: Sequence[int]) -> list[int]:
    """``step`` after all that must precede it and is not done."""
    found = [step]
    for each in found:
        found += [other for other in problem.before[each] if other not in found and other not in done]
    return sorted(found)
