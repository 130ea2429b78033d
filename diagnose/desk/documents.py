"""A diagnosis and its trace as plain data, ready for JSON."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, Final, assert_never

from diagnose._version import __version__
from diagnose.case import Intake
from diagnose.decision import (
    Advice,
    Coverage,
    Decision,
    Escalation,
    FailedCondition,
    FixPlan,
    MoreFacts,
    NearMiss,
    Unprecedented,
    Verdict,
)
from diagnose.desk.closed_cases import precedent_data
from diagnose.errors import UsageError
from diagnose.facts import DoesNotApply, Fact, State, Unknown, Value, Version
from diagnose.hypotheses import Hypothesis, Weighing
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Step
from diagnose.planning import Plan, PlannedStep
from diagnose.questions import Question
from diagnose.rules.trace import Conflict, Firing, Inference, Support

DIAGNOSIS: Final = "diagnose/diagnosis/1"
TRACE: Final = "diagnose/trace/1"
DIGITS: Final = 9


def diagnosis_data(intake: Intake, verdict: Verdict, kb: KnowledgeBase) -> dict[str, Any]:
    """The whole diagnosis; its trace stands inside."""
    return {
        "schema": DIAGNOSIS,
        "library": __version__,
        "knowledge_base": {"name": kb.settings.name, "version": kb.settings.version, "digest": kb.digest},
        "intake": _intake(intake),
        "decision": decision_data(verdict.decision),
        **({"coverage": coverage_data(verdict.coverage)} if verdict.coverage.says_something else {}),
        "settled": verdict.settled,
        "questions": [question_data(question) for question in verdict.questions],
        "trace": trace_data(verdict, kb),
    }


def _intake(intake: Intake) -> dict[str, Any]:
    """The intake with its reports in order of attribute: the order in which they came says nothing."""
    written = intake.to_data()
    for key in ("symptoms", "facts"):
        reports = written.get(key)
        if isinstance(reports, dict):
            written[key] = dict(sorted(reports.items()))
        elif isinstance(reports, list):
            written[key] = sorted(reports, key=lambda report: str(report["attribute"]))
    return written


def trace_data(verdict: Verdict, kb: KnowledgeBase) -> dict[str, Any]:
    """Everything that the decision rests on."""
    looked: dict[str, Any] = {}
    if verdict.precedents is not None:
        precedents = [precedent_data(each) for each in verdict.precedents]
        looked = {"precedents": precedents, "precedent_limit": number(kb.settings.precedent)}
    return {
        "schema": TRACE,
        "library": __version__,
        "digest": kb.digest,
        "playbooks": _revisions(verdict, kb),
        **_inference(verdict.inference),
        **_weighing(verdict.weighing),
        "plan": None if verdict.plan is None else _plan(verdict.plan),
        "questions": [question_data(question) for question in verdict.questions],
        "near_misses": [near_miss_data(miss) for miss in near_misses_of(verdict.decision)],
        **looked,
        "notes": list(verdict.notes),
    }


def trace_from_json(text: str) -> dict[str, Any]:
    """The trace written in ``text``, alone or inside a diagnosis.

    Raises:
        UsageError: ``text`` is no such document.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError("this is not JSON; pass what Diagnosis.to_json or json.dumps(diagnosis.trace) gave") from error
    trace = found.get("trace", found) if isinstance(found, dict) else None
    if not isinstance(trace, dict) or trace.get("schema") != TRACE:
        raise UsageError(f"this is no trace: its schema should be {TRACE}")
    return trace


def coverage_data(coverage: Coverage) -> dict[str, Any]:
    """What the customer is entitled to, as plain data."""
    ended = coverage.ended
    return {
        "option": coverage.option,
        "entitlement": coverage.entitlement,
        "until": None if coverage.until is None else coverage.until.isoformat(),
        "ended": None if ended is None else {"option": ended.option, "entitlement": ended.id, "on": f"{ended.until}"},
        "level": coverage.level,
        "channels": None if coverage.channels is None else list(coverage.channels),
        "charges": list(coverage.charges),
    }


def near_misses_of(decision: Decision) -> tuple[NearMiss, ...]:
    """The near misses that a decision names."""
    return decision.near_misses if isinstance(decision, Unprecedented | Escalation) else ()


def decision_data(decision: Decision) -> dict[str, Any]:
    """A decision; ``outcome`` says which of the alternatives it is."""
    match decision:
        case FixPlan():
            return {
                "outcome": "plan",
                "fault": decision.fault,
                "steps": [planned_data(planned) for planned in decision.steps],
                "expected_cost": number(decision.plan.expected_cost),
                "unexplained": list(decision.unexplained),
                "then_to": decision.then_to,
                "then_sector": decision.then_sector,
            }
        case Advice():
            return {"outcome": decision.outcome, "fault": decision.fault, "text": decision.text.to_data()}
        case MoreFacts():
            return {"outcome": "more-facts", "questions": [question_data(question) for question in decision.questions]}
        case Unprecedented():
            return {"outcome": "unprecedented", **_handed_over(decision)}
        case Escalation():
            because = decision.because.to_data() if decision.because else None
            return {"outcome": "escalation", "fault": decision.fault, "because": because, **_handed_over(decision)}
        case _:
            assert_never(decision)


def _handed_over(decision: Unprecedented | Escalation) -> dict[str, Any]:
    looked: dict[str, Any] = {}
    if decision.closest is not None:
        precedents = [precedent_data(each) for each in decision.precedents]
        looked = {"closest": number(decision.closest), "precedents": precedents}
    vendor = decision.vendor if isinstance(decision, Escalation) else None
    return {
        "reason": decision.reason.value,
        "to_line": decision.to_line,
        "sector": decision.sector,
        **({"vendor": vendor} if vendor is not None else {}),
        **({"skipped": list(decision.skipped)} if decision.skipped else {}),
        "unexplained": list(decision.unexplained),
        "near_misses": [near_miss_data(miss) for miss in decision.near_misses],
        **looked,
    }


def _revisions(verdict: Verdict, kb: KnowledgeBase) -> dict[str, int]:
    named = {each.fault for each in verdict.weighing.hypotheses} | set(verdict.inference.matched)
    named |= {miss.playbook for miss in near_misses_of(verdict.decision)}
    return {name: kb.playbooks[name].revision for name in sorted(named) if name in kb.playbooks}


def _inference(inference: Inference) -> dict[str, Any]:
    return {
        "facts": [_fact(fact) for fact in inference.memory.facts],
        "concluded": {name: value_data(inference.concluded[name]) for name in sorted(inference.concluded)},
        "matched": list(inference.matched),
        "firings": [_firing(firing) for firing in inference.firings],
        "conflicts": [_conflict(conflict) for conflict in inference.conflicts],
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "attribute": fact.attribute,
        "value": state_data(fact.value),
        "source": fact.source,
        "at": None if fact.at is None else fact.at.isoformat(),
        "about": fact.about,
    }


def _firing(firing: Firing) -> dict[str, Any]:
    return {
        "rule": firing.rule,
        "stratum": firing.stratum,
        "rested_on": [_support(support) for support in firing.rested_on],
        "assumed": [_support(support) for support in firing.assumed],
        "sets": {attribute: value_data(value) for attribute, value in firing.sets},
    }


def _support(support: Support) -> dict[str, Any]:
    return {
        "attribute": support.attribute,
        "written": support.written,
        "value": None if support.value is None else value_data(support.value),
        "place": support.place,
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    values = [
        {"value": None if value is None else value_data(value), "rules": list(rules)}
        for value, rules in conflict.values
    ]
    return {"attribute": conflict.attribute, "values": values}


def _weighing(weighing: Weighing) -> dict[str, Any]:
    return {
        "complaints": {attribute: value_data(value) for attribute, value in weighing.complaints},
        "hypotheses": [_hypothesis(hypothesis) for hypothesis in weighing.hypotheses],
        "sets": [{"faults": list(each.faults), "probability": number(each.probability)} for each in weighing.sets],
        "unexplained": {attribute: number(chance) for attribute, chance in weighing.unexplained},
        "misfit": None if weighing.misfit is None else number(weighing.misfit),
        "misfit_limit": None if weighing.misfit_limit is None else number(weighing.misfit_limit),
        "cut": weighing.cut,
    }


def _hypothesis(hypothesis: Hypothesis) -> dict[str, Any]:
    return {
        "fault": hypothesis.fault,
        "matched": hypothesis.matched,
        "prior": number(hypothesis.prior),
        "present": number(hypothesis.present),
        "responsible": number(hypothesis.responsible),
        "clears": {attribute: number(chance) for attribute, chance in hypothesis.clears},
        "contributions": [
            {
                "attribute": each.attribute,
                "value": {"applies": False} if each.value is None else value_data(each.value),
                "log_odds": number(each.log_odds),
            }
            for each in hypothesis.contributions
        ],
        "waits_for": list(hypothesis.waits_for),
        "assumes": list(hypothesis.assumes),
    }


def _plan(plan: Plan) -> dict[str, Any]:
    return {
        "steps": [planned_data(planned) for planned in plan.steps],
        "left_out": [planned_data(planned) for planned in plan.left_out],
        "expected_cost": number(plan.expected_cost),
        "hand_over_price": number(plan.hand_over_price),
    }


def planned_data(planned: PlannedStep) -> dict[str, Any]:
    """A step in its plan as plain data."""
    return {
        **_step(planned.step),
        "faults": list(planned.faults),
        "chance": number(planned.chance),
        "cost": number(planned.cost),
        "waits_for": list(planned.waits_for),
        **({"charged": list(planned.charged)} if planned.charged else {}),
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "step": step.id,
        "do": step.do.to_data(),
        "by": step.by,
        "via": list(step.via),
        "takes": number(step.takes),
        "risk": step.risk,
        "price": number(step.price),
        "needs": [need.to_data() for need in step.needs],
        "after": list(step.after),
        "safety": step.requires.safety.to_data() if step.requires is not None and step.requires.safety else None,
        "confirm": step.confirm.to_data() if step.confirm else None,
        "check": {attribute: value_data(value) for attribute, value in step.check},
        "stop": step.stop,
    }


def question_data(question: Question) -> dict[str, Any]:
    """A question as plain data."""
    return {
        "attribute": question.attribute,
        "reason": question.reason.value,
        "askable": list(question.askable),
        "cost": question.cost,
        "weight": question.weight,
        "faults": list(question.faults),
        "steps": list(question.steps),
    }


def near_miss_data(miss: NearMiss) -> dict[str, Any]:
    """A near miss as plain data."""
    return {"playbook": miss.playbook, "held": miss.held, "failed": [failed_data(failed) for failed in miss.failed]}


def failed_data(failed: FailedCondition) -> dict[str, Any]:
    """A condition that does not hold as plain data."""
    return {
        "attribute": failed.attribute,
        "written": failed.written,
        "state": failed.state,
        "seen": None if failed.seen is None else value_data(failed.seen),
        "place": failed.place,
    }


def number(value: float) -> float:
    """A number as it is written: nine decimals."""
    return round(value, DIGITS)


def state_data(state: State) -> Any:
    """The state of an attribute as an intake may hold it."""
    match state:
        case Unknown(by):
            return {"unknown": by}
        case DoesNotApply():
            return {"applies": False}
        case _:
            return value_data(state)


def value_data(value: Value) -> Any:
    """A value as JSON holds it: sets in order, versions and dates as text."""
    match value:
        case bool() | str():
            return value
        case float() | int():
            return number(value)
        case datetime():
            return value.isoformat()
        case Version():
            return str(value)
        case frozenset():
            return sorted(value)
        case tuple():
            return list(value)
        case _:
            assert_never(value)
