"""The logic of one knowledge base: whether a condition can hold, with a case that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

from diagnose.kb.logic.builders import conjunction, negation
from diagnose.kb.logic.domains import Cells, Domains, TooManyError
from diagnose.kb.logic.domains.moments import reporting_times
from diagnose.kb.logic.formula import FALSE, OPAQUE, Literal, Node, Variable, all_of, literals, negated
from diagnose.kb.logic.lowering import Lowering
from diagnose.kb.logic.models import Found, Limits
from diagnose.kb.logic.reports import OpaqueError
from diagnose.kb.logic.search import BudgetError, Search
from diagnose.kb.logic.witness import Witness
from diagnose.kb.playbook import Conclusion
from diagnose.rules.conditions import Condition, attributes_of
from diagnose.rules.operators import Age
from diagnose.vocabulary import AttributeType, Vocabulary
from diagnose.wording import phrase, worded

BUDGET = 20_000
"""Branches that one question may take."""


class SetsAttributes(Protocol):
    """A class of Python rules: nobody can see what it does, only which attributes it sets."""

    @property
    def sets(self) -> tuple[str, ...]:
        """The attributes that it may set."""


@dataclass(frozen=True, slots=True, eq=False)
class Satisfied:
    """The condition can hold."""

    _found: Found

    @property
    def witness(self) -> Witness:
        """A case in which it holds; nothing in it can be left out or said more simply."""
        return self._found.witness()


@dataclass(frozen=True, slots=True)
class Unsatisfiable:
    """The condition holds in no case."""


@dataclass(frozen=True, slots=True)
class NotAnalysed:
    """Nobody knows: ``why`` says the reason, ``attribute`` what it is about where it is about one."""

    why: str
    attribute: str = ""


Answer: TypeAlias = Satisfied | Unsatisfiable | NotAnalysed


@dataclass(frozen=True, slots=True, eq=False)
class Logic:
    """What can be said about the conditions of one knowledge base. Immutable; it keeps what it has worked out."""

    vocabulary: Vocabulary
    lowering: Lowering
    domains: Domains
    budget: int = BUDGET

    @classmethod
    def of(
        cls,
        vocabulary: Vocabulary,
        conclusions: Iterable[Conclusion] = (),
        relevance: Mapping[str, Condition] | None = None,
        python: Iterable[SetsAttributes] = (),
        budget: int = BUDGET,
    ) -> Logic:
        """The logic of a knowledge base with these parts; ``budget`` is the number of branches a question may take."""
        opaque = frozenset(name for each in python for name in each.sets)
        lowering = Lowering(vocabulary, conclusions, relevance or {}, opaque)
        return cls(vocabulary, lowering, Domains(vocabulary), budget)

    def solve(
        self,
        condition: Condition,
        budget: int | None = None,
        told: frozenset[str] | None = None,
        *,
        one_kind: bool = False,
    ) -> Answer:
        """Whether there is a case in which ``condition`` holds.

        A case is what an intake can report: attributes that are concluded, and for which nobody can be asked, get their
        value from conclusions alone. With ``told`` it speaks of no other attributes than those; with ``one_kind`` it
        is about a single kind of equipment.
        """
        try:
            node = self.lowering.lowered(condition)
            return self._solved(node, Limits(self.budget if budget is None else budget, told, one_kind))
        except OpaqueError as error:
            return NotAnalysed(error.why, error.attribute)
        except BudgetError:
            return NotAnalysed(phrase("the search took too many branches"))

    def while_open(self, condition: Condition, rule: Condition) -> Answer:
        """Whether there is a case in which ``condition`` holds and ``rule`` may still hold, by Kleene's three values.

        Not analysed where ``rule`` reads what is concluded.
        """
        try:
            node = all_of((self.lowering.lowered(condition), negated(self.lowering.kleene.surely_not(rule))))
            return self._solved(node, Limits(self.budget))
        except OpaqueError as error:
            return NotAnalysed(error.why, error.attribute)
        except BudgetError:
            return NotAnalysed(phrase("the search took too many branches"))

    def implies(self, one: Condition, other: Condition) -> bool | NotAnalysed:
        """Whether ``other`` holds wherever ``one`` does."""
        answer = self.solve(conjunction(one, negation(other)))
        return answer if isinstance(answer, NotAnalysed) else isinstance(answer, Unsatisfiable)

    def attributes_behind(self, condition: Condition) -> frozenset[str]:
        """The attributes on which it depends whether ``condition`` holds, seen through conclusions.

        Those that it reads itself where it cannot be analysed.
        """
        try:
            return frozenset(literal.variable[0] for literal in literals(self.lowering.lowered(condition)))
        except OpaqueError:
            return attributes_of(condition)

    def _solved(self, node: Node, limits: Limits) -> Answer:
        if node is FALSE:
            return Unsatisfiable()
        groups: dict[Variable, list[Literal]] = {}
        for literal in literals(node):
            groups.setdefault(literal.variable, []).append(literal if literal.positive else _positive(literal))
        doubt: NotAnalysed | None = None
        for now in self._times(groups):
            answer = self._at(node, groups, now, limits)
            if isinstance(answer, Satisfied):
                return answer
            doubt = answer if doubt is None else doubt
        return Unsatisfiable() if doubt is None else doubt

    def _times(self, groups: Mapping[Variable, list[Literal]]) -> tuple[datetime | None, ...]:
        if not any(isinstance(each.operator, Age) for group in groups.values() for each in group):
            return (None,)
        dates = (
            group for (name, _), group in groups.items() if self.vocabulary.attributes[name].type is AttributeType.DATE
        )
        return reporting_times(dates)

    def _at(
        self, node: Node, groups: Mapping[Variable, list[Literal]], now: datetime | None, limits: Limits
    ) -> Satisfied | NotAnalysed | None:
        """What is found among the cases reported at ``now``."""
        cells: dict[Variable, Cells] = {}
        table: dict[Node, int] = {}
        for variable, group in groups.items():
            found = cells[variable] = self._cells_of(variable, group, now)
            for literal in group:
                table[literal] = found.masks[literal]
                if literal.twin is not None:
                    table[literal.twin] = found.everything & ~found.masks[literal]
        search = Search(table, limits.budget)
        allowed = {variable: each.proven & limits.of(variable, each) for variable, each in cells.items()}
        model = search.model(node, allowed)
        if model is not None:
            return Satisfied(Found(node, model, cells, search, self.vocabulary, now))
        return self._doubt(node, cells, search, limits)

    def _doubt(self, node: Node, cells: Mapping[Variable, Cells], search: Search, limits: Limits) -> NotAnalysed | None:
        """Why it is not certain that ``node`` is never true; None if it is."""
        unsure = [variable for variable, each in cells.items() if each.proven != each.everything]
        if not unsure:
            return None
        allowed = {variable: each.everything & limits.of(variable, each) for variable, each in cells.items()}
        model = search.model(node, allowed)
        if model is None:
            return None
        name, member = min([each for each in unsure if not model[each] & cells[each].proven], default=min(unsure))
        if member == OPAQUE:
            return NotAnalysed(worded("Python rules conclude {attribute}", attribute=name), name)
        return NotAnalysed(worded("the tests on {attribute} are not compared with each other", attribute=name), name)

    def _cells_of(self, variable: Variable, group: list[Literal], now: datetime | None) -> Cells:
        try:
            return self.domains.cells(variable, group, now)
        except TooManyError:
            name = variable[0]
            raise OpaqueError(worded("there are too many tests on {attribute}", attribute=name), name) from None


def _positive(literal: Literal) -> Literal:
    twin = literal.twin
    assert isinstance(twin, Literal)  # noqa: S101 - a negative literal is made from its twin
    return twin
