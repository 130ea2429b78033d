"""What states an attribute can be in, cut into cells that a set of tests cannot tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from diagnose.kb.logic.domains import kinds, ordered, wordings
from diagnose.kb.logic.domains.cells import Cells, State, TooManyError, mask_of, told_apart
from diagnose.kb.logic.formula import INAPPLICABLE, NEVER, OPAQUE, UNKNOWN, VALUE, Literal, Variable
from diagnose.vocabulary import BUILT_IN, EQUIPMENT, LOCATION, AttributeType, Vocabulary

__all__ = ["Cells", "Domains", "State", "TooManyError"]

ORDERED = frozenset((AttributeType.NUMBER, AttributeType.DURATION, AttributeType.VERSION, AttributeType.DATE))
MOST_LITERALS = 250
"""Different tests on one attribute that are looked at together."""

_MEMBER = (State(NEVER), State(VALUE, frozenset()))


class Domains:
    """The cells of the attributes of one vocabulary; what was worked out once is kept."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._states: dict[str, tuple[State, ...]] = {}
        self._masks: dict[Literal, int] = {}
        self._cells: dict[object, Cells] = {}

    def cells(self, variable: Variable, literals: Iterable[Literal], now: datetime | None) -> Cells:
        """The cells of ``variable`` that ``literals`` tell apart in a case reported at ``now``, preferred ones first.

        Raises:
            TooManyError: the literals tell more apart than can be looked at.
        """
        asked = frozenset(literals)
        key = (variable, asked, now)
        found = self._cells.get(key)
        if found is None:
            if len(asked) > MOST_LITERALS:
                raise TooManyError
            found = self._cells[key] = self._cells_of(variable, tuple(dict.fromkeys(literals)), now)
        return found

    def _cells_of(self, variable: Variable, asked: tuple[Literal, ...], now: datetime | None) -> Cells:
        name, member = variable
        if member == OPAQUE:
            known = self._cells_of((name, ""), asked, now)
            return Cells(known.states, 0, known.masks)
        if member:
            return self._listed(_MEMBER, asked)
        kind = self._vocabulary.attributes[name].type
        if kind is AttributeType.TEXT:
            return wordings.cells_of(asked)
        if kind in ORDERED:
            return told_apart(self._measured(name, asked, now), asked, now)
        if name not in self._states:
            self._states[name] = tuple(self._named(name))
        states = self._states[name]
        if name != EQUIPMENT:
            return self._listed(states, asked)
        several = [state.value[0] for state in states]
        return kinds.named_together(several, self._listed(states, asked).masks, asked)

    def _listed(self, states: tuple[State, ...], asked: tuple[Literal, ...]) -> Cells:
        """The cells of an attribute whose states can be listed: one for each, whatever is ``asked``."""
        masks = self._masks
        for literal in asked:
            if literal not in masks:
                masks[literal] = mask_of(literal, states, None)
        return Cells(states, (1 << len(states)) - 1, {literal: masks[literal] for literal in asked})

    def _measured(self, name: str, asked: tuple[Literal, ...], now: datetime | None) -> Iterator[State]:
        attribute = self._vocabulary.attributes[name]
        yield State(NEVER)
        yield from (State(VALUE, value) for value in ordered.values_of(attribute, asked, now))
        yield from (State(UNKNOWN), State(INAPPLICABLE))

    def _named(self, name: str) -> Iterator[State]:
        """The states that can be listed; of equipment the kinds alone."""
        attribute = self._vocabulary.attributes[name]
        if name == EQUIPMENT:
            yield from (State(VALUE, (kind,)) for kind in kinds.general_first(self._vocabulary.equipment))
            return
        yield State(NEVER)
        if name == LOCATION:
            yield from (State(VALUE, (kind,)) for kind in kinds.general_first(self._vocabulary.location))
        else:
            yield from (State(VALUE, value) for value in _values(attribute.type, attribute.values))
        if name not in BUILT_IN:
            yield from (State(UNKNOWN), State(INAPPLICABLE))


def _values(kind: AttributeType, values: tuple[str, ...]) -> Iterator[object]:
    match kind:
        case AttributeType.YES_NO:
            yield from (True, False)
        case AttributeType.SET:
            yield frozenset()
        case _:
            yield from values
