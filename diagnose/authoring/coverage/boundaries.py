"""Coverage of the ends of ranges: a case at the end, and one a step beyond it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from diagnose.authoring.coverage.items import Item, Measure
from diagnose.authoring.mutation.ground import Ground
from diagnose.authoring.mutation.leaves import unit_of
from diagnose.authoring.mutation.masks import Masks, bits
from diagnose.errors import Location
from diagnose.facts import Duration, Version
from diagnose.kb.playbook import Conclusion, Playbook
from diagnose.rules.conditions import Leaf, Test, leaves
from diagnose.rules.operators import Age, Between, shown
from diagnose.vocabulary import Attribute

NEARLY = 1e-9


@dataclass(frozen=True, slots=True)
class End:
    """One end of a range: the value of a case ``at`` it, and one a step ``beyond`` it, where the test turns over."""

    written: str
    at: Callable[[Any, datetime | None], bool]
    beyond: Callable[[Any, datetime | None], bool]


def boundaries(rule: Playbook | Conclusion, masks: Masks, ground: Ground) -> Iterator[Item]:
    """The ends of all ranges in the condition of ``rule``."""
    for place, leaf in enumerate(leaves(rule.condition)):
        ends = tuple(ends_of(leaf, ground.kb.vocabulary.attributes.get(leaf.attribute)))
        if not ends:
            continue
        with_it = masks.supposing(rule.condition, place, holds=True)
        without = masks.supposing(rule.condition, place, holds=False)
        cases = tuple(bits(with_it ^ without))
        where = leaf.at or rule.at or Location("")
        for end in ends:
            at = _found(ground, cases, leaf.attribute, end.at)
            beyond = _found(ground, cases, leaf.attribute, end.beyond)
            what = f"{leaf.attribute}: {end.written}"
            yield Item(Measure.BOUNDARY, rule.id, where, what, at if beyond else "", _lack(at, beyond))


def _lack(at: str, beyond: str) -> str:
    """What is missing, given a case at the end and one a step beyond it."""
    missing = [*([] if at else ["a case with the value itself"]), *([] if beyond else ["a case one step beyond it"])]
    return " and ".join(missing)


def _found(ground: Ground, cases: tuple[int, ...], attribute: str, test: Callable[[Any, datetime | None], bool]) -> str:
    for number in cases:
        tried = ground.tried[number]
        value = tried.reading.values.get(attribute)
        if value is not None and test(value, tried.reading.inference.memory.reported_at):
            return tried.case.id
    return ""


def ends_of(leaf: Leaf, attribute: Attribute | None) -> Iterator[End]:
    """The ends of the range that ``leaf`` asks for; none where it asks for something else."""
    if not isinstance(leaf, Test) or attribute is None:
        return
    match leaf.operator:
        case Between(low, high, low_included, high_included):
            if low is not None:
                yield _end(f"{'at_least' if low_included else 'above'} {shown(low)}", low, attribute, low_included, -1)
            if high is not None:
                yield _end(
                    f"{'at_most' if high_included else 'below'} {shown(high)}", high, attribute, high_included, 1
                )
        case Age(seconds, older):
            yield _age_end(seconds, older)


def _end(written: str, end: Any, attribute: Attribute, included: bool, outwards: int) -> End:
    """The step beyond an end that belongs to the range lies outside, beyond one that does not, inside."""
    side = outwards if included else -outwards

    def beyond(value: Any, _now: datetime | None) -> bool:
        on_side = value > end if side > 0 else value < end
        return on_side and _within_a_step(value, end, attribute)

    return End(written, lambda value, _now: bool(value == end), beyond)


def _within_a_step(value: Any, end: Any, attribute: Attribute) -> bool:
    if isinstance(end, Version):
        return True
    if isinstance(end, datetime):
        return bool(abs(value - end) <= timedelta(days=1))
    step = unit_of(end) if isinstance(end, Duration) else attribute.step or 1.0
    return bool(abs(value - end) <= step + NEARLY)


def _age_end(seconds: float, older: bool) -> End:
    unit = unit_of(seconds)

    def age(value: Any, now: datetime | None) -> float | None:
        return None if now is None else (now - value).total_seconds()

    def at(value: Any, now: datetime | None) -> bool:
        return age(value, now) == seconds

    def beyond(value: Any, now: datetime | None) -> bool:
        found = age(value, now)
        past = found is not None and (found - seconds > 0 if older else seconds - found > 0)
        return past and found is not None and abs(found - seconds) <= unit

    return End(f"{'older_than' if older else 'newer_than'} {shown(Duration(seconds))}", at, beyond)
