"""The states that one variable can be in, as far as some literals can tell them apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from diagnose.kb.logic.formula import VALUE, Literal


class TooManyError(Exception):
    """The tests on one attribute tell apart more states than can be looked at."""


@dataclass(frozen=True, slots=True)
class State:
    """One state: ``kind`` is NEVER, UNKNOWN, INAPPLICABLE or VALUE, and ``value`` goes with the last."""

    kind: int
    value: Any = None


@dataclass(frozen=True, slots=True)
class Cells:
    """``states`` in order of preference, the bits of the ``masks`` that say where each literal is true.

    States whose bits are not in ``proven`` may or may not be possible: nothing shows it.
    """

    states: tuple[State | None, ...]
    proven: int
    masks: Mapping[Literal, int]

    @property
    def everything(self) -> int:
        """All states."""
        return (1 << len(self.states)) - 1


def truth(literal: Literal, state: State, now: datetime | None) -> bool:
    """Whether ``literal``, taken positively, is true in ``state``."""
    if state.kind != VALUE:
        return bool(literal.states & state.kind)
    if literal.operator is None:
        return bool(literal.states & VALUE)
    return literal.operator.test(state.value, now) is literal.wanted


def mask_of(literal: Literal, states: Iterable[State], now: datetime | None) -> int:
    """The states in which ``literal``, taken positively, is true."""
    mask = 0
    for number, state in enumerate(states):
        if truth(literal, state, now):
            mask |= 1 << number
    return mask


def told_apart(states: Iterable[State], literals: Iterable[Literal], now: datetime | None) -> Cells:
    """The cells of ``states``: of those that ``literals`` cannot tell apart the first."""
    asked = tuple(literals)
    first: dict[tuple[bool, ...], State] = {}
    for state in states:
        first.setdefault(tuple([truth(literal, state, now) for literal in asked]), state)
    kept = tuple(first.values())
    masks = {literal: mask_of(literal, kept, now) for literal in asked}
    return Cells(kept, (1 << len(kept)) - 1, masks)


def with_doubtful(cells: Cells, vectors: Iterable[Mapping[Literal, bool]]) -> Cells:
    """``cells`` and states that nobody can show or rule out, each given by which literals are true in it."""
    masks = dict(cells.masks)
    states: list[State | None] = list(cells.states)
    for vector in vectors:
        bit = 1 << len(states)
        states.append(None)
        for literal, is_true in vector.items():
            masks[literal] |= bit if is_true else 0
    return Cells(tuple(states), cells.proven, masks)
