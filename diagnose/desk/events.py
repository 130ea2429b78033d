"""What happens in a consultation: answers, corrections, steps reported, another line taking over."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from diagnose.case import Outcome
from diagnose.facts import Fact

MOST_EVENTS = 1_000
"""So much may happen in one consultation."""


@dataclass(frozen=True, slots=True)
class Given:
    """One attribute and its value as it was handed in, in plain data, and the fact that it came to."""

    attribute: str
    value: Any
    fact: Fact = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Answered:
    """A question was answered, by ``by``; an answer may be "don't know"."""

    given: Given
    by: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """What had been said about an attribute was wrong; this is right."""

    given: Given
    by: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StepReported:
    """A step was done, or tried; ``seen`` is what was checked afterwards."""

    step: str
    outcome: Outcome
    seen: tuple[Given, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TakenOver:
    """Another line has the case from here on, perhaps over another channel."""

    line: str
    channel: str | None = None


Event: TypeAlias = Answered | Corrected | StepReported | TakenOver
