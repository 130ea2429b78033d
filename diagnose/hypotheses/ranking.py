"""The order of hypotheses."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from diagnose.hypotheses.candidates import Candidate
from diagnose.rules.conditions import conjuncts


def rank(candidates: Sequence[Candidate], responsible: Sequence[float]) -> tuple[int, ...]:
    """The numbers of the candidates by responsibility.

    Of equals the one whose conditions imply the other's comes first, then the id.
    """
    numbers = sorted(range(len(candidates)), key=lambda number: (-responsible[number], candidates[number].id))
    ordered: list[int] = []
    for chance, group in groupby(numbers, key=responsible.__getitem__):
        equals = list(group)
        ordered += _by_implication(equals, candidates) if len(equals) > 1 and chance > 0.0 else equals
    return tuple(ordered)


def _by_implication(equals: Sequence[int], candidates: Sequence[Candidate]) -> list[int]:
    parts = {number: frozenset(conjuncts(candidates[number].playbook.condition)) for number in equals}
    implied = {number: sum(other < own for other in parts.values()) for number, own in parts.items()}
    return sorted(equals, key=lambda number: (-implied[number], candidates[number].id))
