"""How well a knowledge base foretells the causes of closed cases."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from diagnose.authoring.calibration.lessons import Lesson
from diagnose.hypotheses import Scales, weigh
from diagnose.kb.base import KnowledgeBase

LEAST_CHANCE = 1e-4
"""No cause is taken to be less likely than this, so that one surprise does not outweigh everything."""
BINS = 10


@dataclass(frozen=True, slots=True)
class Forecast:
    """What was expected of one case: the chance that was given to its ``cause``, and what that cost.

    ``brier`` is the squared distance from what came, over all causes; ``confidence`` the chance of the first choice,
    ``right`` whether that was the cause. ``considered`` is False when the cause was not among the candidates.
    """

    chance: float
    brier: float
    confidence: float
    right: bool
    considered: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The cases whose first choice had a chance in one tenth of the scale: mean ``confidence``, share ``right``."""

    cases: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Score:
    """How good forecasts were: all figures are means over ``cases``.

    ``log_loss`` in nats (Good 1952), ``brier`` from 0 to 2 (Brier 1950); ``calibration_error`` is the mean distance
    between confidence and share right over ten bins (Naeini, Cooper and Hauskrecht 2015).
    """

    cases: int
    log_loss: float
    brier: float
    calibration_error: float
    first_choice: float
    not_considered: int
    bins: tuple[Bin, ...]


def chances_in(scales: Scales) -> dict[str | None, float]:
    """How likely each candidate is the cause, and under None that nothing known is; they sum to 1.

    A fault is the cause as far as it is responsible; nothing is where all complaints are left to chance. Responsible
    faults that come together share what there is.
    """
    ids = [candidate.id for candidate in scales.candidates.all]
    found: dict[str | None, float] = dict(zip(ids, scales.found.responsible, strict=True))
    found[None] = _unexplained(scales)
    total = math.fsum(found.values())
    return {cause: chance / total for cause, chance in found.items()}


def _unexplained(scales: Scales) -> float:
    """The chance that all complaints came by themselves; without a complaint that no fault is there."""
    sets = scales.weights.sets
    if not scales.evidence.causes:
        return math.fsum(chance for members, chance in zip(sets, scales.weights.chances, strict=True) if not members)
    alone = [
        [odds * cause.leak / (1.0 - cause.leak) for odds in left]
        for cause, left in zip(scales.evidence.causes, scales.found.left, strict=True)
    ]
    parts = [chance * math.prod(each[place] for each in alone) for place, chance in enumerate(scales.weights.chances)]
    return math.fsum(parts)


def forecast(lesson: Lesson, kb: KnowledgeBase) -> Forecast:
    """What ``kb``, whose conditions are those the lesson was read with, expects of the case."""
    chances = chances_in(weigh(replace(lesson.reading, kb=kb), lesson.before))
    given = chances.get(lesson.fault, 0.0)
    others = math.fsum(chance * chance for cause, chance in chances.items() if cause != lesson.fault)
    first = min(chances, key=lambda cause: (-chances[cause], cause or ""))
    return Forecast(
        chance=max(LEAST_CHANCE, given),
        brier=(1.0 - given) ** 2 + others,
        confidence=chances[first],
        right=first == lesson.fault,
        considered=lesson.fault in chances,
    )


def score_of(forecasts: Sequence[Forecast]) -> Score:
    """The score of ``forecasts``, of which there is at least one."""
    cases = len(forecasts)
    bins = bins_of(forecasts)
    return Score(
        cases=cases,
        log_loss=-math.fsum(math.log(each.chance) for each in forecasts) / cases,
        brier=math.fsum(each.brier for each in forecasts) / cases,
        calibration_error=math.fsum(each.cases * abs(each.confidence - each.right) for each in bins) / cases,
        first_choice=sum(each.right for each in forecasts) / cases,
        not_considered=sum(not each.considered for each in forecasts),
        bins=bins,
    )


def bins_of(forecasts: Iterable[Forecast]) -> tuple[Bin, ...]:
    """The ten bins from the least confident on; empty ones have zeros."""
    groups: list[list[Forecast]] = [[] for _ in range(BINS)]
    for each in forecasts:
        groups[min(BINS - 1, int(each.confidence * BINS))].append(each)
    return tuple(_bin(group) for group in groups)


def _bin(group: Sequence[Forecast]) -> Bin:
    count = len(group) or 1
    return Bin(
        len(group), math.fsum(each.confidence for each in group) / count, sum(each.right for each in group) / count
    )


def step_loss(outcomes: Iterable[tuple[float, bool]]) -> float:
    """The mean log loss in nats of steps that had a chance to help and did, or did not; 0 without any."""
    losses = [-math.log(max(LEAST_CHANCE, chance if helped else 1.0 - chance)) for chance, helped in outcomes]
    return math.fsum(losses) / len(losses) if losses else 0.0


def steps_in(lesson: Lesson, kb: KnowledgeBase) -> list[tuple[float, bool]]:
    """The steps of a case against its fault: the chance that ``kb`` gave them, and whether they helped."""
    if lesson.fault is None:
        return []
    fixes: Mapping[str, float] = {step.id: step.fixes for step in kb.playbooks[lesson.fault].steps}
    return [(fixes[step], helped) for step, helped in lesson.outcomes if step in fixes]
