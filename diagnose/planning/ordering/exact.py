"""The best order of a few steps by trying all sets that may have been done by then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def exact(
    steps: Sequence[int], above: Mapping[int, int], chances: Sequence[float], costs: Sequence[float], most_sets: int
) -> list[int] | None:
    """The best order of ``steps``; None when there are more than ``most_sets`` sets that may have been done.

    A set is a number with a bit for each step. For each it keeps which step to take last, and what all then cost
    (dynamic programming over initial sets: Schrage and Baker 1978).
    """
    rows = [(step, 1 << step, above[step] | 1 << step, chances[step], costs[step]) for step in steps]
    last: dict[int, int] = {}
    level = {0: (0.0, 0.0, -1)}
    for _ in steps:
        following: dict[int, tuple[float, float, int]] = {}
        for done, (paid, spent, _) in level.items():
            if len(last) + len(following) > most_sets:
                return None
            for step, bit, needs, chance, cost in rows:
                if needs & ~done == bit:
                    total = paid + chance * (spent + cost)
                    known = following.get(done | bit)
                    if known is None or total < known[0]:
                        following[done | bit] = (total, spent + cost, step)
        last.update((done, step) for done, (_, _, step) in following.items())
        level = following
    return _traced(last, sum(bit for _, bit, _, _, _ in rows))


def _traced(last: Mapping[int, int], done: int) -> list[int]:
    order: list[int] = []
    while done:
        order.append(last[done])
        done ^= 1 << last[done]
    return order[::-1]
