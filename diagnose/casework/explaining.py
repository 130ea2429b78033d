"""Whether the knowledge base explains a case, and what else it may be settled on: so that nothing new is lost.

A fault *explains* a case when it was a hypothesis of a decision that counts, and either it was matched there and the
decision was not "unprecedented", or one of its steps came next and mended something. The decisions that count are the
one as the case stands, and those just before each step that mended something: after it the complaint is gone.
Alternatives, with the precedents that are close enough, are those of the latest of these decisions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diagnose.case import Case, Outcome, Precedent
from diagnose.case.events import TriedStep
from diagnose.casework.consulting import consultation_of
from diagnose.decision import Unprecedented
from diagnose.decision.alternatives import Alternatives
from diagnose.desk import Diagnosis
from diagnose.hypotheses.treatment import treats
from diagnose.kb.base import KnowledgeBase

HELPED = (Outcome.FIXED, Outcome.PARTLY)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a case may be settled on: its ``explained`` faults, those that a step ended first, and the alternatives.

    ``ended_by`` is the step after which no complaint was left.
    """

    explained: tuple[str, ...]
    ended_by: str | None
    alternatives: Alternatives

    @property
    def any(self) -> bool:
        """Whether there is anything at all."""
        return bool(self.explained) or self.alternatives.any


def grounds_of(case: Case, kb: KnowledgeBase, precedents: Sequence[Precedent] | None = None) -> Grounds:
    """What ``case`` may be settled on as it stands; ``precedents`` are the similar closed cases that were found.

    Raises:
        IntakeError: the intake does not fit the vocabulary of ``kb``.
    """
    moments = [*_before_what_helped(case), case]
    ended_by = consultation_of(case, kb).situation.ended_by
    if ended_by is not None and len(moments) > 1:
        moments.pop()
    looked = [(moment, consultation_of(moment, kb, precedents).diagnosis()) for moment in reversed(moments)]
    by_step = [each for moment, found in looked for each in _ended_by_step(found, _step_after(case, moment))]
    by_fit = [each for _, found in looked for each in _fitting(found)]
    alternatives = looked[0][1].alternatives()
    return Grounds(tuple(dict.fromkeys([*by_step, *by_fit])), ended_by, alternatives)


def _before_what_helped(case: Case) -> list[Case]:
    """``case`` as it stood before each step that mended something."""
    helped = [each.number for each in case.events if isinstance(each.what, TriedStep) and each.what.outcome in HELPED]
    return [Case.of(case.id, case.events[: number - 1]) for number in helped]


def _fitting(diagnosis: Diagnosis) -> list[str]:
    """The faults that were matched, where the case was not unprecedented all the same."""
    if isinstance(diagnosis.decision, Unprecedented):
        return []
    return [each.fault for each in diagnosis.hypotheses if each.matched]


def _ended_by_step(diagnosis: Diagnosis, step: str | None) -> list[str]:
    """The faults in question that the step which mended something is against."""
    if step is None:
        return []
    return [each.fault for each in diagnosis.hypotheses if treats(diagnosis.kb.playbooks[each.fault], step)]


def _step_after(case: Case, moment: Case) -> str | None:
    """The step that mended something right after ``moment``."""
    if moment.version >= case.version:
        return None
    what = case.events[moment.version].what
    return what.step if isinstance(what, TriedStep) else None
