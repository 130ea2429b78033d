"""What a playbook makes one see, in numbers, and how much better another one explains the same at the least.

The numbers are those that hypotheses are weighed with (decision-model.md). They are needed here without a case: a row
with ``given`` is looked at as holding, as open and as not holding.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from diagnose.facts import Value
from diagnose.kb.playbook import Common, Shown
from diagnose.rules.conditions import Condition
from diagnose.vocabulary import Attribute

ABSENT = 0.01
"""A strength of at most this counts as none."""
MOST_SHOWN = 0.98
LEAST, MOST = 1e-4, 0.999
MOST_GIVEN = 3
"""So many different ``given`` of one sign are looked at in all their ways; more are taken to be incomparable."""

Shape = Mapping[Value, float]
"""The strength of each abnormal value of one sign."""


@dataclass(frozen=True, slots=True)
class Loss:
    """The least log ratio of the chances of what may be seen of one sign, one fault against another; at most 0.

    ``anything`` is the least over all that may be seen, ``shown`` over the abnormal values that the other fault shows
    (infinite when there are none), ``nothing`` over what is not abnormal.
    """

    anything: float = 0.0
    shown: float = math.inf
    nothing: float = 0.0


def loss_of(
    attribute: Attribute,
    rows: tuple[Sequence[Shown], Sequence[Shown]],
    common: Sequence[Common],
    seen: frozenset[Value] | None,
    others: int = 1,
) -> Loss | None:
    """How much the first ``rows`` of one attribute may lose against the second; None where nothing can be said.

    ``seen`` are the values that the sign can have when it has one; so many ``others`` may be weighed in one set with
    it. Of a circumstance, of "does not apply", and where the first show an abnormal value less often than the second,
    nothing can be said unless the rows are alike.
    """
    better, worse = rows
    alike = set(better) == set(worse)
    if not attribute.is_sign:
        return Loss() if alike else None
    if {row for row in better if row.value is None} != {row for row in worse if row.value is None}:
        return None
    abnormal = attribute.abnormal if seen is None else attribute.abnormal & seen
    total = Loss()
    for ours, theirs in [_pair(attribute, worse)] if alike else _contexts(attribute, better, worse):
        found = _in_context(ours, theirs, abnormal, _spans(attribute, common, others), _has_normal(attribute, seen))
        if found is None:
            return None
        total = Loss(
            *map(min, (total.anything, total.shown, total.nothing), (found.anything, found.shown, found.nothing))
        )
    return total


def _pair(attribute: Attribute, rows: Iterable[Shown]) -> tuple[Shape, Shape]:
    shape = shape_of(attribute, rows)
    return shape, shape


def _contexts(attribute: Attribute, better: Sequence[Shown], worse: Sequence[Shown]) -> Iterator[tuple[Shape, Shape]]:
    """Both shapes in every way in which the ``given`` of the rows may hold, be open or not hold."""
    givens = list(dict.fromkeys(row.given for row in (*better, *worse) if row.given is not None))
    if len(givens) > MOST_GIVEN:
        yield {}, dict.fromkeys(attribute.abnormal, 1.0)
        return
    for truths in product((True, None, False), repeat=len(givens)):
        truth = dict(zip(givens, truths, strict=True))
        yield shape_of(attribute, counting(better, truth)), shape_of(attribute, counting(worse, truth))


def counting(rows: Iterable[Shown], truth: Mapping[Condition, bool | None]) -> list[Shown]:
    """The rows that count; one whose ``given`` holds takes the place of those without that do not depend on it."""
    told = [(row, True if row.given is None else truth[row.given]) for row in rows]
    settled = {row.value for row, held in told if row.given is not None and held is True}
    return [
        row
        for row, held in told
        if (row.given is not None and held is True) or (held is not False and row.value not in settled)
    ]


def shape_of(attribute: Attribute, rows: Iterable[Shown]) -> Shape:
    """The strengths of the abnormal values in ``rows``, scaled to 0.98 in all."""
    found: dict[Value, float] = {}
    for row in rows:
        if row.value is not None and row.value in attribute.abnormal and row.strength > ABSENT:
            found[row.value] = max(min(MOST, row.strength), found.get(row.value, 0.0))
    total = math.fsum(found.values())
    return found if total <= MOST_SHOWN else {value: each * MOST_SHOWN / total for value, each in found.items()}


def _in_context(
    better: Shape, worse: Shape, abnormal: Iterable[Value], spans: Mapping[Value, tuple[float, float]], has_normal: bool
) -> Loss | None:
    silent, quiet = (1.0 - math.fsum(shape.values()) for shape in (better, worse))
    nothing = min(0.0, math.log(silent / quiet)) if has_normal else 0.0
    anything, shown = nothing, math.inf
    for value in sorted(abnormal, key=repr):
        mine, other = better.get(value, 0.0), worse.get(value, 0.0)
        if mine < other - 1e-12:
            return None
        ratio = _ratio((silent + mine, silent), (quiet + other, quiet), spans[value])
        anything = min(anything, ratio)
        shown = min(shown, ratio) if other else shown
    return Loss(anything, shown, nothing)


def _ratio(mine: tuple[float, float], other: tuple[float, float], span: tuple[float, float]) -> float:
    """The least log of (a - k b) / (a' - k b') for k between both ends of ``span``: it is monotone in k.

    a and b are the chances that a fault allows the value, and that it shows none; k is the least where further faults
    are all but sure to show the sign, and the greatest where there are none.
    """
    ends = [(mine[0] - k * mine[1], other[0] - k * other[1]) for k in span]
    return min(math.log(max(above, 1e-300) / max(below, 1e-300)) for above, below in ends)


def _spans(attribute: Attribute, common: Sequence[Common], others: int) -> Mapping[Value, tuple[float, float]]:
    """For each abnormal value the ends of c / (l + c) * V / W: l its leak, c the chance that nothing leaks.

    V and W are the chances that further faults, so many as ``others``, show nothing and allow the value.
    """
    spared = (1.0 - MOST_SHOWN) ** others
    return {value: (most * spared, most) for value, most in _alone(attribute, common).items()}


def _alone(attribute: Attribute, common: Sequence[Common]) -> Shape:
    """For each abnormal value c / (l + c)."""
    if any(row.given is not None for row in common):
        return dict.fromkeys(attribute.abnormal, 1.0 - LEAST / 2.0)
    shares = {row.value: row.share for row in common}
    leaks = {value: min(MOST, max(LEAST, shares.get(value, LEAST))) for value in attribute.abnormal}
    total = math.fsum(leaks.values())
    scale = MOST / total if total > MOST else 1.0
    clear = max(1.0 - total, 1.0 - MOST)
    return {value: clear / (leak * scale + clear) for value, leak in leaks.items()}


def _has_normal(attribute: Attribute, seen: frozenset[Value] | None) -> bool:
    values = attribute.possible
    return any(value not in attribute.abnormal and (seen is None or value in seen) for value in values)


def logit(probability: float) -> float:
    """Log odds of a probability, kept within [1e-4, 0.999]."""
    kept = min(MOST, max(LEAST, probability))
    return math.log(kept / (1.0 - kept))
