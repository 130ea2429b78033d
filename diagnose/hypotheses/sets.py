"""Sets of faults and their weights, without going through every sign for every set.

The score of a single fault is its prior log odds plus, for every sign it names, what it changes in the logarithm of
the chance of what was seen. The score of a pair is the sum of both, corrected only on signs that both name and that
were seen abnormal: a sign seen normal is a product already. Scores are relative to the empty set, whose score is 0.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from diagnose.hypotheses.evidence import Evidence, SignSeen, log_chance

LEAST = 1e-300
DIGITS = 9
"""Probabilities are rounded to so many decimals before they are compared or written."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The sets weighed, as tuples of candidate numbers, with their normalised chances.

    ``singles`` are the scores of all candidates alone, ``kept`` the numbers of those within the bound. ``total`` is
    the logarithm of what the scores were normalised by: how likely the evidence is, relative to no fault at all.
    """

    sets: tuple[tuple[int, ...], ...]
    chances: tuple[float, ...]
    singles: tuple[float, ...]
    kept: tuple[int, ...]
    total: float

    def best(self) -> tuple[int, ...]:
        """The likeliest set; of equally likely ones the first."""
        chances = self.chances
        return self.sets[max(range(len(chances)), key=lambda place: (round(chances[place], DIGITS), -place))]


def weigh_sets(evidence: Evidence, ids: Sequence[str], bound: int, set_size: int) -> Weights:
    """The weights of all sets of at most ``set_size`` of the ``bound`` best candidates, and of the empty set.

    ``ids`` names the candidates in the order of the evidence; of equally good ones the first id is kept.
    """
    mended = Mended(evidence)
    untreated = single_scores(evidence)
    singles = mended.allowed_for([(number,) for number in range(len(ids))], untreated)
    best = sorted(range(len(ids)), key=lambda number: (-round(singles[number], DIGITS), ids[number]))[:bound]
    kept = tuple(sorted(best))
    sets: list[tuple[int, ...]] = [(), *((number,) for number in kept)]
    scores = [0.0, *(singles[number] for number in kept)]
    if set_size >= 2:
        _add_pairs(evidence, kept, untreated, sets, scores)
        for size in range(3, set_size + 1):
            for members in combinations(kept, size):
                sets.append(members)
                scores.append(set_score(evidence, members, untreated))
        alone = 1 + len(kept)
        scores[alone:] = mended.allowed_for(sets[alone:], scores[alone:])
    chances, total = normalised(scores)
    return Weights(tuple(sets), chances, singles, kept, total)


class Mended:
    """What it changes that a fault may have been mended by steps that were done, though complaints persist.

    P(all persist | S) = sum over the parts M of S that may have been mended of the chance that just these were, times
    the chance of the complaints without them. So one step weakens a fault once, however many complaints it shows.
    """

    def __init__(self, evidence: Evidence) -> None:
        self._left = evidence.left
        self._signs = [(sign, {number: pair for number, *pair in sign.named}) for sign in evidence.persisting]
        self._treated = frozenset(number for number, left in enumerate(evidence.left) if left < 1.0)

    def allowed_for(self, sets: Sequence[tuple[int, ...]], scores: Sequence[float]) -> tuple[float, ...]:
        """The ``scores`` of ``sets`` with what treatment changes of them."""
        if not self._treated:
            return tuple(scores)
        return tuple([score + self._change(members) for members, score in zip(sets, scores, strict=True)])

    def _change(self, members: tuple[int, ...]) -> float:
        treated = [number for number in members if number in self._treated]
        if not treated:
            return 0.0
        whole = self._chance(members)
        parts = [
            math.prod([1.0 - self._left[each] if each in gone else self._left[each] for each in treated])
            * self._chance([number for number in members if number not in gone])
            for size in range(len(treated) + 1)
            for gone in combinations(treated, size)
        ]
        return math.log(max(math.fsum(parts), LEAST)) - math.log(max(whole, LEAST))

    def _chance(self, members: Sequence[int]) -> float:
        chance = 1.0
        for sign, named in self._signs:
            pairs = [named[number] for number in members if number in named]
            chance *= sign.chance(math.prod([pair[0] for pair in pairs]), math.prod([pair[1] for pair in pairs]))
        return chance


def normalised(scores: Sequence[float]) -> tuple[tuple[float, ...], float]:
    """The softmax of ``scores``, and the logarithm of what they were divided by."""
    highest = max(scores)
    weights = [math.exp(score - highest) for score in scores]
    total = math.fsum(weights)
    return tuple([weight / total for weight in weights]), highest + math.log(total)


def single_scores(evidence: Evidence) -> tuple[float, ...]:
    """score({f}) - score({}) for every candidate f."""
    parts: list[list[float]] = [[prior] for prior in evidence.priors]
    for sign in evidence.signs:
        base = log_chance(sign, 1.0, 1.0)
        for number, silent, allowing in sign.named:
            parts[number].append(log_chance(sign, silent, allowing) - base)
    for circumstance in evidence.circumstances:
        for number, ratio in circumstance.named:
            parts[number].append(ratio)
    return tuple([math.fsum(part) for part in parts])


def set_score(evidence: Evidence, members: Sequence[int], singles: Sequence[float]) -> float:
    """score(S) - score({}) for a set of any size."""
    parts = [singles[number] for number in members]
    inside = set(members)
    for sign in evidence.signs:
        named = [entry for entry in sign.named if entry[0] in inside]
        if len(named) > 1 and sign.leak:
            parts.append(_sign_correction(sign, named))
    for circumstance in evidence.circumstances:
        ratios = [ratio for number, ratio in circumstance.named if number in inside]
        if len(ratios) > 1:
            parts.append(math.fsum(ratios) / len(ratios) - math.fsum(ratios))
    return math.fsum(parts)


def _sign_correction(sign: SignSeen, named: Sequence[tuple[int, float, float]]) -> float:
    base = log_chance(sign, 1.0, 1.0)
    together = log_chance(sign, math.prod(entry[1] for entry in named), math.prod(entry[2] for entry in named))
    return together - base - math.fsum(log_chance(sign, silent, allowing) - base for _, silent, allowing in named)


def _add_pairs(
    evidence: Evidence,
    kept: Sequence[int],
    singles: Sequence[float],
    sets: list[tuple[int, ...]],
    scores: list[float],
) -> None:
    corrections = _pair_corrections(evidence, kept)
    for place, first in enumerate(kept):
        row = corrections[place]
        alone = singles[first]
        for other in range(place + 1, len(kept)):
            second = kept[other]
            sets.append((first, second))
            scores.append(alone + singles[second] + row[other])


def _pair_corrections(evidence: Evidence, kept: Sequence[int]) -> list[list[float]]:
    """What a pair's score is more than the sum of both, by places in ``kept``, the first below the second."""
    places = {number: place for place, number in enumerate(kept)}
    corrections = [[0.0] * len(kept) for _ in kept]
    for sign in evidence.signs:
        if sign.leak:
            _correct_sign(sign, places, corrections)
    for circumstance in evidence.circumstances:
        ratios = [(places[number], ratio) for number, ratio in circumstance.named if number in places]
        for index, (first, ratio) in enumerate(ratios):
            row = corrections[first]
            for second, other in ratios[index + 1 :]:
                row[second] -= (ratio + other) / 2.0
    return corrections


def _correct_sign(sign: SignSeen, places: dict[int, int], corrections: list[list[float]]) -> None:
    log = math.log
    leak, clear = sign.leak, sign.clear
    base = log(leak)
    named = [
        (places[number], silent, allowing, log_chance(sign, silent, allowing))
        for number, silent, allowing in sign.named
        if number in places
    ]
    for index, (first, silent, allowing, alone) in enumerate(named):
        row = corrections[first]
        rest = base - alone
        full = (leak + clear) * allowing
        less = clear * silent
        for second, other_silent, other_allowing, other_alone in named[index + 1 :]:
            row[second] += log(full * other_allowing - less * other_silent) + rest - other_alone
