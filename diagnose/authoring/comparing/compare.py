"""The comparison as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from diagnose.authoring.comparing.answers import AnswerChange, PastCase, changed_answers
from diagnose.authoring.comparing.rules import RuleChange, rule_changes
from diagnose.authoring.comparing.surroundings import Declared, both, declared_changes
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.logic import Logic


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two versions; ``cases`` counts the past cases that were put to both."""

    rules: tuple[RuleChange, ...]
    declared: tuple[Declared, ...]
    answers: tuple[AnswerChange, ...]
    cases: int

    def __bool__(self) -> bool:
        return bool(self.rules or self.declared or self.answers)


def compare(old: KnowledgeBase, new: KnowledgeBase, cases: Iterable[PastCase] = ()) -> Comparison:
    """What changed from ``old`` to ``new``, and which of the past ``cases`` get another answer.

    Conditions are compared as they hold, with the conclusions of ``new`` seen through; a playbook that rests on a
    changed conclusion says so.
    """
    logic = Logic.of(both(old.vocabulary, new.vocabulary), new.conclusions.values(), new.relevance)
    put = list(changed_answers(cases, old, new))
    return Comparison(
        rule_changes(old, new, logic),
        declared_changes(old, new),
        tuple(each for each in put if each is not None),
        len(put),
    )
