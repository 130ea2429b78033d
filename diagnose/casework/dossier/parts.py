"""The parts of a dossier as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from diagnose._version import __version__
from diagnose.case.writing import event_data
from diagnose.casework.dossier.gathering import Heard, StepTried, is_private
from diagnose.casework.dossier.history import present
from diagnose.casework.dossier.material import Material, Redaction
from diagnose.casework.dossier.pages import page_of
from diagnose.casework.dossier.suspecting import hypothesis, suspects
from diagnose.decision import Alternatives, Escalation, FixPlan, Unprecedented
from diagnose.desk.closed_cases import precedent_data
from diagnose.desk.documents import decision_data, failed_data, near_miss_data, number, state_data, trace_data
from diagnose.desk.saving import consultation_data
from diagnose.explain import LANGUAGES, plain
from diagnose.explain.openings import openings
from diagnose.explain.vendors import vendor_of
from diagnose.facts import DoesNotApply, State, Unknown

DOSSIER: Final = "diagnose/dossier/1"
"""The name of the format of a dossier."""


def document(material: Material) -> dict[str, Any]:
    """The whole dossier."""
    kb, now, found = material.kb, material.consultation, material.verdict.precedents
    return {
        "schema": DOSSIER,
        "library": __version__,
        "made_at": material.now.isoformat(),
        "redacted": None if material.redaction is None else redaction_data(material.redaction),
        "knowledge_base": {"name": kb.settings.name, "version": kb.settings.version, "digest": kb.digest},
        "case": dict(material.outline),
        "entitlement": entitlement(material),
        "deadlines": dict(material.deadlines),
        "decision": decision_data(material.verdict.decision),
        "next": material.action.to_data(),
        "facts": [_heard(each) for each in material.heard],
        "steps": [_tried(each) for each in material.tried],
        "unexplained": unexplained(material),
        "hypotheses": [hypothesis(fault, material) for fault in suspects(material)],
        "open": open_questions(material),
        "precedents": None if found is None else [precedent_data(each) for each in found],
        "closest": None if material.closest is None else number(material.closest),
        "alternatives": _alternatives(material.alternatives),
        "vendor": _vendor(material),
        "history": [dict(each) for each in material.history],
        "trace": trace_data(material.verdict, kb),
        "consultation": consultation_data(now),
        "events": [] if material.redaction is not None else [event_data(event) for event in material.case.events],
        "page": {language: page_of(material, language) for language in LANGUAGES},
    }


def redaction_data(redaction: Redaction) -> dict[str, Any]:
    """What was taken out, by kind and count."""
    return {"taken_out": dict(sorted(redaction.taken_out.items())), "masked": dict(sorted(redaction.masked.items()))}


def entitlement(material: Material) -> dict[str, Any]:
    """What the customer is entitled to, with who pays and what costs extra."""
    terms = material.case.terms
    option = material.kb.support.options.get(terms.option or "")
    found = present(option=terms.option, entitlement=terms.entitlement, until=terms.until, level=terms.level)
    return found if option is None else {**found, "pays": option.pays, "charges": list(option.charges)}


def _state(state: State) -> dict[str, Any]:
    """A state under the key that says which of the states it is."""
    found = state_data(state)
    return found if isinstance(state, Unknown | DoesNotApply) else {"value": found}


def _heard(each: Heard) -> dict[str, Any]:
    state = {} if each.state is None else _state(each.state)
    return {
        "attribute": each.attribute,
        **state,
        **present(written=each.written, taken_out=each.out),
        "at": each.at.isoformat(),
        "event": each.number,
        "line": each.line,
        **present(by=each.by, source=each.source, about=each.about, after=each.after),
        "corrects": each.corrects,
        "counts": each.counts,
        "private": each.private,
    }


def _tried(each: StepTried) -> dict[str, Any]:
    return {
        "step": each.step,
        "outcome": each.outcome,
        "before": each.number == 0,
        **present(event=each.number or None, at=each.at, by=each.by, line=each.line),
        "charged": each.charged,
        "gone": list(each.gone),
    }


def unexplained(material: Material) -> list[dict[str, Any]]:
    """The complaints that only chance is left for, with that chance."""
    decision = material.verdict.decision
    named = decision.unexplained if isinstance(decision, FixPlan | Unprecedented | Escalation) else ()
    chances = dict(material.verdict.weighing.unexplained)
    return [{"attribute": name, "chance": number(chances.get(name, 1.0))} for name in named]


def open_questions(material: Material) -> list[dict[str, Any]]:
    """What nobody has said yet and could still matter, with who can say it."""
    askable = material.consultation.situation.standing.askable
    reasons = {each.attribute: each.reason.value for each in material.verdict.questions}
    return [
        {"attribute": name, "who": list(who), "reason": reasons.get(name)}
        for name, who in openings(material.verdict, askable, material.kb)
    ]


def _alternatives(found: Alternatives) -> dict[str, Any]:
    """What else might be tried; precedents by the number of their case."""
    siblings = [
        {
            "playbook": each.playbook,
            "equipment": list(each.equipment),
            "shows": list(each.shows),
            "failed": [failed_data(failed) for failed in each.failed],
        }
        for each in found.siblings
    ]
    near = [near_miss_data(each) for each in found.near]
    return {"near": near, "siblings": siblings, "precedents": [each.case for each in found.precedents]}


def _vendor(material: Material) -> dict[str, Any] | None:
    kb, memory = material.kb, material.consultation.situation.memory
    vendor = vendor_of(material.verdict, memory, kb)
    if vendor is None:
        return None
    told = {fact.attribute for fact in memory.facts}
    contact = vendor.contact if vendor.contact and material.redaction is None else None
    wanted = [{"attribute": name, "known": name in told, "private": is_private(name, kb)} for name in vendor.evidence]
    return {"id": vendor.id, **present(contact=contact), "evidence": wanted}


def plain_mapping(value: Any) -> Mapping[str, Any]:
    """``value``, a dataclass or a mapping, as plain data; nothing for None."""
    if value is None:
        return {}
    if callable(getattr(value, "to_data", None)):
        value = value.to_data()
    if isinstance(value, Mapping):
        return {str(key): plain_any(each) for key, each in value.items()}
    found: Mapping[str, Any] = plain(value)
    return found


def plain_any(value: Any) -> Any:
    """``value`` as plain data."""
    if isinstance(value, Mapping):
        return plain_mapping(value)
    if isinstance(value, tuple | list):
        return [plain_any(each) for each in value]
    return plain(value)
