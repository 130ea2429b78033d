"""How likely a condition is to hold of which little is known."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable

from diagnose.hypotheses import Reading
from diagnose.hypotheses.models import leaks_of, shares_of
from diagnose.rules.conditions import AllOf, AnyOf, Condition, NoneOf, Test, attributes_of, conjuncts
from diagnose.rules.operators import HasAll, NotOneOf, OneOf

EVEN = 0.5
"""The chance of a condition of which nothing is known."""


def chance_of(reading: Reading, condition: Condition) -> float:
    """A rough chance that ``condition`` holds: by ``common``, else by the number of values, parts independent."""
    truth = reading.truth(condition)
    if truth is not None:
        return 1.0 if truth else 0.0
    match condition:
        case AllOf(members):
            return math.prod(chance_of(reading, member) for member in members)
        case AnyOf(members):
            return 1.0 - math.prod(1.0 - chance_of(reading, member) for member in members)
        case NoneOf(members):
            return math.prod(1.0 - chance_of(reading, member) for member in members)
        case Test(attribute, OneOf(values)) if attribute in reading.kb.rules.asked:
            return _share(reading, attribute, values)
        case Test(attribute, OneOf(values)):
            return _concluded(reading, attribute, values)
        case Test(attribute, NotOneOf(values)):
            return 1.0 - _share(reading, attribute, values)
        case Test(attribute, HasAll(values)):
            return math.prod(_share(reading, attribute, {value}) for value in sorted(values))
        case _:
            return EVEN


def chance_with_fault(reading: Reading, condition: Condition) -> float:
    """The same for a fault that is taken to be there: it makes the signs be what its condition asks, not more."""
    attributes = reading.kb.vocabulary.attributes
    return math.prod(
        chance_of(reading, part)
        for part in conjuncts(condition)
        if not any(attributes[name].is_sign for name in attributes_of(part) if name in attributes)
    )


def _concluded(reading: Reading, name: str, values: Container[object]) -> float:
    """The chance that one of ``values`` is concluded."""
    conditions = [
        rule.condition
        for rule in reading.kb.rules.setters.get(name, ())
        if any(attribute == name and value in values for attribute, value in rule.sets)
    ]
    return 1.0 - math.prod(1.0 - chance_of(reading, condition) for condition in conditions) if conditions else EVEN


def _share(reading: Reading, name: str, values: Iterable[object]) -> float:
    attribute = reading.kb.vocabulary.attributes[name]
    if not attribute.is_sign:
        shares = shares_of(reading, attribute)
        return min(1.0, math.fsum(shares.of(value) for value in values))  # type: ignore[arg-type]  # values of its type
    leaks = leaks_of(reading, attribute)
    if leaks is None:
        return EVEN
    normal = max(1, len(attribute.values or (True, False)) - len(leaks.by_value))
    return min(1.0, math.fsum(leaks.by_value.get(value, leaks.clear / normal) for value in values))  # type: ignore[call-overload]  # likewise


def significant(number: float) -> float:
    """``number`` to nine significant digits: weights of rare faults are small."""
    return float(f"{number:.9g}")
