"""A drawn case: what is really true, and what answers and steps bring to light."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from benchmarks.troubleshooting.domain import REPORTED
from diagnose.case import Intake
from diagnose.facts import DoesNotApply, Duration, State, Unknown, Value, Version
from diagnose.kb.base import KnowledgeBase
from diagnose.rules.operators import shown_duration
from diagnose.vocabulary import Attribute


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true in one case.

    ``states`` of all attributes that come into question; ``causes`` gives for each abnormal sign the present faults
    that cause it, none where chance does; ``mends`` the (fault, step) that would work, ``barred`` the steps that
    may not be taken; ``forgotten`` are attributes to which the answer is "don't know", ``told`` the complaints that
    the intake holds, ``line`` and ``channel`` who has it and how.
    """

    number: int
    kind: str | None
    place: str | None
    faults: tuple[str, ...]
    states: Mapping[str, State]
    causes: Mapping[str, frozenset[str]]
    mends: frozenset[tuple[str, str]]
    barred: frozenset[str]
    forgotten: frozenset[str]
    told: tuple[str, ...]
    line: str | None = None
    channel: str | None = None

    def intake(self) -> Intake:
        """The case as it comes in."""
        return Intake(
            equipment=self.kind or (),
            location=self.place,
            symptoms={name: written(self.states[name]) for name in self.told},
            at_line=self.line,
            channel=self.channel,
            reported_at=REPORTED,
        )

    def complaints(self, kb: KnowledgeBase) -> tuple[str, ...]:
        """The complaints that are abnormal, told or not."""
        return tuple(name for name in sorted(self.causes) if kb.vocabulary.attributes[name].complaint)


def normal_value(attribute: Attribute) -> Value:
    """What a sign looks like when nothing is wrong."""
    values = attribute.values or (False, True)
    return next(value for value in values if value not in attribute.abnormal)


def written(state: State) -> Any:
    """A state as an intake or an answer may hold it."""
    match state:
        case Unknown(by):
            return {"unknown": by}
        case DoesNotApply():
            return {"applies": False}
        case Duration():
            return shown_duration(state)
        case Version():
            return state.text
        case datetime():
            return state.isoformat()
        case frozenset():
            return sorted(state)
        case tuple():
            return list(state)
        case _:
            return state
