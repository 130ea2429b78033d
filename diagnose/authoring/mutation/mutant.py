"""A mutant: one rule changed in one place, as a small mistake of an author would change it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from diagnose.errors import Location
from diagnose.kb.playbook import Conclusion, Playbook

Rule: TypeAlias = Playbook | Conclusion
"""What is mutated."""


class Operator(StrEnum):
    """The kinds of small mistakes."""

    DROP = "drop"
    """A condition is left out."""
    NEG = "neg"
    """A test asks for the opposite."""
    SHRINK = "shrink"
    """A list of values lacks one."""
    GROW = "grow"
    """A list of values has its neighbour too."""
    BOUND = "bound"
    """An end of a range, or the number of a count, is off by one unit."""
    OPEN = "open"
    """A range lacks one of its two ends."""
    CLOSE = "close"
    """The end of a range belongs to it, or no longer does."""
    OP = "op"
    """``any`` stands for ``all``, or the other way round."""
    BRANCH = "branch"
    """One alternative of ``any`` is missing."""
    REQ_FORB = "req-forb"
    """What must be seen must not, or the other way round."""
    CLASS = "class"
    """The kind of equipment is one step too general, or too special."""
    SCOPE = "scope"
    """The location is left out."""
    SIGN = "sign"
    """A strength of ``shows`` is one word too high or too low, or its ``given`` is left out."""
    FREQ = "freq"
    """The frequency is one word too high or too low."""
    CONCL = "concl"
    """Another value is concluded."""
    PLAN = "plan"
    """A step is missing, or two come in the other order."""
    ESC = "esc"
    """The case goes to another line."""
    RULE = "rule"
    """The whole playbook or conclusion is missing."""


WEIGHTS = frozenset({Operator.SIGN, Operator.FREQ})
"""Operators that change how much a playbook weighs, not when it holds."""
AFTERWARDS = frozenset({Operator.PLAN, Operator.ESC})
"""Operators that change what a playbook does once it leads."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """``rule`` with one change at ``at``: ``was`` became ``now``, in the words of the author's page."""

    operator: Operator
    rule: Rule
    at: Location
    was: str
    now: str

    @property
    def id(self) -> str:
        """The name by which the mutant is listed: rule, operator, place and change."""
        return f"{self.rule.id} {self.operator} {self.at.line}:{self.at.column} {self.was} -> {self.now}"

    @property
    def sort_key(self) -> tuple[Location, str, str, str]:
        """By place, then by what is changed."""
        return (self.at, self.operator.value, self.was, self.now)
