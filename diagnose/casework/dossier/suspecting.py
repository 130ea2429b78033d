"""The faults that came into question in a case, and why each is not the decision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from diagnose.case import Outcome
from diagnose.case.events import Diagnosed
from diagnose.casework.dossier.material import Material
from diagnose.desk import Done
from diagnose.desk.documents import near_misses_of, number
from diagnose.explain import WhyNot, plain, why_not
from diagnose.hypotheses.treatment import treats


def suspects(material: Material) -> list[str]:
    """The faults that came into question: those weighed now, near misses, those that an earlier decision named."""
    verdict, known = material.verdict, {**material.kb.playbooks, **material.kb.retired}
    weighed = [each.fault for each in verdict.weighing.hypotheses]
    near = [each.playbook for each in near_misses_of(verdict.decision)]
    earlier = [each for each in _named_before(material) if each in known]
    return list(dict.fromkeys([*weighed, *near, *earlier]))


def _named_before(material: Material) -> Iterator[str]:
    for event in material.case.events:
        if isinstance(event.what, Diagnosed) and event.what.fault is not None:
            yield event.what.fault
    if isinstance(material.action, Done):
        yield from material.action.faults


def hypothesis(fault: str, material: Material) -> dict[str, Any]:
    """A version with its chance, and why it is not the decision."""
    kb, verdict = material.kb, material.verdict
    weighed = {each.fault: each.responsible for each in verdict.weighing.hypotheses}
    found = why_not(fault, verdict, kb)
    playbook = kb.playbooks.get(fault) or kb.retired[fault]
    return {
        "fault": fault,
        "revision": playbook.revision,
        "responsible": number(weighed[fault]) if fault in weighed else None,
        "fell": _fell(found),
        "failed_steps": failed_steps(fault, material),
    }


def failed_steps(fault: str, material: Material) -> list[str]:
    """The steps against ``fault`` that were tried and did not help."""
    playbook = material.kb.playbooks.get(fault)
    if playbook is None:
        return []
    failed = {each.step for each in material.tried if each.outcome == Outcome.FAILED}
    return sorted(step for step in failed if treats(playbook, step))


def _fell(found: WhyNot) -> dict[str, Any]:
    """Why it is not the decision: the conditions that fail or are open, what is likelier, what speaks against it."""
    against = [{"attribute": each.attribute, "log_odds": number(each.log_odds)} for each in found.against]
    return {
        "kind": found.kind.value,
        "conditions": found.total,
        "standings": plain(found.standings),
        "waits_for": list(found.waits_for),
        "ahead": None if found.ahead is None else found.ahead.fault,
        "against": against,
        "replaced_by": found.replaced_by,
    }
