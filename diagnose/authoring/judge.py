"""Whether an answer is what a case expects, and if not, on which condition that hangs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from diagnose.authoring.answer import Answer
from diagnose.authoring.expectation import Expectation, Named
from diagnose.authoring.fixture import FixtureCase
from diagnose.decision import Advice, Escalation, FixPlan, MoreFacts, Unprecedented, Verdict
from diagnose.explain.reasons import Against, WhyNot, fault_of, why_not
from diagnose.explain.standing import ASSUMED, HOLDS, Case, Standing

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


def judge(case: FixtureCase, answer: Answer) -> tuple[Mismatch, ...]:
    """Every expectation of ``case`` that ``answer`` does not meet, in the order of the keys.

    Of the answer no more is worked out than the case asks for.
    """
    expect = case.expect
    found = (
        *(_of_decision(case, answer.diagnosis.verdict) if asks_to_decide(expect) else ()),
        *_of_rules(expect, answer),
    )
    return tuple(_explained(each, answer) for each in found)


def asks_to_decide(expect: Expectation) -> bool:
    """Whether ``expect`` says anything about the decision, not only which rules hold."""
    return bool(expect.mentioned().keys() - {"matched", "not_matched"})


def _of_decision(case: FixtureCase, verdict: Verdict) -> Iterator[Mismatch]:
    expect = case.expect
    steps = _steps(verdict)
    about = expect.fault.text if expect.fault else case.about
    yield from _single("outcome", expect.outcome, outcome_of(verdict), about)
    yield from _single("fault", expect.fault, best_fault(verdict), about)
    if expect.faults_include:
        weighed = {each.fault for each in verdict.weighing.hypotheses if each.responsible >= RESPONSIBLE}
        yield from _members("faults_include", expect.faults_include, weighed)
    yield from _single("first_step", expect.first_step, steps[0] if steps else "", about)
    yield from _members("steps_include", expect.steps_include, steps)
    if expect.question:  # what is worth asking is worked out when it is looked at, and costs more than the decision
        yield from _members("question", [expect.question], _asked(verdict))
    yield from _single("line", expect.line, next_line(verdict), about)
    yield from _of_figures(expect, verdict, about)


def _of_figures(expect: Expectation, verdict: Verdict, about: str) -> Iterator[Mismatch]:
    """Chances and weights of evidence that are not what is written."""
    hypotheses = {each.fault: each for each in verdict.weighing.hypotheses}
    for figure in expect.chance:
        known = hypotheses.get(figure.name.text)
        chance = known.responsible if known else 0.0
        if not figure.fits(chance):
            yield Mismatch("chance", str(figure), f"{chance:.4g}", fault=figure.name.text)
    fault = hypotheses.get(about)
    odds = {each.attribute: each.log_odds for each in fault.contributions} if fault else {}
    for figure in expect.evidence:
        times = likelier(odds.get(figure.name.text, 0.0))
        if not figure.fits(times):
            yield Mismatch("evidence", str(figure), f"{times:.4g}", fault=about)


def likelier(log_odds: float) -> float:
    """How many times likelier evidence of these log odds makes a fault; below 1 where it speaks against it."""
    return math.exp(max(-50.0, min(log_odds, 50.0)))


def _of_rules(expect: Expectation, answer: Answer) -> Iterator[Mismatch]:
    fired = {firing.rule for firing in answer.inference.firings}
    yield from _members("matched", expect.matched, fired)
    yield from _absent(expect.not_matched, fired)


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


def _explained(mismatch: Mismatch, answer: Answer) -> Mismatch:
    """``mismatch`` with the conditions that it hangs on."""
    kb = answer.kb
    rule = kb.playbooks.get(mismatch.fault) or kb.conclusions.get(mismatch.fault)
    if rule is None:
        return mismatch
    standings = Case(answer.inference, kb).standings(rule.condition)
    met = {HOLDS, ASSUMED}
    wanted = tuple(each for each in standings if (each.stands in met) is mismatch.holds)
    reason = None
    if rule.id in kb.playbooks and not mismatch.holds:
        reason = why_not(rule.id, answer.diagnosis.verdict, kb)
        if reason.kind not in {Against.LESS_LIKELY, Against.NO_COMPLAINT}:
            reason = None
    return replace(mismatch, fault=rule.id, why_not=reason, standings=wanted, total=len(standings))
