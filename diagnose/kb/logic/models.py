"""Models of a formula, and the least case that can be made of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from diagnose.facts import EQUIPMENT
from diagnose.kb.logic.domains import Cells, State
from diagnose.kb.logic.formula import OPAQUE, TRUE, Node, Variable
from diagnose.kb.logic.search import Search
from diagnose.kb.logic.witness import Witness, witness_of
from diagnose.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to search, which attributes a case may speak of (None: all), and whether of one kind of equipment."""

    budget: int
    told: frozenset[str] | None = None
    one_kind: bool = False

    def of(self, variable: Variable, cells: Cells) -> int:
        """The states of ``variable`` that are looked at."""
        name, member = variable
        if self.told is not None and name not in self.told and member != OPAQUE:
            return 1
        if self.one_kind and name == EQUIPMENT:
            return sum(1 << n for n, each in enumerate(cells.states) if each is None or len(each.value or ()) < 2)
        return -1


@dataclass(slots=True)
class Found:
    """A model, and what is needed to make the least one of it."""

    node: Node
    model: Mapping[Variable, int]
    cells: Mapping[Variable, Cells]
    search: Search
    vocabulary: Vocabulary
    now: datetime | None
    _witness: Witness | None = None

    def witness(self) -> Witness:
        """The least case, attribute by attribute."""
        if self._witness is None:
            self._witness = witness_of(self._states(), self.vocabulary, self.now)
        return self._witness

    def _states(self) -> Mapping[Variable, State]:
        chosen = {variable: each.proven & 1 for variable, each in self.cells.items()}  # nothing said
        if self.search.simplified(self.node, chosen, {}) is not TRUE:
            chosen = {variable: mask & -mask for variable, mask in self.model.items()}  # 0 where Python rules decide
        while any(self._is_simpler(variable, chosen) for variable in sorted(chosen, reverse=True)):
            pass
        settled = [(variable, bit.bit_length() - 1) for variable, bit in chosen.items() if bit]
        states = ((variable, self.cells[variable].states[number]) for variable, number in settled)
        return {variable: state for variable, state in sorted(states, key=_variable) if state is not None}

    def _is_simpler(self, variable: Variable, chosen: dict[Variable, int]) -> bool:
        """Whether ``variable`` could be put into a state that comes before the one ``chosen``; that is chosen then."""
        last, proven = chosen[variable], self.cells[variable].proven
        bit = 1
        while bit < last:
            if proven & bit:
                chosen[variable] = bit
                if self.search.simplified(self.node, chosen, {}) is TRUE:
                    return True
            bit <<= 1
        chosen[variable] = last
        return False


def _variable(pair: tuple[Variable, State | None]) -> Variable:
    return pair[0]
