"""Coverage of what stands around the conditions: plans, outcomes for each kind of equipment, the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from diagnose.authoring.coverage.items import Item, Measure
from diagnose.authoring.coverage.rules import NOWHERE, Surveyor
from diagnose.authoring.mutation.ground import Tried
from diagnose.errors import Location
from diagnose.facts import EQUIPMENT, Value
from diagnose.kb.playbook import Playbook
from diagnose.rules.operators import shown
from diagnose.vocabulary import Attribute, AttributeType

SETTLED = frozenset({"plan", "no-fault", "out-of-scope", "how-to", "escalation"})


def step_items(playbook: Playbook, surveyor: Surveyor) -> Iterator[Item]:
    """Each step of the plan of ``playbook``: it must be in the plan of a case in which that takes part."""
    for step in playbook.steps:

        def planned(tried: Tried, name: str = step.id) -> bool:
            return name in tried.answer.steps and playbook.id in tried.answer.weighed

        lack = f"a case whose plan reaches it, with expect: {{steps_include: [{step.id}]}}"
        at = step.at or playbook.at or NOWHERE
        yield Item(Measure.STEP, playbook.id, at, step.id, surveyor.where(planned), lack)


def outcome_items(surveyor: Surveyor) -> Iterator[Item]:
    """For each kind of equipment that playbooks are about: something settled, more facts, unprecedented."""
    kinds: dict[str, Playbook] = {}
    for playbook in sorted(surveyor.ground.kb.playbooks.values(), key=lambda each: each.id):
        for kind in playbook.scope:
            kinds.setdefault(kind, playbook)
    for kind in sorted(kinds):
        for word, outcomes in (
            ("settled", SETTLED),
            ("more-facts", frozenset({"more-facts"})),
            ("unprecedented", frozenset({"unprecedented"})),
        ):
            by = surveyor.where(partial(_expects, surveyor, kind, outcomes))
            lack = f"a case about {kind} with expect: {{outcome: {'plan' if word == 'settled' else word}}}"
            playbook = kinds[kind]
            yield Item(Measure.OUTCOME, playbook.id, playbook.at or NOWHERE, f"{kind}: {word}", by, lack)


def _expects(surveyor: Surveyor, kind: str, outcomes: frozenset[str], tried: Tried) -> bool:
    expect = tried.case.expect
    if expect.outcome is None or expect.outcome.text not in outcomes:
        return False
    return _is_about(surveyor.ground.kb.vocabulary.equipment.below(kind), tried)


def _is_about(kinds: frozenset[str], tried: Tried) -> bool:
    return any(each in kinds for each in _kinds(tried))


def _reports(attribute: str, value: Value, tried: Tried) -> bool:
    return tried.reading.values.get(attribute) == value


def _kinds(tried: Tried) -> tuple[str, ...]:
    value = tried.reading.values.get(EQUIPMENT)
    return value if isinstance(value, tuple) else ()


def word_items(surveyor: Surveyor, places: Mapping[str, Location]) -> Iterator[Item]:
    """Each abnormal value of each sign, and each kind of equipment; ``places`` says where they are declared."""
    vocabulary = surveyor.ground.kb.vocabulary
    for attribute in vocabulary.signs():
        for value in _abnormal(attribute):
            what = f"{attribute.id}: {shown(value)}"
            by = surveyor.where(partial(_reports, attribute.id, value))
            at = places.get(attribute.id, NOWHERE)
            yield Item(Measure.VOCABULARY, attribute.id, at, what, by, "a case that reports it")
    for kind in sorted(vocabulary.equipment.parents):
        below = vocabulary.equipment.below(kind)
        by = surveyor.where(partial(_is_about, below))
        at = places.get(kind, NOWHERE)
        yield Item(Measure.VOCABULARY, f"{EQUIPMENT}.{kind}", at, f"{EQUIPMENT}: {kind}", by, "a case about it")


def _abnormal(attribute: Attribute) -> tuple[Value, ...]:
    if attribute.type is AttributeType.CHOICE:
        return tuple(value for value in attribute.values if value in attribute.abnormal)
    return tuple(sorted(attribute.abnormal, key=shown))
