"""What the knowledge base says to a fixture case, worked out as far as anybody looks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from diagnose.case import Intake
from diagnose.desk import Diagnosis, diagnose
from diagnose.facts import WorkingMemory
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.observe import observe
from diagnose.rules.engine import infer
from diagnose.rules.trace import Inference


@dataclass(frozen=True, eq=False)
class Answer:
    """``kb`` asked about ``intake``: which rules hold, and, when it is looked at, the whole diagnosis.

    Reading an attribute raises ``IntakeError`` where the intake does not fit the vocabulary and ``FiringBudgetError``
    where too many rules fire.
    """

    intake: Intake
    kb: KnowledgeBase

    @cached_property
    def memory(self) -> WorkingMemory:
        """The facts of the intake, typed."""
        return observe(self.intake, self.kb)

    @cached_property
    def inference(self) -> Inference:
        """The rules that hold, with what they rest on; the one of the diagnosis where there is one."""
        if "diagnosis" in self.__dict__:
            return self.diagnosis.verdict.inference
        return infer(self.kb.rules, self.memory, budget=self.kb.settings.firings)

    @cached_property
    def diagnosis(self) -> Diagnosis:
        """The same diagnosis that a request with this intake would get."""
        return diagnose(self.intake, self.kb)
