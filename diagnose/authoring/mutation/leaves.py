"""What can be wrong with one test of a condition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from diagnose.authoring.mutation.mutant import Operator
from diagnose.facts import EQUIPMENT, Duration, Value, Version
from diagnose.rules.conditions import Condition, Leaf, NoneOf, Test
from diagnose.rules.operators import Age, Between, HasAll, HasNone, NotOneOf, NotWithin, OneOf, Within, shown
from diagnose.vocabulary import Attribute, Taxonomy, Vocabulary


@dataclass(frozen=True, slots=True)
class Slip:
    """A small mistake in a condition: what stands there instead, None when nothing does."""

    operator: Operator
    now: Condition | None


def slips(leaf: Leaf, vocabulary: Vocabulary) -> Iterator[Slip]:
    """Every small mistake in ``leaf`` alone; leaving it out is for the group that it stands in."""
    if not isinstance(leaf, Test):
        yield Slip(Operator.NEG, replace(leaf, wanted=not leaf.wanted))
        return
    attribute = vocabulary.attributes.get(leaf.attribute)
    if isinstance(leaf.operator, Within | NotWithin):
        yield from _kinds(leaf, leaf.operator, vocabulary.taxonomy(leaf.attribute))
    elif attribute is not None:
        yield from _sets(leaf, attribute)
        if isinstance(leaf.operator, Between):
            yield from ranges(leaf, leaf.operator, attribute)
        elif isinstance(leaf.operator, Age):
            yield from _ages(leaf, leaf.operator)
    yield Slip(Operator.NEG, opposite(leaf))


def opposite(leaf: Test) -> Condition:
    """The test that asks for the opposite of ``leaf``, as an author would write it."""
    operator = leaf.operator
    if isinstance(operator, OneOf) and len(operator.values) == 1 and isinstance(next(iter(operator.values)), bool):
        return replace(leaf, operator=OneOf(frozenset(not value for value in operator.values)))
    turned = _turned_values(operator) or _turned_kinds(operator)
    return NoneOf((leaf,), leaf.at) if turned is None else replace(leaf, operator=turned)


def _turned_values(operator: Any) -> Any:
    match operator:
        case OneOf(values):
            return NotOneOf(values)
        case NotOneOf(values):
            return OneOf(values)
        case HasAll(values):
            return HasNone(values)
        case HasNone(values):
            return HasAll(values)
        case _:
            return None


def _turned_kinds(operator: Any) -> Any:
    match operator:
        case Within(asked, inside, above):
            return NotWithin(asked, inside, above)
        case NotWithin(asked, inside, above):
            return Within(asked, inside, above)
        case Age(seconds, older):
            return Age(seconds, not older)
        case Between(None, high, _, included):
            return Between(high, None, low_included=not included)
        case Between(low, None, included, _):
            return Between(None, low, high_included=not included)
        case _:
            return None


def _sets(leaf: Test, attribute: Attribute) -> Iterator[Slip]:
    """One value too few, or the neighbour of the values too many."""
    operator = leaf.operator
    if not isinstance(operator, OneOf | NotOneOf | HasAll | HasNone):
        return
    values: frozenset[Any] = operator.values
    same: Any = type(operator)
    if len(values) > 1:
        for value in sorted(values, key=shown):
            yield Slip(Operator.SHRINK, replace(leaf, operator=same(values - {value})))
    neighbour = _neighbour(values, attribute)
    if neighbour is not None:
        yield Slip(Operator.GROW, replace(leaf, operator=same(values | {neighbour})))


def _neighbour(values: frozenset[Any], attribute: Attribute) -> Value | None:
    """The declared value that comes after the last of ``values``, else before the first; None if there is none."""
    places = [place for place, value in enumerate(attribute.values) if value in values]
    if not places or len(places) == len(attribute.values):
        return None
    after = attribute.values[max(places) + 1 :]
    return after[0] if after else [each for each in attribute.values if each not in values][-1]


def ranges(leaf: Test, span: Between, attribute: Attribute) -> Iterator[Slip]:
    """Ends off by one unit, ends on the wrong side of their value, and a missing end of two."""
    if span.low is not None and span.high is not None:
        yield Slip(Operator.OPEN, replace(leaf, operator=replace(span, low=None, low_included=True)))
        yield Slip(Operator.OPEN, replace(leaf, operator=replace(span, high=None, high_included=True)))
    for name in ("low", "high"):
        end = getattr(span, name)
        if end is None:
            continue
        included = getattr(span, f"{name}_included")
        yield Slip(Operator.CLOSE, replace(leaf, operator=replace(span, **{f"{name}_included": not included})))
        for moved in _beside(end, attribute):
            outwards = (moved < end) is (name == "low")
            stepped = bool(attribute.step)
            if not (stepped and outwards is not included) and _is_sound(span, name, moved):
                yield Slip(Operator.BOUND, replace(leaf, operator=replace(span, **{name: moved})))


def _is_sound(span: Between, name: str, moved: Any) -> bool:
    """Whether a range with one end moved still holds something."""
    other = span.high if name == "low" else span.low
    return other is None or (moved <= other if name == "low" else moved >= other)


def _beside(end: Any, attribute: Attribute) -> tuple[Any, ...]:
    """The values one unit below and above ``end``; none where there is no unit."""
    if isinstance(end, Version):
        return _versions_beside(end)
    if isinstance(end, datetime):
        return end - timedelta(days=1), end + timedelta(days=1)
    if isinstance(end, Duration):
        unit = unit_of(end)
        return Duration(end - unit), Duration(end + unit)
    return (end - (attribute.step or 1.0), end + (attribute.step or 1.0)) if isinstance(end, float) else ()


def _versions_beside(version: Version) -> tuple[Version, ...]:
    head, dot, last = version.text.rpartition(".")
    if not last.isdecimal():
        return ()
    number = int(last)
    below = (Version(f"{head}{dot}{number - 1}"),) if number else ()
    return (*below, Version(f"{head}{dot}{number + 1}"))


def unit_of(seconds: float) -> float:
    """The largest unit in which ``seconds`` is a whole number."""
    return next((unit for unit in (86400.0, 3600.0, 60.0) if seconds and not seconds % unit), 1.0)


def _ages(leaf: Test, age: Age) -> Iterator[Slip]:
    unit = unit_of(age.seconds)
    for seconds in (age.seconds - unit, age.seconds + unit):
        if seconds > 0:
            yield Slip(Operator.BOUND, replace(leaf, operator=Age(seconds, age.older)))


def _kinds(leaf: Test, operator: Within | NotWithin, taxonomy: Taxonomy) -> Iterator[Slip]:
    """One kind too few; for equipment, one kind a step more general or more special."""
    asked = operator.asked
    if len(asked) > 1:
        for kind in asked:
            left = tuple(each for each in asked if each != kind)
            yield Slip(Operator.SHRINK, replace(leaf, operator=of_kinds(type(operator), left, taxonomy)))
    if leaf.attribute != EQUIPMENT:
        return
    for place, kind in enumerate(asked):
        for other in _near_kinds(kind, taxonomy):
            kinds = tuple(dict.fromkeys((*asked[:place], other, *asked[place + 1 :])))
            if frozenset(kinds) != frozenset(asked):
                yield Slip(Operator.CLASS, replace(leaf, operator=of_kinds(type(operator), kinds, taxonomy)))


def _near_kinds(kind: str, taxonomy: Taxonomy) -> Iterator[str]:
    """The kind above ``kind``, and the kinds right below it."""
    parent = taxonomy.parents.get(kind)
    if parent is not None:
        yield parent
    yield from sorted(each for each, above in taxonomy.parents.items() if above == kind)


def of_kinds(operator: type[Within | NotWithin], asked: tuple[str, ...], taxonomy: Taxonomy) -> Within | NotWithin:
    """The test for ``asked`` kinds and all below them."""
    inside = frozenset[str]().union(*(taxonomy.below(kind) for kind in asked))
    above = frozenset(up for kind in asked for up in taxonomy.upwards(kind)) - inside
    return operator(asked, inside, above)
