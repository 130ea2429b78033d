"""Everything that a dossier is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from diagnose.case import Case, Precedent
from diagnose.casework.dossier.gathering import Heard, StepTried
from diagnose.decision import Alternatives, Escalation, Unprecedented, Verdict
from diagnose.desk import Action, Consultation, HandOver
from diagnose.kb.base import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Redaction:
    """How often something of a kind was ``taken_out``, and how often a pattern was found and ``masked``."""

    taken_out: Mapping[str, int] = field(default_factory=dict)
    masked: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """A case with its consultation as it stands ``now``, and what was found out about it.

    ``outline`` says about the case and its history, in plain data, what may be written; ``redaction`` is None unless
    something was taken out.
    """

    case: Case
    kb: KnowledgeBase
    consultation: Consultation
    now: datetime
    heard: tuple[Heard, ...]
    tried: tuple[StepTried, ...]
    outline: Mapping[str, Any]
    history: tuple[Mapping[str, Any], ...]
    verdict: Verdict
    action: Action
    alternatives: Alternatives
    closest: float | None = None
    deadlines: Mapping[str, Any] = field(default_factory=dict)
    redaction: Redaction | None = None


def verdict_of(consultation: Consultation, action: Action, precedents: tuple[Precedent, ...] | None = None) -> Verdict:
    """The verdict on the case as it stands, with the decision that the next action comes to.

    ``precedents`` were found since; None: there are those that the consultation was begun with.
    """
    verdict = consultation.diagnosis().verdict
    if precedents is not None:
        verdict = replace(verdict, precedents=precedents)
    decision = action.decision if isinstance(action, HandOver) else None
    return verdict if decision is None else replace(verdict, decision=decision)


def handed_to(material: Material) -> str:
    """The line that takes the case over; the last one keeps it."""
    decision, here = material.verdict.decision, material.consultation.situation.standing.at_line
    if isinstance(decision, Unprecedented | Escalation):
        return decision.to_line
    then = getattr(decision, "then_to", None)
    above = material.kb.support.above(here)
    return then or (here if above is None else above.id)
