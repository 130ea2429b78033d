"""What a policy may do next, and what a policy is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from diagnose.case import Intake
from diagnose.decision import Standing
from diagnose.facts import WorkingMemory
from diagnose.kb.base import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask for an attribute."""

    attribute: str


@dataclass(frozen=True, slots=True)
class Take:
    """Take a step; the id of a playbook stands for saying what it says."""

    step: str


@dataclass(frozen=True, slots=True)
class HandOn:
    """Hand the case over."""


@dataclass(frozen=True, slots=True)
class Close:
    """The case is solved."""


Move: TypeAlias = Ask | Take | HandOn | Close


class Policy(Protocol):
    """Plays one case."""

    def next(self) -> Move:
        """The next move."""

    def answer(self, attribute: str, value: Any) -> None:
        """Take in an answer, as an intake may hold it."""

    def report(self, step: str, outcome: str, seen: dict[str, Any]) -> None:
        """Take in what came of a step."""


@dataclass(frozen=True, slots=True)
class Position:
    """All that a policy without a memory of its own looks at; ``draw`` is a seed of this case."""

    kb: KnowledgeBase
    memory: WorkingMemory
    standing: Standing
    draw: int = 0


Chooser: TypeAlias = Callable[[Position], Move]
"""A policy without a memory of its own."""
PolicyMaker: TypeAlias = Callable[[Intake, KnowledgeBase, int], Policy]
