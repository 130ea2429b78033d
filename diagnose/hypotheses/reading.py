"""A case as it is read: the knowledge base, what was inferred, and what may still be so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from diagnose.facts import Fact, Value, WorkingMemory
from diagnose.kb.base import KnowledgeBase
from diagnose.rules.conditions import Condition
from diagnose.rules.engine import infer
from diagnose.rules.possible import Possible
from diagnose.rules.trace import Inference

WHAT_IF = "what-if"
"""The source of a fact that is only supposed."""


class ClosedWorld:
    """A finished inference as conditions look at it when asked whether they hold."""

    __slots__ = ("_possible", "_unknown", "now", "values")

    def __init__(self, inference: Inference, possible: Possible) -> None:
        self.values: Mapping[str, Value] = inference.values
        self.now: datetime | None = inference.memory.reported_at
        self._unknown = inference.memory.unknown
        self._possible = possible

    def was_asked(self, attribute: str) -> bool:
        """Whether somebody was asked for ``attribute`` and did not know."""
        return attribute in self._unknown

    def does_not_apply(self, attribute: str) -> bool:
        """Whether ``attribute`` makes no sense in this case."""
        return attribute not in self.values and self._possible.does_not_apply(attribute)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """Both readings of one case: its closed world, and its possibilities."""

    kb: KnowledgeBase
    inference: Inference
    possible: Possible
    closed: ClosedWorld

    @classmethod
    def of(cls, kb: KnowledgeBase, memory: WorkingMemory) -> Reading:
        """The reading of ``memory`` by the rules of ``kb``.

        Raises:
            FiringBudgetError: more rules would have to fire than ``bounds.firings`` allows.
        """
        inference = infer(kb.rules, memory, budget=kb.settings.firings)
        possible = Possible(kb.rules, memory, inference)
        return cls(kb, inference, possible, ClosedWorld(inference, possible))

    def with_answer(self, attribute: str, answer: Value) -> WorkingMemory:
        """The memory of the case with one more answer."""
        memory = self.inference.memory
        kept = (fact for fact in memory.facts if fact.attribute != attribute)
        return WorkingMemory.of([*kept, Fact(attribute, answer, WHAT_IF)], memory.reported_at)

    @property
    def values(self) -> Mapping[str, Value]:
        """What was observed or, where nothing was, concluded."""
        return self.inference.values

    def holds(self, condition: Condition) -> bool:
        """Whether ``condition`` holds in the closed world."""
        return condition.holds(self.closed)

    def truth(self, condition: Condition) -> bool | None:
        """Kleene's truth of ``condition``; None while it is open."""
        return condition.truth(self.possible)
