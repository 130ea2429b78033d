"""Explanations: why this decision, why not that fault, and what would change the answer, in words and as data."""

from __future__ import annotations

from diagnose.case import Intake
from diagnose.decision import Verdict
from diagnose.explain import evidence, outcome
from diagnose.explain.changes import Change, Decide, say_changes, what_would_change
from diagnose.explain.data import plain
from diagnose.explain.grounds import say_why, say_why_not
from diagnose.explain.messages import LANGUAGES
from diagnose.explain.page import page, section
from diagnose.explain.precedents import precedents
from diagnose.explain.reasons import Against, Why, WhyNot, why, why_not
from diagnose.explain.terms import terms_lines
from diagnose.explain.words import Words, clean
from diagnose.facts import WorkingMemory
from diagnose.kb.base import KnowledgeBase

QUESTIONS_SHOWN = 5
"""So many questions are read out in an answer; an explanation lists all."""


def answer(
    verdict: Verdict, memory: WorkingMemory, kb: KnowledgeBase, language: str = "en", *, intake: Intake | None = None
) -> str:
    """The decision as a support person reads it aloud: what it is, what was seen, what to do or to ask, who is next."""
    words = Words(kb, language, places=False)
    return page(
        outcome.headline(verdict, words),
        story(intake, words),
        evidence.seen(verdict, memory, words),
        evidence.unexplained(verdict, words),
        outcome.plan(verdict, words),
        terms_lines(verdict, words),
        outcome.questions(verdict, words, QUESTIONS_SHOWN),
        precedents(verdict, words),
        evidence.near_misses(verdict, words),
    )


def explain(  # noqa: PLR0913 - what is explained, in which words, and two things that may be left out
    verdict: Verdict,
    memory: WorkingMemory,
    kb: KnowledgeBase,
    language: str = "en",
    *,
    intake: Intake | None = None,
    changes: tuple[Change, ...] = (),
    places: bool = True,
) -> str:
    """The whole explanation of a decision: the answer, and everything that it rests on.

    ``places`` says for each condition where in the files of the knowledge base it stands, and the digest of these.
    """
    words = Words(kb, language, places)
    return page(
        outcome.headline(verdict, words),
        story(intake, words),
        evidence.seen(verdict, memory, words),
        evidence.concluded(verdict, words),
        evidence.assumed(verdict, words),
        evidence.unexplained(verdict, words),
        outcome.plan(verdict, words),
        terms_lines(verdict, words),
        outcome.questions(verdict, words) or [words.say("questions.settled")],
        say_changes(changes, words),
        precedents(verdict, words),
        evidence.near_misses(verdict, words),
        evidence.conflicts(verdict, words),
        basis(verdict, words),
    )


def story(intake: Intake | None, words: Words) -> list[str]:
    """What the customer said in their own words."""
    if intake is None:
        return []
    said = {name: getattr(intake, name) for name in ("story", "since", "changed", "impact")}
    lines = [
        words.say(f"story.{name}", text=words.say("word.quoted", text=clean(text)))
        for name, text in said.items()
        if text
    ]
    return section(words.say("part.story"), lines)


def basis(verdict: Verdict, words: Words) -> list[str]:
    """The knowledge base, the playbooks weighed with their revisions, what the plan costs, and notes on limits."""
    settings = words.kb.settings
    weighed = [words.kb.playbooks[each.fault] for each in verdict.weighing.hypotheses[:10]]
    named = {"name": clean(settings.name), "version": clean(settings.version)}
    digest = words.say("basis.digest", value=words.kb.digest[:12]) if words.places else ""
    lines = [words.say("basis.knowledge", **named, value=digest)]
    if weighed:
        listed = words.listed(f"{playbook.id} r{playbook.revision}" for playbook in weighed)
        lines.append(words.say("basis.playbooks", values=listed))
    lines += outcome.cost(verdict, words)
    misfit, limit = verdict.weighing.misfit, verdict.weighing.misfit_limit
    if misfit is not None and limit is not None:
        lines.append(words.say("basis.misfit", value=f"{misfit:.2f}", other=f"{limit:.2f}"))
    lines += [clean(note) for note in verdict.notes]
    return section(words.say("part.basis"), lines)


def explain_why(found: Why, kb: KnowledgeBase, language: str = "en") -> str:
    """``found`` in words."""
    return page(say_why(found, Words(kb, language)))


def explain_why_not(found: WhyNot, kb: KnowledgeBase, language: str = "en") -> str:
    """``found`` in words."""
    return page(say_why_not(found, Words(kb, language)))


__all__ = [
    "LANGUAGES",
    "Against",
    "Change",
    "Decide",
    "Why",
    "WhyNot",
    "answer",
    "explain",
    "explain_why",
    "explain_why_not",
    "plain",
    "what_would_change",
    "why",
    "why_not",
]
