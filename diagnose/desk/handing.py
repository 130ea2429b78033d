"""A consultation as it is handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diagnose.desk.actions import HandOver
from diagnose.desk.events import Answered, Corrected, StepReported
from diagnose.explain.dossier import Attempt, Handed, Said, dossier

if TYPE_CHECKING:
    from diagnose.desk.consultation import Consultation


def dossier_of(consultation: Consultation, language: str) -> str:
    """The hand-over text of ``consultation`` as it stands."""
    action, now = consultation.next(), consultation.situation
    cures = now.standing.treatment.cures
    said = [each for each in consultation.events if isinstance(each, Answered | Corrected)]
    done = [each for each in consultation.events if isinstance(each, StepReported)]
    attempts = tuple(
        Attempt(
            each.step,
            each.outcome.value,
            each.at,
            tuple((cure.attribute, cure.value) for cure in cures if cure.step == each.step),
            tuple((given.attribute, given.fact.value) for given in each.seen),
        )
        for each in done
    )
    handed = Handed(
        intake=consultation.intake,
        memory=now.memory,
        verdict=consultation.diagnosis().verdict,
        at_line=now.standing.at_line,
        decision=action.decision if isinstance(action, HandOver) else None,
        said=tuple(
            Said(each.given.attribute, each.given.fact.value, each.by, each.at, isinstance(each, Corrected))
            for each in said
        ),
        attempts=attempts,
        set_aside=now.set_aside,
        askable=now.standing.askable,
    )
    return dossier(handed, consultation.kb, language)
