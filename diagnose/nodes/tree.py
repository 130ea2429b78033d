"""Located nodes: scalars, lists and mappings as they were written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from diagnose.errors import Location


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar as it was written: its text, and whether it stood in quotes (or in a block)."""

    text: str
    quoted: bool
    at: Location

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    at: Location


@dataclass(frozen=True, slots=True)
class Mapping:
    """Entries in the order written; keys are unique."""

    entries: tuple[tuple[Scalar, Node], ...]
    at: Location

    def get(self, key: str) -> Node | None:
        """The node under ``key``."""
        return next((node for name, node in self.entries if name.text == key), None)

    def __iter__(self) -> Iterator[tuple[Scalar, Node]]:
        return iter(self.entries)


Node: TypeAlias = Scalar | Sequence | Mapping
