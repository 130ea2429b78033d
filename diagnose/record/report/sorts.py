"""Sorts of cases: all that is known of a case apart from faults and numbers, as one integer in the database.

A database sorts by one integer several times faster than by six texts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from diagnose.case import CaseStatus
from diagnose.case.events import Ending
from diagnose.record.report.measures import DECISIONS, ESCALATION, NEW, TREATED, UNTOLD

SETTLED: Final = (CaseStatus.RESOLVED.value, CaseStatus.CLOSED.value)


@dataclass(frozen=True, slots=True)
class Sort:
    """``late``: opened in the last weeks; ``again``: reopened at least once; ``line``: the one that settled it."""

    late: bool
    again: bool
    status: str | None
    line: str | None
    decision: str | None
    ending: str | None

    @property
    def settled(self) -> bool:
        """Whether the cases are over."""
        return self.status in SETTLED

    @property
    def judged(self) -> bool:
        """Whether the cases are over and their end says what the cause was, or that nothing known was."""
        return self.settled and self.ending not in UNTOLD

    @property
    def treated(self) -> bool:
        """Whether the first decision was a plan or an advice."""
        return self.decision in TREATED

    @property
    def new(self) -> bool:
        """Whether the first decision was that there is no playbook."""
        return self.decision == NEW

    @property
    def naming(self) -> bool:
        """Whether the first decision stands for a playbook, if it names one."""
        return self.treated or self.decision == ESCALATION


@dataclass(frozen=True, slots=True)
class Coding:
    """How sorts are numbered: each part has a place, its values are counted from 1 on, 0 is none of them."""

    lines: tuple[str, ...]

    @property
    def parts(self) -> Mapping[str, Sequence[str]]:
        """The values of each part that is a text, in order."""
        return {
            "status": [each.value for each in CaseStatus],
            "settled_line": self.lines,
            "first_decision": DECISIONS,
            "ending": [each.value for each in Ending],
        }

    def sort_of(self, number: int) -> Sort:
        """The sort that has this number."""
        number, late = divmod(number, 2)
        number, again = divmod(number, 2)
        found: list[str | None] = []
        for values in self.parts.values():
            number, index = divmod(number, len(values) + 1)
            found.append(values[index - 1] if index else None)
        return Sort(late == 1, again == 1, *found)


class Cell(NamedTuple):
    """``number`` cases of one sort with the same faults, ``said`` first and found in the end.

    ``tried``: steps in all; ``passed``: how many were escalated; ``timely`` of ``timed`` met their target. The last of
    them was opened at ``last``.
    """

    sort: Sort
    said: str | None
    fault: str | None
    number: int
    tried: int
    passed: int
    timely: int
    timed: int
    last: int

    @property
    def right(self) -> bool:
        """Whether the cause was what the first decision named."""
        return self.said == self.fault

    @property
    def known(self) -> bool:
        """Whether the first decision named a playbook, be it to pass the case on."""
        return self.said is not None and self.sort.naming

    @property
    def treated(self) -> bool:
        """Whether the first decision was the plan or the advice of a playbook."""
        return self.said is not None and self.sort.treated
