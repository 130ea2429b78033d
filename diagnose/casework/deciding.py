"""The decision about a case as an event: the digest of its bytes, and the outline of what it said."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from diagnose._version import __version__
from diagnose.case import Case, Precedent, What
from diagnose.case.events import Diagnosed, Resolved, TriedStep
from diagnose.casework.consulting import consultation_of
from diagnose.decision import Decision, Escalation, FixPlan, Unprecedented
from diagnose.decision.precedents import closest_of
from diagnose.desk import Consultation, Diagnosis
from diagnose.desk.documents import decision_data, near_misses_of, number
from diagnose.hypotheses.treatment import treats
from diagnose.kb.base import KnowledgeBase

AUTOMATIC: Final = "diagnose"
"""Who does what nobody does: decides, passes on when time is up, looks again when a wait is over."""

MOST_NAMED: Final = 5
"""So many hypotheses, questions and near misses are named in an outline."""
MOST_STEPS: Final = 8

Look = Callable[[Consultation], Sequence[Precedent]]
"""Finds the precedents of a case, the closest first."""


def decided(case: Case, kb: KnowledgeBase, look: Look | None = None) -> tuple[Diagnosed, Diagnosis] | None:
    """The decision about ``case`` as it stands, with its diagnosis; None when a step has settled it.

    Precedents matter where no plan is found, so ``look`` is only asked then; None: nobody looks for any.

    Raises:
        IntakeError: the intake does not fit the vocabulary of ``kb``.
    """
    consultation = consultation_of(case, kb)
    if consultation.situation.ended_by is not None:
        return None
    diagnosis = consultation.diagnosis()
    precedents: Sequence[Precedent] | None = None
    if look is not None and isinstance(diagnosis.decision, Unprecedented | Escalation):
        precedents = look(consultation)
        diagnosis = consultation_of(case, kb, precedents).diagnosis()
    return diagnosed(diagnosis, precedents), diagnosis


def diagnosed(diagnosis: Diagnosis, precedents: Sequence[Precedent] | None = None) -> Diagnosed:
    """The event that says what was decided; ``precedents`` are those that were handed in."""
    decision = diagnosis.decision
    reason = decision.reason.value if isinstance(decision, Unprecedented | Escalation) else None
    return Diagnosed(
        decision=decision_data(decision)["outcome"],
        sha256=hashlib.sha256(diagnosis.to_json().encode()).hexdigest(),
        library=__version__,
        fault=getattr(decision, "fault", None),
        reason=reason,
        to_line=decision.to_line if isinstance(decision, Unprecedented | Escalation) else None,
        outline=outline_of(diagnosis),
        precedents=tuple(precedents or ()),
        closest=closest_of(precedents),
        looked=precedents is not None,
    )


def outline_of(diagnosis: Diagnosis) -> dict[str, Any]:
    """What matters of a diagnosis, small enough to be kept with every decision; what is empty is left out."""
    weighed = diagnosis.hypotheses
    outline: Mapping[str, Any] = {
        **_outline_of(diagnosis.decision),
        "hypotheses": {each.fault: number(each.responsible) for each in weighed[:MOST_NAMED]},
        "others": max(0, len(weighed) - MOST_NAMED),
        "unexplained": list(getattr(diagnosis.decision, "unexplained", ())),
        "questions": {each.attribute: each.reason.value for each in diagnosis.questions[:MOST_NAMED]},
        "near": [each.playbook for each in near_misses_of(diagnosis.decision)[:MOST_NAMED]],
        "alternatives": _alternatives(diagnosis) if isinstance(diagnosis.decision, Unprecedented) else [],
    }
    return {name: value for name, value in outline.items() if value}


def _alternatives(diagnosis: Diagnosis) -> list[str]:
    """The playbooks that a line may go by although none of them fits."""
    found = diagnosis.alternatives()
    near, siblings = [each.playbook for each in found.near], [each.playbook for each in found.siblings]
    return list(dict.fromkeys([*near, *siblings]))[:MOST_NAMED]


def _outline_of(decision: Decision) -> dict[str, Any]:
    match decision:
        case FixPlan():
            steps = [each.step.id for each in decision.steps[:MOST_STEPS]]
            return {"steps": steps, "then_to": decision.then_to, "sector": decision.then_sector}
        case Unprecedented() | Escalation():
            return {"sector": decision.sector}
        case _:
            return {}


def revisions_of(diagnosis: Diagnosis) -> tuple[tuple[str, int], ...]:
    """The revisions of the playbooks that the outline of ``diagnosis`` names."""
    named = {each.fault for each in diagnosis.hypotheses[:MOST_NAMED]}
    named |= {each.playbook for each in near_misses_of(diagnosis.decision)[:MOST_NAMED]}
    return _revisions(diagnosis.kb, named)


def rests_on(what: What, case: Case, kb: KnowledgeBase) -> tuple[tuple[str, int], ...]:
    """The revisions of the playbooks that a deed rests on: those in question whose step was tried, the fault it was."""
    match what:
        case TriedStep(step=step):
            weighed = case.last.outline.get("hypotheses", {}) if case.last is not None else {}
            return _revisions(
                kb, (name for name in weighed if name in kb.playbooks and treats(kb.playbooks[name], step))
            )
        case Resolved(fault=str() as fault):
            return _revisions(kb, [fault])
        case _:
            return ()


def _revisions(kb: KnowledgeBase, names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple((name, kb.playbooks[name].revision) for name in sorted(set(names)) if name in kb.playbooks)


def is_news(now: Diagnosed, before: Diagnosed | None) -> bool:
    """Whether a decision says something else than the one before it; chances alone are no news."""
    return before is None or _gist(now) != _gist(before)


def _gist(decision: Diagnosed) -> tuple[Any, ...]:
    outline = decision.outline
    return (
        decision.decision,
        decision.fault,
        decision.reason,
        decision.to_line,
        list(outline.get("steps", ())),
        sorted(outline.get("questions", ())),
        sorted(outline.get("unexplained", ())),
        [each.case for each in decision.precedents],
    )
