"""What a precedent is made from: closed cases described by features, and the source that holds them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Described:
    """A case as far as likeness goes: its features, and how it ended (``""``: not yet)."""

    case: str
    features: frozenset[str]
    ending: str = ""
    fault: str | None = None
    fixed_by: str | None = None


class Source(Protocol):
    """The closed cases that precedents are looked for in."""

    def total(self) -> int:
        """How many cases there are."""

    def counts(self, features: Collection[str]) -> Mapping[str, int]:
        """How many cases have each of ``features``; those that no case has may be left out."""

    def having(self, feature: str, limit: int) -> Sequence[str]:
        """Ids of the cases that have ``feature``, the newest first, ``limit`` at most."""

    def described(self, cases: Iterable[str]) -> Mapping[str, Described]:
        """The cases with these ids; unknown ids are left out."""
