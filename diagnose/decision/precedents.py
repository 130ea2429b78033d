"""Closed cases beside a decision: which of them are close enough, and how close the closest is."""

from __future__ import annotations

from collections.abc import Iterable

from diagnose.case import Ending, Precedent
from diagnose.kb.base import KnowledgeBase

SAYS_NOTHING = frozenset({Ending.DUPLICATE.value, Ending.WITHDRAWN.value})
"""Endings of cases in which nobody found out anything."""


def close_enough(kb: KnowledgeBase, precedents: Iterable[Precedent] | None) -> tuple[Precedent, ...]:
    """The precedents that keep a case from being unprecedented."""
    return tuple(each for each in precedents or () if each.like >= kb.settings.precedent and tells(each))


def tells(precedent: Precedent) -> bool:
    """Whether it says how such a case can end."""
    return precedent.ending not in SAYS_NOTHING


def closest_of(precedents: Iterable[Precedent] | None) -> float | None:
    """How like the likest of ``precedents`` is: 0 where there is none, None where nobody looked."""
    if precedents is None:
        return None
    return max((each.like for each in precedents if tells(each)), default=0.0)
