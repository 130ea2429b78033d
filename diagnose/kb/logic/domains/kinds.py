"""Kinds of equipment, of which a case may name several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from diagnose.kb.logic.domains.cells import Cells, State, TooManyError
from diagnose.kb.logic.formula import NEVER, VALUE, Literal
from diagnose.vocabulary import Taxonomy

MOST_CELLS = 2048


def general_first(taxonomy: Taxonomy) -> tuple[str, ...]:
    """All kinds, the most general first, then in order of id."""
    return tuple(sorted(taxonomy.parents, key=lambda kind: (len(taxonomy.upwards(kind)), kind)))


def named_together(kinds: Sequence[str], single: Mapping[Literal, int], literals: Iterable[Literal]) -> Cells:
    """The cells of a list of ``kinds``: nothing said, or so many kinds together as ``literals`` can tell from fewer.

    ``single`` says for which kinds, as bits in their order, each literal is true when they are named alone. A test on
    kinds is true as soon as one of them satisfies it, so what a list satisfies is the union of what its kinds do.

    Raises:
        TooManyError: there are more than ``MOST_CELLS`` combinations.
    """
    asked = tuple(literals)
    vectors = _vectors(len(kinds), single, asked)
    names: Mapping[int, tuple[str, ...]] = {vector: (kinds[number],) for vector, number in vectors.items()}
    found = dict(names)
    newest = names
    while newest:
        newest = _wider(newest, names, found)
    states = (State(NEVER), *(State(VALUE, each) for each in found.values()))
    masks = {literal: 1 if literal.states & NEVER else 0 for literal in asked}
    for place, vector in enumerate(found, start=1):
        for number, literal in enumerate(asked):
            masks[literal] |= (vector >> number & 1) << place
    return Cells(states, (1 << len(states)) - 1, masks)


def _vectors(count: int, single: Mapping[Literal, int], asked: Sequence[Literal]) -> dict[int, int]:
    """By which of the literals ``asked`` are true, as bits, the first kind of which just those are."""
    classes = {0: (1 << count) - 1}
    for number, literal in enumerate(asked):
        split: dict[int, int] = {}
        for vector, members in classes.items():
            inside = members & single[literal]
            if inside:
                split[vector | 1 << number] = inside
            if inside != members:
                split[vector] = members & ~inside
        classes = split
    first = {vector: (members & -members).bit_length() - 1 for vector, members in classes.items() if members}
    return dict(sorted(first.items(), key=lambda pair: pair[1]))


def _wider(
    newest: Mapping[int, tuple[str, ...]], single: Mapping[int, tuple[str, ...]], found: dict[int, tuple[str, ...]]
) -> Mapping[int, tuple[str, ...]]:
    """The combinations with one kind more that were not ``found`` before; they are added to it."""
    wider: dict[int, tuple[str, ...]] = {}
    for vector, names in newest.items():
        for other, kind in single.items():
            joined = vector | other
            if joined not in found:
                found[joined] = wider[joined] = (*names, *kind)
                if len(found) > MOST_CELLS:
                    raise TooManyError
    return wider
