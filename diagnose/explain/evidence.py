"""What the decision rests on, in words: facts and their weight, conclusions, assumptions, contradictions."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.decision import Decision, Escalation, FixPlan, NearMiss, Unprecedented, Verdict
from diagnose.explain.page import below, bullets, section
from diagnose.explain.reasons import fault_of
from diagnose.explain.standing import DOES_NOT_APPLY, FAILS, HAS_VALUE, OPEN, UNKNOWN, Case, Part, Standing
from diagnose.explain.words import ASKED_FIRST, Words, clean
from diagnose.facts import WorkingMemory
from diagnose.hypotheses import Hypothesis
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Playbook
from diagnose.rules.conditions import attributes_of
from diagnose.rules.trace import Conflict, Firing

OBSERVED = "observed"
"""Stands for the intake among the sources of a conflict."""


def seen(verdict: Verdict, memory: WorkingMemory, words: Words) -> list[str]:
    """What was reported and, for the hypothesis in front, how much each fact speaks for it."""
    hypothesis = _in_front(verdict)
    weights = {each.attribute: each.log_odds for each in hypothesis.contributions} if hypothesis else {}
    lines = bullets(_fact(attribute, weights, verdict, words) for attribute in _order(verdict, memory, weights))
    silent = [(name, words.say("fact.unknown", who=words.who(by))) for name, by in sorted(memory.unknown.items())]
    silent += [(name, words.say("fact.inapplicable")) for name in sorted(memory.inapplicable)]
    lines += bullets(words.fact(name, text) for name, text in silent)
    if hypothesis is None:
        return section(words.say("part.seen"), lines)
    return section(words.say("part.evidence", title=words.fault(hypothesis.fault)), lines)


def _in_front(verdict: Verdict) -> Hypothesis | None:
    """The hypothesis that facts are weighed for; none when the case is beyond all of them."""
    if isinstance(verdict.decision, Unprecedented):
        return None
    fault = fault_of(verdict.decision)
    hypotheses = verdict.weighing.hypotheses
    return next((each for each in hypotheses if each.fault == fault), hypotheses[0] if hypotheses else None)


def _order(verdict: Verdict, memory: WorkingMemory, weights: dict[str, float]) -> list[str]:
    """The intake's own attributes first, then by weight, then by id."""
    first = [name for name in ASKED_FIRST if name in memory.values]
    rest = {*memory.values, *(name for name in weights if name in verdict.inference.values)} - set(ASKED_FIRST)
    return first + sorted(rest, key=lambda name: (-abs(weights.get(name, 0.0)), name))


def _fact(attribute: str, weights: dict[str, float], verdict: Verdict, words: Words) -> str:
    value = words.value(attribute, verdict.inference.values[attribute])
    line = words.fact(attribute, value)
    return f"{line}: {words.weight(weights[attribute])}" if attribute in weights else line


def concluded(verdict: Verdict, words: Words) -> list[str]:
    """Each conclusion that bears on a fault in question, with its reason and its grounds; the others by name alone."""
    kept = verdict.inference.concluded
    drawn = [
        (firing, name, value) for firing in verdict.inference.firings for name, value in firing.sets if name in kept
    ]
    wanted = _bearing(verdict, words.kb)
    lines: list[str] = []
    for firing, attribute, value in drawn:
        if attribute in wanted:
            lines += _conclusion(firing, attribute, words.value(attribute, value), words)
    others = sorted({attribute for _, attribute, _ in drawn} - wanted)
    if others:
        lines.append("- " + words.say("conclusion.others", values=words.listed(others)))
    return section(words.say("part.concluded"), lines)


def _bearing(verdict: Verdict, kb: KnowledgeBase) -> set[str]:
    """The attributes that faults in question read, and those that these are concluded from."""
    decision = verdict.decision
    near = decision.near_misses if isinstance(decision, Unprecedented | Escalation) else ()
    faults = {*(each.fault for each in verdict.weighing.hypotheses), *(each.playbook for each in near)}
    wanted = {name for fault in faults for name in _read_by(kb.playbooks[fault])}
    for firing in reversed(verdict.inference.firings):
        if any(attribute in wanted for attribute, _ in firing.sets):
            wanted |= {each.attribute for each in (*firing.rested_on, *firing.assumed)}
    return wanted


def _read_by(playbook: Playbook) -> Iterator[str]:
    yield from attributes_of(playbook.condition)
    for row in playbook.shows:
        yield row.attribute
        yield from attributes_of(row.given) if row.given else ()


def _conclusion(firing: Firing, attribute: str, value: str, words: Words) -> list[str]:
    source = words.kb.conclusions.get(firing.rule)
    because = words.text(source.because) if source else ""
    key = "conclusion.item" if because else "conclusion.bare"
    said = {"attribute": words.name(attribute), "value": value, "because": because, "rule": firing.rule}
    grounds = (
        words.say("conclusion.rests", written=clean(each.written), seen=_supported(each.attribute, each.value, words))
        for each in firing.rested_on
    )
    return below(words.say(key, **said), grounds)


def _supported(attribute: str, value: object, words: Words) -> str:
    return words.say("fact.never-asked") if value is None else words.value(attribute, value)  # type: ignore[arg-type]


def assumed(verdict: Verdict, words: Words) -> list[str]:
    """What the decision takes for granted because nobody has said otherwise."""
    concerned = {fault_of(verdict.decision), *(f.rule for f in verdict.inference.firings if f.sets)}
    memory = verdict.inference.memory
    items = {
        words.say(
            "assumption.item",
            question=words.name(each.attribute),
            state=_absence(each.attribute, memory, words),
            written=f"none: [{clean(each.written)}]",
            rule=firing.rule,
        )
        for firing in verdict.inference.firings
        if firing.rule in concerned
        for each in firing.assumed
    }
    return section(words.say("part.assumed"), bullets(sorted(items)))


def _absence(attribute: str, memory: WorkingMemory, words: Words) -> str:
    if attribute in memory.unknown:
        return words.say("fact.unknown", who=words.who(memory.unknown[attribute]))
    return _silence(attribute, words)


def _silence(attribute: str, words: Words) -> str:
    """Why nobody has said anything about ``attribute``: not asked, or not to be asked because it is inferred."""
    return words.say("fact.never-asked" if attribute in words.kb.rules.asked else "fact.not-concluded")


def unexplained(verdict: Verdict, words: Words) -> list[str]:
    """The complaints that only chance is left for."""
    named = _unexplained(verdict.decision)
    chances = dict(verdict.weighing.unexplained)
    values = verdict.inference.values
    lines = [
        words.say(
            "unexplained.item",
            question=words.name(attribute),
            value=words.value(attribute, values.get(attribute)),
            chance=words.percent(chances.get(attribute, 1.0)),
        )
        for attribute in named
    ]
    return section(words.say("part.unexplained"), bullets(lines))


def _unexplained(decision: Decision) -> tuple[str, ...]:
    return decision.unexplained if isinstance(decision, FixPlan | Unprecedented | Escalation) else ()


def near_misses(verdict: Verdict, words: Words) -> list[str]:
    """The playbooks that came near, each with the conditions that failed and where they are written."""
    decision = verdict.decision
    if not isinstance(decision, Unprecedented | Escalation):
        return []
    case = Case(verdict.inference, words.kb)
    others = [near for near in decision.near_misses if near.playbook != fault_of(decision)]
    lines = [line for near in others for line in near_miss(near, case, words)]
    return section(words.say("part.near"), lines)


def near_miss(near: NearMiss, case: Case, words: Words) -> list[str]:
    """A playbook that came near, with the conditions that failed."""
    head = words.say("near.item", title=words.fault(near.playbook), fault=near.playbook)
    standings = case.standings(words.kb.playbooks[near.playbook].condition)
    failing = [each for each in standings if each.stands in {FAILS, OPEN}]
    return below(head, (line for each in failing for line in failures(each, words)))


def failures(standing: Standing, words: Words) -> Iterator[str]:
    """The tests of a failing condition, each with what was reported instead and where it is written."""
    for part in standing.parts:
        key = "near.barred" if part.barred else "near.failed"
        yield words.say(key, written=clean(part.written), seen=reported(part, words)) + words.place(part.place)


def reported(part: Part, words: Words) -> str:
    """What the case says to a test: the value, or why there is none."""
    if part.state == HAS_VALUE:
        return words.value(part.attribute, part.seen)
    if part.state == DOES_NOT_APPLY:
        return words.say("fact.inapplicable")
    if part.state == UNKNOWN:
        return words.say("fact.unknown", who=words.who(part.asked))
    return _silence(part.attribute, words)


def conflicts(verdict: Verdict, words: Words) -> list[str]:
    """The attributes about which sources disagree."""
    return section(words.say("part.conflicts"), bullets(_conflict(each, words) for each in verdict.inference.conflicts))


def _conflict(conflict: Conflict, words: Words) -> str:
    observed = any(OBSERVED in rules for _, rules in conflict.values)
    values = words.listed(
        words.say("conflict.value", value=words.value(conflict.attribute, value), rule=_sources(rules, words))
        for value, rules in conflict.values
    )
    key = "conflict.observed" if observed else "conflict.item"
    return words.say(key, attribute=words.name(conflict.attribute), values=values)


def _sources(rules: tuple[str, ...], words: Words) -> str:
    return words.listed(words.say("conflict.source") if rule == OBSERVED else clean(rule) for rule in rules)
