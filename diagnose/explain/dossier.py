"""The dossier: everything that the line that takes a case over has to know, on one page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from diagnose.case import Intake
from diagnose.decision import Escalation, FixPlan, Unprecedented, Verdict
from diagnose.explain import evidence, outcome, story
from diagnose.explain.openings import still_open
from diagnose.explain.page import below, bullets, page, section
from diagnose.explain.precedents import precedents
from diagnose.explain.stating import stated
from diagnose.explain.terms import terms_lines
from diagnose.explain.vendors import vendor_lines
from diagnose.explain.words import ASKED_FIRST, Words, clean, moment_in_words
from diagnose.facts import Fact, State, Unknown, Value, WorkingMemory
from diagnose.kb.base import KnowledgeBase

LEAST = 0.01
"""Suspects below this are only counted."""


@dataclass(frozen=True, slots=True)
class Said:
    """``attribute`` was said to be ``state``: by whom and when, where known; perhaps it ``corrected`` an answer."""

    attribute: str
    state: State
    by: str | None = None
    at: datetime | None = None
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Attempt:
    """A step that was tried: its outcome (a word such as failed), the complaints that it ended, what was seen after."""

    step: str
    outcome: str
    at: datetime | None = None
    gone: tuple[tuple[str, Value], ...] = ()
    seen: tuple[tuple[str, State], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Handed:
    """A case as it is handed over. ``decision`` says to whom and why; None when somebody chose to, before the end.

    ``said`` and ``attempts`` are in the order in which they happened; ``set_aside`` are answers that do not apply any
    more, ``askable`` those whom this line can ask.
    """

    intake: Intake
    memory: WorkingMemory
    verdict: Verdict
    at_line: str
    decision: Unprecedented | Escalation | None = None
    said: tuple[Said, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    set_aside: tuple[str, ...] = ()
    askable: frozenset[str] = frozenset()


def dossier(handed: Handed, kb: KnowledgeBase, language: str = "en") -> str:
    """The hand-over text of a case, in English (``en``) or Russian (``ru``)."""
    words = Words(kb, language, places=False)
    verdict = handed.verdict if handed.decision is None else replace(handed.verdict, decision=handed.decision)
    return page(
        [words.say("dossier.title", first=words.line(handed.at_line), line=words.line(target(handed, kb)))],
        _headline(handed, verdict, words),
        _case(handed, words),
        terms_lines(verdict, words),
        story(handed.intake, words),
        _known(handed, words),
        _tried(handed, words),
        evidence.unexplained(verdict, words),
        _suspects(verdict, words),
        precedents(verdict, words),
        evidence.near_misses(verdict, words),
        evidence.conflicts(verdict, words),
        section(words.say("part.still-open"), bullets(still_open(verdict, handed.askable, words))),
        vendor_lines(verdict, handed.memory, words),
        knowledge(verdict, words),
    )


def target(handed: Handed, kb: KnowledgeBase) -> str:
    """The line that takes the case over; the last one keeps it."""
    decision = handed.decision or handed.verdict.decision
    if isinstance(decision, Unprecedented | Escalation):
        return decision.to_line
    if isinstance(decision, FixPlan) and decision.then_to:
        return decision.then_to
    above = kb.support.above(handed.at_line)
    return handed.at_line if above is None else above.id


def _headline(handed: Handed, verdict: Verdict, words: Words) -> list[str]:
    if isinstance(verdict.decision, Unprecedented | Escalation):
        return outcome.headline(verdict, words)
    to = outcome.pass_to(target(handed, words.kb), _sector(verdict), words)
    return [words.say("dossier.by-choice", line=words.line(handed.at_line)), to]


def _sector(verdict: Verdict) -> str | None:
    return verdict.decision.then_sector if isinstance(verdict.decision, FixPlan) else None


def _case(handed: Handed, words: Words) -> list[str]:
    """Who, where and with what."""
    values = handed.memory.values
    lines = [words.fact(name, words.value(name, values[name])) for name in ASKED_FIRST if name in values]
    if handed.intake.reported_at is not None:
        lines.append(words.say("case.reported", value=moment_in_words(handed.intake.reported_at)))
    return section(words.say("part.case"), [*lines, words.say("case.line", line=words.line(handed.at_line))])


def _known(handed: Handed, words: Words) -> list[str]:
    """Every attribute once, with what was said of it last: first what was known from the start, then in order."""
    last = {each.attribute: each for each in handed.said}
    facts = {fact.attribute: fact for fact in handed.memory.facts if fact.attribute not in ASKED_FIRST}
    gone = {name for attempt in handed.attempts for name, _ in attempt.gone}
    first = [
        words.say("known.at-start", text=stated(name, facts[name].value, words))
        for name in facts
        if name not in last and name not in gone and not _from_attempt(facts[name], handed)
    ]
    order = sorted(last, key=lambda name: max(i for i, each in enumerate(handed.said) if each.attribute == name))
    later = [_said(last[name], words) for name in order if name in facts and name not in gone]
    aside = [words.fact(name, words.say("known.aside")) for name in handed.set_aside]
    return section(words.say("part.known"), bullets([*first, *later, *aside]))


def _from_attempt(fact: Fact, handed: Handed) -> bool:
    """Whether it is told among the steps tried."""
    return any(fact.attribute == name for attempt in handed.attempts for name, _ in attempt.seen)


def _said(said: Said, words: Words) -> str:
    text = stated(said.attribute, said.state, words)
    about = [
        words.say("known.corrected") if said.corrected else "",
        words.who(said.by) if said.by and not isinstance(said.state, Unknown) else "",
        moment_in_words(said.at) if said.at else "",
    ]
    known = [each for each in about if each]
    return words.say("known.said", text=text, values=words.listed(known)) if known else text


def _tried(handed: Handed, words: Words) -> list[str]:
    lines: list[str] = []
    for before in handed.intake.tried:
        came = words.say("tried.before", outcome=words.known(f"tried.{before.outcome}", before.outcome))
        lines.append("- " + words.say("tried.item", step=step_in_words(before.step, words), outcome=came))
    for attempt in handed.attempts:
        lines += _attempt(attempt, words)
    return section(words.say("part.tried"), lines or [words.say("tried.nothing")])


def _attempt(attempt: Attempt, words: Words) -> list[str]:
    came = words.known(f"tried.{attempt.outcome}", attempt.outcome)
    if attempt.at is not None:
        came = words.say("tried.at", outcome=came, value=moment_in_words(attempt.at))
    head = words.say("tried.item", step=step_in_words(attempt.step, words), outcome=came)
    gone = [
        words.say("tried.gone", question=words.name(name), value=words.value(name, value))
        for name, value in attempt.gone
    ]
    ended = {name for name, _ in attempt.gone}
    seen = [
        words.say("tried.seen", text=stated(name, state, words)) for name, state in attempt.seen if name not in ended
    ]
    return below(head, [*gone, *seen])


def step_in_words(name: str, words: Words) -> str:
    """What a step says, with its id; for an advice the title of its playbook."""
    kb = words.kb
    if name in kb.playbooks:
        return words.say("tried.step", text=words.fault(name), step=clean(name))
    for playbook in (*kb.playbooks.values(), *kb.retired.values()):
        for step in playbook.steps:
            if name == step.id or name in step.formerly:
                return words.say("tried.step", text=words.text(step.do), step=clean(step.id))
    return clean(name)


def _suspects(verdict: Verdict, words: Words) -> list[str]:
    hypotheses = verdict.weighing.hypotheses
    named = [each for each in hypotheses if each.responsible >= LEAST]
    lines = [
        words.say(
            "suspects.item", chance=words.percent(each.responsible), title=words.fault(each.fault), fault=each.fault
        )
        for each in named
    ]
    lines = bullets(lines)
    if len(hypotheses) > len(named):
        lines.append(words.say("suspects.rest", count=len(hypotheses) - len(named)))
    return section(words.say("part.suspects"), lines or [words.say("suspects.none")])


def knowledge(verdict: Verdict, words: Words) -> list[str]:
    """The knowledge base that was asked, and the revisions of the playbooks that were weighed."""
    settings, kb = words.kb.settings, words.kb
    digest = words.say("basis.digest", value=kb.digest[:12])
    line = words.say("basis.knowledge", name=clean(settings.name), version=clean(settings.version), value=digest)
    weighed = _revisions((each.fault for each in verdict.weighing.hypotheses[:10]), kb)
    lines = [words.say("basis.playbooks", values=words.listed(weighed))] if weighed else []
    return section(words.say("part.basis"), [line, *lines])


def _revisions(faults: Iterable[str], kb: KnowledgeBase) -> list[str]:
    return [f"{fault} r{kb.playbooks[fault].revision}" for fault in faults]
