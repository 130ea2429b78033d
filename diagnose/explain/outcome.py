"""The decision itself in words: what it is, what to do, what to ask, where to pass it on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from diagnose.decision import Advice, Escalation, FixPlan, MoreFacts, Unprecedented, Verdict
from diagnose.explain.page import section
from diagnose.explain.precedents import closest
from diagnose.explain.terms import charges
from diagnose.explain.words import Words, clean
from diagnose.planning import PlannedStep
from diagnose.questions import Question, QuestionReason
from diagnose.rules.operators import shown
from diagnose.vocabulary import BUILT_IN, AttributeType

_OTHERS = 3
_ANSWERS = 12


def headline(verdict: Verdict, words: Words) -> list[str]:
    """The decision in a few lines, without its plan and questions."""
    match verdict.decision:
        case FixPlan(fault=fault):
            return [words.say("decision.plan"), *_likeliest(fault, verdict, words)]
        case Advice() as advice:
            known = words.say("decision.fits", title=words.fault(advice.fault), fault=advice.fault)
            say = words.say("decision.say", text=words.text(advice.text))
            return [words.say(f"decision.{advice.outcome}"), known, say]
        case MoreFacts():
            return [words.say("decision.more-facts"), *_possible(verdict, words)]
        case Unprecedented() as new:
            reason = words.say("decision.reason", reason=words.say(f"unprecedented.{new.reason.value}"))
            to = [pass_to(new.to_line, new.sector, words), *_on_the_way(new, words)]
            return [words.say("decision.unprecedented"), reason, *closest(verdict, words), *to]
        case Escalation() as handed:
            return _escalation(handed, closest(verdict, words), words)
        case _:
            assert_never(verdict.decision)


def _escalation(handed: Escalation, near: list[str], words: Words) -> list[str]:
    fault = handed.fault
    known = [] if fault is None else [words.say("decision.known-as", title=words.fault(fault), fault=fault)]
    lines = [
        words.say("decision.escalation"),
        *known,
        words.say("decision.reason", reason=words.say(f"escalation.{handed.reason.value}")),
        *near,
        pass_to(handed.to_line, handed.sector, words),
        *_on_the_way(handed, words),
    ]
    because = words.text(handed.because)
    return [*lines, words.say("decision.because", because=because)] if because else lines


def _on_the_way(decision: Unprecedented | Escalation, words: Words) -> Iterator[str]:
    """The lines that are passed over, and the vendor that is to be asked."""
    if decision.skipped:
        yield words.say("decision.skipped", values=words.listed(words.line(line) for line in decision.skipped))
    vendor = words.kb.support.vendors.get(decision.vendor or "") if isinstance(decision, Escalation) else None
    if vendor is not None:
        title = words.text(vendor.title) or clean(vendor.id)
        if vendor.contact:
            yield words.say("decision.vendor-at", title=title, text=clean(vendor.contact))
        else:
            yield words.say("decision.vendor", title=title)


def pass_to(line: str, sector: str | None, words: Words) -> str:
    """To whom a case goes."""
    if sector:
        return words.say("decision.to", line=words.line(line), sector=clean(sector))
    return words.say("decision.to-line", line=words.line(line))


def _likeliest(fault: str, verdict: Verdict, words: Words) -> list[str]:
    chances = {each.fault: each.responsible for each in verdict.weighing.hypotheses}
    chance = words.chance(chances.get(fault, 0.0))
    first = words.say("decision.likeliest", title=words.fault(fault), fault=fault, chance=chance)
    playbook = words.kb.playbooks[fault]
    because = words.text(playbook.because)
    reason = [words.say("decision.because", because=because)] if because else []
    return [first, *reason, *_possible(verdict, words, besides=fault)]


def _possible(verdict: Verdict, words: Words, besides: str = "") -> list[str]:
    others = [each for each in verdict.weighing.hypotheses if each.fault != besides and each.responsible >= 0.005]
    key = "decision.also" if besides else "decision.possible"
    lines = [
        words.say(key, title=words.fault(each.fault), fault=each.fault, chance=words.chance(each.responsible))
        for each in others[:_OTHERS]
    ]
    hidden = len(others) - len(lines)
    return [*lines, words.say("decision.more-hidden", count=hidden)] if hidden else lines


def plan(verdict: Verdict, words: Words) -> list[str]:
    """The steps of a fix plan, and who takes over when they do not help; nothing for other decisions."""
    decision = verdict.decision
    if not isinstance(decision, FixPlan):
        return []
    lines = [line for number, step in enumerate(decision.steps, 1) for line in _step(number, step, words)]
    if decision.then_to:
        key = "plan.then" if decision.then_sector else "plan.then-line"
        sector = clean(decision.then_sector)
        lines.append(words.say(key, line=words.line(decision.then_to), sector=sector))
        lines += _then_because(decision, words)
    return section(words.say("part.plan"), lines)


def _then_because(decision: FixPlan, words: Words) -> list[str]:
    escalate = words.kb.playbooks[decision.fault].escalate
    because = words.text(escalate.because) if escalate else ""
    return [words.say("decision.because", because=because)] if because else []


def _step(number: int, planned: PlannedStep, words: Words) -> list[str]:
    head = words.say("step.head", number=number, text=words.text(planned.step.do))
    return [head, *("   " + line for line in details(planned, words))]


def details(planned: PlannedStep, words: Words) -> Iterator[str]:
    """What is to be known of a step before it is taken, a line each: who, how, how long, what with, what to check."""
    step = planned.step
    ways = words.listed(words.known(f"channel.{one}", one) for one in step.via)
    yield words.say("step.who", who=words.line(step.by), channel=ways, value=words.duration(step.takes))
    if step.risk not in {"none", "low"}:
        yield words.say("step.risk", value=words.known(f"risk.{step.risk}", step.risk))
    if step.needs:
        yield words.say("step.needs", values=words.listed(words.text(need) for need in step.needs))
    if planned.charged:
        yield words.say("step.charged", values=charges(planned.charged, words))
    if step.requires:
        yield words.say("step.requires", written=clean(step.requires.condition.written))
        if step.requires.safety:
            yield words.say("step.safety", text=words.text(step.requires.safety))
    if step.confirm:
        yield words.say("step.confirm", text=words.text(step.confirm))
    for attribute, value in step.check:
        yield words.say("step.check", question=words.question(attribute), value=words.value(attribute, value))
    yield words.say("step.chance", chance=words.percent(planned.chance))
    if step.stop:
        yield words.say("step.stop")


def cost(verdict: Verdict, words: Words) -> list[str]:
    """What the plan is expected to cost, beside handing over, and the steps that were left out for that."""
    plan_ = verdict.plan
    if plan_ is None:
        return []
    currency = words.kb.settings.currency
    expected, price = words.money(plan_.expected_cost), words.money(plan_.hand_over_price)
    lines = [words.say("plan.cost", cost=expected, total=price, currency=currency)]
    if plan_.left_out:
        left = words.listed(clean(each.step.id) for each in plan_.left_out)
        lines.append(words.say("plan.left-out", values=left))
    return lines


def questions(verdict: Verdict, words: Words, limit: int | None = None) -> list[str]:
    """The questions whose answers could change the decision, with the answers to choose from."""
    lines: list[str] = []
    for number, question in enumerate(verdict.questions[:limit], 1):
        head, *more = _question(question, words)
        lines += [f"{number}. {head}", *("   " + line for line in more)]
    hidden = 0 if limit is None else max(0, len(verdict.questions) - limit)
    if hidden:
        lines.append(words.say("questions.hidden", count=hidden))
    return section(words.say("part.questions"), lines)


def _question(question: Question, words: Words) -> Iterator[str]:
    who = words.listed(words.who(one) for one in question.askable)
    yield words.say(
        "question.item", question=words.question(question.attribute), attribute=clean(question.attribute), who=who
    )
    answers = answers_in_words(question.attribute, words)
    if answers:
        yield words.say("question.answers", values="; ".join(answers))
    if question.steps:
        yield words.say("question.step", values=words.listed(clean(step) for step in question.steps))
    if question.reason is QuestionReason.WORTH_IT and question.weight <= 0:
        yield words.say("question.could-change")
    elif question.reason is not QuestionReason.GATE:
        yield words.say(f"question.{question.reason.value}")
    elif question.faults:
        yield words.say("question.gate", values="; ".join(words.fault(fault) for fault in question.faults))
    elif not question.steps:
        yield words.say("question.entry")


def answers_in_words(attribute: str, words: Words) -> tuple[str, ...]:
    """The answers one may choose from, as said to a person; for a number its unit and range."""
    declared = words.kb.vocabulary.attributes.get(attribute)
    if declared is None or attribute in BUILT_IN:
        return ()
    match declared.type:
        case AttributeType.YES_NO:
            return (words.say("word.yes"), words.say("word.no"))
        case AttributeType.CHOICE | AttributeType.SET:
            return tuple(words.text(declared.label(value)) for value in declared.values[:_ANSWERS])
        case AttributeType.NUMBER if declared.low is not None and declared.high is not None:
            low, high = shown(declared.low), shown(declared.high)
            return (words.say("question.range", first=low, other=high, value=declared.unit).rstrip(),)
        case AttributeType.NUMBER if declared.unit:
            return (declared.unit,)
        case _:
            return ()
