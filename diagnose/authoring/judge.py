"""Whether an answer is what a case expects, and if not, on which condition that hangs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from diagnose.authoring.cases import FixtureCase
from diagnose.authoring.expectation import Expectation, Named
from diagnose.decision import Advice, Escalation, FixPlan, MoreFacts, Unprecedented, Verdict
from diagnose.errors import Finding, Severity, echo
from diagnose.explain.reasons import Against, WhyNot, fault_of, why_not
from diagnose.explain.standing import ASSUMED, HOLDS, Case, Standing
from diagnose.kb.base import KnowledgeBase

RESPONSIBLE = 0.01
"""A fault with less chance than this does not count as one that the answer includes."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One expectation that was not met, with what keeps the fault concerned from being the answer, or lets it in.

    ``standings`` holds the conditions of ``fault`` that matter, out of ``total``.
    """

    key: str
    expected: str
    got: str
    fault: str = ""
    holds: bool = False
    why_not: WhyNot | None = None
    standings: tuple[Standing, ...] = ()
    total: int = 0


def outcome_of(verdict: Verdict) -> str:
    """The outcome of a verdict by the words of ``expect.outcome``."""
    match verdict.decision:
        case FixPlan():
            return "plan"
        case Advice(outcome=outcome):
            return outcome
        case MoreFacts():
            return "more-facts"
        case Unprecedented():
            return "unprecedented"
        case Escalation():
            return "escalation"


def best_fault(verdict: Verdict) -> str:
    """The fault the decision rests on, else the one ranked first; empty when nothing was weighed."""
    fault = fault_of(verdict.decision)
    if fault is None and verdict.weighing.hypotheses:
        fault = verdict.weighing.hypotheses[0].fault
    return fault or ""


def next_line(verdict: Verdict) -> str:
    """The line that acts next: the one the case goes to, or the least one for the first step; else empty."""
    match verdict.decision:
        case Unprecedented(to_line=line) | Escalation(to_line=line):
            return line
        case FixPlan(steps=steps):
            return steps[0].step.by
        case _:
            return ""


def judge(case: FixtureCase, verdict: Verdict, kb: KnowledgeBase) -> tuple[Mismatch, ...]:
    """Every expectation of ``case`` that ``verdict`` does not meet, in the order of the keys."""
    expect = case.expect
    steps = _steps(verdict)
    weighed = {each.fault for each in verdict.weighing.hypotheses if each.responsible >= RESPONSIBLE}
    fired = {firing.rule for firing in verdict.inference.firings}
    about = expect.fault.text if expect.fault else case.about
    found = [
        *_single("outcome", expect.outcome, outcome_of(verdict), about),
        *_single("fault", expect.fault, best_fault(verdict), about),
        *_members("faults_include", expect.faults_include, weighed),
        *_single("first_step", expect.first_step, steps[0] if steps else "", about),
        *_members("steps_include", expect.steps_include, steps),
        *_members("question", [expect.question] if expect.question else [], _asked(verdict)),
        *_single("line", expect.line, next_line(verdict), about),
        *_members("matched", expect.matched, fired),
        *_absent(expect.not_matched, fired),
    ]
    return tuple(_explained(each, verdict, kb) for each in found)


def vacuous(expect: Expectation, verdict: Verdict, kb: KnowledgeBase) -> Iterator[Finding]:
    """CV703 for each excluded rule that shares no true condition with the case: excluding it proves nothing."""
    if not expect.not_matched:
        return
    case = Case(verdict.inference, kb)
    for named in expect.not_matched:
        rule = kb.playbooks.get(named.text) or kb.conclusions.get(named.text)
        if rule is None:
            continue
        if not any(standing.stands == HOLDS for standing in case.standings(rule.condition)):
            message = f"'{echo(named.text)}' shares no true condition with this case, so excluding it proves nothing"
            advice = "start from a case that fits it, and change one fact"
            yield Finding("CV703", message, named.at, Severity.WARNING, advice)


def _steps(verdict: Verdict) -> list[str]:
    decision = verdict.decision
    return [planned.step.id for planned in decision.steps] if isinstance(decision, FixPlan) else []


def _asked(verdict: Verdict) -> list[str]:
    asked = verdict.decision.questions if isinstance(verdict.decision, MoreFacts) else ()
    return [question.attribute for question in (*asked, *verdict.questions)]


def _single(key: str, expected: Named | None, got: str, about: str) -> Iterator[Mismatch]:
    if expected and expected.text != got:
        yield Mismatch(key, expected.text, got or "none", fault=about)


def _members(key: str, expected: Iterable[Named], got: Iterable[str]) -> Iterator[Mismatch]:
    listed = list(dict.fromkeys(got))
    for named in expected:
        if named.text not in listed:
            fault = named.text if key in {"faults_include", "matched"} else ""
            yield Mismatch(key, named.text, ", ".join(sorted(listed)) or "none", fault=fault)


def _absent(expected: Iterable[Named], fired: set[str]) -> Iterator[Mismatch]:
    for named in expected:
        if named.text in fired:
            yield Mismatch("not_matched", named.text, "matched", fault=named.text, holds=True)


def _explained(mismatch: Mismatch, verdict: Verdict, kb: KnowledgeBase) -> Mismatch:
    """``mismatch`` with the conditions that it hangs on."""
    rule = kb.playbooks.get(mismatch.fault) or kb.conclusions.get(mismatch.fault)
    if rule is None:
        return mismatch
    standings = Case(verdict.inference, kb).standings(rule.condition)
    met = {HOLDS, ASSUMED}
    wanted = tuple(each for each in standings if (each.stands in met) is mismatch.holds)
    reason = why_not(rule.id, verdict, kb) if rule.id in kb.playbooks and not mismatch.holds else None
    if reason and reason.kind not in {Against.LESS_LIKELY, Against.NO_COMPLAINT}:
        reason = None
    return Mismatch(
        mismatch.key,
        mismatch.expected,
        mismatch.got,
        rule.id,
        mismatch.holds,
        reason,
        wanted,
        len(standings),
    )
