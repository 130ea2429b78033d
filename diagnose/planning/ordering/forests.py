"""Steps of which each has at most one direct predecessor, or each at most one direct successor (Horn 1972)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from diagnose.planning.ordering.blocks import Block, block_of, joined

Edges: TypeAlias = Sequence[Sequence[int]] | Mapping[int, Sequence[int]]
"""For each step those directly before, or after, it."""


def out_forest(steps: Sequence[int], before: Edges, chances: Sequence[float], costs: Sequence[float]) -> list[Block]:
    """The blocks of ``steps``, none of which has two predecessors in ``before``; without those that form a circle."""
    followers: dict[int, list[int]] = {}
    walk: list[int] = []
    for step in steps:
        if before[step]:
            followers.setdefault(before[step][0], []).append(step)
        else:
            walk.append(step)
    if not followers:
        return [block_of(step, chances[step], costs[step]) for step in walk]
    roots = walk.copy()
    for step in walk:
        if step in followers:
            walk += followers[step]
    found: dict[int, list[Block]] = {}
    for step in reversed(walk):
        block = block_of(step, chances[step], costs[step])
        found[step] = _behind(block, [found[each] for each in followers[step]]) if step in followers else [block]
    return [block for step in roots for block in found[step]]


def _behind(block: Block, parts: list[list[Block]]) -> list[Block]:
    """The blocks of some trees behind ``block``, the best last: it takes in the best as long as they are no poorer."""
    blocks = parts[0]
    if len(parts) > 1:
        blocks = sorted([each for part in parts for each in part], reverse=True)
    while blocks and blocks[-1][0] <= block[0]:
        block = joined(block, blocks.pop())
    blocks.append(block)
    return blocks


def in_forest(steps: Sequence[int], after: Edges, chances: Sequence[float], costs: Sequence[float]) -> list[Block]:
    """The blocks of ``steps``, none of which has two successors in ``after``, where no circle may be.

    Time run backwards makes it an out-forest in which the poorest comes first.
    """
    backwards = sorted(steps, reverse=True)
    number = {step: place for place, step in enumerate(backwards)}
    mirrored = out_forest(
        range(len(backwards)),
        [[number[each] for each in after[step]] for step in backwards],
        [-chances[step] for step in backwards],
        [costs[step] for step in backwards],
    )
    blocks: list[Block] = []
    for ratio, _, chance, cost, places in mirrored:
        order = [backwards[place] for place in reversed(places)]
        blocks.append((-ratio, order[0], -chance, cost, order))
    return blocks
