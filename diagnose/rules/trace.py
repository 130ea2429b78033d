"""What a run leaves behind: firings with the facts they rested on, conflicts, and what was concluded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from diagnose.facts import Value, WorkingMemory
from diagnose.rules.conditions import Leaf


@dataclass(frozen=True, slots=True)
class Support:
    """One test that a firing rested on: ``value`` is None for an assumption, that is, for want of a value."""

    test: Leaf
    value: Value | None

    @property
    def attribute(self) -> str:
        """The attribute tested."""
        return self.test.attribute

    @property
    def written(self) -> str:
        """The test as an author writes it."""
        return self.test.written

    @property
    def place(self) -> str:
        """Where the test stands, as ``file:line:column``; empty when it was not read from a file."""
        return str(self.test.at) if self.test.at else ""


@dataclass(frozen=True, slots=True)
class Firing:
    """Rule ``rule`` fired in ``stratum``: the tests that held, and the attributes it assumed for want of a value."""

    rule: str
    stratum: int
    rested_on: tuple[Support, ...] = ()
    assumed: tuple[Support, ...] = ()
    sets: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """``attribute`` got several ``values``, each from the rules named; "observed" stands for the intake itself.

    None among the values: it was reported not to apply.
    """

    attribute: str
    values: tuple[tuple[Value | None, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Inference:
    """The closed world of one case after forward chaining.

    ``values`` holds what was observed and, where nothing was, what was concluded without contradiction. ``matched``
    names the playbooks that hold, in order of id.
    """

    memory: WorkingMemory
    values: Mapping[str, Value]
    concluded: Mapping[str, Value]
    matched: tuple[str, ...]
    firings: tuple[Firing, ...]
    conflicts: tuple[Conflict, ...]
