"""One call from an intake to its diagnosis."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from diagnose.case import Intake, Outcome, Precedent
from diagnose.decision import (
    Alternatives,
    Decision,
    Standing,
    Verdict,
    alternatives_of,
    decide,
    standing_of,
    terms_in,
    terms_of,
)
from diagnose.desk.closed_cases import checked
from diagnose.desk.documents import diagnosis_data, trace_data
from diagnose.errors import UsageError
from diagnose.facts import Value, WorkingMemory
from diagnose.hypotheses import Hypothesis, Treatment
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.observe import observe, steps_of
from diagnose.questions import Question
from diagnose.rules.trace import Conflict

if TYPE_CHECKING:
    from diagnose.explain import Change


@dataclass(frozen=True, eq=False)
class Diagnosis:
    """The decision about an intake, with everything it rests on; equal intakes and knowledge bases give equal ones."""

    intake: Intake
    kb: KnowledgeBase
    memory: WorkingMemory
    verdict: Verdict
    standing: Standing

    @property
    def decision(self) -> Decision:
        """What to do: ``FixPlan``, ``Advice``, ``MoreFacts``, ``Unprecedented`` or ``Escalation``."""
        return self.verdict.decision

    @property
    def hypotheses(self) -> tuple[Hypothesis, ...]:
        """The faults that come into question, the likeliest cause first."""
        return self.verdict.weighing.hypotheses

    @property
    def questions(self) -> tuple[Question, ...]:
        """The open attributes that could change the decision, gate questions first."""
        return self.verdict.questions

    @property
    def settled(self) -> bool:
        """Whether no answer can change the decision any more."""
        return self.verdict.settled

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Attributes on which conclusions disagree with each other or with what was observed."""
        return self.verdict.inference.conflicts

    @property
    def digest(self) -> str:
        """The digest of the knowledge base that was asked."""
        return self.kb.digest

    @property
    def trace(self) -> dict[str, Any]:
        """Everything the decision rests on, as plain data; :func:`trace_from_json` reads it back."""
        return trace_data(self.verdict, self.kb)

    def alternatives(self) -> Alternatives:
        """What else might be tried: near misses, playbooks of sibling equipment, and closed cases close enough."""
        return alternatives_of(self.verdict, self.memory, self.kb, self.standing.precedents or ())

    def changes(self) -> tuple[Change, ...]:
        """What each answer to each open question would lead to."""
        from diagnose.explain import what_would_change

        return what_would_change(self.verdict, self.kb, lambda memory: decide(self.kb, memory, self.standing))

    def explain(self, lang: str = "en") -> str:
        """The decision and its reasons in words, in English (``en``) or Russian (``ru``)."""
        from diagnose.explain import explain

        return explain(self.verdict, self.memory, self.kb, lang, intake=self.intake, changes=self.changes())

    def to_data(self) -> dict[str, Any]:
        """The diagnosis as plain data, schema ``diagnose/diagnosis/1``."""
        return diagnosis_data(self.intake, self.verdict, self.kb)

    def to_json(self) -> str:
        """The diagnosis as JSON text; the same bytes for the same intake and knowledge base."""
        return json.dumps(self.to_data(), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def diagnose(intake: Intake, kb: KnowledgeBase, precedents: Sequence[Precedent] | None = None) -> Diagnosis:
    """The diagnosis of ``intake`` by ``kb``: no clock, no chance, no files.

    ``precedents`` are closed cases that were found to be like it, the likest first; None says that nobody looked.

    Raises:
        UsageError: one of the two is something else.
        IntakeError: the intake does not fit the vocabulary of ``kb``; the error lists every finding.
        FiringBudgetError: more rules would have to fire than ``bounds.firings`` allows.
    """
    if not isinstance(intake, Intake):
        raise UsageError(f"a {type(intake).__name__} is no Intake; write Intake(...), or Intake.from_data(a mapping)")
    if not isinstance(kb, KnowledgeBase):
        raise UsageError(f"a {type(kb).__name__} is no KnowledgeBase; write kb = load(folder)")
    memory = observe(intake, kb)
    standing = standing_at(intake, kb, precedents, memory.values)
    return Diagnosis(intake, kb, memory, decide(kb, memory, standing), standing)


def standing_at(
    intake: Intake,
    kb: KnowledgeBase,
    precedents: Sequence[Precedent] | None = None,
    values: Mapping[str, Value] | None = None,
) -> Standing:
    """Where the case of ``intake`` stands; ``values`` are what is known of it, by default what the intake says.

    Raises:
        UsageError: something among ``precedents`` is no precedent.
    """
    standing = standing_of(kb, at_line=intake.at_line, channel=intake.channel, askable=intake.askable)
    at = intake.reported_at
    terms = terms_of(kb, intake, at) if values is None else terms_in(kb, intake, values, at)
    now = steps_of(kb)
    done = [(now.get(each.step, each.step), each.outcome) for each in intake.tried]
    return replace(
        standing,
        treatment=Treatment(failed=frozenset(step for step, outcome in done if outcome == Outcome.FAILED)),
        passed_over=frozenset(step for step, outcome in done if outcome != Outcome.FAILED),
        precedents=None if precedents is None else checked(precedents),
        terms=terms,
    )
