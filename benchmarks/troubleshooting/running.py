"""Playing many cases with many policies, on several processors, every policy on the same cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property, partial
from multiprocessing import get_context
from pathlib import Path

from benchmarks.troubleshooting.account import Result
from benchmarks.troubleshooting.drawer import Drawer, Mix
from benchmarks.troubleshooting.exact import SmallModel
from benchmarks.troubleshooting.generated import Shape, generate
from benchmarks.troubleshooting.players import OURS, POLICIES, SLOW
from benchmarks.troubleshooting.playing import World, clairvoyant, play
from diagnose import load
from diagnose.kb.base import KnowledgeBase

BASES = 10
"""So many knowledge bases of each shape share the cases."""
ALL_KNOWN = "all known"


@dataclass(frozen=True)
class Source:
    """Where cases come from: a folder, or knowledge bases of a drawn shape."""

    name: str
    mix: Mix
    seed: int
    folder: Path | None = None
    shape: Shape | None = None
    _drawers: dict[int, Drawer] = field(default_factory=dict, repr=False, compare=False)

    def drawer(self, number: int) -> Drawer:
        """What draws case ``number``."""
        place = number % BASES if self.shape is not None else 0
        if place not in self._drawers:
            self._drawers[place] = Drawer(self._knowledge(place), self.mix, self.seed)
        return self._drawers[place]

    def _knowledge(self, place: int) -> KnowledgeBase:
        if self.shape is not None:
            return generate(self.shape, self.seed * BASES + place)
        return load(self.folder or "playbooks")


@dataclass(frozen=True)
class Played:
    """The results of one policy over the cases it was played on, by number."""

    policy: str
    results: Mapping[int, Result]

    @cached_property
    def cases(self) -> tuple[int, ...]:
        """The numbers of the cases, in order."""
        return tuple(sorted(self.results))


def play_case(source: Source, task: tuple[int, Sequence[str]]) -> dict[str, Result]:
    """One case played by each of the policies named."""
    number, policies = task
    drawer = source.drawer(number)
    truth = drawer.truth(number)
    if truth is None:
        return {}
    found = {ALL_KNOWN: clairvoyant(World(drawer.kb, truth))}
    for name in policies:
        found[name] = play(World(drawer.kb, truth), POLICIES[name](truth.intake(), drawer.kb, number))
    return found


_SOURCE: list[Source] = []


def _begin(source: Source) -> None:
    _SOURCE[:] = [source]


def _in_worker(task: tuple[int, Sequence[str]]) -> dict[str, Result]:
    return play_case(_SOURCE[0], task)


def play_all(source: Source, cases: int, slow: int, jobs: int) -> Iterator[dict[str, Result]]:
    """The results of every case as they come, in order; the slow policies play the first ``slow`` cases only."""
    quick = [name for name in POLICIES if name not in SLOW]
    tasks = [(number, list(POLICIES) if number < slow else quick) for number in range(cases)]
    if jobs == 1:
        yield from map(partial(play_case, source), tasks)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (source,)) as pool:
        yield from pool.map(_in_worker, tasks, chunksize=5)


def gathered(played: Sequence[Mapping[str, Result]]) -> tuple[Played, ...]:
    """The results by policy."""
    names = [*POLICIES, ALL_KNOWN]
    by_policy = {name: {each[name].number: each[name] for each in played if name in each} for name in names}
    return tuple(Played(name, results) for name, results in by_policy.items() if results)


def reckon_model(task: tuple[Shape, int]) -> dict[str, float]:
    """The exact expected cost of every policy on one small model, and of the optimum."""
    model = SmallModel(generate(*task))
    found = {"optimum": model.optimum()}
    for name, make in POLICIES.items():
        found[name] = model.cost_of(lambda intake, kb, make=make: make(intake, kb, 0))  # type: ignore[misc]
    return found


def reckon_all(shape: Shape, models: int, seed: int, jobs: int) -> Iterator[dict[str, float]]:
    """The exact costs on each of ``models`` small models of a shape."""
    tasks = [(shape, seed * 1000 + number) for number in range(models)]
    if jobs == 1:
        yield from map(reckon_model, tasks)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        yield from pool.map(reckon_model, tasks)


__all__ = ["ALL_KNOWN", "OURS", "Played", "Source", "gathered", "play_all", "reckon_all"]
