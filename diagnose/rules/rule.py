"""A rule: a condition and what it sets. A playbook is a rule that sets nothing; it is matched or it is not."""

from __future__ import annotations

from dataclasses import dataclass, field

from diagnose.errors import Location
from diagnose.facts import Value
from diagnose.rules.conditions import Condition


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """``condition`` -> ``sets``; all conclusions of one attribute share one ``stratum``, complete before it is read."""

    id: str
    condition: Condition
    sets: tuple[tuple[str, Value], ...] = ()
    stratum: int = 0
    at: Location | None = field(default=None)


@dataclass(frozen=True, slots=True)
class PythonRuleSet:
    """A class of Python rules in its place: what it reads and sets, and the stratum in which it runs."""

    name: str
    rules: type
    reads: tuple[str, ...]
    sets: tuple[str, ...]
    revision: int
    stratum: int
