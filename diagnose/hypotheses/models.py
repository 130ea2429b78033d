"""What a playbook and the vocabulary say in numbers: strengths, leaks and shares, in the context of a case.

Rows with a ``given`` count where it holds and where it is still open. One that holds takes the place of the rows for
the same value that do not depend on anything; of several that count the strongest is taken.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from diagnose.facts import Value
from diagnose.hypotheses.reading import Reading
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Common, Playbook, Shown
from diagnose.rules.conditions import Possibilities
from diagnose.vocabulary import Attribute, AttributeType

ABSENT = 0.01
"""A strength of at most this counts as none."""
MOST_SHOWN = 0.98
"""The strengths of all abnormal values of one sign together."""
LEAST, MOST = 1e-4, 0.999
"""Priors, leaks and shares are kept between these."""

Row = TypeVar("Row", Shown, Common)


def clamp(probability: float) -> float:
    """``probability`` kept within [1e-4, 0.999]."""
    return min(MOST, max(LEAST, probability))


def logit(probability: float) -> float:
    """Log odds of a probability after clamping."""
    kept = clamp(probability)
    return math.log(kept / (1.0 - kept))


@dataclass(frozen=True, slots=True)
class Shape:
    """How a fault shows one sign: the strength of each abnormal value, and their ``total``."""

    total: float
    by_value: Mapping[Value, float]


@dataclass(frozen=True, slots=True)
class FaultModel:
    """What a fault makes one see.

    ``signs`` by attribute; ``tilts`` gives for a circumstance the chance of its values (of its members for a set)
    under this fault; ``absences`` the chance that a sign does not apply; ``excused`` all attributes for which that
    chance is given. ``open_rows`` counted although their ``given`` is not settled.
    """

    signs: Mapping[str, Shape]
    tilts: Mapping[str, Mapping[Value | None, float]]
    absences: Mapping[str, float]
    excused: frozenset[str] = frozenset()
    open_rows: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaks:
    """How common the abnormal values of a sign are whatever the fault; ``clear`` is the chance of none of them."""

    by_value: Mapping[Value, float]
    clear: float


@dataclass(frozen=True, slots=True)
class Shares:
    """How common the values of a circumstance are; a value that is not listed has ``other``."""

    by_value: Mapping[Value | None, float]
    other: float
    finite: bool = field(default=True)

    def of(self, value: Value | None) -> float:
        """The share of ``value``, never zero."""
        return self.by_value.get(value, self.other)


def model_of(reading: Reading, playbook: Playbook) -> FaultModel:
    """The model of ``playbook`` in this case; without ``given`` rows it is the same in every case, and kept."""
    kb = reading.kb
    known = kb.derived.get(("model", playbook.id))
    if isinstance(known, FaultModel):
        return known
    if not any(row.given is not None for row in playbook.shows):
        model = fault_model(playbook.shows, kb)
        kb.derived["model", playbook.id] = model
        return model
    rows, open_rows = counting(playbook.shows, reading.possible)
    return fault_model(rows, kb, open_rows)


def counting(rows: Iterable[Row], possible: Possibilities) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The rows that count in this case, and those among them whose ``given`` is still open."""
    truths = [(row, True if row.given is None else row.given.truth(possible)) for row in rows]
    settled = {(row.attribute, row.value) for row, truth in truths if row.given is not None and truth is True}
    kept = [
        (row, truth)
        for row, truth in truths
        if (row.given is not None and truth is True)
        or (truth is not False and (row.attribute, row.value) not in settled)
    ]
    return tuple(row for row, _ in kept), tuple(row for row, truth in kept if truth is None)


def fault_model(rows: Iterable[Shown], kb: KnowledgeBase, open_rows: tuple[Shown, ...] = ()) -> FaultModel:
    """The model that ``rows`` make, of which ``open_rows`` counted although their ``given`` is not settled."""
    signs: dict[str, dict[Value, float]] = {}
    tilts: dict[str, dict[Value | None, float]] = {}
    absences: dict[str, float] = {}
    for row in rows:
        attribute = kb.vocabulary.attributes.get(row.attribute)
        if attribute is None:
            continue
        if not attribute.is_sign:
            tilt = tilts.setdefault(row.attribute, {})
            tilt[row.value] = max(clamp(row.strength), tilt.get(row.value, 0.0))
        elif row.strength > ABSENT and row.value is None:
            absences[row.attribute] = max(min(MOST_SHOWN, row.strength), absences.get(row.attribute, 0.0))
        elif row.strength > ABSENT and row.value in attribute.abnormal:
            shown = signs.setdefault(row.attribute, {})
            shown[row.value] = max(min(MOST, row.strength), shown.get(row.value, 0.0))
    excused = frozenset(absences) | {name for name, tilt in tilts.items() if None in tilt}
    return FaultModel({name: _shape(values) for name, values in signs.items()}, tilts, absences, excused, open_rows)


def _shape(values: Mapping[Value, float]) -> Shape:
    total = math.fsum(values.values())
    if total <= MOST_SHOWN:
        return Shape(total, values)
    return Shape(MOST_SHOWN, {value: strength * MOST_SHOWN / total for value, strength in values.items()})


def leaks_of(reading: Reading, attribute: Attribute) -> Leaks | None:
    """The leaks of a sign in this case; None where one of its abnormal values is always there."""
    kb = reading.kb
    key = ("leaks", attribute.id)
    if key in kb.derived:
        known: Leaks | None = kb.derived[key]
        return known
    rows = kb.common.get(attribute.id, ())
    depends = any(row.given is not None for row in rows)
    leaks = _leaks(kb, attribute, counting(rows, reading.possible)[0] if depends else rows)
    if not depends:
        kb.derived[key] = leaks
    return leaks


def rare(kb: KnowledgeBase) -> float:
    """How common an abnormal value is when nobody said."""
    return clamp(kb.settings.signs.get("rare", 0.02))


def _leaks(kb: KnowledgeBase, attribute: Attribute, rows: Iterable[Common]) -> Leaks | None:
    shares = _strongest(rows)
    if any(shares.get(value, 0.0) >= MOST for value in attribute.abnormal):
        return None
    usual = rare(kb)
    by_value = {value: clamp(shares.get(value, usual)) for value in attribute.abnormal}
    total = math.fsum(by_value.values())
    if total > MOST:
        by_value = {value: share * MOST / total for value, share in by_value.items()}
        total = MOST
    return Leaks(by_value, 1.0 - total)


def _strongest(rows: Iterable[Common]) -> dict[Value, float]:
    shares: dict[Value, float] = {}
    for row in rows:
        shares[row.value] = max(row.share, shares.get(row.value, 0.0))
    return shares


def shares_of(reading: Reading, attribute: Attribute) -> Shares:
    """The shares of the values of a circumstance in this case."""
    kb = reading.kb
    key = ("shares", attribute.id)
    if key in kb.derived:
        known: Shares = kb.derived[key]
        return known
    rows = kb.common.get(attribute.id, ())
    depends = any(row.given is not None for row in rows)
    shares = _shares(kb, attribute, counting(rows, reading.possible)[0] if depends else rows)
    if not depends:
        kb.derived[key] = shares
    return shares


def _shares(kb: KnowledgeBase, attribute: Attribute, rows: Iterable[Common]) -> Shares:
    given: dict[Value | None, float] = {value: clamp(share) for value, share in _strongest(rows).items()}
    if attribute.type is AttributeType.SET:
        return Shares(given, 1.0 / max(2, len(attribute.values)))
    values = attribute.possible
    missing = [value for value in values if value not in given]
    if not values:
        return Shares(given, rare(kb), finite=False)
    if missing:
        rest = clamp((1.0 - math.fsum(given.values())) / len(missing))
        given.update(dict.fromkeys(missing, rest))
    return Shares(given, rare(kb))


def tilt(named: Mapping[Value | None, float], shares: Shares, value: Value | None) -> float:
    """The log of P(value | fault) / common(value) of a circumstance that the fault names.

    A value that the fault does not name has its part of what the named ones leave, at least 0.02 as with signs, in
    proportion to ``common``: a shape ranks, it never excludes.
    """
    if value in named:
        return math.log(named[value] / shares.of(value))
    left = max(1.0 - MOST_SHOWN, 1.0 - math.fsum(named.values()))
    if shares.finite:
        elsewhere = math.fsum(share for other, share in shares.by_value.items() if other not in named)
    else:
        elsewhere = 1.0 - math.fsum(shares.of(other) for other in named)
    return math.log(left / max(LEAST, elsewhere))


def member_tilt(chance: float, share: float, contained: bool) -> float:
    """The same for one member of a set, contained or not."""
    return math.log(chance / share) if contained else math.log((1.0 - chance) / (1.0 - share))
