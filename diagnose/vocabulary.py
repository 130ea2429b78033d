"""The words a knowledge base speaks: attributes with their types, and the taxonomies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from diagnose.facts import BUILT_IN, CHANNEL, EQUIPMENT, LOCATION, SUPPORT, Value
from diagnose.texts import Text

__all__ = [
    "BUILT_IN",
    "CHANNEL",
    "EQUIPMENT",
    "LOCATION",
    "SUPPORT",
    "Attribute",
    "AttributeType",
    "Chain",
    "Taxonomy",
    "Vocabulary",
]


class AttributeType(Enum):
    """What kind of values an attribute takes."""

    YES_NO = "yes/no"
    CHOICE = "choice"
    NUMBER = "number"
    DURATION = "duration"
    DATE = "date"
    VERSION = "version"
    TEXT = "text"
    SET = "set"
    TAXONOMY = "taxonomy"


@dataclass(frozen=True, slots=True)
class Attribute:
    """One thing that can be observed, asked or concluded.

    ``abnormal`` makes it a sign; without it, it is a circumstance. ``answered_by`` names who can find it out
    (customer, a line, remote-tool, on-site); ``takes`` is in seconds. ``also`` maps other units to factors,
    ``former_values`` ids that values once had to those they have now. What is said of a ``private`` one does not leave
    the desk; unless a document says otherwise, texts are private and all else is not.
    """

    id: str
    type: AttributeType
    values: tuple[str, ...] = ()
    abnormal: frozenset[Value] = frozenset()
    complaint: bool = False
    unit: str = ""
    also: tuple[tuple[str, float], ...] = ()
    low: float | None = None
    high: float | None = None
    step: float | None = None
    question: Text = Text()
    answered_by: tuple[str, ...] = ()
    takes: float = 0.0
    labels: tuple[tuple[str, Text], ...] = ()
    phrases: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...] = ()
    private: bool = False
    formerly: tuple[str, ...] = ()
    former_values: tuple[tuple[str, str], ...] = ()

    @property
    def is_sign(self) -> bool:
        """Whether an abnormal value of it must be explained by something."""
        return bool(self.abnormal)

    @property
    def possible(self) -> tuple[Value, ...]:
        """The values that it can take, where they can be listed; empty where they cannot."""
        return (True, False) if self.type is AttributeType.YES_NO else self.values

    @property
    def normal(self) -> Value | None:
        """The first value that is not abnormal; None where none can be named."""
        return next((value for value in self.possible if value not in self.abnormal), None)

    @property
    def askable(self) -> bool:
        """Whether anybody can ever be asked for it."""
        return bool(self.answered_by)

    def label(self, value: str) -> Text:
        """The words for one of ``values``; the value itself when it has none."""
        return dict(self.labels).get(value) or Text.of(value)


@dataclass(frozen=True)
class Taxonomy:
    """A forest of kinds: ``parents`` maps every id to the id above it, or to None for a root."""

    parents: Mapping[str, str | None] = field(default_factory=dict)
    titles: Mapping[str, Text] = field(default_factory=dict)
    vendors: Mapping[str, str] = field(default_factory=dict)
    formerly: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _upwards(self) -> Mapping[str, tuple[str, ...]]:
        chains: dict[str, tuple[str, ...]] = {}
        for start in self.parents:
            chain: list[str] = []
            node: str | None = start
            while node is not None:
                chain.append(node)
                node = self.parents[node]
            chains[start] = tuple(chain)
        return chains

    @cached_property
    def _downwards(self) -> Mapping[str, frozenset[str]]:
        below: dict[str, set[str]] = {start: set() for start in self.parents}
        for start, chain in self._upwards.items():
            for above in chain:
                below[above].add(start)
        return {start: frozenset(ids) for start, ids in below.items()}

    def __contains__(self, kind: object) -> bool:
        return kind in self.parents

    def upwards(self, kind: str) -> tuple[str, ...]:
        """``kind`` and everything above it, nearest first; empty for an unknown id."""
        return self._upwards.get(kind, ())

    def below(self, kind: str) -> frozenset[str]:
        """``kind`` and everything below it."""
        return self._downwards.get(kind, frozenset())

    def vendors_of(self, kind: str) -> tuple[str, ...]:
        """The vendors that are declared for ``kind`` and for what is above it, nearest first."""
        return tuple(self.vendors[each] for each in self.upwards(kind) if each in self.vendors)

    def title(self, kind: str) -> Text:
        """The name of ``kind`` for people; the id itself when it has none."""
        return self.titles.get(kind) or Text.of(kind)


@dataclass(frozen=True, slots=True)
class Chain:
    """Components in the order in which a signal, power or paper passes them.

    ``points`` holds (part, attribute, value): what is seen behind a part when that part or one before it is broken, in
    order of parts, then of attributes.
    """

    id: str
    title: Text
    parts: tuple[str, ...]
    points: tuple[tuple[str, str, Value], ...] = ()

    def behind(self, part: str) -> tuple[tuple[str, Value], ...]:
        """The attributes and values that are seen when ``part`` is broken; empty for a part of another chain."""
        if part not in self.parts:
            return ()
        reached = frozenset(self.parts[self.parts.index(part) :])
        return tuple((attribute, value) for place, attribute, value in self.points if place in reached)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All attributes by id, the taxonomies of equipment and location, the order of languages, and the chains by id."""

    attributes: Mapping[str, Attribute]
    equipment: Taxonomy = field(default_factory=Taxonomy)
    location: Taxonomy = field(default_factory=Taxonomy)
    languages: tuple[str, ...] = ("en",)
    timezone: str = "UTC"
    chains: Mapping[str, Chain] = field(default_factory=dict)

    def taxonomy(self, attribute: str) -> Taxonomy:
        """The taxonomy whose ids are the values of ``attribute``."""
        return self.equipment if attribute == EQUIPMENT else self.location

    def parts(self) -> Iterator[tuple[str, Chain, str]]:
        """Every part of a chain as playbooks name it (``chain.part``), with its chain and its own id."""
        for chain in self.chains.values():
            for part in chain.parts:
                yield f"{chain.id}.{part}", chain, part

    def signs(self) -> Iterable[Attribute]:
        """The attributes that something must explain when they are seen abnormal, in order of id."""
        return (self.attributes[name] for name in sorted(self.attributes) if self.attributes[name].is_sign)
