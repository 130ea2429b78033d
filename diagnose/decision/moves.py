"""The best next action of a consultation: one question, one step, or handing over - with the figures behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from diagnose.decision.types import Escalation, Unprecedented
from diagnose.planning import Plan, PlannedStep
from diagnose.questions import Question
from diagnose.texts import Text


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The figures behind a move, costs in the currency of the knowledge base.

    ``leader`` is the likeliest cause, responsible with chance ``responsible``. ``repair`` is the expected cost from
    here without another question, ``after_asking`` that of the best question with what follows it (None when no
    question comes into question), ``hand_over`` the price of handing over at once. ``novelty`` says why the case
    would count as unprecedented: steps that still pay are taken first. ``suspects`` are the faults looked at with the
    chance of each to be the cause, as the costs are reckoned with, the likeliest first.
    """

    repair: float
    hand_over: float
    leader: str | None = None
    responsible: float = 0.0
    after_asking: float | None = None
    novelty: str | None = None
    suspects: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class AskNext:
    """Ask this before anything else; ``plan`` is what would be done without asking."""

    question: Question
    reckoning: Reckoning
    plan: Plan | None = None


@dataclass(frozen=True, slots=True)
class DoNext:
    """Take this step, the first of ``plan``; ``advice`` is what to say where the fault needs no repair."""

    planned: PlannedStep
    plan: Plan
    reckoning: Reckoning
    advice: Text | None = None


@dataclass(frozen=True, slots=True)
class PassNext:
    """Hand the case over."""

    decision: Unprecedented | Escalation
    reckoning: Reckoning


Move: TypeAlias = AskNext | DoNext | PassNext
