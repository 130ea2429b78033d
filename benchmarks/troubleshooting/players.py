"""Policies at play: the consultation itself, and those that choose from the position alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import diagnose
from benchmarks.troubleshooting.lookahead import look_ahead
from benchmarks.troubleshooting.moves import Ask, Chooser, Close, HandOn, Move, PolicyMaker, Position, Take
from benchmarks.troubleshooting.policies import authors_order, everything_first, priors_only, random_order
from benchmarks.troubleshooting.world import written
from diagnose import Consultation
from diagnose.case import Intake, Outcome
from diagnose.desk.events import Answered, Event, Given, StepReported
from diagnose.desk.situation import situation_of
from diagnose.facts import DoesNotApply, Fact, Unknown
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.lexicon import Problem
from diagnose.kb.observe import lexicon_of
from diagnose.kb.values import value_of


class Choosing:
    """A policy that keeps what happened, and chooses from where the case stands now."""

    def __init__(self, chooser: Chooser, intake: Intake, kb: KnowledgeBase, draw: int) -> None:
        self.chooser = chooser
        self.intake = intake
        self.kb = kb
        self.draw = draw
        self.events: tuple[Event, ...] = ()

    def next(self) -> Move:
        """What the chooser chooses."""
        situation = situation_of(self.intake, self.kb, self.events)
        return self.chooser(Position(self.kb, situation.memory, situation.standing, self.draw))

    def answer(self, attribute: str, value: Any) -> None:
        """Keep an answer."""
        self.events = (*self.events, Answered(given(self.kb, attribute, value)))

    def report(self, step: str, outcome: str, seen: Mapping[str, Any]) -> None:
        """Keep what came of a step."""
        found = tuple(given(self.kb, name, seen[name]) for name in sorted(seen))
        self.events = (*self.events, StepReported(step, Outcome(outcome), found))


def given(kb: KnowledgeBase, attribute: str, value: Any) -> Given:
    """A value as it is handed in, with the fact it comes to."""
    if isinstance(value, dict):
        state: Any = Unknown(value["unknown"]) if "unknown" in value else DoesNotApply()
    else:
        state = value_of(value, kb.vocabulary.attributes[attribute], lexicon_of(kb))
        if isinstance(state, Problem):
            raise TypeError(f"{attribute}: {state}")
    return Given(attribute, value, Fact(attribute, state))


class Consulting:
    """The consultation itself."""

    def __init__(self, intake: Intake, kb: KnowledgeBase, _draw: int = 0) -> None:
        self.consultation = Consultation.start(intake, kb)

    def next(self) -> Move:
        """Its next action."""
        action = self.consultation.next()
        match action:
            case diagnose.Ask():
                return Ask(action.attribute)
            case diagnose.Do():
                return Take(action.step.id)
            case diagnose.HandOver():
                return HandOn()
            case _:
                return Close()

    def answer(self, attribute: str, value: Any) -> None:
        """Tell it an answer."""
        self.consultation.answer(attribute, value)

    def report(self, step: str, outcome: str, seen: Mapping[str, Any]) -> None:
        """Tell it what came of a step; what the customer only mentions now is told as an answer of its own."""
        values = self.consultation.situation.memory.values
        named = {name: value for name, value in seen.items() if name in values}
        mentioned = {name: value for name, value in seen.items() if name not in values}
        all_gone = outcome == "partly" and not any(written(values[name]) == value for name, value in named.items())
        self.consultation.report(step, "fixed" if all_gone else outcome, named)
        for name, value in mentioned.items():
            self.consultation.answer(name, value)


OURS = "consultation"
CHOOSERS: Mapping[str, Chooser] = {
    "look-ahead": look_ahead,
    "everything first": everything_first,
    "author's order": authors_order,
    "priors only": priors_only,
    "random order": random_order,
}
POLICIES: Mapping[str, PolicyMaker] = {
    OURS: Consulting,
    **{name: partial(Choosing, chooser) for name, chooser in CHOOSERS.items()},
}
SLOW = frozenset({"look-ahead"})
"""These are played on fewer cases."""
