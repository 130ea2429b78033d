"""What the experts work on: cases that no playbook knows, grouped by likeness, and playbooks to look at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from diagnose.case import Case
from diagnose.errors import IntakeError
from diagnose.kb.base import KnowledgeBase
from diagnose.precedents import Described, Group, groups
from diagnose.record.finding import features_now
from diagnose.record.queue import CaseQuery, CaseRow
from diagnose.record.record import Record

MOST: Final = 500
"""So many cases are grouped, those first whose targets come first: every pair of them is compared."""
ALIKE: Final = 0.3
"""Cases as like one another as this wait for the same playbook."""


@dataclass(frozen=True, slots=True)
class MissingPlaybook:
    """Unprecedented cases that are alike, as ``rows`` of the queue: one playbook would settle them.

    ``shared`` names what more than half of them have in common, the rarest first; ``like`` is how like they are to
    the first of them. ``oldest`` is when the first was opened.
    """

    rows: tuple[CaseRow, ...]
    like: float
    shared: tuple[str, ...]
    oldest: datetime


def missing_playbooks(record: Record, kb: KnowledgeBase, *, at_least: float = ALIKE) -> tuple[MissingPlaybook, ...]:
    """The open unprecedented cases at the experts' line, grouped by likeness; the largest group first.

    Raises:
        RecordError: the record cannot be read.
    """
    rows = {row.id: row for row in _unprecedented(record, kb)}
    described = [Described(each, _features(record.case(each), kb)) for each in rows]
    return tuple(_missing(group, rows) for group in groups(described, record.source(), at_least))


def _unprecedented(record: Record, kb: KnowledgeBase) -> tuple[CaseRow, ...]:
    expert = kb.support.expert
    return record.rows(CaseQuery(line=None if expert is None else expert.id, unprecedented=True, most=MOST))


def _missing(group: Group, rows: dict[str, CaseRow]) -> MissingPlaybook:
    found = tuple(rows[each] for each in group.cases)
    return MissingPlaybook(found, group.like, group.shared, min(each.opened_at for each in found))


def _features(case: Case, kb: KnowledgeBase) -> frozenset[str]:
    """What ``case`` is compared by; nothing where ``kb`` does not know the words any more that it was told in."""
    try:
        return features_now(case, kb)
    except IntakeError:
        return frozenset()
