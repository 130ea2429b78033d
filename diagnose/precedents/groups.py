"""Cases grouped by likeness: of unprecedented ones, each group is a playbook that is missing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from diagnose.precedents.features import is_kind
from diagnose.precedents.likeness import DIGITS, Likeness, weights_of
from diagnose.precedents.types import Described, Source


@dataclass(frozen=True, slots=True)
class Group:
    """Cases that are like ``typical``, which comes first among ``cases``; the others follow by likeness.

    ``like`` is how like they are to it on average, 1 for a case alone; ``shared`` what more than half of them have in
    common, the rarest first.
    """

    typical: str
    cases: tuple[str, ...]
    like: float
    shared: tuple[str, ...]


def groups(described: Iterable[Described], source: Source, at_least: float) -> tuple[Group, ...]:
    """``described`` in groups, the largest first: each case in one, like its typical case by ``at_least`` or alone.

    Stars in the graph of cases that are alike, those with most neighbours first (J. A. Aslam, E. Pelekhov, D. Rus, The
    star clustering algorithm for static and dynamic information organization, JGAA 8(1), 2004): unlike in chains of
    neighbours, nobody is in a group with whose typical case it has nothing to do. Every pair is compared, so a
    thousand cases take some seconds. The order in which they come does not matter.
    """
    cases = {each.case: each for each in sorted(described, key=lambda each: (len(each.case), each.case))}
    features = {feature for each in cases.values() for feature in each.features}
    weights = weights_of(features, source.counts(features), source.total())
    near = _neighbours(cases, weights, at_least)
    order = {case: number for number, case in enumerate(cases)}
    free = dict.fromkeys(cases)
    found: list[Group] = []
    for typical in sorted(cases, key=lambda case: (-len(near[case]), order[case])):
        if typical in free:
            found.append(
                _group(typical, {case: like for case, like in near[typical].items() if case in free}, cases, weights)
            )
            for case in found[-1].cases:
                del free[case]
    return tuple(sorted(found, key=lambda group: (-len(group.cases), order[group.typical])))


def _neighbours(
    cases: Mapping[str, Described], weights: Mapping[str, float], at_least: float
) -> dict[str, dict[str, float]]:
    """Which cases are alike, and how much."""
    near: dict[str, dict[str, float]] = {case: {} for case in cases}
    proper = {name: frozenset(each for each in case.features if not is_kind(each)) for name, case in cases.items()}
    names = list(cases)
    for number, one in enumerate(names):
        exact = Likeness(cases[one].features, weights)
        for other in names[number + 1 :]:
            if not proper[one].isdisjoint(proper[other]):
                like = exact.to(cases[other].features, weights)
                if like >= at_least:
                    near[one][other] = near[other][one] = like
    return near


def _group(
    typical: str, likes: Mapping[str, float], cases: Mapping[str, Described], weights: Mapping[str, float]
) -> Group:
    members = (typical, *sorted(likes, key=lambda case: (-likes[case], len(case), case)))
    having = Counter(feature for case in members for feature in cases[case].features)
    shared = [feature for feature, count in having.items() if 2 * count > len(members)]
    shared.sort(key=lambda feature: (-weights[feature], feature))
    like = round(math.fsum(likes.values()) / len(likes), DIGITS) if likes else 1.0
    return Group(typical, members, like, tuple(shared))
