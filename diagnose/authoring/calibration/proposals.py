"""What a history leads one to write: a word or number in place of another, where the difference is more than chance."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Context, Decimal
from itertools import groupby, pairwise

from diagnose.authoring.calibration.numbers import Frequency, Learned, Strength
from diagnose.authoring.calibration.written import Place, Source
from diagnose.errors import Location
from diagnose.hypotheses.models import MOST_SHOWN
from diagnose.kb.base import KnowledgeBase
from diagnose.nodes import Scalar, is_ambiguous, is_null

LEAST_NUMBER, MOST_NUMBER = 0.0001, 0.99
_PLAIN = re.compile(r"[^\W\d_][\w-]*")


@dataclass(frozen=True, slots=True)
class Proposal:
    """``written``, quotes included, in place of what stands at ``place``; it means ``value``.

    Without a place it can only be said in words.
    """

    learned: Learned
    value: float
    written: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What may be proposed: from ``least`` cases on, and ``every`` change or only those that stand out."""

    least: int = 10
    every: bool = False


def propose(learned: Iterable[Learned], source: Source, kb: KnowledgeBase, wanted: Wanted) -> tuple[Proposal, ...]:
    """The proposals that ``learned`` gives cause for, in its order; those that change nothing as written are none."""
    found: list[Proposal] = []
    for _, members in groupby(learned, key=lambda each: each.held or each.number):
        group = list(members)
        if any(each.cases >= wanted.least and (wanted.every or each.stands_out) for each in group):
            found += _corrected(group, source, kb)
    return tuple(found)


def _corrected(group: Sequence[Learned], source: Source, kb: KnowledgeBase) -> Iterator[Proposal]:
    """What stands together is corrected together; where words would make more than there is, numbers are written."""
    most = _most(group, kb)
    proposals = [_proposal(each, source.places.get(each.number), kb) for each in group]
    if math.fsum(each.value for each in proposals) > most + 1e-9:
        part = min(1.0, most / math.fsum(each.estimate for each in group))
        proposals = [_number(each, each.estimate * part, source.places.get(each.number), ROUND_DOWN) for each in group]
    for each in proposals:
        if each.value != each.learned.present and (each.place is None or each.written != each.place.text):
            yield each


def _most(group: Sequence[Learned], kb: KnowledgeBase) -> float:
    """What values that exclude each other may have together."""
    number = group[0].number
    if not isinstance(number, Strength) or len(group) == 1:
        return 1.0
    most = MOST_SHOWN if kb.vocabulary.attributes[number.attribute].is_sign else 1.0
    return max(most, math.fsum(each.present for each in group))


def _proposal(learned: Learned, place: Place | None, kb: KnowledgeBase) -> Proposal:
    """A word in place of a word, if one is near; a number in place of a number."""
    table = kb.settings.frequency if isinstance(learned.number, Frequency) else kb.settings.signs
    word = _nearest(learned.estimate, table) if place is None or place.is_word else None
    if word is None:
        return _number(learned, learned.estimate, place, ROUND_HALF_EVEN)
    quote = place.quote if place is not None and place.quote not in word else ""
    return Proposal(learned, table[word], f"{quote}{word}{quote}" if quote else _plain(word), place)


def _number(learned: Learned, value: float, place: Place | None, rounding: str) -> Proposal:
    """``value`` with two significant digits; frequencies are written per 1 000."""
    times = 1000 if isinstance(learned.number, Frequency) else 1
    kept = Decimal(min(MOST_NUMBER, max(LEAST_NUMBER, value))) * times
    rounded = Context(prec=2, rounding=rounding).plus(kept)
    written = f"{rounded:f}".rstrip("0").rstrip(".") if "." in f"{rounded:f}" else f"{rounded:f}"
    return Proposal(learned, float(rounded) / times, written, place)


def _nearest(chance: float, table: Mapping[str, float]) -> str | None:
    """The word nearest to ``chance`` in log odds; None when none is near, as beyond the ends of the table.

    Near is what lies within half the widest step of the table.
    """
    odds = sorted((_log_odds(value), word) for word, value in table.items())
    if not odds:
        return None
    widest = max((after - before for (before, _), (after, _) in pairwise(odds)), default=0.0)
    distance, word = min((abs(each - _log_odds(chance)), word) for each, word in odds)
    return word if distance <= max(widest / 2.0, 1e-9) else None


def _log_odds(chance: float) -> float:
    kept = min(1.0 - 1e-6, max(1e-6, chance))
    return math.log(kept / (1.0 - kept))


def _plain(word: str) -> str:
    """``word`` as it may stand in a document: in quotes where YAML would take it for something else."""
    scalar = Scalar(word, False, Location(""))
    if _PLAIN.fullmatch(word) and not is_ambiguous(scalar) and not is_null(scalar):
        return word
    return "'" + word.replace("'", "''") + "'"
