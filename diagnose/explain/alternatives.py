"""What else might be tried, in words: each alternative with what would have to be different."""

from __future__ import annotations

from diagnose.decision import Alternatives, Sibling, Verdict
from diagnose.explain import evidence
from diagnose.explain.page import below, page, section
from diagnose.explain.precedents import listed
from diagnose.explain.standing import FAILS, OPEN, Case
from diagnose.explain.words import Words
from diagnose.kb.base import KnowledgeBase


def alternatives(found: Alternatives, verdict: Verdict, kb: KnowledgeBase, language: str = "en") -> str:
    """``found`` in words, in English (``en``) or Russian (``ru``)."""
    words = Words(kb, language, places=False)
    case = Case(verdict.inference, kb)
    near = [line for each in found.near for line in evidence.near_miss(each, case, words)]
    siblings = [line for each in found.siblings for line in _sibling(each, case, words)]
    return page(
        [words.say("part.alternatives" if found.any else "alternatives.none")],
        section(words.say("part.precedents"), listed(found.precedents, verdict, words)),
        section(words.say("part.nearly"), near),
        section(words.say("part.siblings"), siblings),
    )


def _sibling(sibling: Sibling, case: Case, words: Words) -> list[str]:
    head = words.say("near.item", title=words.fault(sibling.playbook), fault=sibling.playbook)
    values = case.inference.values
    shown = [words.fact(name, words.value(name, values[name])) for name in sibling.shows]
    standings = case.standings(words.kb.playbooks[sibling.playbook].condition)
    lines = [line for each in standings if each.stands in {FAILS, OPEN} for line in evidence.failures(each, words)]
    return below(head, [words.say("sibling.shows", values="; ".join(shown)), *lines])
