"""Where conditions stand, and what conclusions can supply to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from diagnose.errors import Location
from diagnose.facts import BUILT_IN, Value
from diagnose.kb.compile import Translation
from diagnose.kb.playbook import Conclusion, Playbook
from diagnose.rules.conditions import Condition, Test, attributes_of
from diagnose.vocabulary import AttributeType


@dataclass(frozen=True, slots=True)
class Place:
    """A ``condition`` and the rule that it belongs to, None for one of the vocabulary."""

    condition: Condition
    rule: Playbook | Conclusion | None = None

    @property
    def subject(self) -> str:
        """The id of the rule."""
        return "" if self.rule is None else self.rule.id


def conditions_of(meaning: Translation) -> Iterator[Place]:
    """Every condition of the knowledge base: those of the vocabulary, of conclusions, then of playbooks."""
    yield from (Place(meaning.relevance[name]) for name in sorted(meaning.relevance))
    for name in sorted(meaning.common):
        yield from (Place(row.given) for row in meaning.common[name] if row.given is not None)
    for conclusion in meaning.conclusions:
        yield Place(conclusion.condition, conclusion)
    for playbook in meaning.playbooks:
        yield from (Place(condition, playbook) for condition in _of_playbook(playbook))


def _of_playbook(playbook: Playbook) -> Iterator[Condition]:
    yield playbook.condition
    yield from dict.fromkeys(row.given for row in playbook.shows if row.given is not None)
    yield from (step.requires.condition for step in playbook.steps if step.requires is not None)
    if playbook.escalate is not None and playbook.escalate.condition is not None:
        yield playbook.escalate.condition


@dataclass(frozen=True, slots=True)
class Supply:
    """What conclusions set: ``values`` by attribute; ``anything`` holds what Python rules set."""

    values: Mapping[str, frozenset[Value]]
    anything: frozenset[str]
    asked: frozenset[str]

    @classmethod
    def of(cls, meaning: Translation) -> Supply:
        """The supply of a knowledge base."""
        values: dict[str, set[Value]] = {}
        for conclusion in meaning.conclusions:
            for attribute, value in conclusion.sets:
                values.setdefault(attribute, set()).add(value)
        attributes = meaning.vocabulary.attributes
        return cls(
            {name: frozenset(found) for name, found in values.items()},
            frozenset(name for python in meaning.python for name in python.sets),
            frozenset({*BUILT_IN, *(name for name, each in attributes.items() if each.askable)}),
        )

    @property
    def anybody(self) -> bool:
        """Whether anybody is ever asked; where nobody is, all that is known comes from programs."""
        return len(self.asked) > len(BUILT_IN)

    def is_closed(self, attribute: str) -> bool:
        """Whether nothing but conclusions in YAML gives ``attribute`` a value."""
        return attribute not in self.asked and attribute not in self.anything

    def can_pass(self, test: Test, kind: AttributeType) -> bool:
        """Whether some of the values that conclusions set passes ``test``."""
        values = self.values.get(test.attribute, frozenset())
        if kind is AttributeType.SET and values:
            together: frozenset[str] = frozenset().union(*(value for value in values if isinstance(value, frozenset)))
            values = values | {together}
        return any(test.operator.test(value, None) is not False for value in values)


def read_somewhere(meaning: Translation) -> frozenset[str]:
    """The attributes that some condition, table, vendor or Python rule of the knowledge base looks at."""
    found: set[str] = {name for python in meaning.python for name in python.reads}
    found.update(name for vendor in meaning.support.vendors.values() for name in vendor.evidence)
    for place in conditions_of(meaning):
        found |= attributes_of(place.condition)
    for playbook in meaning.playbooks:
        found.update(row.attribute for row in playbook.shows)
        found.update(name for step in playbook.steps for name, _ in step.check)
    for chain in meaning.vocabulary.chains.values():
        found.update(attribute for _, attribute, _ in chain.points)
    return frozenset(found)


def first_place(condition: Location | None, rule: Playbook | Conclusion | None) -> Location | None:
    """Where a test stands, or else its rule."""
    return condition if condition is not None or rule is None else rule.at


def has_layers(meaning: Translation) -> bool:
    """Whether conclusions and relevance run in no circle: what runs in one is PB407, and cannot be thought through."""
    reads: dict[str, set[str]] = {name: set(attributes_of(each)) for name, each in meaning.relevance.items()}
    for conclusion in meaning.conclusions:
        for attribute, _ in conclusion.sets:
            reads.setdefault(attribute, set()).update(attributes_of(conclusion.condition))
    waiting = {name: {each for each in found if each in reads} for name, found in reads.items()}
    while waiting:
        ready = {name for name, found in waiting.items() if waiting.keys().isdisjoint(found)}
        if not ready:
            return False
        waiting = {name: found for name, found in waiting.items() if name not in ready}
    return True
