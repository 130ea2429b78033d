"""What somebody reported, before the vocabulary has typed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeAlias

from diagnose.errors import Location
from diagnose.facts import DoesNotApply, Unknown, Version
from diagnose.nodes import Mapping, Scalar, Sequence, as_bool, as_number, is_null

Given: TypeAlias = (
    Scalar | Sequence | bool | int | float | str | Version | date | datetime | tuple[str, ...] | Unknown | DoesNotApply
)
"""A value as it was handed in: a node from a document, or a value of Python. A set of words is a sorted tuple."""

INTAKE = "intake"
"""The source of what is reported without naming one."""


@dataclass(frozen=True, slots=True)
class Reported:
    """``attribute`` was reported to be ``value``; ``path`` and ``location`` say where in the intake that stands."""

    attribute: str
    value: Given
    source: str = INTAKE
    at: datetime | None = None
    about: str | None = None
    path: str = ""
    location: Location = Location(INTAKE)

    def to_data(self, source: str) -> dict[str, Any]:
        """The report as an item of a list; ``source`` is the one that goes without saying."""
        stated = isinstance(self.value, Unknown | DoesNotApply)
        state = plain(self.value) if stated else {"value": plain(self.value)}
        written: dict[str, Any] = {"attribute": self.attribute, **state}
        if self.source != source:
            written["source"] = self.source
        if self.at is not None:
            written["at"] = self.at.isoformat()
        if self.about is not None:
            written["about"] = self.about
        return written


class Outcome(StrEnum):
    """What came of a step: everything is mended, part of it, nothing; or it could not be done."""

    FIXED = "fixed"
    PARTLY = "partly"
    FAILED = "failed"
    NOT_POSSIBLE = "not-possible"


OUTCOMES = tuple(outcome.value for outcome in Outcome)


@dataclass(frozen=True, slots=True)
class Tried:
    """A step that was done before, and what came of it in a word (``failed``, ``not-possible``)."""

    step: str
    outcome: str = "failed"


def plain(value: Any) -> Any:
    """``value`` as JSON holds it, so that reading it again gives the same.

    A number or word without quotes that JSON would spell otherwise (``1.10``) becomes ``{written: '1.10'}``.
    """
    match value:
        case Scalar():
            return value.text if value.quoted else _plain_scalar(value)
        case Sequence():
            return [item.text for item in value.items if isinstance(item, Scalar)]
        case Unknown() | DoesNotApply():
            return _state(value)
        case Version():
            return value.text
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case _:
            return value


def _plain_scalar(scalar: Scalar) -> Any:
    truth = as_bool(scalar)
    if truth is not None:
        return truth
    number = as_number(scalar)
    if number is None:
        return scalar.text
    for same in (int(number) if number.is_integer() else number, number):
        if repr(same) == scalar.text:
            return same
    return {"written": scalar.text}


def _state(value: Unknown | DoesNotApply) -> dict[str, Any]:
    return {"unknown": value.by} if isinstance(value, Unknown) else {"applies": False}


def is_nothing(source: object) -> bool:
    """Whether ``source`` is a bare null, of Python or of a document."""
    return source is None or is_null(source)


def node_place(source: object, otherwise: Location) -> Location:
    """Where ``source`` stands, if it comes from a document."""
    return source.at if isinstance(source, Scalar | Sequence | Mapping) else otherwise
