"""Intakes near a case: one fact more, less or other, as nodes that can be written into a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from diagnose.authoring.merge import merged
from diagnose.authoring.mutation.leaves import unit_of
from diagnose.authoring.mutation.mutant import AFTERWARDS, Mutant, Rule
from diagnose.errors import Location
from diagnose.facts import BUILT_IN, EQUIPMENT, Duration, Value, Version, WorkingMemory
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Conclusion, Playbook
from diagnose.nodes import Mapping, Node, Scalar, Sequence
from diagnose.rules.conditions import Condition, Test, leaves
from diagnose.rules.operators import Between, HasAll, HasNone, NotOneOf, OneOf, shown
from diagnose.vocabulary import AttributeType

NOWHERE = Location("")
FIELDS = frozenset({*BUILT_IN, "tried"})
"""What an intake says outside its symptoms and facts."""
REMOVED = Mapping(((Scalar("remove", False, NOWHERE), Scalar("true", False, NOWHERE)),), NOWHERE)


@dataclass(frozen=True, slots=True)
class Change:
    """What is laid over the intake of a case: one attribute or field with another value, or taken away."""

    attribute: str
    value: Node

    @property
    def node(self) -> Mapping:
        """The change as ``change:`` holds it."""
        entry = (Scalar(self.attribute, False, NOWHERE), self.value)
        if self.attribute in FIELDS:
            return Mapping((entry,), NOWHERE)
        inner = Mapping((entry,), NOWHERE)
        return Mapping(((Scalar("symptoms", False, NOWHERE), inner),), NOWHERE)

    def on(self, intake: Mapping) -> Mapping:
        """``intake`` with this change."""
        return merged(intake, self.node)


def changes_for(before: Rule, mutant: Mutant, memory: WorkingMemory, kb: KnowledgeBase) -> Iterator[Change]:
    """Every change of a case to which the rule as it was and as it is could say different things."""
    rules = (before, mutant.rule)
    if mutant.operator in AFTERWARDS and isinstance(before, Playbook):
        yield from _after_steps(before)
    for name in sorted(attributes_in(before) | attributes_in(mutant.rule)):
        if name == EQUIPMENT:
            yield from (Change(name, _scalar(kind)) for kind in sorted(_kinds(rules, kb)))
            continue
        yield from (Change(name, node_of(value)) for value in values_of(name, rules, kb))
        if name in memory.values:
            yield Change(name, REMOVED)


def _after_steps(playbook: Playbook) -> Iterator[Change]:
    """The steps of a plan done in vain: all of them, then the first ones."""
    names = [step.id for step in playbook.steps]
    for count in range(len(names), 0, -1):
        yield Change("tried", Sequence(tuple(_scalar(name) for name in names[:count]), NOWHERE))


def said(change: Change) -> str:
    """The change in the name of a case."""
    if change.value is REMOVED:
        return f"without {change.attribute}"
    if isinstance(change.value, Sequence):
        return f"{change.attribute} {' and '.join(str(item) for item in change.value.items) or 'empty'}"
    return f"{change.attribute} {change.value}"


def _scalar(text: str) -> Scalar:
    return Scalar(text, False, NOWHERE)


def conditions_in(rule: Playbook | Conclusion) -> Iterator[Condition]:
    """Everything that ``rule`` asks of a case."""
    yield rule.condition
    if isinstance(rule, Playbook):
        yield from (row.given for row in rule.shows if row.given is not None)
        yield from (step.requires.condition for step in rule.steps if step.requires is not None)


def attributes_in(rule: Playbook | Conclusion) -> frozenset[str]:
    """The attributes that ``rule`` asks of a case or shows in it."""
    asked = {leaf.attribute for condition in conditions_in(rule) for leaf in leaves(condition)}
    return frozenset(asked | ({row.attribute for row in rule.shows} if isinstance(rule, Playbook) else set()))


def values_of(name: str, rules: Iterable[Playbook | Conclusion], kb: KnowledgeBase) -> tuple[Value, ...]:
    """The values of an attribute that make a difference to ``rules``."""
    attribute = kb.vocabulary.attributes.get(name)
    if attribute is None:
        return ()
    if attribute.type is AttributeType.YES_NO:
        return (True, False)
    if attribute.type is AttributeType.CHOICE:
        return attribute.values
    found: dict[str, Value] = {}
    for rule in rules:
        for condition in conditions_in(rule):
            for leaf in leaves(condition):
                if isinstance(leaf, Test) and leaf.attribute == name:
                    found.update((shown(value), value) for value in _points(leaf.operator, attribute.step))
        if attribute.type is AttributeType.SET and isinstance(rule, Playbook):
            members = (row.value for row in rule.shows if row.attribute == name and isinstance(row.value, str))
            found.update((member, frozenset([member])) for member in members)
    return tuple(found[written] for written in sorted(found))


def _points(operator: Any, step: float | None) -> Iterator[Value]:
    """Values on both sides of what ``operator`` tests."""
    match operator:
        case OneOf(values) | NotOneOf(values):
            yield from values
        case HasAll(values) | HasNone(values):
            yield values
            yield from (frozenset([value]) for value in values)
        case Between(low, high):
            for end in (low, high):
                if end is not None:
                    yield from (end, *_around(end, step))


def _around(end: Any, step: float | None) -> tuple[Value, ...]:
    if isinstance(end, datetime):
        return end - timedelta(days=1), end + timedelta(days=1)
    if isinstance(end, Duration):
        unit = unit_of(end)
        return Duration(end - unit), Duration(end + unit)
    if isinstance(end, float):
        return end - (step or 1.0), end + (step or 1.0)
    if isinstance(end, Version):
        return Version(f"{end.text}.1"), Version("0.1")
    return ()


def _kinds(rules: Iterable[Playbook | Conclusion], kb: KnowledgeBase) -> set[str]:
    """The kinds that ``rules`` ask for, with those above, below and beside them."""
    taxonomy = kb.vocabulary.equipment
    found: set[str] = set()
    for rule in rules:
        for leaf in leaves(rule.condition):
            if leaf.attribute != EQUIPMENT or not isinstance(leaf, Test):
                continue
            for kind in getattr(leaf.operator, "asked", ()):
                above = taxonomy.parents.get(kind)
                near = {kind, *([above] if above else []), *taxonomy.below(above or kind)}
                found |= near
    return found


def node_of(value: Value) -> Node:
    """``value`` as an author writes it in an intake."""
    if isinstance(value, frozenset | tuple):
        return Sequence(tuple(_scalar(each) for each in sorted(value)), NOWHERE)
    quoted = isinstance(value, Version)
    return Scalar(shown(value), quoted, NOWHERE)
