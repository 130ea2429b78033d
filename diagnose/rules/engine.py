"""Forward chaining over one case, on experta's engine with our matcher."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from diagnose.errors import FiringBudgetError
from diagnose.facts import WorkingMemory
from diagnose.rules._experta import Agenda, Fact, FactList, KnowledgeEngine
from diagnose.rules.matcher import NetworkMatcher, StratumStrategy
from diagnose.rules.network import RuleBase
from diagnose.rules.rule import Rule
from diagnose.rules.trace import Firing, Inference
from diagnose.rules.view import CaseView

BUDGET = 10_000
"""Firings that a run may take unless ``kb.yaml: bounds.firings`` says otherwise."""


class Observed(Fact):  # type: ignore[misc]  # experta has no types
    """What the intake says: the whole case for the network, attribute by attribute for Python rules."""


class Concluded(Fact):  # type: ignore[misc]  # experta has no types
    """``attribute`` has ``value`` by inference."""


class CaseEngine(KnowledgeEngine):  # type: ignore[misc]  # experta has no types
    """One case on experta's engine. An engine belongs to one case at a time and to one thread."""

    __matcher__ = NetworkMatcher
    __strategy__ = StratumStrategy

    def __init__(self, rules: RuleBase) -> None:
        self.rules = rules
        self.strata = len(rules.settlements)
        super().__init__()

    def begin(self, memory: WorkingMemory, budget: int = BUDGET) -> None:
        """Reset the engine and declare the case. Stock ``reset`` would scan every class attribute for deffacts."""
        self.view = CaseView(self.rules, memory)
        self.firings: list[Firing] = []
        self.budget = budget
        self.agenda = Agenda()
        self.facts = FactList()
        self.matcher.reset()
        self.case = self.facts.declare(Observed(case=memory))
        self.declare_for_python(memory)

    def declare_for_python(self, memory: WorkingMemory) -> None:
        """Nothing: Python rules take part in :class:`diagnose.rules.python.PythonEngine` only."""

    def fire(self, rule: Rule) -> None:
        """Take note that ``rule`` fires and of what it proposes."""
        self.note(self.view.firing(rule))
        for attribute, value in rule.sets:
            self.view.propose(rule.id, attribute, value)

    def note(self, firing: Firing) -> None:
        """Keep ``firing`` for the trace. experta does not say when it stops at a limit, so the budget is kept here."""
        if len(self.firings) >= self.budget:
            raise FiringBudgetError(len(self.firings), self.budget)
        self.firings.append(firing)

    def settle(self) -> None:
        """Declare what the rules of the stratum agree on."""
        for attribute, value in self.view.settle():
            self.facts.declare(Concluded(attribute=attribute, value=value))

    def inference(self) -> Inference:
        """What the finished run leaves behind."""
        view = self.view
        view.conflicts.sort(key=lambda conflict: conflict.attribute)
        return Inference(
            memory=view.memory,
            values=MappingProxyType(view.values),
            concluded=MappingProxyType(view.concluded),
            matched=tuple(sorted(firing.rule for firing in self.firings if not firing.sets)),
            firings=tuple(self.firings),
            conflicts=tuple(view.conflicts),
        )


def infer(rules: RuleBase, memory: WorkingMemory, *, budget: int = BUDGET) -> Inference:
    """The closed world of a case: what is concluded, which playbooks hold, and why.

    Raises:
        FiringBudgetError: more than ``budget`` rules would have to fire.
    """
    if rules.python:
        from diagnose.rules.python import borrowed

        with borrowed(rules) as engine:
            return _run(engine, memory, budget)
    return _run(CaseEngine(rules), memory, budget)


def _run(engine: Any, memory: WorkingMemory, budget: int) -> Inference:
    engine.begin(memory, budget)
    engine.run()
    inference: Inference = engine.inference()
    return inference
