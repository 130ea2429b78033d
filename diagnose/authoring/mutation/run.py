"""Mutants of a knowledge base tried on its cases, in this process or in several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from diagnose.authoring.mutation.ground import Ground
from diagnose.authoring.mutation.killing import Equivalent, Fate, Field, Killed, TimedOut, Unasserted, Unnoticed
from diagnose.authoring.mutation.mutant import Mutant, Operator
from diagnose.authoring.running.spread import spread

PORTION = 40
"""So many mutants are handed out together; those of one rule share much, and one rule takes longer than another."""


def _nothing(_count: int) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Trial:
    """A mutant with what became of it."""

    mutant: Mutant
    fate: Fate

    @property
    def survives(self) -> bool:
        """Whether a case is missing."""
        return isinstance(self.fate, Unnoticed | Unasserted)


@dataclass(frozen=True, slots=True)
class Score:
    """How many mutants there are, and what became of them."""

    mutants: int
    killed: int
    survived: int
    equivalent: int
    timed_out: int

    @property
    def counted(self) -> int:
        """The mutants that a case could notice."""
        return self.mutants - self.equivalent - self.timed_out

    @property
    def percent(self) -> float:
        """The share of killed mutants among those that count, in percent with one decimal; 100 when none counts."""
        return round(100.0 * self.killed / self.counted, 1) if self.counted else 100.0


def score_of(trials: Iterable[Trial]) -> Score:
    """What became of the mutants of ``trials``."""
    listed = tuple(trials)

    def count(*kinds: type) -> int:
        return sum(isinstance(each.fate, kinds) for each in listed)

    return Score(len(listed), count(Killed), count(Unnoticed, Unasserted), count(Equivalent), count(TimedOut))


def try_mutants(
    ground: Ground, mutants: Sequence[Mutant], tick: Callable[[int], None] = _nothing, jobs: int = 1
) -> tuple[Trial, ...]:
    """What becomes of ``mutants``, in their order, tried by up to ``jobs`` processes.

    ``tick`` is called with the number of mutants that are done.
    """
    field = Field(ground)
    portions = [mutants[start : start + PORTION] for start in range(0, len(mutants), PORTION)]
    trials: list[Trial] = []
    for portion, fates in zip(portions, spread(field.fates, portions, jobs), strict=True):
        trials += map(Trial, portion, fates)
        tick(len(portion))
    return tuple(trials)


def selected(mutants: Iterable[Mutant], operators: Iterable[Operator], rules: Iterable[str]) -> tuple[Mutant, ...]:
    """The ``mutants`` of some operators and rules; without any, of all."""
    kinds, ids = frozenset(operators), frozenset(rules)
    return tuple(each for each in mutants if (not kinds or each.operator in kinds) and (not ids or each.rule.id in ids))
