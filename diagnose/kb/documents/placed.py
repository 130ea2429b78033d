"""Texts, words and numbers that know where they were written."""

from __future__ import annotations

from dataclasses import dataclass, field

from diagnose.errors import Location
from diagnose.texts import Text


@dataclass(frozen=True, slots=True, eq=False)
class PlacedText(Text):
    """A text that begins at ``at``; it equals every text of the same words."""

    at: Location = field(default=Location(""), repr=False)

    def __eq__(self, other: object) -> bool:
        """Whether ``other`` says the same."""
        return self.by_language == other.by_language if isinstance(other, Text) else NotImplemented

    def __hash__(self) -> int:
        """The hash of the same text without a place."""
        return hash((self.by_language,))


class PlacedWord(str):
    """A word that stands ``at`` a place."""

    __slots__ = ("at",)
    at: Location


class PlacedNumber(float):
    """A number that stands ``at`` a place."""

    __slots__ = ("at",)
    at: Location


def placed(value: str | float, at: Location) -> PlacedWord | PlacedNumber:
    """``value`` with its place."""
    found = PlacedWord(value) if isinstance(value, str) else PlacedNumber(value)
    found.at = at
    return found


def at_of(value: object, otherwise: Location) -> Location:
    """Where ``value`` was written, if it knows."""
    return value.at if isinstance(value, PlacedWord | PlacedNumber | PlacedText) else otherwise
