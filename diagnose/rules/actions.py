"""The right-hand sides that experta's agenda calls, held by the rule base and shared by all cases."""

from __future__ import annotations

from typing import Protocol

from diagnose.rules.rule import Rule

SPAN = 1 << 32
"""Room in a stratum's keys for its rules; the settling of the stratum comes after all of them."""


class Running(Protocol):
    """What an action does to the engine it runs in."""

    def fire(self, rule: Rule) -> None:
        """Take note that ``rule`` fires."""

    def settle(self) -> None:
        """Declare what the rules of a stratum agree on."""


class Fire:
    """The firing of a YAML rule."""

    __slots__ = ("key", "rule")
    __name__ = "rule"

    def __init__(self, rule: Rule, place: int) -> None:
        self.rule = rule
        self.key = -(rule.stratum * SPAN + place)

    def __call__(self, engine: Running) -> None:
        """Let ``engine`` take note of the firing."""
        engine.fire(self.rule)


class Settle:
    """The last activation of a stratum: what its rules propose becomes fact, or a conflict."""

    __slots__ = ("key",)
    __name__ = "settle"

    def __init__(self, stratum: int) -> None:
        self.key = -(stratum * SPAN + SPAN - 1)

    def __call__(self, engine: Running) -> None:
        """Let ``engine`` declare what is settled."""
        engine.settle()
