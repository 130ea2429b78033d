"""How like two cases are, in [0, 1]."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from diagnose.precedents.features import WORD, attribute_of, is_kind

DIGITS = 9
MISSING = 0.5
"""How much it counts against likeness that only one of the two cases has a feature."""
UNSAID = 0.2
"""The same for a word: nobody tells a story twice in the same words."""
CONTRADICTED = 1.0
"""The same where both say something about the attribute and agree on nothing."""
KINDS = 0.3
"""A kind of equipment, or a place, counts so much less than a fact that is as rare: it tells where, not what."""
WORDS = 0.5
"""Likewise a word."""


def weights_of(features: Iterable[str], counts: Mapping[str, int], total: int) -> dict[str, float]:
    """What sharing each feature says: the rarer it is among ``total`` cases, the more; kinds and words less than facts.

    ``counts`` says how many of the cases have each of ``features``.
    """
    return {each: _share(each) * rarity(counts.get(each, 0), total) for each in features}


def rarity(count: int, total: int) -> float:
    """ln(1 + (N + 1) / (n + 1)): inverse document frequency, smoothed so that it is never zero.

    After K. Sparck Jones, A statistical interpretation of term specificity and its application in retrieval, Journal of
    Documentation 28(1), 1972.
    """
    return math.log1p((total + 1) / (min(count, total) + 1))


def likeness(one: Collection[str], other: Collection[str], weights: Mapping[str, float]) -> float:
    """S / (S + 0.5 M + 0.2 W + C), where S is the weight of what the two share.

    M is the weight of the facts that only one of them has, W of the words, C of what contradicts: both say something
    about an attribute and agree on nothing. This is the ratio model of A. Tversky, Features of similarity,
    Psychological Review 84(4), 1977, with equal weights for both sides, as likeness is symmetric here; with weights by
    rarity for the salience, and with what one side never said counted apart from what it denies. Words deny nothing,
    and count only where both cases have some.

    Equal features, if there are any, give 1; nothing shared gives 0; a feature that both get never makes it less, as
    long as it is no word that is the first of one side.
    """
    return Likeness(one, weights).to(other, weights)


class Likeness:
    """How like other cases are to one: the part that is the same for all of them is worked out once."""

    def __init__(self, features: Collection[str], weights: Mapping[str, float]) -> None:
        self._all = frozenset(features)
        self._facts = frozenset(each for each in self._all if _subject(each) != WORD)
        self._weights = {each: weights[each] for each in self._all}
        self._whole = math.fsum(self._weights.values())
        self._told = math.fsum(self._weights[each] for each in self._facts)

    def to(self, other: Collection[str], weights: Mapping[str, float]) -> float:
        """The likeness to a case with the features ``other``, whose ``weights`` are known; rounded to 9 decimals."""
        mine, theirs = self._all, frozenset(other)
        if len(self._facts) == len(mine) or not any(_subject(each) == WORD for each in theirs):
            mine, theirs = self._facts, frozenset(each for each in theirs if _subject(each) != WORD)
        shared = mine & theirs
        if not shared:
            return 0.0
        agreed = {_subject(each) for each in shared}
        both = {_subject(each) for each in mine}.intersection(_subject(each) for each in theirs) - {*agreed, WORD}
        parts = [self._weights[each] for each in shared]
        common = math.fsum(parts)
        parts += [_against(_subject(each), both) * weights[each] for each in mine ^ theirs]
        return round(common / math.fsum(parts), DIGITS)

    def at_most(self, shared: float) -> float:
        """A bound of the likeness to a case that shares features of the weight ``shared`` at most."""
        with_words = _bound(shared, self._whole, UNSAID) if self._whole > self._told else 0.0
        return max(_bound(shared, self._told, MISSING), with_words)


def _bound(shared: float, whole: float, missing: float) -> float:
    most = min(shared, whole)
    return most / (most + missing * (whole - most)) if most > 0.0 else 0.0


def _against(subject: str, contradicted: Collection[str]) -> float:
    if subject == WORD:
        return UNSAID
    return CONTRADICTED if subject in contradicted else MISSING


def _share(feature: str) -> float:
    if is_kind(feature):
        return KINDS
    return WORDS if _subject(feature) == WORD else 1.0


@lru_cache(maxsize=65_536)
def _subject(feature: str) -> str:
    return attribute_of(feature)
