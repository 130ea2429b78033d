"""Rules side by side: what is certain about two conditions without any search, and what must be there to compare."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeAlias, TypeVar

from diagnose.facts import Value
from diagnose.kb.playbook import Conclusion, Playbook
from diagnose.rules.conditions import AllOf, AnyOf, Condition, Count, NoneOf, Test, conjuncts
from diagnose.rules.operators import Between, OneOf

Ruled = TypeVar("Ruled", Playbook, Conclusion)
Wanted: TypeAlias = Mapping[str, frozenset[Value]]
"""By attribute the values of which one must be seen."""


def wanted(condition: Condition) -> Wanted:
    """What the equalities among the conjuncts of ``condition`` ask for."""
    found: dict[str, frozenset[Value]] = {}
    for part in conjuncts(condition):
        if isinstance(part, Test) and isinstance(part.operator, OneOf):
            values = part.operator.values
            found[part.attribute] = found[part.attribute] & values if part.attribute in found else values
    return found


def apart(one: Wanted, other: Wanted) -> bool:
    """Whether two conditions want different values of one attribute, so that they never hold together."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return any(name in many and values.isdisjoint(many[name]) for name, values in few.items())


def spans(condition: Condition) -> Mapping[str, tuple[Between, ...]]:
    """By attribute the spans among the conjuncts of ``condition``."""
    found: dict[str, tuple[Between, ...]] = {}
    for part in conjuncts(condition):
        if isinstance(part, Test) and isinstance(part.operator, Between):
            found[part.attribute] = (*found.get(part.attribute, ()), part.operator)
    return found


def far_apart(one: Mapping[str, tuple[Between, ...]], other: Mapping[str, tuple[Between, ...]]) -> bool:
    """Whether two conditions want one attribute in spans that have nothing in common."""
    return any(
        _below(mine, their) or _below(their, mine)
        for name in one.keys() & other.keys()
        for mine in one[name]
        for their in other[name]
    )


def _below(lower: Between, upper: Between) -> bool:
    if lower.high is None or upper.low is None:
        return False
    ends_apart = lower.high == upper.low and not (lower.high_included and upper.low_included)
    return bool(lower.high < upper.low) or ends_apart


def form(condition: Condition) -> Hashable:
    """The same for two conditions that differ in the order of their members alone."""
    match condition:
        case AllOf():
            parts = frozenset(map(form, conjuncts(condition)))
            return next(iter(parts)) if len(parts) == 1 else (AllOf, parts)
        case AnyOf(members) | NoneOf(members):
            return type(condition), frozenset(map(form, members))
        case Count(members, at_least, at_most):
            return Count, at_least, at_most, tuple(sorted(map(repr, map(form, members))))
        case _:
            return condition


def forms(condition: Condition) -> frozenset[Hashable]:
    """The forms of the conjuncts of ``condition``."""
    return frozenset(map(form, conjuncts(condition)))


def taking_part(rules: Iterable[Ruled]) -> tuple[Ruled, ...]:
    """One rule for each id, in order of id, without those that are retired."""
    found: dict[str, Ruled] = {}
    for rule in rules:
        if not (isinstance(rule, Playbook) and rule.status == "retired"):
            found.setdefault(rule.id, rule)
    return tuple(found[name] for name in sorted(found))
