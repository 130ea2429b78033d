"""What is known of a case: values, facts and the working memory that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import total_ordering
from itertools import groupby, zip_longest
from operator import attrgetter
from types import MappingProxyType
from typing import TypeAlias

EQUIPMENT = "equipment"
LOCATION = "location"
CHANNEL = "channel"
SUPPORT = "support"
BUILT_IN = (EQUIPMENT, LOCATION, CHANNEL, SUPPORT)
"""Attributes that every intake has, whatever the vocabulary declares."""


PRE_RELEASE = frozenset({"dev", "alpha", "beta", "pre", "preview", "rc"})
"""Words that mark what comes before the release itself."""


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """A version, compared part by part: numbers as numbers, and before text; missing parts are zero.

    Only words of a pre-release come before everything else in their place. A leading ``v`` says nothing.

    >>> Version("1.10") > Version("1.9")
    True
    >>> Version("v2.0") == Version("2")
    True
    >>> Version("1.0-beta") < Version("1.0") < Version("1.0a") < Version("1.1")
    True
    """

    text: str
    _key: tuple[tuple[int, int, str], ...] = field(init=False, repr=False)

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that count, in order: equal versions have equal ones."""
        return tuple(word or str(number) for _, number, word in self._key)

    def __post_init__(self) -> None:
        key = [_ranked(part) for part in _parts(self.text.casefold())]
        while key and key[-1] == ZERO:
            key.pop()
        object.__setattr__(self, "_key", tuple(key))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Version) and self._key == other._key

    def __lt__(self, other: Version) -> bool:
        pairs = zip_longest(self._key, other._key, fillvalue=ZERO)
        return next((mine < theirs for mine, theirs in pairs if mine != theirs), False)

    def __hash__(self) -> int:
        return hash(self._key)

    def __str__(self) -> str:
        return self.text


ZERO = (1, 0, "")
LONGEST_NUMBER = 18


def _parts(text: str) -> list[str]:
    """The runs of digits and of letters in ``text``, without a leading ``v``."""
    parts = ["".join(run) for kind, run in groupby(text, key=_kind) if kind]
    return parts[1:] if len(parts) > 1 and parts[0] == "v" and parts[1].isdecimal() else parts


def _ranked(part: str) -> tuple[int, int, str]:
    if part.isdecimal() and len(part) <= LONGEST_NUMBER:
        return 1, int(part), ""
    return 0 if part in PRE_RELEASE else 2, 0, part


def _kind(character: str) -> int:
    return 1 if character.isdecimal() else 2 if character.isalpha() else 0


class Duration(float):
    """A length of time: a number like any other, but written with its unit."""

    __slots__ = ()


Value: TypeAlias = bool | float | str | Version | datetime | frozenset[str] | tuple[str, ...]
"""yes/no: bool; number: float; duration: Duration, a float; choice, text: str; version; date: aware datetime;
set: frozenset; equipment and location: a tuple of ids, one or more."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Somebody was asked and did not know; ``by`` says who."""

    by: str


@dataclass(frozen=True, slots=True)
class DoesNotApply:
    """The attribute makes no sense in this case."""


State: TypeAlias = Value | Unknown | DoesNotApply
"""What a fact may carry. The fourth state of an attribute, *never asked*, is the absence of a fact."""


@dataclass(frozen=True, slots=True)
class Fact:
    """``attribute`` has ``value``, as ``source`` reported it."""

    attribute: str
    value: State
    source: str = "intake"
    at: datetime | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class WorkingMemory:
    """The observed state of one case: one value per attribute, the latest.

    ``facts`` keeps the earlier ones too, in order of attribute.
    ``values``, ``unknown`` and ``inapplicable`` are disjoint; an attribute in none of them was never asked.
    """

    values: Mapping[str, Value]
    unknown: Mapping[str, str]
    inapplicable: frozenset[str]
    facts: tuple[Fact, ...] = ()
    reported_at: datetime | None = None

    @classmethod
    def of(cls, facts: Iterable[Fact], reported_at: datetime | None = None) -> WorkingMemory:
        """The memory that ``facts`` leave: for each attribute the latest by ``at``, then by order given.

        Facts without ``at`` count as earlier than those with one.
        """
        given = tuple(sorted(facts, key=attrgetter("attribute")))  # stable: of one attribute, in the order given
        latest: dict[str, Fact] = {}
        for fact in given:
            before = latest.get(fact.attribute)
            if before is None or before.at is None or (fact.at is not None and fact.at >= before.at):
                latest[fact.attribute] = fact
        values: dict[str, Value] = {}
        unknown: dict[str, str] = {}
        inapplicable: set[str] = set()
        for attribute in sorted(latest):
            state = latest[attribute].value
            if isinstance(state, Unknown):
                unknown[attribute] = state.by
            elif isinstance(state, DoesNotApply):
                inapplicable.add(attribute)
            else:
                values[attribute] = state
        return cls(MappingProxyType(values), MappingProxyType(unknown), frozenset(inapplicable), given, reported_at)
