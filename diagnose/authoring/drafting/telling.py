"""Which facts of a case tell it from everything else that is known."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from diagnose.case import Intake
from diagnose.errors import IntakeError
from diagnose.facts import Value
from diagnose.hypotheses.models import leaks_of, shares_of
from diagnose.hypotheses.reading import Reading
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.observe import observe
from diagnose.rules.conditions import Condition, Test, leaves
from diagnose.rules.operators import HasAll, OneOf
from diagnose.vocabulary import BUILT_IN, EQUIPMENT, Attribute, AttributeType

LISTED = frozenset({AttributeType.YES_NO, AttributeType.CHOICE, AttributeType.SET})
"""Types of facts that a draft makes conditions of: others name a person, a number or a moment of this one case."""

_SHOWN = 0.2
"""From this strength on a playbook counts as one that makes the value be seen."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One value of one attribute, and how much it tells.

    ``bits`` is the surprise of seeing it: in the history (or by ``common`` where there is none) plus among the
    playbooks about such equipment. ``member`` is set for one member of a set.
    """

    attribute: str
    value: Value
    bits: float
    abnormal: bool
    complaint: bool
    member: bool = False

    def fits(self, reading: Reading) -> bool:
        """Whether it is so in another case."""
        seen = reading.inference.values.get(self.attribute)
        if self.member:
            return isinstance(seen, frozenset) and self.value in seen
        return seen == self.value


def telling_facts(reading: Reading, others: Sequence[Reading]) -> tuple[Telling, ...]:
    """The facts of a case that may leave it, the most telling first; ``others`` are past cases with other causes.

    Private attributes and texts are left out, and whatever is no value of the vocabulary.
    """
    kb = reading.kb
    playbooks = _about(kb, reading)
    found: list[Telling] = []
    for name, value in sorted(reading.inference.memory.values.items()):
        attribute = kb.vocabulary.attributes.get(name)
        if name in BUILT_IN or attribute is None or attribute.private or attribute.type not in LISTED:
            continue
        for each in sorted(value) if isinstance(value, frozenset) else (value,):
            member = isinstance(value, frozenset)
            abnormal = each in attribute.abnormal
            bits = _surprise(attribute, each, reading, others) + _rarity(attribute.id, each, playbooks)
            found.append(Telling(name, each, bits, abnormal, abnormal and attribute.complaint, member))
    return tuple(sorted(found, key=lambda each: (-round(each.bits, 9), each.attribute, str(each.value))))


def readings_of(intakes: Iterable[Intake], kb: KnowledgeBase) -> list[Reading]:
    """Those of ``intakes`` that ``kb`` can read."""
    found = []
    for intake in intakes:
        try:
            found.append(Reading.of(kb, observe(intake, kb)))
        except IntakeError:
            continue
    return found


def _surprise(attribute: Attribute, value: Value, reading: Reading, others: Sequence[Reading]) -> float:
    """Bits of seeing ``value`` in a case that reports the attribute; the share is smoothed by one in ten cases."""
    told = [each.inference.values[attribute.id] for each in others if attribute.id in each.inference.values]
    hits = sum(value in each if isinstance(each, frozenset) else value == each for each in told)
    usual = _common(attribute, value, reading)
    return -math.log2((hits + 10.0 * usual) / (len(told) + 10.0))


def _common(attribute: Attribute, value: Value, reading: Reading) -> float:
    """How usual ``value`` is by the vocabulary."""
    if not attribute.is_sign:
        return min(0.999, shares_of(reading, attribute).of(value))
    leaks = leaks_of(reading, attribute)
    if leaks is None:
        return 0.999
    normal = max(1, len(attribute.values or (True, False)) - len(attribute.abnormal))
    return leaks.by_value.get(value, leaks.clear / normal)


def _about(kb: KnowledgeBase, reading: Reading) -> list[frozenset[tuple[str, Value]]]:
    """What each playbook about the equipment of the case shows or asks for."""
    seen = reading.inference.memory.values.get(EQUIPMENT, ())
    kinds = {
        above for kind in (seen if isinstance(seen, tuple) else ()) for above in kb.vocabulary.equipment.upwards(kind)
    }
    return [
        frozenset(
            (
                *((row.attribute, row.value) for row in each.shows if row.value is not None and row.strength >= _SHOWN),
                *_asked(each.condition),
            )
        )
        for each in kb.playbooks.values()
        if not each.scope or not kinds or kinds.intersection(each.scope)
    ]


def _asked(condition: Condition) -> Iterable[tuple[str, Value]]:
    for leaf in leaves(condition):
        if isinstance(leaf, Test) and isinstance(leaf.operator, OneOf | HasAll):
            yield from ((leaf.attribute, value) for value in leaf.operator.values)


def _rarity(attribute: str, value: Value, playbooks: Sequence[frozenset[tuple[str, Value]]]) -> float:
    """Bits of finding ``value`` in a playbook about such equipment."""
    hits = sum((attribute, value) in each for each in playbooks)
    return -math.log2((hits + 1.0) / (len(playbooks) + 2.0))
