"""What would change the answer: for each open question, what every answer would lead to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from diagnose.decision import Advice, Decision, Escalation, FixPlan, MoreFacts, Unprecedented, Verdict
from diagnose.explain.page import section
from diagnose.explain.words import Words, clean
from diagnose.facts import Fact, Value, WorkingMemory
from diagnose.hypotheses import Candidate, Reading, find_candidates
from diagnose.kb.base import KnowledgeBase
from diagnose.questions.worth import answers_to
from diagnose.vocabulary import Attribute, AttributeType

Decide: TypeAlias = Callable[[WorkingMemory], Verdict]
"""A case decided from its memory; everything else - knowledge base, lines, steps tried - is already in it."""

QUESTIONS = 10
"""So many questions are followed up; the others are only listed."""

ANSWERS = 16
"""So many answers to one question are tried."""


@dataclass(frozen=True, slots=True)
class Change:
    """What the decision would be if ``attribute`` were answered with ``answer``; ``same`` if that changes nothing."""

    attribute: str
    answer: Value
    decision: Decision
    same: bool


def what_would_change(verdict: Verdict, kb: KnowledgeBase, decide: Decide) -> tuple[Change, ...]:
    """What each answer to each open question would lead to, in the order of the questions.

    The first ten questions are followed up; for a number, a date and the like the answers are those that the
    candidates' conditions tell apart. ``decide`` works out a case again.
    """
    now = signature(verdict.decision)
    reading = Reading.of(kb, verdict.inference.memory)
    candidates = find_candidates(reading).all
    changes: list[Change] = []
    for question in verdict.questions[:QUESTIONS]:
        for answer in _answers(question.attribute, reading, candidates):
            decision = decide(_with(verdict.inference.memory, question.attribute, answer)).decision
            changes.append(Change(question.attribute, answer, decision, signature(decision) == now))
    return tuple(changes)


def signature(decision: Decision) -> tuple[str, ...]:
    """What makes two decisions the same to the person who carries them out."""
    match decision:
        case FixPlan(fault=fault, steps=steps):
            return ("plan", fault, steps[0].step.id)
        case Advice(fault=fault, outcome=outcome):
            return (outcome, fault)
        case MoreFacts(questions=questions):
            return ("more-facts", questions[0].attribute if questions else "")
        case Unprecedented(to_line=line, reason=reason):
            return ("unprecedented", line, reason.value)
        case Escalation(to_line=line, reason=reason, fault=fault):
            return ("escalation", line, reason.value, fault or "")
        case _:
            assert_never(decision)


def _answers(name: str, reading: Reading, candidates: tuple[Candidate, ...]) -> tuple[Value, ...]:
    answers = answers_to(reading, name, candidates)
    declared = reading.kb.vocabulary.attributes.get(name)
    if declared is not None and declared.type in {AttributeType.NUMBER, AttributeType.DURATION}:
        answers = tuple(sorted(each for each in answers if isinstance(each, float) and _in_range(each, declared)))
    return answers[:ANSWERS]


def _in_range(number: float, declared: Attribute) -> bool:
    above_low = declared.low is None or number >= declared.low
    return above_low and (declared.high is None or number <= declared.high)


def _with(memory: WorkingMemory, attribute: str, answer: Value) -> WorkingMemory:
    kept = (fact for fact in memory.facts if fact.attribute != attribute)
    return WorkingMemory.of([*kept, Fact(attribute, answer, "what-if")], memory.reported_at)


def say_changes(changes: tuple[Change, ...], words: Words) -> list[str]:
    """``changes`` in words, a question at a time."""
    lines: list[str] = []
    asked = ""
    for change in changes:
        if change.attribute != asked:
            asked = change.attribute
            lines.append(f"{words.question(asked)} ({clean(asked)})")
        answer = words.value(change.attribute, change.answer)
        outcome = words.say("change.same") if change.same else in_short(change.decision, words)
        lines.append("- " + words.say("change.answer", answer=answer, outcome=outcome))
    return section(words.say("part.changes"), lines)


def in_short(decision: Decision, words: Words) -> str:
    """A decision in one line."""
    match decision:
        case FixPlan(fault=fault, steps=steps):
            return words.say("change.plan", fault=words.fault(fault), step=words.text(steps[0].step.do))
        case Advice(fault=fault, outcome=outcome):
            return words.say("change.advice", outcome=words.say(f"outcome.{outcome}"), fault=words.fault(fault))
        case MoreFacts(questions=questions):
            following = words.question(questions[0].attribute) if questions else ""
            return words.say("change.more-facts", attribute=following)
        case Unprecedented(to_line=line):
            return words.say("change.unprecedented", to=words.line(line))
        case Escalation(to_line=line, fault=fault):
            if fault is None:
                return words.say("change.precedent", to=words.line(line))
            return words.say("change.escalation", to=words.line(line), fault=words.fault(fault))
        case _:
            assert_never(decision)
