"""What must come before what: circles opened, detours left out, and what hangs together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def without_circles(before: Sequence[Sequence[int]]) -> list[list[int]]:
    """``before`` without what is said within a circle: where each of some steps is to precede the others, none must."""
    above = _all_above(before)
    return [[each for each in direct if not above[each] >> step & 1] for step, direct in enumerate(before)]


def _all_above(before: Sequence[Sequence[int]]) -> list[int]:
    """For each step the set of those that precede it, directly or not, with itself if it stands in a circle."""
    above = [sum(1 << each for each in set(direct)) for direct in before]
    for middle in range(len(above)):
        for step, found in enumerate(above):
            if found >> middle & 1:
                above[step] = found | above[middle]
    return above


def downwards(before: Sequence[Sequence[int]]) -> list[int] | None:
    """The steps, each after its predecessors; None when some go round in a circle."""
    waiting = [len(direct) for direct in before]
    after = reversed_edges(before)
    walk = [step for step, count in enumerate(waiting) if not count]
    for step in walk:
        for follower in after[step]:
            waiting[follower] -= 1
            if not waiting[follower]:
                walk.append(follower)
    return walk if len(walk) == len(before) else None


def reversed_edges(before: Sequence[Sequence[int]]) -> list[list[int]]:
    """For each step those that it directly precedes."""
    after: list[list[int]] = [[] for _ in before]
    for step, direct in enumerate(before):
        for each in direct:
            after[each].append(step)
    return after


def all_above(before: Sequence[Sequence[int]], walk: Iterable[int]) -> list[int]:
    """For each step the set of those that precede it, directly or not; ``walk`` goes ``downwards``."""
    above = [0] * len(before)
    for step in walk:
        for each in before[step]:
            above[step] |= above[each] | 1 << each
    return above


def direct_only(before: Sequence[Sequence[int]], above: Sequence[int]) -> list[list[int]]:
    """``before`` without those that another one of them already implies."""
    return [
        list(direct)
        if len(direct) < 2
        else [one for one in direct if not any(above[other] >> one & 1 for other in direct)]
        for direct in before
    ]


def parts(steps: Sequence[int], neighbours: Sequence[Sequence[int]]) -> list[list[int]]:
    """``steps`` split into those that hang together, each part in rising order."""
    left = set(steps)
    found = []
    for step in steps:
        if step in left:
            left.discard(step)
            walk = [step]
            for each in walk:
                near = [other for other in neighbours[each] if other in left]
                left.difference_update(near)
                walk += near
            found.append(sorted(walk))
    return found
