"""Moments between others, and the times of reporting that can make a difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

from diagnose.kb.logic.formula import Literal
from diagnose.rules.operators import Age, Between, NotOneOf, OneOf

_MOST_OFFSET = timedelta(hours=23, minutes=59)
EARLIEST = datetime(1900, 1, 1, tzinfo=timezone(_MOST_OFFSET))
LATEST = datetime(2199, 12, 31, 23, 59, 59, 999999, tzinfo=timezone(-_MOST_OFFSET))
"""The first and the last moment that can be written."""

USUAL = datetime(2026, 1, 1, 12, tzinfo=UTC)
_DAY = timedelta(days=1)


def between(low: datetime, high: datetime) -> datetime | None:
    """A moment after ``low`` and before ``high``, a day from one of them where there is room; None if there is none.

    The earliest and the latest moment of all are no neighbours to stay near to.
    """
    return next((written(each) for each in _candidates(low, high) if low < each < high), None)


def _candidates(low: datetime, high: datetime) -> Iterator[datetime]:
    if low == EARLIEST:
        yield USUAL
        yield high - _DAY
    yield low + _DAY
    middle = low + (high - low) / 2
    yield middle.replace(microsecond=0)
    yield middle


def written(moment: datetime) -> datetime:
    """``moment`` with an offset with which its year can be written."""
    found = moment.astimezone(UTC)
    if found.year < EARLIEST.year:
        return moment.astimezone(EARLIEST.tzinfo)
    return moment.astimezone(LATEST.tzinfo) if found.year > LATEST.year else found


def bounds(literals: Iterable[Literal]) -> Iterator[datetime]:
    """The moments that ``literals`` name."""
    for literal in literals:
        operator = literal.operator
        if isinstance(operator, Between):
            yield from (end for end in (operator.low, operator.high) if end is not None)
        elif isinstance(operator, OneOf | NotOneOf):
            yield from (value for value in operator.values if isinstance(value, datetime))


def ages(literals: Iterable[Literal]) -> frozenset[float]:
    """The ages in seconds that ``literals`` ask for."""
    return frozenset(each.operator.seconds for each in literals if isinstance(each.operator, Age))


def reporting_times(by_attribute: Iterable[Iterable[Literal]]) -> tuple[datetime | None, ...]:
    """When a case may be reported, as far as that matters to the literals on each date: never, or at these times."""
    critical: set[datetime] = set()
    some_age = False
    for group in by_attribute:
        literals = tuple(group)
        old = ages(literals)
        some_age = some_age or bool(old)
        ends = (EARLIEST, LATEST, *bounds(literals)) if any(bounds(literals)) else ()
        critical.update(end + timedelta(seconds=age) for end in ends for age in old)
    if not some_age:
        return (None,)
    points = sorted({EARLIEST, LATEST, *(moment for moment in critical if EARLIEST < moment < LATEST)})
    gaps = (between(low, high) for low, high in pairwise(points))
    others = {*map(written, points), *(gap for gap in gaps if gap is not None)} - {USUAL}
    return (None, USUAL, *sorted(others))
