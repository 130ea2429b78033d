"""Everything weighed, as a record: hypotheses with their contributions, sets, complaints, misfit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from diagnose.hypotheses.candidates import Candidate, Candidates, find_candidates, waiting
from diagnose.hypotheses.contributions import contributions_of
from diagnose.hypotheses.drawing import deviations_allowed
from diagnose.hypotheses.evidence import Evidence, gather
from diagnose.hypotheses.following import Following, clears_of, following
from diagnose.hypotheses.misfit import misfit_of
from diagnose.hypotheses.models import clamp
from diagnose.hypotheses.ranking import rank
from diagnose.hypotheses.reading import Reading
from diagnose.hypotheses.sets import DIGITS, Weights, weigh_sets
from diagnose.hypotheses.treatment import NOTHING_DONE, Treatment
from diagnose.hypotheses.types import Contribution, Hypothesis, WeighedSet, Weighing


@dataclass(frozen=True, slots=True, eq=False)
class Scales:
    """A case on the scales: candidates, evidence, the weighed sets, and what follows from them.

    ``within`` names the candidates that may lead or lend steps: those weighed together, and all that are matched.
    ``order`` names all candidates from the likeliest cause on. ``untried_unexplained`` and ``misfit`` (with its
    limit) are those before any step was tried: a step that did not help makes a case harder, not unheard of.
    """

    candidates: Candidates
    within: frozenset[int]
    evidence: Evidence
    weights: Weights
    found: Following
    order: tuple[int, ...]
    untried: Weights
    untried_unexplained: tuple[tuple[str, float], ...]
    misfit: tuple[float | None, float | None]


def weigh(reading: Reading, treatment: Treatment = NOTHING_DONE) -> Scales:
    """The case of ``reading`` weighed, after what was done."""
    candidates = find_candidates(reading, treatment)
    first, untried = _weights(reading, candidates, treatment.before_failures())
    found = fresh = following(first, untried)
    evidence, weights = first, untried
    if treatment.failed or treatment.seen_after:
        evidence, weights = _weights(reading, candidates, treatment)
        found = following(evidence, weights)
    within = frozenset(weights.kept).union(number for number, each in enumerate(candidates.all) if each.matched)
    return Scales(
        candidates=_with_waits(reading, candidates, within),
        within=within,
        evidence=evidence,
        weights=weights,
        found=found,
        order=rank(candidates.all, found.responsible, within),
        untried=untried,
        untried_unexplained=fresh.unexplained,
        misfit=_misfit(reading, [*(candidates.all[number] for number in untried.best()), *candidates.mended]),
    )


def _with_waits(reading: Reading, candidates: Candidates, within: frozenset[int]) -> Candidates:
    """The candidates, of which those ``within`` know what they wait for."""
    known = [waiting(reading, each) if number in within else each for number, each in enumerate(candidates.all)]
    return replace(candidates, all=tuple(known))


def _weights(reading: Reading, candidates: Candidates, treatment: Treatment) -> tuple[Evidence, Weights]:
    settings = reading.kb.settings
    evidence = gather(reading, candidates.all, candidates.complaints, treatment, candidates.mended)
    ids = [candidate.id for candidate in candidates.all]
    return evidence, weigh_sets(evidence, ids, settings.candidates, settings.set_size)


def _misfit(reading: Reading, faults: list[Candidate]) -> tuple[float | None, float | None]:
    misfit = misfit_of(reading, faults)
    if misfit is None:
        return None, None
    deviations = deviations_allowed(reading.kb)
    return misfit.mean, None if deviations is None else misfit.limit(deviations)


def weighing_of(scales: Scales) -> Weighing:
    """The record of what was weighed."""
    ids = [candidate.id for candidate in scales.candidates.all]
    sets = [
        (-round(chance, DIGITS), tuple([ids[number] for number in members]))
        for members, chance in zip(scales.weights.sets, scales.weights.chances, strict=True)
    ]
    sets.sort()
    misfit, limit = scales.misfit
    return Weighing(
        hypotheses=hypotheses_of(scales),
        sets=tuple([WeighedSet(faults, -chance) for chance, faults in sets]),
        complaints=scales.candidates.complaints,
        unexplained=scales.found.unexplained,
        misfit=misfit,
        misfit_limit=limit,
        cut=len(ids) - len(scales.weights.kept),
    )


def hypotheses_of(scales: Scales) -> tuple[Hypothesis, ...]:
    """A hypothesis for every candidate, the likeliest cause first."""
    clears = clears_of(scales.evidence, scales.weights, scales.found)
    told = contributions_of(scales.evidence, scales.candidates.all, scales.weights.kept)
    return tuple([_hypothesis(scales, number, clears[number], told.get(number, ())) for number in scales.order])


def _hypothesis(
    scales: Scales, number: int, clears: tuple[tuple[str, float], ...], contributions: tuple[Contribution, ...]
) -> Hypothesis:
    candidate = scales.candidates.all[number]
    return Hypothesis(
        fault=candidate.id,
        matched=candidate.matched,
        prior=clamp(candidate.playbook.prior),
        present=scales.found.present[number],
        responsible=scales.found.responsible[number],
        clears=clears,
        contributions=contributions,
        waits_for=tuple(sorted(candidate.waits_for | candidate.rows_wait_for)),
        assumes=tuple(sorted(candidate.waits_for)) if candidate.matched else (),
    )
