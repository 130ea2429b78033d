"""Whether so many requests of a kind in a short time are a chance: a matter of numbers alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from typing import Final, NamedTuple

from diagnose.record.report.chances import poisson_tail
from diagnose.vocabulary import Taxonomy

DAY: Final = 86_400_000
WEEK: Final = 7 * DAY
SMOOTH: Final = 0.5
"""What is added to a count before a rate is taken of it (Jeffreys 1946): nobody knows that a thing never happens."""


@dataclass(frozen=True, slots=True)
class Alertness:
    """When many requests of a kind are called a major incident.

    They came within ``window``; there are ``at_least`` so many; so many or more had at most this ``chance`` if requests
    came as they did in the last ``weeks``.
    """

    window: timedelta = timedelta(hours=2)
    weeks: int = 4
    at_least: int = 5
    chance: float = 1e-6

    @property
    def length(self) -> int:
        """The window in milliseconds."""
        return self.window // timedelta(milliseconds=1)

    @property
    def reach(self) -> int:
        """How far back is looked, in milliseconds."""
        return self.weeks * WEEK + self.length


class Request(NamedTuple):
    """A request with one complaint; ``at`` in milliseconds."""

    at: int
    case: int
    equipment: str | None
    location: str | None


class Kind(NamedTuple):
    """Requests about ``equipment``, or what is below it, at ``location`` or within it; None: whatever it is."""

    equipment: str | None
    location: str | None


@dataclass(frozen=True, slots=True)
class Surprise:
    """``requests`` of one ``kind``, where ``usual`` are to be expected; ``chance`` is that of so many or more."""

    kind: Kind
    requests: tuple[Request, ...]
    usual: float
    chance: float


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Which kinds a request belongs to: its own equipment and place, and all that is above them."""

    equipment: Taxonomy
    location: Taxonomy

    def kinds(self, equipment: str | None, location: str | None) -> tuple[Kind, ...]:
        """The kinds, the closest first."""
        return tuple(
            Kind(*each) for each in product(_upwards(self.equipment, equipment), _upwards(self.location, location))
        )

    def within(self, kind: Kind) -> tuple[frozenset[str] | None, frozenset[str] | None]:
        """The kinds of equipment and the places that belong to ``kind``; None: all of them."""
        return _below(self.equipment, kind.equipment), _below(self.location, kind.location)

    def of_kind(self, kind: Kind, requests: Iterable[Request]) -> tuple[Request, ...]:
        """Those of ``requests`` that are of this ``kind``."""
        equipment, location = self.within(kind)
        return tuple(
            each
            for each in requests
            if (equipment is None or each.equipment in equipment) and (location is None or each.location in location)
        )


def _upwards(taxonomy: Taxonomy, name: str | None) -> tuple[str | None, ...]:
    return (None,) if name is None else taxonomy.upwards(name) or (name,)


def _below(taxonomy: Taxonomy, name: str | None) -> frozenset[str] | None:
    return None if name is None else taxonomy.below(name) or frozenset({name})


def crowds(
    requests: Sequence[Request], kinds: Iterable[Kind], around: Surroundings, at_least: int
) -> dict[Kind, tuple[Request, ...]]:
    """The kinds of which enough ``requests`` came to be asked about; of equal crowds the closest kind."""
    found: dict[tuple[Request, ...], Kind] = {}
    for kind in kinds:
        crowd = around.of_kind(kind, requests)
        if len(crowd) >= at_least:
            found.setdefault(crowd, kind)
    return {kind: crowd for crowd, kind in found.items()}


class Counts(NamedTuple):
    """How many requests of a kind came in all the days before, at this time of day, and at this time of the week."""

    ever: int
    daily: int
    weekly: int


@dataclass(frozen=True, slots=True)
class Past:
    """What came in so many ``days`` before the window, by kind."""

    counts: Mapping[Kind, Counts]
    days: int

    def usual(self, kind: Kind, length: int) -> float:
        """How many requests of ``kind`` are to be expected in a window: the most that one of three rates says."""
        ever, daily, weekly = self.counts[kind]
        rates = (ever, self.days * DAY / length), (daily, self.days), (weekly, max(1, self.days // 7))
        return max((count + SMOOTH) / windows for count, windows in rates)


def counts_of(requests: Iterable[Request], now: int, length: int) -> Counts:
    """The counts of ``requests``, all of which came before the window of this ``length`` that ends ``now``."""
    ages = [now - each.at for each in requests]
    return Counts(len(ages), sum(age % DAY < length for age in ages), sum(age % WEEK < length for age in ages))


def surprise_of(found: Mapping[Kind, tuple[Request, ...]], past: Past, alert: Alertness) -> Surprise | None:
    """The crowd that is the least a chance, if it is as little as that."""
    surprises = []
    for kind, crowd in found.items():
        usual = past.usual(kind, alert.length)
        surprises.append(Surprise(kind, crowd, round(usual, 6), poisson_tail(len(crowd), usual)))
    best = min(surprises, key=lambda each: each.chance, default=None)
    return best if best is not None and best.chance <= alert.chance else None
