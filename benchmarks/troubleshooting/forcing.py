"""Making a condition hold: attributes get values, by chance among those that fit, until the condition is true."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

from benchmarks.troubleshooting.domain import REPORTED, Domain
from diagnose.facts import BUILT_IN, EQUIPMENT, LOCATION, DoesNotApply, State, Unknown, Value
from diagnose.hypotheses.models import FaultModel, model_of, shares_of
from diagnose.rules.conditions import AllOf, AnyOf, Applies, Condition, Count, Known, NoneOf, Test
from diagnose.rules.operators import HasAll, HasNone, Operator
from diagnose.vocabulary import AttributeType

Drawn = TypeVar("Drawn")

DEEPEST = 12
"""Conclusions that rest on conclusions are followed so far."""
UNSEEN = 0.01
"""A value that a gate allows although the fault does not show it."""


def by_chance(weights: Mapping[Drawn, float], random: Random) -> Drawn:
    """One of ``weights``, in proportion."""
    return random.choices(list(weights), list(weights.values()))[0]


class Draft:
    """What has been fixed of a case so far; ``force`` adds to it, or says that it cannot."""

    def __init__(self, domain: Domain, random: Random) -> None:
        self.domain = domain
        self.random = random
        self.fixed: dict[str, State] = {}
        self.model: FaultModel | None = None

    def make_present(self, fault: str) -> bool:
        """Whether the gate of ``fault`` could be made to hold, by values that the fault itself makes likely."""
        playbook = self.domain.kb.playbooks[fault]
        self.model = model_of(self.domain.reading, playbook)
        return self.force(playbook.condition)

    def force(self, condition: Condition, wanted: bool = True, depth: int = 0) -> bool:  # noqa: FBT002 - Condition.truth
        """Whether ``condition`` could be made true, or false; nothing is fixed when it could not."""
        if depth > DEEPEST:
            return False
        before = dict(self.fixed)
        if self._force(condition, wanted, depth + 1):
            return True
        self.fixed = before
        return False

    def _force(self, condition: Condition, wanted: bool, depth: int) -> bool:
        match condition:
            case AllOf(members):
                return self._all(members, True, depth) if wanted else self._any(members, False, depth)
            case AnyOf(members):
                return self._any(members, True, depth) if wanted else self._all(members, False, depth)
            case NoneOf(members):
                return self._all(members, False, depth) if wanted else self._any(members, True, depth)
            case Count():
                return self._count(condition, wanted, depth)
            case Known(attribute, known):
                return self._known(attribute, known is wanted, depth)
            case Applies(attribute, applies):
                return self._applies(attribute, applies is wanted, depth)
            case Test(attribute, operator):
                return self._test(attribute, operator, wanted, depth)

    def _all(self, members: Sequence[Condition], wanted: bool, depth: int) -> bool:
        by_freedom = sorted(members, key=lambda member: isinstance(member, Known | Applies))
        return all(self.force(member, wanted, depth) for member in by_freedom)

    def _any(self, members: Sequence[Condition], wanted: bool, depth: int) -> bool:
        left = {place: self._likely(member) if wanted else 1.0 for place, member in enumerate(members)}
        while left:
            place = by_chance(left, self.random)
            if self.force(members[place], wanted, depth):
                return True
            del left[place]
        return False

    def _likely(self, condition: Condition) -> float:
        """How likely the fault makes a test on a sign; anything else counts as certain."""
        if not isinstance(condition, Test) or condition.attribute not in self.domain.names:
            return 1.0
        if not self.domain.attribute(condition.attribute).is_sign or self.domain.is_concluded(condition.attribute):
            return 1.0
        return math.fsum(weight for weight in self._weights(condition.attribute, condition.operator, True).values())

    def _count(self, condition: Count, wanted: bool, depth: int) -> bool:
        members = self._shuffled(condition.members)
        needed = condition.at_least if wanted else 0
        if not self._all(members[:needed], True, depth):
            return False
        rest = members[needed:]
        return (wanted and condition.at_most is None) or self._all(rest, False, depth)

    def _test(self, name: str, operator: Operator, wanted: bool, depth: int) -> bool:
        if name in BUILT_IN:
            own = {EQUIPMENT: self.domain.kind, LOCATION: self.domain.place}.get(name)
            return (own is not None and operator.test((own,), REPORTED) is True) is wanted
        if name in self.fixed:
            return self._passes(self.fixed[name], operator) is wanted
        if self.domain.is_concluded(name):
            return self._concluded(name, operator, wanted, depth)
        fitting = self._weights(name, operator, wanted)
        before = dict(self.fixed)
        if fitting and self._fix(name, by_chance(fitting, self.random), depth):
            return True
        self.fixed = before
        return not wanted and self._irrelevant(name, depth)

    def _irrelevant(self, name: str, depth: int) -> bool:
        """Make an attribute one that does not apply because it is not relevant."""
        relevant = self.domain.kb.relevance.get(name)
        if relevant is None or not self.force(relevant, False, depth):
            return False
        self.fixed[name] = DoesNotApply()
        return True

    def _weights(self, name: str, operator: Operator, wanted: bool) -> dict[Value, float]:
        """The values that fit, each as likely as the fault makes it."""
        fitting = self._fitting(name, operator, wanted)
        attribute = self.domain.attribute(name)
        if attribute.type not in {AttributeType.YES_NO, AttributeType.CHOICE}:
            return dict.fromkeys(fitting, 1.0)
        if not attribute.is_sign:
            tilt = self.model.tilts.get(name, {}) if self.model is not None else {}
            shares = shares_of(self.domain.reading, attribute)
            return {value: tilt.get(value, shares.of(value)) for value in fitting}
        shape = self.model.signs.get(name) if self.model is not None else None
        shown = shape.by_value if shape is not None else {}
        return {value: max(UNSEEN, shown.get(value, 0.0) if value in attribute.abnormal else 1.0) for value in fitting}

    def _fitting(self, name: str, operator: Operator, wanted: bool) -> list[Value]:
        values = list(self.domain.values(name))
        if isinstance(operator, HasAll):
            values.append(operator.values)
        fitting = [value for value in values if (operator.test(value, REPORTED) is True) is wanted]
        return fitting if wanted or not fitting else self._usual(name, fitting)

    def _usual(self, name: str, values: list[Value]) -> list[Value]:
        """What need not be so is not made unusual in another way."""
        attribute = self.domain.attribute(name)
        if attribute.type in {AttributeType.YES_NO, AttributeType.CHOICE}:
            return [value for value in values if value not in attribute.abnormal] or values
        quiet = [value for value in self.domain.quiet(name) if value in values]
        return quiet or values

    def _concluded(self, name: str, operator: Operator, wanted: bool, depth: int) -> bool:
        """Make a rule fire that says so; or keep all of them from firing."""
        setters = [
            rule.condition
            for rule in self.domain.kb.rules.setters.get(name, ())
            if any(each == name and operator.test(value, REPORTED) is True for each, value in rule.sets)
        ]
        if wanted:
            return self._any(setters, True, depth)
        return not isinstance(operator, HasNone) and self._all(setters, False, depth)

    def _known(self, name: str, wanted: bool, depth: int) -> bool:
        if name in self.fixed:
            return isinstance(self.fixed[name], Unknown | DoesNotApply) is not wanted
        setters = [rule.condition for rule in self.domain.kb.rules.setters.get(name, ())]
        if not wanted:
            return self._all(setters, False, depth) and (
                self.domain.is_concluded(name) or self._fix(name, Unknown("customer"), depth)
            )
        if self.domain.is_concluded(name):
            return self._any(setters, True, depth)
        values = self.domain.quiet(name)
        return bool(values) and self._fix(name, self.random.choice(values), depth)

    def _applies(self, name: str, wanted: bool, depth: int) -> bool:
        if name in self.fixed:
            return isinstance(self.fixed[name], DoesNotApply) is not wanted
        if wanted:
            return self._known(name, True, depth)
        if not self._irrelevant(name, depth):
            self.fixed[name] = DoesNotApply()
        return True

    def _fix(self, name: str, state: State, depth: int) -> bool:
        """Fix an attribute; it must be relevant then."""
        self.fixed[name] = state
        relevant = self.domain.kb.relevance.get(name)
        return relevant is None or self.force(relevant, True, depth)

    def _passes(self, state: State, operator: Operator) -> bool:
        return not isinstance(state, Unknown | DoesNotApply) and operator.test(state, REPORTED) is True

    def _shuffled(self, members: Sequence[Condition]) -> list[Condition]:
        return self.random.sample(list(members), len(members))
