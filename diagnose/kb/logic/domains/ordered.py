"""Numbers, durations, versions and dates: the points that are named, and what lies between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from diagnose.facts import Duration, Version
from diagnose.kb.logic.domains import moments, numbers, versions
from diagnose.kb.logic.formula import Literal
from diagnose.kb.quantities import exact, is_multiple
from diagnose.nodes import as_duration
from diagnose.nodes.scalars import LONGEST
from diagnose.rules.operators import Age, Between, NotOneOf, OneOf, shown_duration
from diagnose.vocabulary import Attribute, AttributeType


def values_of(attribute: Attribute, literals: Iterable[Literal], now: datetime | None) -> Iterator[Any]:
    """A value of ``attribute`` for each point and gap that ``literals`` make, in order; the simplest of each."""
    asked = tuple(literals)
    low, high = _range(attribute)
    points = sorted({point for literal in asked for point in _points(literal, now)})
    points = [point for point in points if (low is None or low < point) and (high is None or point < high)]
    ends = [end for end in (low, high) if end is not None]
    inner: list[Any] = sorted({*ends, *points})
    between = _between(attribute)
    edges: list[Any] = [*([] if low is not None else [None]), *inner, *([] if high is not None else [None])]
    for number, edge in enumerate(edges):
        if edge is not None and _can_be(attribute, edge):
            yield _as_value(attribute, edge)
        if number + 1 < len(edges):
            found = between(edge, edges[number + 1])
            if found is not None and _can_be(attribute, found):
                yield _as_value(attribute, found)


def _points(literal: Literal, now: datetime | None) -> Iterator[Any]:
    operator = literal.operator
    if isinstance(operator, Between):
        yield from (end for end in (operator.low, operator.high) if end is not None)
    elif isinstance(operator, OneOf | NotOneOf):
        yield from operator.values
    elif isinstance(operator, Age) and now is not None:
        yield now - timedelta(seconds=operator.seconds)


def _range(attribute: Attribute) -> tuple[Any, Any]:
    match attribute.type:
        case AttributeType.DURATION:
            low = 0.0 if attribute.low is None else max(0.0, attribute.low)
            return low, LONGEST if attribute.high is None else min(LONGEST, attribute.high)
        case AttributeType.DATE:
            return moments.EARLIEST, moments.LATEST
        case AttributeType.NUMBER:
            return attribute.low, attribute.high
        case _:
            return None, None


def _between(attribute: Attribute) -> Callable[[Any, Any], Any]:
    match attribute.type:
        case AttributeType.DATE:
            return moments.between
        case AttributeType.VERSION:
            return versions.between
        case AttributeType.NUMBER:
            return lambda low, high: numbers.between(low, high, attribute.step)
        case _:
            return numbers.between


def _can_be(attribute: Attribute, value: Any) -> bool:
    """Whether an intake can report ``value``."""
    match attribute.type:
        case AttributeType.NUMBER:
            number = exact(value)
            return number is not None and (attribute.step is None or is_multiple(Decimal(repr(value)), attribute.step))
        case AttributeType.DURATION:
            return bool(as_duration(shown_duration(value)) == value)
        case _:
            return True


def _as_value(attribute: Attribute, value: Any) -> Any:
    match attribute.type:
        case AttributeType.DURATION:
            return Duration(value)
        case AttributeType.NUMBER:
            return float(value) + 0.0  # no negative zero
        case AttributeType.DATE:
            return moments.written(value)
        case _:
            return value if isinstance(value, Version) else Version(str(value))
