"""What is known of a case: values, facts and the working memory that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import total_ordering
from operator import attrgetter
from types import MappingProxyType
from typing import TypeAlias

EQUIPMENT = "equipment"
LOCATION = "location"
CHANNEL = "channel"
SUPPORT = "support"
BUILT_IN = (EQUIPMENT, LOCATION, CHANNEL, SUPPORT)
"""Attributes that every intake has, whatever the vocabulary declares."""


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """A version number, compared part by part: numbers as numbers, before text; missing parts are zero.

    >>> Version("1.10") > Version("1.9")
    True
    >>> Version("2.0") == Version("2")
    True
    """

    text: str
    _key: tuple[tuple[int, int, str], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        parts = self.text.replace("-", ".").replace("_", ".").replace("+", ".").split(".")
        key = [(1, int(p), "") if p.isdecimal() and len(p) <= 18 else (0, 0, p.casefold()) for p in parts]
        while key and key[-1] == (1, 0, ""):
            key.pop()
        object.__setattr__(self, "_key", (*key, (1, 0, "")))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Version) and self._key == other._key

    def __lt__(self, other: Version) -> bool:
        return self._key < other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def __str__(self) -> str:
        return self.text


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
