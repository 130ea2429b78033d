"""Where names are used: attributes, their values, kinds of equipment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from diagnose.kb.checks.subject import Subject
from diagnose.kb.compile import Translation
from diagnose.kb.playbook import Playbook
from diagnose.rules.conditions import Applies, Condition, Known, leaves
from diagnose.rules.operators import HasAll, HasNone, NotOneOf, NotWithin, OneOf, Operator, Within
from diagnose.vocabulary import EQUIPMENT


@dataclass(frozen=True, slots=True)
class Uses:
    """The attributes that something reads, shows, sets or checks; values that are named; kinds that are asked for."""

    attributes: frozenset[str]
    values: frozenset[tuple[str, str]]
    kinds: frozenset[str]

    @classmethod
    def of(cls, subject: Subject) -> Uses:
        """All uses in the documents of ``subject``, whatever their status; fixture cases do not count."""
        meaning = subject.meaning
        attributes: set[str] = {name for python in meaning.python for name in (*python.reads, *python.sets)}
        attributes.update(name for vendor in meaning.support.vendors.values() for name in vendor.evidence)
        values: set[tuple[str, str]] = set()
        kinds = {kind for sector in meaning.support.sectors.values() for kind in sector.equipment}
        for attribute, value in _named(meaning):
            attributes.add(attribute)
            values.add((attribute, str(value)))
        for condition in _conditions(meaning):
            for leaf in leaves(condition):
                attributes.add(leaf.attribute)
                if not isinstance(leaf, Known | Applies):
                    values.update((leaf.attribute, value) for value in _operands(leaf.operator))
                    kinds.update(_operands(leaf.operator) if leaf.attribute == EQUIPMENT else ())
        return cls(frozenset(attributes), frozenset(values), frozenset(kinds))


def _named(meaning: Translation) -> Iterator[tuple[str, Any]]:
    for playbook in meaning.playbooks:
        yield from ((row.attribute, row.value) for row in playbook.shows)
        for step in playbook.steps:
            yield from step.check
    for conclusion in meaning.conclusions:
        for attribute, value in conclusion.sets:
            members = sorted(value) if isinstance(value, frozenset) else [value]
            yield from ((attribute, member) for member in members)


def _conditions(meaning: Translation) -> Iterator[Condition]:
    yield from meaning.relevance.values()
    for rows in meaning.common.values():
        yield from (row.given for row in rows if row.given is not None)
    for conclusion in meaning.conclusions:
        yield conclusion.condition
    for playbook in meaning.playbooks:
        yield from _of_playbook(playbook)


def _of_playbook(playbook: Playbook) -> Iterator[Condition]:
    yield playbook.condition
    yield from (row.given for row in playbook.shows if row.given is not None)
    yield from (step.requires.condition for step in playbook.steps if step.requires is not None)
    if playbook.escalate is not None and playbook.escalate.condition is not None:
        yield playbook.escalate.condition


def _operands(operator: Operator) -> Iterator[str]:
    if isinstance(operator, Within | NotWithin):
        return iter(operator.asked)
    if isinstance(operator, OneOf | NotOneOf | HasAll | HasNone):
        return (str(value) for value in operator.values)
    return iter(())
