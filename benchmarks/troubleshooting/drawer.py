"""The cases of one knowledge base: which equipment, how many faults, whether anything known is behind it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from random import Random

from benchmarks.troubleshooting.domain import Domain, kinds_of, places_of
from benchmarks.troubleshooting.drawing import Drawing
from benchmarks.troubleshooting.forcing import by_chance
from benchmarks.troubleshooting.world import Truth
from diagnose.kb.base import KnowledgeBase

ATTEMPTS = 80


@dataclass(frozen=True, slots=True)
class Mix:
    """What kinds of cases are drawn: shares of unknown faults, of two or three at once, of "don't know" answers.

    ``unknown`` None: as many as the knowledge base itself expects. ``told`` complaints stand in the intake, at most.
    ``line`` has the case (None: the first), over ``channel`` where it is declared.
    """

    unknown: float | None = 0.1
    several: float = 0.2
    dont_know: float = 0.05
    told: int = 1
    line: str | None = None
    channel: str = "phone"


class Drawer:
    """Draws the cases of one knowledge base, each from its own seed."""

    def __init__(self, kb: KnowledgeBase, mix: Mix, seed: int) -> None:
        self.kb = kb
        self.mix = mix
        self.seed = seed
        self.places = places_of(kb)
        self.channel = mix.channel if mix.channel in kb.support.channels else None
        self._domains: dict[tuple[str | None, str | None], Domain] = {}
        self._usual: dict[str | None, float] = {}

    @property
    def requests(self) -> dict[str | None, float]:
        """How often each kind of equipment comes up: by the weight of all its faults."""
        if not self._usual:
            kinds = kinds_of(self.kb)
            self._usual = {kind: math.fsum(self.domain(kind, self.places[0]).weights.values()) for kind in kinds}
        return self._usual

    def domain(self, kind: str | None, place: str | None) -> Domain:
        """What can be true of ``kind`` at ``place``."""
        if (kind, place) not in self._domains:
            self._domains[kind, place] = Domain(self.kb, kind, place)
        return self._domains[kind, place]

    def truth(self, number: int) -> Truth | None:
        """Case ``number``; None where no attempt gave one whose gates hold."""
        random = Random(f"{self.seed}/{number}")
        lot = random.random()
        count = 1 if random.random() >= self.mix.several else random.choice((2, 2, 3))
        for _ in range(ATTEMPTS):
            domain = self.domain(by_chance(self.requests, random), random.choice(self.places))
            unknown = lot < (domain.unexplained() if self.mix.unknown is None else self.mix.unknown)
            faults = () if unknown else _drawn_faults(domain, count, random)
            drawing = Drawing(domain, faults, random)
            if (unknown or faults) and drawing.run():
                truth = drawing.truth(number, self.mix.told, self.mix.dont_know)
                return replace(truth, line=self.mix.line, channel=self.channel)
        return None


def _drawn_faults(domain: Domain, count: int, random: Random) -> tuple[str, ...]:
    """Different faults by weight; fewer where there are no more."""
    left = {name: weight for name, weight in domain.weights.items() if weight > 0.0}
    found: list[str] = []
    while left and len(found) < count:
        found.append(by_chance(left, random))
        del left[found[-1]]
    return tuple(sorted(found))
