"""The closed cases most like one in question, found with work that is bounded however many there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest

from diagnose.case import Precedent
from diagnose.precedents.features import is_kind
from diagnose.precedents.likeness import Likeness, weights_of
from diagnose.precedents.types import Described, Source

MOST = 5
LEAST = 0.1
EACH = 1_000
"""So many of the newest cases are looked up for one feature."""
READ = 6_000
"""So many for all features together, those of the rarest first."""
LOOKED_AT = 240
"""So many cases are compared exactly: those that share the weightiest features by what was looked up."""
AT_ONCE = 60
NEAR = 1e-8
"""Weights that differ by less may be equal once they are rounded."""


def similar(
    features: Collection[str], source: Source, *, most: int = MOST, least: float = LEAST, but: Iterable[str] = ()
) -> tuple[Precedent, ...]:
    """The ``most`` cases of ``source`` that are likest, from ``least`` on, without ``but``; of equals the newest first.

    A precedent shares a fact or a word: the same equipment alone makes none. These are the very likest whenever each
    feature of the case occurs in at most 1 000 cases, all together occur at most 6 000 times, and at most 240 cases
    share a fact or a word with it. Beyond that the newest with the rarest features are found, and what is left out may
    be liker: docs/precedents.md says how often that was seen.
    """
    search = _Search.of(features, source)
    found = search.likest(search.candidates(frozenset(but)), most, least)
    return tuple(search.precedent(like, each) for like, each in found)


@dataclass(slots=True)
class _Search:
    source: Source
    features: frozenset[str]
    total: int
    counts: dict[str, int]
    weights: dict[str, float]

    @classmethod
    def of(cls, features: Collection[str], source: Source) -> _Search:
        mine, total = frozenset(features), source.total()
        counts = {**dict.fromkeys(mine, 0), **source.counts(mine)}
        return cls(source, mine, total, counts, weights_of(mine, counts, total))

    def candidates(self, but: frozenset[str]) -> list[tuple[str, float]]:
        """Cases worth comparing, with a bound of the weight they share, the weightiest first, of equals the newest."""
        order = sorted((count, name) for name, count in self.counts.items() if count)
        weight: dict[str, float] = {}
        proper: set[str] = set()
        left, unread = READ, 0.0
        for count, name in order:
            cases = self.source.having(name, min(count, EACH, left))
            left -= len(cases)
            if len(cases) < count:
                unread += self.weights[name]
            for case in cases:
                weight[case] = weight.get(case, 0.0) + self.weights[name]
            if not is_kind(name):
                proper.update(cases)
        newest = sorted(_heaviest(proper - but, weight), key=_number, reverse=True)
        ranked = sorted(newest, key=lambda case: round(-weight[case], 9))
        return [(case, weight[case] + unread) for case in ranked[:LOOKED_AT]]

    def likest(self, ranked: list[tuple[str, float]], most: int, least: float) -> list[tuple[float, Described]]:
        """The likest of the cases in ``ranked``; the rest is not looked at once it can change nothing."""
        exact = Likeness(self.features, self.weights)
        found: list[tuple[float, Described]] = []
        for start in range(0, len(ranked), AT_ONCE):
            if len(found) >= most and exact.at_most(max(bound for _, bound in ranked[start:])) < found[most - 1][0]:
                break
            known = self.source.described([case for case, _ in ranked[start : start + AT_ONCE]])
            self._weigh(known)
            found += [(exact.to(each.features, self.weights), each) for each in known.values()]
            found.sort(key=lambda each: _number(each[1].case), reverse=True)
            found.sort(key=lambda each: -each[0])
        return [each for each in found[:most] if each[0] >= least]

    def _weigh(self, known: Mapping[str, Described]) -> None:
        new = {feature for each in known.values() for feature in each.features if feature not in self.weights}
        self.weights.update(weights_of(new, self.source.counts(new), self.total))

    def precedent(self, like: float, described: Described) -> Precedent:
        """What is said of a case that was found."""
        shared = sorted(self.features & described.features, key=lambda each: (-self.weights[each], each))
        return Precedent(described.case, like, described.ending, described.fault, described.fixed_by, tuple(shared))


def _heaviest(cases: Collection[str], weight: Mapping[str, float]) -> Collection[str]:
    """Those of ``cases`` among which the :data:`LOOKED_AT` heaviest are, equals and near equals with them."""
    if len(cases) <= LOOKED_AT:
        return cases
    least = nlargest(LOOKED_AT, (weight[case] for case in cases))[-1] - NEAR
    return [case for case in cases if weight[case] >= least]


def _number(case: str) -> tuple[int, str]:
    """Ids that count up, in order."""
    return len(case), case
