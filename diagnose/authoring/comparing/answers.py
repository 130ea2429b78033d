"""Which past cases get another answer, from what to what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from diagnose.authoring.judge import best_fault, next_line, outcome_of
from diagnose.case import Intake
from diagnose.decision import FixPlan
from diagnose.desk import diagnose
from diagnose.errors import IntakeError
from diagnose.kb.base import KnowledgeBase


@dataclass(frozen=True, slots=True)
class PastCase:
    """An intake with the name by which a reader finds it again."""

    name: str
    intake: Intake


@dataclass(frozen=True, slots=True)
class Answer:
    """What a case comes to: the outcome, the fault it rests on, the first step and the line that acts next.

    The outcome is ``not-readable`` where the knowledge base does not know the words of the case.
    """

    outcome: str
    fault: str = ""
    first_step: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """The case ``name`` had the answer ``before`` and has ``after`` now."""

    name: str
    before: Answer
    after: Answer


NOT_READABLE = "not-readable"


def answer_to(intake: Intake, kb: KnowledgeBase) -> Answer:
    """The answer of ``kb`` to ``intake``."""
    try:
        verdict = diagnose(intake, kb).verdict
    except IntakeError:
        return Answer(NOT_READABLE)
    steps = verdict.decision.steps if isinstance(verdict.decision, FixPlan) else ()
    first = steps[0].step.id if steps else ""
    return Answer(outcome_of(verdict), best_fault(verdict), first, next_line(verdict))


def changed_answers(cases: Iterable[PastCase], old: KnowledgeBase, new: KnowledgeBase) -> Iterator[AnswerChange | None]:
    """For each of ``cases``, in order, how its answer changed; None where it did not."""
    for case in cases:
        before, after = answer_to(case.intake, old), answer_to(case.intake, new)
        yield None if before == after else AnswerChange(case.name, before, after)
