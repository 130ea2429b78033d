"""How the conditions of a playbook stand in a case: each holds, is assumed to, is open, or fails - and on what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from diagnose.facts import Value
from diagnose.kb.base import KnowledgeBase
from diagnose.rules.conditions import (
    AllOf,
    AnyOf,
    Applies,
    Condition,
    Count,
    Known,
    Leaf,
    NoneOf,
    Test,
    conjuncts,
    leaves,
)
from diagnose.rules.possible import Possible
from diagnose.rules.trace import Inference

HOLDS, ASSUMED, OPEN, FAILS = "holds", "assumed", "open", "fails"
"""The ways a condition stands: ``assumed`` holds for want of a value, ``open`` does not hold but still may."""

HAS_VALUE, NEVER_ASKED, UNKNOWN, DOES_NOT_APPLY = "value", "never-asked", "unknown", "does-not-apply"
"""The four states of an attribute."""


@dataclass(frozen=True, slots=True)
class Part:
    """One test and what the case says to it; ``barred`` when it is the test's holding that does the harm."""

    attribute: str
    written: str
    state: str
    seen: Value | None = None
    asked: str = ""
    place: str = ""
    barred: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """One of the conditions that must all hold: as written, how it stands, and the tests that settle it."""

    written: str
    stands: str
    parts: tuple[Part, ...]
    place: str = ""


class Case:
    """Both truths of one case: the closed world that was inferred, and what is still possible."""

    def __init__(self, inference: Inference, kb: KnowledgeBase) -> None:
        self.inference = inference
        self.values = inference.values
        self.now: datetime | None = inference.memory.reported_at
        self.possible = Possible(kb.rules, inference.memory, inference)

    def was_asked(self, attribute: str) -> bool:
        """Whether somebody was asked for ``attribute`` and did not know."""
        return attribute in self.inference.memory.unknown

    def does_not_apply(self, attribute: str) -> bool:
        """Whether ``attribute`` makes no sense in this case."""
        return self.possible.does_not_apply(attribute)

    def state(self, attribute: str) -> str:
        """In which of its four states ``attribute`` is."""
        if attribute in self.values:
            return HAS_VALUE
        if self.does_not_apply(attribute):
            return DOES_NOT_APPLY
        return UNKNOWN if self.was_asked(attribute) else NEVER_ASKED

    def standings(self, condition: Condition) -> tuple[Standing, ...]:
        """How each conjunct of ``condition`` stands, in the order written."""
        return tuple(self._standing(conjunct) for conjunct in conjuncts(condition))

    def _standing(self, conjunct: Condition) -> Standing:
        truth = conjunct.truth(self.possible)
        settled, unsettled = (HOLDS, ASSUMED) if conjunct.holds(self) else (FAILS, OPEN)
        stands = unsettled if truth is None else settled
        parts = self._settling(conjunct, stands)
        return Standing(conjunct.written, stands, tuple(parts), str(conjunct.at or ""))

    def _settling(self, conjunct: Condition, stands: str) -> Iterator[Part]:
        if stands == HOLDS:
            return (self._part(leaf) for leaf in leaves(conjunct) if leaf.holds(self))
        if stands == FAILS:
            return self._failing(conjunct)
        return (self._part(leaf) for leaf in leaves(conjunct) if leaf.truth(self.possible) is None)

    def _failing(self, condition: Condition) -> Iterator[Part]:
        """The tests because of which ``condition``, which does not hold, fails."""
        match condition:
            case Test() | Known() | Applies():
                yield self._part(condition)
            case AllOf(members) | AnyOf(members):
                yield from self._each(self._failing, (one for one in members if not one.holds(self)))
            case NoneOf(members):
                yield from self._each(self._barring, (one for one in members if one.holds(self)))
            case Count(members, _, at_most):
                holding = [one for one in members if one.holds(self)]
                if at_most is not None and len(holding) > at_most:
                    yield from self._each(self._barring, holding)
                else:
                    yield from self._each(self._failing, (one for one in members if one not in holding))

    def _barring(self, condition: Condition) -> Iterator[Part]:
        """The tests by which ``condition``, which must not hold, holds."""
        match condition:
            case Test() | Known() | Applies():
                yield self._part(condition, barred=True)
            case NoneOf(members):
                yield from self._each(self._failing, members)
            case _:
                yield from self._each(self._barring, (one for one in condition.members if one.holds(self)))

    def _each(self, find: _Finder, members: Iterable[Condition]) -> Iterator[Part]:
        for member in members:
            yield from find(member)

    def _part(self, leaf: Leaf, *, barred: bool = False) -> Part:
        return Part(
            attribute=leaf.attribute,
            written=leaf.written,
            state=self.state(leaf.attribute),
            seen=self.values.get(leaf.attribute),
            asked=self.inference.memory.unknown.get(leaf.attribute, ""),
            place=str(leaf.at or ""),
            barred=barred,
        )


_Finder: TypeAlias = Callable[[Condition], Iterator[Part]]
