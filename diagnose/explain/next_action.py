"""Why an action is the best now, in a sentence with the figures behind it."""

from __future__ import annotations

from typing import assert_never

from diagnose.decision import AskNext, DoNext, Escalation, Move, PassNext, Unprecedented
from diagnose.explain.words import Words, clean
from diagnose.kb.base import KnowledgeBase
from diagnose.planning import Plan
from diagnose.questions import QuestionReason


def why_now(move: Move, kb: KnowledgeBase, language: str = "en") -> str:
    """Why ``move`` is the best now."""
    words = Words(kb, language)
    match move:
        case AskNext():
            said = _why_ask(move, words)
        case DoNext():
            said = _why_do(move, words)
        case PassNext():
            said = _why_pass(move, words)
        case _:
            assert_never(move)
    return " ".join(filter(None, [said, _novelty(move, words)]))


def _why_ask(move: AskNext, words: Words) -> str:
    question, reckoning = move.question, move.reckoning
    currency = words.kb.settings.currency
    match question.reason:
        case QuestionReason.CONFIRM if move.plan is not None:
            return words.say(
                "why.confirm",
                step=_first_step(move.plan, words),
                cost=words.price(move.plan.steps[0].cost),
                currency=currency,
                title=words.fault(reckoning.leader or ""),
                chance=words.percent(reckoning.responsible),
            )
        case QuestionReason.GATE if reckoning.after_asking is None:
            return words.say("why.entry")
        case QuestionReason.GATE:
            waiting = [words.say("why.step", step=clean(step)) for step in question.steps]
            waiting = waiting or [words.fault(fault) for fault in question.faults[:3]]
            return words.say("why.gate", values="; ".join(waiting), **_costs(move, words))
        case _:
            return words.say("why.worth-it", **_costs(move, words))


def _costs(move: AskNext, words: Words) -> dict[str, object]:
    reckoning = move.reckoning
    total = reckoning.repair
    after = total if reckoning.after_asking is None else reckoning.after_asking
    close = words.price(after) == words.price(total)  # a small saving shows in cents only
    return {
        "cost": f"{after:.2f}" if close else words.price(after),
        "total": f"{total:.2f}" if close else words.price(total),
        "other": words.price(reckoning.hand_over),
        "currency": words.kb.settings.currency,
    }


def _why_do(move: DoNext, words: Words) -> str:
    reckoning = move.reckoning
    if move.advice is not None:
        title, chance = words.fault(move.planned.faults[0]), words.percent(reckoning.responsible)
        return words.say("why.advice", title=title, chance=chance)
    return words.say(
        "why.do",
        chance=words.percent(move.planned.chance),
        cost=words.price(move.planned.cost),
        total=words.price(move.plan.expected_cost),
        other=words.price(reckoning.hand_over),
        currency=words.kb.settings.currency,
        values="; ".join(words.fault(fault) for fault in move.planned.faults[:3]),
    )


def _why_pass(move: PassNext, words: Words) -> str:
    decision, price = move.decision, words.price(move.reckoning.hand_over)
    kind = "unprecedented" if isinstance(decision, Unprecedented) else "escalation"
    reason = words.say(f"{kind}.{decision.reason.value}")
    fault = decision.fault if isinstance(decision, Escalation) else None
    known = "" if fault is None else words.say("why.known-as", title=words.fault(fault))
    said = words.say("why.hand-over", reason=reason, cost=price, currency=words.kb.settings.currency)
    return " ".join(filter(None, [said, known]))


def _first_step(plan: Plan, words: Words) -> str:
    return words.text(plan.steps[0].step.do)


def _novelty(move: Move, words: Words) -> str:
    novelty = move.reckoning.novelty
    if novelty is None or isinstance(move, PassNext):
        return ""
    return words.say("why.novelty", reason=words.say(f"unprecedented.{novelty}"))
