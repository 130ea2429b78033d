"""Conditions made of conditions."""

from __future__ import annotations

from diagnose.rules.conditions import AllOf, AnyOf, Condition, NoneOf


def negation(condition: Condition) -> Condition:
    """The condition that holds exactly where ``condition`` does not hold: under the closed world that is ``none``."""
    return NoneOf((condition,))


def conjunction(*conditions: Condition) -> Condition:
    """The condition that holds where all ``conditions`` do."""
    return conditions[0] if len(conditions) == 1 else AllOf(conditions)


def disjunction(*conditions: Condition) -> Condition:
    """The condition that holds where one of ``conditions`` does; without any it never holds."""
    return conditions[0] if len(conditions) == 1 else AnyOf(conditions)
