"""A case that shows what a formula allows, written as an intake."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from diagnose.case import Intake
from diagnose.facts import CHANNEL, EQUIPMENT, LOCATION, SUPPORT, Duration, Version
from diagnose.kb.logic.domains import State
from diagnose.kb.logic.formula import INAPPLICABLE, NEVER, UNKNOWN, VALUE, Variable
from diagnose.nodes.writing import flow
from diagnose.rules.operators import shown_duration
from diagnose.vocabulary import Attribute, AttributeType, Vocabulary

CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class Witness:
    """``intake`` is an intake document as plain data; nothing in it can be left out or said more simply."""

    intake: Mapping[str, Any]

    @property
    def yaml(self) -> str:
        """The intake on one line, ready to be pasted under ``intake:`` of a fixture case."""
        return flow(self.intake)

    def to_intake(self) -> Intake:
        """The intake itself."""
        return Intake.parse(self.yaml)


def witness_of(states: Mapping[Variable, State], vocabulary: Vocabulary, now: datetime | None) -> Witness:
    """The witness whose attributes are in the ``states``, reported at ``now`` if that matters."""
    told: dict[str, Any] = {}
    members: dict[str, list[str]] = {}
    for (name, member), state in states.items():
        if member:
            members.setdefault(name, []).extend([member] if state.kind == VALUE else [])
        elif state.kind != NEVER:
            told[name] = _plain(state, vocabulary.attributes[name])
    for name, found in members.items():
        if name in told and isinstance(told[name], list):
            order = vocabulary.attributes[name].values
            told[name] = sorted(found, key=lambda value: order.index(value) if value in order else len(order))
    return Witness(_arranged(told, vocabulary, now))


def _arranged(told: dict[str, Any], vocabulary: Vocabulary, now: datetime | None) -> Mapping[str, Any]:
    """``told`` as the fields of an intake: signs among the symptoms, circumstances among the facts."""
    intake = {name: told.pop(name) for name in (EQUIPMENT, LOCATION, CHANNEL, SUPPORT) if name in told}
    symptoms = {name: told[name] for name in sorted(told) if vocabulary.attributes[name].is_sign}
    facts = {name: told[name] for name in sorted(told) if not vocabulary.attributes[name].is_sign}
    if symptoms:
        intake["symptoms"] = symptoms
    if facts:
        intake["facts"] = facts
    if now is not None:
        intake["reported_at"] = now.isoformat()
    return intake


def _plain(state: State, attribute: Attribute) -> Any:
    if state.kind == UNKNOWN:
        return {"unknown": next(iter(attribute.answered_by), CUSTOMER)}
    if state.kind == INAPPLICABLE:
        return {"applies": False}
    value = state.value
    if attribute.type is AttributeType.TAXONOMY:
        return value[0] if len(value) == 1 else list(value)
    match value:
        case Duration():
            return shown_duration(value)
        case Version():
            return value.text
        case datetime():
            return value.isoformat()
        case frozenset():
            return sorted(value)
        case float() if value.is_integer() and abs(value) < 1e15:
            return int(value)
        case _:
            return value
