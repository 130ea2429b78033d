"""The actions of a consultation: ask, do, hand over, or done. Each says why it is the best now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from diagnose.decision import AskNext, DoNext, Escalation, Move, PassNext, Reckoning, Unprecedented
from diagnose.desk.documents import decision_data, number, planned_data, question_data
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Step
from diagnose.planning import Plan, PlannedStep
from diagnose.questions import Question
from diagnose.texts import Text

ACTION = "diagnose/action/1"


@dataclass(frozen=True, slots=True, eq=False)
class _Action:
    """What all actions but the last have in common."""

    kb: KnowledgeBase = field(repr=False)

    @property
    def move(self) -> Move:
        """The choice behind the action."""
        raise NotImplementedError

    @property
    def figures(self) -> Reckoning:
        """The figures behind the choice, costs in the currency of the knowledge base."""
        return self.move.reckoning

    def why(self, lang: str = "en") -> str:
        """Why this is the best action now, in English (``en``) or Russian (``ru``)."""
        from diagnose.explain.next_action import why_now

        return why_now(self.move, self.kb, lang)

    def _data(self, kind: str, **more: Any) -> dict[str, Any]:
        figures = {
            name: number(value) if isinstance(value, float) else value
            for name in ("repair", "after_asking", "hand_over", "leader", "responsible", "novelty")
            for value in (getattr(self.figures, name),)
        }
        suspects = [{"fault": fault, "responsible": number(chance)} for fault, chance in self.figures.suspects]
        return {
            "schema": ACTION,
            "action": kind,
            **more,
            "figures": {**figures, "suspects": suspects},
            "why": {"en": self.why("en"), "ru": self.why("ru")},
        }


@dataclass(frozen=True, slots=True, eq=False)
class Ask(_Action):
    """Ask :attr:`attribute` next; ``Consultation.answer`` takes the answer, also a "don't know"."""

    move: AskNext

    @property
    def question(self) -> Question:
        """The question with its reason, who can answer it, and what asking costs."""
        return self.move.question

    @property
    def attribute(self) -> str:
        """What is asked for."""
        return self.move.question.attribute

    @property
    def plan(self) -> Plan | None:
        """What would be done if the question were not asked, where there is such a plan."""
        return self.move.plan

    def text(self, lang: str = "en") -> str:
        """The question in words."""
        from diagnose.explain.words import Words

        return Words(self.kb, lang).question(self.attribute)

    def to_data(self) -> dict[str, Any]:
        """The action as plain data, schema ``diagnose/action/1``."""
        return self._data(
            "ask", question=question_data(self.question), text={"en": self.text("en"), "ru": self.text("ru")}
        )


@dataclass(frozen=True, slots=True, eq=False)
class Do(_Action):
    """Take :attr:`step` next; ``Consultation.report`` takes what came of it.

    ``advice`` is what to say where nothing needs mending; the id of its step is that of the playbook.
    """

    move: DoNext

    @property
    def planned(self) -> PlannedStep:
        """The step with the faults it serves, its chance and its cost."""
        return self.move.planned

    @property
    def step(self) -> Step:
        """The step itself."""
        return self.move.planned.step

    @property
    def plan(self) -> Plan:
        """The plan that begins with the step."""
        return self.move.plan

    @property
    def advice(self) -> Text | None:
        """What to say, where the likeliest explanation needs no repair."""
        return self.move.advice

    def to_data(self) -> dict[str, Any]:
        """The action as plain data, schema ``diagnose/action/1``."""
        advice = None if self.advice is None else self.advice.to_data()
        return self._data(
            "do", step=planned_data(self.planned), advice=advice, expected_cost=number(self.plan.expected_cost)
        )


@dataclass(frozen=True, slots=True, eq=False)
class HandOver(_Action):
    """Pass the case on, with everything known."""

    move: PassNext

    @property
    def decision(self) -> Unprecedented | Escalation:
        """To whom, and why."""
        return self.move.decision

    @property
    def to_line(self) -> str:
        """The line that takes the case."""
        return self.move.decision.to_line

    def to_data(self) -> dict[str, Any]:
        """The action as plain data, schema ``diagnose/action/1``."""
        return self._data("hand-over", decision=decision_data(self.decision))


@dataclass(frozen=True, slots=True, eq=False)
class Done:
    """The case is settled: ``step`` ended the last complaint. ``faults`` are those that it treats, the likeliest first.

    ``outcome``: solved, or what the advice was that settled it (no-fault, out-of-scope, how-to).
    """

    kb: KnowledgeBase = field(repr=False)
    outcome: str
    step: str
    faults: tuple[str, ...] = ()

    def why(self, lang: str = "en") -> str:
        """Why nothing is left to do."""
        from diagnose.explain.words import Words

        return Words(self.kb, lang).say("why.done", step=self.step)

    def to_data(self) -> dict[str, Any]:
        """The action as plain data, schema ``diagnose/action/1``."""
        why = {"en": self.why("en"), "ru": self.why("ru")}
        return {
            "schema": ACTION,
            "action": "done",
            "outcome": self.outcome,
            "step": self.step,
            "faults": list(self.faults),
            "why": why,
        }


Action: TypeAlias = Ask | Do | HandOver | Done
