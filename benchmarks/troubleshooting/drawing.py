"""Drawing cases from a knowledge base's own model: faults by their priors, signs by noisy-or with leak.

A fault that is present has its gate satisfied. Chance alone gives nobody a complaint beside a known fault: requests
that nothing known explains are drawn as such.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from random import Random

from benchmarks.troubleshooting.domain import REPORTED, Domain
from benchmarks.troubleshooting.forcing import Draft, by_chance
from benchmarks.troubleshooting.world import Truth, normal_value
from diagnose.facts import DoesNotApply, Fact, State, Unknown, Value, WorkingMemory
from diagnose.hypotheses import Reading
from diagnose.hypotheses.misfit import chances_of
from diagnose.hypotheses.models import FaultModel, leaks_of, model_of, shares_of
from diagnose.vocabulary import Attribute, AttributeType

LOUD = 0.05
"""A number, date, version or text that no present fault is about passes a test of others so often."""


class Drawing:
    """One attempt at a case in which ``faults`` are present."""

    def __init__(self, domain: Domain, faults: tuple[str, ...], random: Random) -> None:
        self.domain = domain
        self.kb = domain.kb
        self.faults = faults
        self.random = random
        self.states: dict[str, State] = {}
        self.causes: dict[str, frozenset[str]] = {}
        self.fixed: frozenset[str] = frozenset()
        self.reading = domain.reading

    def run(self) -> bool:
        """Whether the attempt gave a case: its gates hold, and somebody complains of what the faults cause."""
        draft = Draft(self.domain, self.random)
        if not all(draft.make_present(name) for name in self.faults):
            return False
        if not self.faults and not self._complain(draft):
            return False
        self.fixed = frozenset(draft.fixed)
        self.states = {**self._circumstances(), **draft.fixed}
        self._read()
        self._draw_signs()
        self._find_causes()
        self._settle()
        gates = (self.kb.playbooks[name].condition for name in self.faults)
        return bool(self._heard()) and all(self.reading.holds(gate) for gate in gates)

    def truth(self, number: int, told: int, dont_know: float) -> Truth:
        """The case that the attempt gave."""
        random = self.random
        heard = self._heard()
        mentioned = tuple(sorted(random.sample(heard, min(told, len(heard)))))
        playbooks = [self.kb.playbooks[name] for name in self.faults]
        steps = [(each.id, step) for each in playbooks for step in each.steps]
        advised = {(each.id, each.id) for each in playbooks if each.outcome not in {"plan", "hand-over"}}
        every = [step for each in self.domain.playbooks.values() for step in each.steps if step.requires is not None]
        asked = [name for name in sorted(self.states) if name not in mentioned]
        return Truth(
            number=number,
            kind=self.domain.kind,
            place=self.domain.place,
            faults=self.faults,
            states=self.states,
            causes=self.causes,
            mends=frozenset((fault, step.id) for fault, step in steps if random.random() < step.fixes) | advised,
            barred=frozenset(
                step.id for step in every if step.requires and not self.reading.holds(step.requires.condition)
            ),
            forgotten=frozenset(name for name in asked if random.random() < dont_know),
            told=mentioned,
        )

    def _heard(self) -> list[str]:
        """The complaints that stand in the case."""
        return [name for name in sorted(self.causes) if self.domain.attribute(name).complaint]

    def _read(self) -> None:
        facts = [Fact(name, self.states[name]) for name in sorted(self.states) if not self.domain.is_concluded(name)]
        self.reading = Reading.of(self.kb, WorkingMemory.of([*self.domain.given, *facts], REPORTED))

    def _models(self) -> list[FaultModel]:
        return [model_of(self.reading, self.kb.playbooks[name]) for name in self.faults]

    def _complain(self, draft: Draft) -> bool:
        """A complaint that nothing known is behind, as common as it is."""
        weights: dict[tuple[str, Value], float] = {}
        for name in self.domain.names:
            attribute = self.domain.attribute(name)
            leaks = leaks_of(self.domain.reading, attribute) if attribute.complaint else None
            if leaks is not None and attribute.answered_by:
                weights.update({(name, value): leaks.by_value[value] for value in sorted(leaks.by_value, key=str)})
        if not weights:
            return False
        name, value = by_chance(weights, self.random)
        draft.fixed[name] = value
        relevant = self.kb.relevance.get(name)
        return relevant is None or draft.force(relevant)

    def _circumstances(self) -> dict[str, State]:
        models = self._models()
        drawn: dict[str, State] = {}
        for name in self.domain.names:
            attribute = self.domain.attribute(name)
            if not attribute.is_sign and not self.domain.is_concluded(name):
                tilts = [model.tilts[name] for model in models if name in model.tilts]
                tilt = self.random.choice(tilts) if tilts else {}
                drawn[name] = self._circumstance(attribute, tilt)
        return drawn

    def _circumstance(self, attribute: Attribute, tilt: Mapping[Value | None, float]) -> State:
        shares = shares_of(self.reading, attribute)
        if attribute.type is AttributeType.SET:
            chances = [(member, tilt.get(member, shares.of(member))) for member in attribute.values]
            return frozenset(member for member, chance in chances if self.random.random() < chance)
        values = self.domain.values(attribute.id)
        if attribute.type not in {AttributeType.YES_NO, AttributeType.CHOICE}:
            quiet = values if self.random.random() < LOUD else self.domain.quiet(attribute.id)
            return self.random.choice(quiet) if quiet else Unknown("customer")
        left = max(0.02, 1.0 - math.fsum(tilt.values()))
        elsewhere = math.fsum(shares.of(value) for value in values if value not in tilt) or 1.0
        weights: dict[Value | None, float] = {value: left * shares.of(value) / elsewhere for value in values}
        found = by_chance(weights | dict(tilt), self.random)
        return DoesNotApply() if found is None else found

    def _draw_signs(self) -> None:
        models = self._models()
        for name in self.domain.names:
            attribute = self.domain.attribute(name)
            if not attribute.is_sign or self.domain.is_concluded(name) or name in self.fixed:
                continue
            absent = 1.0 - math.prod(1.0 - model.absences.get(name, 0.0) for model in models)
            chances = chances_of(self.reading, attribute, models)
            if self.random.random() < absent:
                self.states[name] = DoesNotApply()
            elif chances is not None:
                value = by_chance({each: chances[each] for each in sorted(chances, key=str)}, self.random)
                self.states[name] = normal_value(attribute) if value is None else value

    def _find_causes(self) -> None:
        """Who is behind each abnormal sign; a complaint that only chance would raise is not there beside a fault."""
        models = dict(zip(self.faults, self._models(), strict=True))
        self._read()
        for name in self.domain.names:
            attribute = self.domain.attribute(name)
            value = self.reading.values.get(name)
            if not attribute.is_sign or value not in attribute.abnormal:
                continue
            active = self._active(attribute, value, models)
            if not active and attribute.complaint and self.faults:
                self.states[name] = normal_value(attribute)
            else:
                self.causes[name] = active

    def _active(self, attribute: Attribute, value: Value, models: Mapping[str, FaultModel]) -> frozenset[str]:
        """The active causes, given that there is one; none of the faults: chance."""
        shapes = {name: model.signs[attribute.id] for name, model in models.items() if attribute.id in model.signs}
        strengths = {name: shape.by_value.get(value, 0.0) for name, shape in shapes.items()}
        if not any(strengths.values()):
            return frozenset()
        leaks = leaks_of(self.reading, attribute)
        leak = leaks.by_value.get(value, 0.0) if leaks is not None else 0.0
        return active_causes(strengths, 0.0 if attribute.id in self.fixed else leak, self.random)

    def _settle(self) -> None:
        """What is not relevant does not apply; what rules conclude is what they conclude."""
        for _ in range(5):
            self._read()
            absent = [
                name
                for name in sorted(self.states)
                if name in self.kb.relevance
                and not isinstance(self.states[name], DoesNotApply)
                and self.reading.truth(self.kb.relevance[name]) is False
            ]
            if not absent:
                break
            self.states.update(dict.fromkeys(absent, DoesNotApply()))
        for name in self.domain.names:
            if self.domain.is_concluded(name) and name in self.reading.values:
                self.states[name] = self.reading.values[name]
        self.causes = {
            name: active
            for name, active in self.causes.items()
            if self.reading.values.get(name) in self.domain.attribute(name).abnormal
        }


def active_causes(strengths: Mapping[str, float], leak: float, random: Random) -> frozenset[str]:
    """The faults that are active causes of a sign seen abnormal, by noisy-or; none of them when chance alone is."""
    names: Sequence[str] = sorted(strengths)
    if leak <= 0.0 and not any(strengths.values()):
        return frozenset()
    while True:
        active = frozenset(name for name in names if random.random() < strengths[name])
        if active or random.random() < leak:
            return active
