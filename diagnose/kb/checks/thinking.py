"""Questions that checks of several rules ask of the solver, with the easy answers first."""

from __future__ import annotations

from functools import cached_property

from diagnose.kb.checks.clusters import Clusters
from diagnose.kb.checks.pairs import forms
from diagnose.kb.checks.premises import has_layers
from diagnose.kb.checks.reasoning import Reasoning
from diagnose.kb.checks.samples import Samples
from diagnose.kb.compile import Translation
from diagnose.kb.logic import NotAnalysed, Satisfied, Unsatisfiable, conjunction, negation
from diagnose.rules.conditions import Condition, Known, Test, conjuncts

BUDGET = 2_000
"""Branches that a question about several rules may take: there are many of them."""
OFTEN = 12
"""After so many questions about what follows from a condition, a case of it is made: most answers are no."""


class Thinking:
    """What can be said for certain about the conditions of one knowledge base."""

    def __init__(self, meaning: Translation, reasoning: Reasoning) -> None:
        self._meaning = meaning
        self._reasoning = reasoning
        self._needs: dict[int, tuple[Condition, frozenset[str]]] = {}
        self._implied: dict[tuple[int, ...], tuple[tuple[Condition, ...], bool]] = {}
        self._samples = Samples(meaning, reasoning)
        self._asked: dict[int, int] = {}
        self._failing: dict[int, tuple[Condition, tuple[frozenset[str], ...]]] = {}
        self._given_up: dict[int, tuple[Condition, NotAnalysed]] = {}

    def given_up(self, condition: Condition) -> NotAnalysed | None:
        """Why a question about ``condition`` beside those of other rules was left without an answer, if one was."""
        found = self._given_up.get(id(condition))
        return None if found is None else found[1]

    def _never(self, about: Condition, *conditions: Condition) -> bool:
        """Whether ``conditions`` are certain never to hold together; what stays open is kept for ``about``."""
        answer = self._reasoning.logic.solve(conjunction(*conditions), BUDGET)
        if isinstance(answer, NotAnalysed):
            self._given_up.setdefault(id(about), (about, answer))
        return isinstance(answer, Unsatisfiable)

    @cached_property
    def clusters(self) -> Clusters:
        """The conclusions by what they set."""
        return Clusters(self._meaning.conclusions)

    @cached_property
    def concluded(self) -> frozenset[str]:
        """The attributes that conclusions or Python rules set."""
        from_python = {name for each in self._meaning.python for name in each.sets}
        return frozenset(name for each in self._meaning.conclusions for name, _ in each.sets) | from_python

    @cached_property
    def possible(self) -> bool:
        """Whether anything can be thought through: not where conclusions run in a circle."""
        return has_layers(self._meaning)

    def implies(self, one: Condition, *others: Condition) -> bool:
        """Whether it is certain that one of ``others`` holds wherever ``one`` does, which holds somewhere."""
        key = (id(one), *map(id, others))
        known = self._implied.get(key)
        if known is None:
            known = self._implied[key] = ((one, *others), self._does_imply(one, others))
        return known[1]

    def _does_imply(self, one: Condition, others: tuple[Condition, ...]) -> bool:
        if not self.possible or not others:
            return False
        own = forms(one)
        if any(forms(other) <= own for other in others):
            return True
        self._asked[id(one)] = self._asked.get(id(one), 0) + 1
        if self._asked[id(one)] > OFTEN and self._samples.refutes(one, *others):
            return False
        useful = self._of_use(one, others)
        if not useful or (len(useful) == 1 and self._is_independent(one, useful[0])):
            return False
        wrong = [negation(other) for other in useful]
        return self._never(one, one, *wrong)

    def _is_independent(self, one: Condition, other: Condition) -> bool:
        """Whether a part of ``other`` can fail that has nothing to do with ``one``."""
        known = self._reasoning.behind(one)
        return any(behind.isdisjoint(known) for behind in self._can_fail(other))

    def _can_fail(self, condition: Condition) -> tuple[frozenset[str], ...]:
        """For each conjunct of ``condition`` that does not always hold, the attributes on which it depends."""
        found = self._failing.get(id(condition))
        if found is None:
            parts = [part for part in conjuncts(condition) if not self.never(negation(part))]
            found = self._failing[id(condition)] = (condition, tuple(map(self._reasoning.behind, parts)))
        return found[1]

    def _of_use(self, one: Condition, others: tuple[Condition, ...]) -> tuple[Condition, ...]:
        """Those of ``others`` that can help to cover ``one``.

        What needs a value of an attribute on which ``one`` does not depend fails where nobody knows it. So it can be
        left out, unless something else depends on that attribute in another way and fails where the value is known.
        """
        known = self._reasoning.behind(one)
        kept = others
        while True:
            needed = [self._needed(other) - known for other in kept]
            loose = {
                name
                for other, names in zip(kept, needed, strict=True)
                for name in self._reasoning.behind(other)
                if name not in names
            }
            left = tuple(other for other, names in zip(kept, needed, strict=True) if names <= loose)
            if len(left) == len(kept):
                return left
            kept = left

    def _needed(self, condition: Condition) -> frozenset[str]:
        """The attributes that must be reported with a value for ``condition`` to hold."""
        found = self._needs.get(id(condition))
        if found is None:
            names = {
                part.attribute
                for part in conjuncts(condition)
                if isinstance(part, Test) or (isinstance(part, Known) and part.wanted)
            }
            found = self._needs[id(condition)] = (condition, frozenset(names) - self.concluded)
        return found[1]

    def impossible(self, condition: Condition) -> bool:
        """Whether it is certain that ``condition``, that of a whole rule, never holds."""
        return self.possible and isinstance(self._reasoning.answer(condition), Unsatisfiable)

    def equivalent(self, one: Condition, other: Condition) -> bool:
        """Whether it is certain that both hold in the same cases."""
        return self.implies(one, other) and self.implies(other, one)

    def never(self, *conditions: Condition) -> bool:
        """Whether it is certain that ``conditions`` never hold together."""
        if not self.possible:
            return False
        return self._never(conditions[0], *conditions)

    def contradictory(self, condition: Condition) -> bool | None:
        """Whether ``condition`` never holds even if conclusions could be anything; None where nobody knows."""
        if not self.possible:
            return None
        answer = self._reasoning.plain.solve(condition)
        return None if isinstance(answer, NotAnalysed) else isinstance(answer, Unsatisfiable)

    def witness(self, *conditions: Condition) -> str:
        """A case in which all ``conditions`` hold, as an intake on one line; nothing where there is none."""
        if not self.possible:
            return ""
        answer = self._reasoning.logic.solve(conjunction(*conditions), BUDGET)
        return answer.witness.yaml if isinstance(answer, Satisfied) else ""
