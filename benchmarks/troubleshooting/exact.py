"""Small models reckoned exactly: the true optimum by exhaustive search, and what any policy costs, without sampling.

A world is a set of present faults with the circumstances of the case. It weighs as the knowledge base says; the answers
known and the steps that failed say how much of that weight is left. Signs stay as they were when the case came in.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TypeAlias

from benchmarks.troubleshooting.moves import Ask, Move, Policy, Take
from diagnose.case import Intake
from diagnose.facts import WorkingMemory
from diagnose.hypotheses import Reading
from diagnose.hypotheses.misfit import chances_of
from diagnose.hypotheses.models import clamp, leaks_of, model_of, shares_of
from diagnose.kb.base import KnowledgeBase
from diagnose.planning import cost_of, prices_of
from diagnose.questions import Answering
from diagnose.rules.conditions import AllOf, Condition, Test
from diagnose.rules.operators import OneOf

Answers: TypeAlias = tuple[tuple[str, bool], ...]
"""What was answered, in order of attribute."""
State: TypeAlias = tuple[Answers, frozenset[str]]
"""The answers, and the steps that failed."""
MakePolicy: TypeAlias = Callable[[Intake, KnowledgeBase], Policy]

COMPLAINT = "complaint.c0"


@dataclass(frozen=True, slots=True)
class Possible:
    """One way the case may be: its faults and circumstances with their weight, and the chances of each sign."""

    faults: tuple[int, ...]
    circumstances: Mapping[str, bool]
    weight: float
    signs: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class SmallModel:
    """A knowledge base of yes/no attributes with one complaint, as a decision problem."""

    kb: KnowledgeBase

    @cached_property
    def reading(self) -> Reading:
        """A reading of nothing known."""
        return Reading.of(self.kb, WorkingMemory.of(()))

    @cached_property
    def faults(self) -> tuple[str, ...]:
        """All faults, in order of id."""
        return tuple(sorted(self.kb.playbooks))

    @cached_property
    def hand_over(self) -> float:
        """The price of handing over."""
        return prices_of(self.kb, self.kb.support.lines[0].id).hand_over

    @cached_property
    def questions(self) -> Mapping[str, float]:
        """What can be asked, with its price."""
        answering = Answering(self.reading, ())
        names = sorted(name for name in self.kb.vocabulary.attributes if name.startswith(("sign.", "fact.")))
        return {name: answering.cost(name) for name in names}

    @cached_property
    def steps(self) -> Mapping[str, tuple[float, Mapping[int, float]]]:
        """The price of each step, and by number of a fault the chance that it mends that."""
        found: dict[str, tuple[float, dict[int, float]]] = {}
        for number, name in enumerate(self.faults):
            for step in self.kb.playbooks[name].steps:
                found.setdefault(step.id, (cost_of(self.kb, step), {}))[1][number] = step.fixes
        return found

    @cached_property
    def gates(self) -> tuple[Mapping[str, bool], ...]:
        """The circumstances that each fault asks for."""
        return tuple(dict(_asked(self.kb.playbooks[name].condition)) for name in self.faults)

    @cached_property
    def strengths(self) -> tuple[float, ...]:
        """The strength of each fault on the complaint."""
        models = [model_of(self.reading, self.kb.playbooks[name]) for name in self.faults]
        return tuple(model.signs[COMPLAINT].by_value[True] for model in models)

    @cached_property
    def leak(self) -> float:
        """The chance of the complaint whatever the fault."""
        leaks = leaks_of(self.reading, self.kb.vocabulary.attributes[COMPLAINT])
        return leaks.by_value[True] if leaks is not None else 0.0

    @cached_property
    def worlds(self) -> tuple[Possible, ...]:
        """Every way the case may be."""
        return tuple(self._worlds())

    def _worlds(self) -> Iterator[Possible]:
        facts = [name for name in self.questions if name.startswith("fact.")]
        signs = [name for name in self.questions if name.startswith("sign.")]
        models = [model_of(self.reading, self.kb.playbooks[name]) for name in self.faults]
        priors = [clamp(self.kb.playbooks[name].prior) for name in self.faults]
        attributes = self.kb.vocabulary.attributes
        for present in product((False, True), repeat=len(self.faults)):
            numbers = tuple(number for number, there in enumerate(present) if there)
            odds = math.prod(priors[n] / (1.0 - priors[n]) for n in numbers)
            chances = {
                name: (chances_of(self.reading, attributes[name], [models[n] for n in numbers]) or {}).get(True, 0.0)
                for name in signs
            }
            for values in product((False, True), repeat=len(facts)):
                here = dict(zip(facts, values, strict=True))
                if all(here[name] is wanted for n in numbers for name, wanted in self.gates[n].items()):
                    share = math.prod(shares_of(self.reading, attributes[name]).of(here[name]) for name in facts)
                    yield Possible(numbers, here, odds * share, chances)

    def weight(self, state: State) -> float:
        """How likely it is that the answers are these, the steps failed, and the complaint stands."""
        known = self._weights.get(state)
        if known is None:
            known = self._weights[state] = math.fsum(self._weight_in(world, state) for world in self.worlds)
        return known

    @cached_property
    def _weights(self) -> dict[State, float]:
        return {}

    def _weight_in(self, world: Possible, state: State) -> float:
        answers, failed = state
        weight = world.weight
        for name, value in answers:
            if name in world.circumstances:
                weight *= world.circumstances[name] is value
            else:
                weight *= world.signs[name] if value else 1.0 - world.signs[name]
        return weight * self._stands(world, failed) if weight else 0.0

    def _stands(self, world: Possible, failed: frozenset[str]) -> float:
        """The chance that an active cause is left; chance alone counts where no fault is an active cause."""
        idle = cured = 1.0
        for number in world.faults:
            strength = self.strengths[number]
            idle *= 1.0 - strength
            left = math.prod(1.0 - self.steps[step][1].get(number, 0.0) for step in sorted(failed))
            cured *= 1.0 - strength * left
        return 1.0 - cured + idle * self.leak

    def may(self, step: str, state: State) -> bool:
        """Whether a fault that the step treats has its gate answered, and answered as it asks."""
        known = dict(state[0])
        return any(
            all(known.get(name) is wanted for name, wanted in self.gates[number].items())
            for number in self.steps[step][1]
        )

    def optimum(self) -> float:
        """The least expected cost that any policy can reach."""
        return self._least(((), frozenset()), {})

    def _least(self, state: State, known: dict[State, float]) -> float:
        if state in known:
            return known[state]
        here = self.weight(state)
        best = self.hand_over
        for step, (price, _) in self.steps.items():
            if step not in state[1] and self.may(step, state) and price < best:
                after = (state[0], state[1] | {step})
                best = min(best, price + self.weight(after) / here * self._least(after, known))
        asked = {name for name, _ in state[0]}
        for name, price in self.questions.items():
            if name not in asked and price < best:
                afters = [answered(state, name, value) for value in (False, True)]
                parts = [(self.weight(after) / here, after) for after in afters]
                cost = price + math.fsum(chance * self._least(after, known) for chance, after in parts if chance > 0.0)
                best = min(best, cost)
        known[state] = best
        return best

    def cost_of(self, make: MakePolicy) -> float:
        """The expected cost of a policy, by following it down every branch."""
        return self._follow((), ((), frozenset()), make)

    def _follow(self, history: Sequence[tuple[str, object]], state: State, make: MakePolicy) -> float:
        policy = make(Intake(symptoms={COMPLAINT: True}, channel="phone"), self.kb)
        for name, outcome in history:
            if isinstance(outcome, bool):
                policy.answer(name, outcome)
            else:
                policy.report(name, str(outcome), {})
        move: Move = policy.next()
        here = self.weight(state)
        if isinstance(move, Ask):
            if move.attribute not in self.questions:
                return self.hand_over
            afters = [(value, answered(state, move.attribute, value)) for value in (False, True)]
            return self.questions[move.attribute] + math.fsum(
                self.weight(after) / here * self._follow((*history, (move.attribute, value)), after, make)
                for value, after in afters
                if self.weight(after) > 0.0
            )
        if isinstance(move, Take):
            after = (state[0], state[1] | {move.step})
            rest = self._follow((*history, (move.step, "failed")), after, make)
            return self.steps[move.step][0] + self.weight(after) / here * rest
        return self.hand_over


def answered(state: State, name: str, value: bool) -> State:
    """``state`` with one more answer."""
    return (tuple(sorted((*state[0], (name, value)))), state[1])


def _asked(condition: Condition) -> Iterator[tuple[str, bool]]:
    """The circumstances that a gate asks for; only equalities joined by ``all`` come up in small models."""
    if isinstance(condition, AllOf):
        for member in condition.members:
            yield from _asked(member)
    elif isinstance(condition, Test) and isinstance(condition.operator, OneOf) and condition.attribute != COMPLAINT:
        yield condition.attribute, bool(next(iter(condition.operator.values)))
