"""What follows from weighed sets: who is present, who is an active cause, and what only chance explains."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from diagnose.hypotheses.evidence import Cause, Evidence
from diagnose.hypotheses.sets import DIGITS, Weights


@dataclass(frozen=True, slots=True)
class Following:
    """By candidate number the chance of being ``present`` and of being ``responsible``, both rounded.

    ``unexplained`` gives for each complaint the chance that only chance is its cause. ``left`` holds for each
    complaint, set by set, x / (1 - x), x being the chance that the complaint stays away.
    """

    present: tuple[float, ...]
    responsible: tuple[float, ...]
    unexplained: tuple[tuple[str, float], ...]
    left: tuple[tuple[float, ...], ...]


def following(evidence: Evidence, weights: Weights) -> Following:
    """What follows; without any complaint everything present is responsible."""
    left = tuple([_left(cause, weights.sets) for cause in evidence.causes])
    present, responsible = _totals(evidence, weights, left)
    if len(weights.singles) > len(weights.kept):
        _stand_alone(evidence, weights, present, responsible)
    unexplained = [
        (cause.attribute, _mean(weights, odds) * cause.leak / (1.0 - cause.leak))
        for cause, odds in zip(evidence.causes, left, strict=True)
    ]
    return Following(
        present=_rounded(present),
        responsible=_rounded(responsible) if evidence.causes else _rounded(present),
        unexplained=tuple([(name, round(chance, DIGITS)) for name, chance in unexplained]),
        left=left,
    )


def clears_of(evidence: Evidence, weights: Weights, found: Following) -> list[tuple[tuple[str, float], ...]]:
    """For each candidate and complaint the chance that mending it alone ends the complaint."""
    clears: list[list[tuple[str, float]]] = [[] for _ in weights.singles]
    for cause, odds in zip(evidence.causes, found.left, strict=True):
        parts = [0.0] * len(weights.singles)
        for members, chance, away in zip(weights.sets, weights.chances, odds, strict=True):
            for number in members:
                parts[number] += chance * away
        for number, strength in enumerate(cause.strengths):
            if strength > 0.0 and parts[number] > 0.0:
                chance = parts[number] * strength / (1.0 - strength)
                clears[number].append((cause.attribute, round(chance, DIGITS)))
    return [tuple(each) for each in clears]


def _left(cause: Cause, sets: Sequence[tuple[int, ...]]) -> tuple[float, ...]:
    spared = [1.0 - strength for strength in cause.strengths]
    still = 1.0 - cause.leak
    odds = []
    for members in sets:
        away = still
        for number in members:
            away *= spared[number]
        odds.append(away / (1.0 - away))
    return tuple(odds)


def _totals(evidence: Evidence, weights: Weights, left: Sequence[Sequence[float]]) -> tuple[list[float], list[float]]:
    """Sums over the sets, which stand in a fixed order.

    A fault is an active cause of a complaint with chance s / (1 - x), and 1 / (1 - x) is 1 + x / (1 - x).
    """
    present = [0.0] * len(weights.singles)
    responsible = [0.0] * len(weights.singles)
    causes = [(cause.strengths, odds) for cause, odds in zip(evidence.causes, left, strict=True)]
    for place, (members, chance) in enumerate(zip(weights.sets, weights.chances, strict=True)):
        for number in members:
            innocent = 1.0
            for strengths, odds in causes:
                innocent *= 1.0 - strengths[number] * (1.0 + odds[place])
            present[number] += chance
            responsible[number] += chance * (1.0 - innocent)
    return present, responsible


def active_shares(causes: Sequence[Cause], chances: Sequence[float], members: Sequence[int]) -> tuple[float, ...]:
    """For each of ``members`` the chance that it is an active cause of a complaint; without any it always is.

    ``chances`` are those of the complaints when these members are there.
    """
    shares = []
    for each in members:
        innocent = 1.0 if causes else 0.0
        for cause, chance in zip(causes, chances, strict=True):
            innocent *= 1.0 - cause.strengths[each] / chance
        shares.append(1.0 - innocent)
    return tuple(shares)


def _stand_alone(evidence: Evidence, weights: Weights, present: list[float], responsible: list[float]) -> None:
    """Candidates beyond the bound keep their single score, normalised with the sets."""
    kept = set(weights.kept)
    for number, score in enumerate(weights.singles):
        if number in kept:
            continue
        innocent = 1.0
        for cause in evidence.causes:
            strength = cause.strengths[number]
            innocent *= 1.0 - strength / (1.0 - (1.0 - cause.leak) * (1.0 - strength))
        present[number] = math.exp(min(0.0, score - weights.total))
        responsible[number] = present[number] * (1.0 - innocent)


def _mean(weights: Weights, odds: Sequence[float]) -> float:
    return math.fsum([chance * part for chance, part in zip(weights.chances, odds, strict=True)])


def _rounded(chances: Sequence[float]) -> tuple[float, ...]:
    return tuple([round(min(1.0, chance), DIGITS) for chance in chances])
