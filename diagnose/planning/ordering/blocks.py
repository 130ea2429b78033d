"""Blocks: steps that stand together in the best order (Sidney 1975)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

Block: TypeAlias = tuple[float, int, float, float, list[int]]
"""Minus the chance for the cost, the first step, chance, cost, and the steps in order; the best comes first."""

LEAST_COST = 1e-6
"""A step that costs nothing still takes its turn by chance."""
SPLIT = 8_388_609.0
"""2 ** 23 + 1: what cuts a number down to 30 significant bits, a little more than nine digits (Dekker 1971)."""


def rounded(number: float) -> float:
    """``number`` to 30 significant bits, so that what is equal but for the last digits of a sum is equal."""
    scaled = number * SPLIT
    return scaled - (scaled - number)


def block_of(step: int, chance: float, cost: float) -> Block:
    """``step`` by itself."""
    return (-rounded(chance / cost), step, chance, cost, [step])


def joined(first: Block, second: Block) -> Block:
    """``first`` and then ``second`` as one block; the steps of ``first`` are taken over."""
    chance, cost, steps = first[2] + second[2], first[3] + second[3], first[4]
    steps += second[4]
    return (-rounded(chance / cost), first[1], chance, cost, steps)


def cut(order: Iterable[int], chances: Sequence[float], costs: Sequence[float]) -> list[Block]:
    """The blocks of ``order``, from the best on: again and again the part with the most chance for its cost."""
    blocks: list[Block] = []
    for step in order:
        block = block_of(step, chances[step], costs[step])
        while blocks and block[0] <= blocks[-1][0]:
            block = joined(blocks.pop(), block)
        blocks.append(block)
    return blocks
