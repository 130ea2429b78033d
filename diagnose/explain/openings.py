"""What nobody has said yet and could still matter: to this line, and to those that can ask others."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from diagnose.decision import Verdict
from diagnose.explain.standing import Case
from diagnose.explain.words import Words, clean
from diagnose.hypotheses import Hypothesis
from diagnose.kb.base import KnowledgeBase
from diagnose.vocabulary import BUILT_IN

QUESTIONS = 10
"""So many are named."""
SUSPECTS = 5
"""So many suspects are looked at, the likeliest first."""


def still_open(verdict: Verdict, askable: Collection[str], words: Words) -> list[str]:
    """What :func:`openings` finds, in words."""
    return [_item(name, who, words) for name, who in openings(verdict, askable, words.kb)]


def openings(verdict: Verdict, askable: Collection[str], kb: KnowledgeBase) -> list[tuple[str, tuple[str, ...]]]:
    """The questions that could change the decision, then what bears on the suspects but others must find out.

    Each is an attribute with those who can answer.
    """
    case = Case(verdict.inference, kb)
    found = {question.attribute: question.askable for question in verdict.questions}
    for hypothesis in verdict.weighing.hypotheses[:SUSPECTS]:
        for name in _missing(hypothesis, case, kb):
            others = tuple(sorted(_answering(name, case, kb) - set(askable)))
            if others:
                found.setdefault(name, others)
    return list(found.items())[:QUESTIONS]


def _missing(hypothesis: Hypothesis, case: Case, kb: KnowledgeBase) -> Iterator[str]:
    """What the suspect waits for, then the signs and circumstances that it shows, in the order written."""
    playbook = kb.playbooks[hypothesis.fault]
    for name in (*hypothesis.waits_for, *(row.attribute for row in playbook.shows)):
        if name not in case.values and not case.does_not_apply(name):
            yield name


def _answering(name: str, case: Case, kb: KnowledgeBase) -> set[str]:
    """Who can answer, besides somebody who was asked and did not know."""
    declared = kb.vocabulary.attributes.get(name)
    able = set(declared.answered_by) if declared is not None and name not in BUILT_IN else set()
    return able - {case.inference.memory.unknown.get(name, "")}


def _item(name: str, who: Collection[str], words: Words) -> str:
    question = words.question(name)
    return words.say(
        "open.item", question=question, attribute=clean(name), who=words.listed(words.who(one) for one in who)
    )
