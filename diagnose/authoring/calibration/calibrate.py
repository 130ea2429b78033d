"""The whole of it: proposals from a history, and how good forecasts were before and would be after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from diagnose.authoring.calibration.forecast import Forecast, Score, forecast, score_of, step_loss, steps_in
from diagnose.authoring.calibration.lessons import Lesson
from diagnose.authoring.calibration.patch import patched_kb
from diagnose.authoring.calibration.posteriors import Weights, learn
from diagnose.authoring.calibration.proposals import Proposal, Wanted, propose
from diagnose.authoring.calibration.tallies import count
from diagnose.authoring.calibration.written import Source
from diagnose.errors import UsageError
from diagnose.kb.base import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Plan:
    """How to learn: what the author's words are worth, what is proposed, and in how many ``folds`` it is tested.

    ``complaints`` counts also the signs that decided which cases came to be counted.
    """

    weights: Weights = Weights()
    wanted: Wanted = Wanted()
    folds: int = 5
    complaints: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """Forecasts of causes, and the log loss of ``steps`` that were done against them."""

    causes: Score
    steps: int
    step_loss: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a history of so many ``cases`` leads one to change, and what that is worth.

    ``before`` is the knowledge base as it is. ``held_out`` foretells each case with what the other folds taught, so it
    is what may be hoped for; ``fitted`` foretells the very cases that were counted. ``unknown`` cases had no cause that
    takes part. ``never_normal`` are signs that were left out because nobody wrote them down as normal.
    """

    cases: int
    unknown: int
    proposals: tuple[Proposal, ...]
    before: Measured
    held_out: Measured | None
    fitted: Measured
    never_normal: tuple[str, ...]


def calibrate(
    lessons: Sequence[Lesson],
    kb: KnowledgeBase,
    source: Source,
    plan: Plan = Plan(),
    tick: Callable[[], None] = lambda: None,
) -> Calibration:
    """What ``lessons`` lead one to change in ``kb``; ``tick`` is called after each of three forecasts a case.

    With fewer cases than folds nothing is held out.

    Raises:
        UsageError: there is no lesson, or fewer than two folds.
    """
    if not lessons:
        raise UsageError("there is no closed case to learn from")
    if plan.folds < 2:
        raise UsageError(f"{plan.folds} folds cannot test what was learned; take at least 2")
    proposals = _learned(lessons, kb, source, plan)
    changed = patched_kb(kb, proposals)
    return Calibration(
        cases=len(lessons),
        unknown=sum(each.fault is None for each in lessons),
        proposals=proposals,
        before=_measured([(lesson, kb) for lesson in lessons], tick),
        held_out=_measured(_by_fold(lessons, kb, source, plan), tick) if len(lessons) >= plan.folds else None,
        fitted=_measured([(lesson, changed) for lesson in lessons], tick),
        never_normal=_never_normal(lessons, kb, plan),
    )


def _learned(lessons: Sequence[Lesson], kb: KnowledgeBase, source: Source, plan: Plan) -> tuple[Proposal, ...]:
    tallies = count(lessons, kb, complaints=plan.complaints)
    return propose(learn(tallies, kb, plan.weights), source, kb, plan.wanted)


def _never_normal(lessons: Sequence[Lesson], kb: KnowledgeBase, plan: Plan) -> tuple[str, ...]:
    """The signs that were left out for that reason alone."""
    names = sorted(count(lessons, kb).never_normal)
    return tuple(name for name in names if plan.complaints or not kb.vocabulary.attributes[name].complaint)


def _by_fold(
    lessons: Sequence[Lesson], kb: KnowledgeBase, source: Source, plan: Plan
) -> list[tuple[Lesson, KnowledgeBase]]:
    """Each case with the knowledge base as the other folds would make it (Stone 1974).

    Lessons come in the order of their marks, so every so manieth one makes a fold that depends on neither chance nor
    the order of the history.
    """
    pairs: list[tuple[Lesson, KnowledgeBase]] = []
    for fold in range(plan.folds):
        others = [lesson for place, lesson in enumerate(lessons) if place % plan.folds != fold]
        changed = patched_kb(kb, _learned(others, kb, source, plan))
        pairs += [(lesson, changed) for lesson in lessons[fold :: plan.folds]]
    return pairs


def _measured(pairs: Sequence[tuple[Lesson, KnowledgeBase]], tick: Callable[[], None]) -> Measured:
    forecasts: list[Forecast] = []
    steps: list[tuple[float, bool]] = []
    for lesson, kb in pairs:
        forecasts.append(forecast(lesson, kb))
        steps += steps_in(lesson, kb)
        tick()
    return Measured(score_of(forecasts), len(steps), step_loss(steps))
