"""Playbooks that nothing tells apart: the same gates, the same frequency, and the same words on all they show."""

from __future__ import annotations

from collections.abc import Hashable

from diagnose.kb.checks.pairs import forms
from diagnose.kb.checks.thinking import Thinking
from diagnose.kb.playbook import Playbook


def words_of(playbook: Playbook) -> Hashable:
    """What a playbook says in numbers: how frequent it is, and what it shows how often."""
    rows = frozenset((row.attribute, row.value, row.strength, row.given) for row in playbook.shows)
    return playbook.prior, playbook.gated, rows


def nothing_separates(one: Playbook, other: Playbook, thinking: Thinking) -> bool:
    """Whether two playbooks rank alike in every case."""
    if words_of(one) != words_of(other):
        return False
    return forms(one.condition) == forms(other.condition) or thinking.equivalent(one.condition, other.condition)
