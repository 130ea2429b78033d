"""The order of hypotheses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from diagnose.hypotheses.candidates import Candidate
from diagnose.rules.conditions import conjuncts


def rank(candidates: Sequence[Candidate], responsible: Sequence[float], within: frozenset[int]) -> tuple[int, ...]:
    """The numbers of the candidates by responsibility.

    Of equals the one whose conditions imply the other's comes first, then the id; those not ``within`` the bound come
    by id alone.
    """
    numbers = sorted(range(len(candidates)), key=lambda number: (-responsible[number], candidates[number].id))
    ordered: list[int] = []
    for chance, group in groupby(numbers, key=responsible.__getitem__):
        equals = list(group)
        leading = [number for number in equals if number in within] if chance > 0.0 else []
        ordered += _by_implication(leading, candidates) if len(leading) > 1 else leading
        ordered += [number for number in equals if number not in leading]
    return tuple(ordered)


def _by_implication(equals: Sequence[int], candidates: Sequence[Candidate]) -> list[int]:
    parts = {number: frozenset(conjuncts(candidates[number].playbook.condition)) for number in equals}
    distinct = Counter(parts.values())
    implied = {number: sum(count for other, count in distinct.items() if other < own) for number, own in parts.items()}
    return sorted(equals, key=lambda number: (-implied[number], candidates[number].id))
