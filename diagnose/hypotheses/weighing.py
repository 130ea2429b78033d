"""From weighed sets to hypotheses: who is present, who is responsible, whose removal would do."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby

from diagnose.hypotheses.candidates import Candidate, Candidates
from diagnose.hypotheses.contributions import contributions_of
from diagnose.hypotheses.evidence import Evidence
from diagnose.hypotheses.misfit import best_misfit
from diagnose.hypotheses.models import clamp
from diagnose.hypotheses.reading import Reading
from diagnose.hypotheses.sets import DIGITS, Weights
from diagnose.hypotheses.types import Contribution, Hypothesis, WeighedSet, Weighing
from diagnose.rules.conditions import conjuncts


def weigh(
    reading: Reading, candidates: Candidates, evidence: Evidence, weights: Weights, untried: Weights | None = None
) -> Weighing:
    """Everything that follows from the weights of the sets; ``untried`` are those before anything was tried."""
    ids = [candidate.id for candidate in candidates.all]
    sets = [
        WeighedSet(tuple(ids[number] for number in members), round(chance, DIGITS))
        for members, chance in zip(weights.sets, weights.chances, strict=True)
    ]
    sets.sort(key=lambda weighed: (-weighed.probability, weighed.faults))
    misfit, limit = best_misfit(reading, candidates.all, untried or weights)
    return Weighing(
        hypotheses=hypotheses_of(candidates, evidence, weights),
        sets=tuple(sets),
        complaints=candidates.complaints,
        unexplained=unexplained_of(evidence, weights),
        misfit=misfit,
        misfit_limit=limit,
        cut=len(ids) - len(weights.kept),
    )


def hypotheses_of(candidates: Candidates, evidence: Evidence, weights: Weights) -> tuple[Hypothesis, ...]:
    """A hypothesis for every candidate, the likeliest cause first."""
    present, responsible = totals(evidence, weights)
    cleared = _cleared(evidence, weights)
    told = contributions_of(evidence, candidates.all, weights.kept)
    return tuple(
        _hypothesis(
            candidates.all[number], present[number], responsible[number], (cleared[number], told.get(number, ()))
        )
        for number in rank(candidates.all, responsible)
    )


def totals(evidence: Evidence, weights: Weights) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """For each candidate the chance that it is present, and that it is responsible, both rounded."""
    count = len(weights.singles)
    present: list[list[float]] = [[] for _ in range(count)]
    responsible: list[list[float]] = [[] for _ in range(count)]
    for members, chance, causing in zip(weights.sets, weights.chances, weights.responsible, strict=True):
        for number, share in zip(members, causing, strict=True):
            present[number].append(chance)
            responsible[number].append(chance * share)
    if count > len(weights.kept):
        _stand_alone(evidence, weights, present, responsible)
    return _rounded(present), _rounded(responsible)


def _rounded(parts: Sequence[Sequence[float]]) -> tuple[float, ...]:
    return tuple([round(min(1.0, math.fsum(each)), DIGITS) for each in parts])


def _stand_alone(
    evidence: Evidence, weights: Weights, present: list[list[float]], responsible: list[list[float]]
) -> None:
    """Candidates beyond the bound keep their single score, normalised with the sets."""
    kept = set(weights.kept)
    for number, score in enumerate(weights.singles):
        if number in kept:
            continue
        chance = math.exp(min(0.0, score - weights.evidence_weight))
        innocent = 1.0 if evidence.causes else 0.0
        for cause in evidence.causes:
            strength = cause.strengths[number]
            innocent *= 1.0 - strength / (1.0 - (1.0 - cause.leak) * (1.0 - strength))
        present[number].append(chance)
        responsible[number].append(chance * (1.0 - innocent))


def unexplained_of(evidence: Evidence, weights: Weights) -> tuple[tuple[str, float], ...]:
    """For each complaint the chance that only chance is its cause."""
    found = []
    for cause, left in zip(evidence.causes, weights.chance_left, strict=True):
        chance = math.fsum(chance * part for chance, part in zip(weights.chances, left, strict=True))
        found.append((cause.attribute, round(chance * cause.leak / (1.0 - cause.leak), DIGITS)))
    return tuple(found)


def _cleared(evidence: Evidence, weights: Weights) -> list[tuple[tuple[str, float], ...]]:
    count = len(weights.singles)
    found: list[list[tuple[str, float]]] = [[] for _ in range(count)]
    for cause, left in zip(evidence.causes, weights.chance_left, strict=True):
        parts: list[list[float]] = [[] for _ in range(count)]
        for members, chance, away in zip(weights.sets, weights.chances, left, strict=True):
            part = chance * away
            for number in members:
                parts[number].append(part)
        for number, strength in enumerate(cause.strengths):
            if strength > 0.0 and parts[number]:
                chance = math.fsum(parts[number]) * strength / (1.0 - strength)
                found[number].append((cause.attribute, round(chance, DIGITS)))
    return [tuple(each) for each in found]


def _hypothesis(
    candidate: Candidate,
    present: float,
    responsible: float,
    told: tuple[tuple[tuple[str, float], ...], tuple[Contribution, ...]],
) -> Hypothesis:
    return Hypothesis(
        fault=candidate.id,
        matched=candidate.matched,
        prior=clamp(candidate.playbook.prior),
        present=present,
        responsible=responsible,
        clears=told[0],
        contributions=told[1],
        waits_for=tuple(sorted(candidate.waits_for | candidate.rows_wait_for)),
        assumes=tuple(sorted(candidate.waits_for)) if candidate.matched else (),
    )


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
