"""The first questions of a case that says nothing yet: which equipment it is, and what is wrong with it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from diagnose.hypotheses import Reading
from diagnose.hypotheses.candidates import kinds_of
from diagnose.hypotheses.models import clamp
from diagnose.kb.base import KnowledgeBase
from diagnose.questions.answering import Answering
from diagnose.questions.chances import significant
from diagnose.questions.types import Question, QuestionReason
from diagnose.vocabulary import EQUIPMENT

MOST = 8
"""So many complaints are asked for at once; the others after an answer."""

ANYTHING = ""
"""Stands for all kinds of equipment together."""

Entries: TypeAlias = Mapping[str | None, Mapping[str, float]]
"""By kind of equipment (None: any) the weight of each complaint: priors times strengths of the faults that show it."""


def entry_questions(reading: Reading, answering: Answering) -> tuple[Question, ...]:
    """The equipment, if it is not known, and the complaints that the playbooks of that equipment explain."""
    questions = []
    if EQUIPMENT not in reading.values and (who := answering.who(EQUIPMENT)):
        cost = significant(answering.cost(EQUIPMENT))
        questions.append(Question(EQUIPMENT, QuestionReason.GATE, who, cost, 1.0))
    complaints = []
    for name, weight in _weights(reading).items():
        if who := answering.who(name):
            cost = answering.cost(name)
            question = Question(name, QuestionReason.GATE, who, significant(cost), significant(weight / cost))
            complaints.append(question)
    complaints.sort(key=lambda question: (-question.weight, question.attribute))
    return (*questions, *complaints[:MOST])


def _weights(reading: Reading) -> Mapping[str, float]:
    entries = _entries(reading.kb)
    kinds = kinds_of(reading)
    if kinds is None:
        return entries[ANYTHING]
    return _summed(entries.get(kind, {}) for kind in (None, *kinds))


def _summed(tables: Iterable[Mapping[str, float]]) -> dict[str, float]:
    found: dict[str, list[float]] = {}
    for table in tables:
        for name, weight in table.items():
            found.setdefault(name, []).append(weight)
    return {name: math.fsum(found[name]) for name in sorted(found)}


def _entries(kb: KnowledgeBase) -> Entries:
    known: Entries | None = kb.derived.get("entries")
    if known is None:
        known = kb.derived["entries"] = _all_entries(kb)
    return known


def _all_entries(kb: KnowledgeBase) -> Entries:
    parts: dict[str | None, dict[str, list[float]]] = {}
    for name in sorted(kb.playbooks):
        playbook = kb.playbooks[name]
        for row in playbook.shows:
            attribute = kb.vocabulary.attributes.get(row.attribute)
            if attribute is None or not attribute.complaint or row.value not in attribute.abnormal:
                continue
            for kind in playbook.scope or (None,):
                weight = clamp(playbook.prior) * row.strength
                parts.setdefault(kind, {}).setdefault(row.attribute, []).append(weight)
    entries = {kind: {name: math.fsum(each) for name, each in found.items()} for kind, found in parts.items()}
    return {**entries, ANYTHING: _summed(entries.values())}
