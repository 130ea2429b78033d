"""Conditions and their two truths.

*Holds* is the closed world: a test on an attribute without a value is false. *May still hold* is the three-valued
logic of Kleene (1952) over the same tree: True, False, or None for "not settled yet". A condition that holds is never
false by Kleene, and one that is true by Kleene holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeAlias

from diagnose.errors import Location
from diagnose.facts import Value
from diagnose.rules.operators import Operator


class View(Protocol):
    """What a condition may look at when it is asked whether it holds."""

    @property
    def values(self) -> Mapping[str, Value]:
        """What is observed or concluded."""

    @property
    def now(self) -> datetime | None:
        """When the case was reported."""

    def was_asked(self, attribute: str) -> bool:
        """Whether somebody was asked for ``attribute`` and did not know."""

    def does_not_apply(self, attribute: str) -> bool:
        """Whether ``attribute`` makes no sense in this case."""


class Possibilities(Protocol):
    """What a condition may look at when it is asked whether it may still hold."""

    def truth_of(self, attribute: str, operator: Operator) -> bool | None:
        """Kleene's truth of a test on the value of ``attribute``."""

    def truth_of_known(self, attribute: str) -> bool | None:
        """Kleene's truth of "``attribute`` has a value"."""

    def truth_of_applies(self, attribute: str) -> bool | None:
        """Kleene's truth of "``attribute`` applies in this case"."""


@dataclass(frozen=True, slots=True)
class Test:
    """A test on the value of one attribute."""

    __test__ = False  # not a test class, whatever pytest makes of the name
    attribute: str
    operator: Operator
    at: Location | None = field(default=None, compare=False)

    def holds(self, view: View) -> bool:
        """Whether the attribute has a value that passes."""
        value = view.values.get(self.attribute)
        return value is not None and self.operator.test(value, view.now) is True

    def truth(self, possible: Possibilities) -> bool | None:
        """Whether it may still hold."""
        return possible.truth_of(self.attribute, self.operator)

    @property
    def written(self) -> str:
        """The test as an author writes it."""
        return f"{self.attribute}: {self.operator.written}"


@dataclass(frozen=True, slots=True)
class Known:
    """``known: true`` - the attribute has a value; ``known: false`` - it has none."""

    attribute: str
    wanted: bool
    at: Location | None = field(default=None, compare=False)

    def holds(self, view: View) -> bool:
        """Whether the attribute has a value, or has none, as wanted."""
        return (self.attribute in view.values) is self.wanted

    def truth(self, possible: Possibilities) -> bool | None:
        """Open only while the attribute can still get a value."""
        known = possible.truth_of_known(self.attribute)
        return None if known is None else known is self.wanted

    @property
    def written(self) -> str:
        """The test as an author writes it."""
        return f"{self.attribute}: {{known: {'true' if self.wanted else 'false'}}}"


@dataclass(frozen=True, slots=True)
class Applies:
    """``applies: true`` - the attribute makes sense in this case; ``applies: false`` - it does not."""

    attribute: str
    wanted: bool
    at: Location | None = field(default=None, compare=False)

    def holds(self, view: View) -> bool:
        """True needs a value or at least an honest "don't know"; false needs to be known."""
        if view.does_not_apply(self.attribute):
            return not self.wanted
        return self.wanted and (self.attribute in view.values or view.was_asked(self.attribute))

    def truth(self, possible: Possibilities) -> bool | None:
        """Open while nobody has said anything about the attribute."""
        applies = possible.truth_of_applies(self.attribute)
        return None if applies is None else applies is self.wanted

    @property
    def written(self) -> str:
        """The test as an author writes it."""
        return f"{self.attribute}: {{applies: {'true' if self.wanted else 'false'}}}"


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every member holds; without members it always does."""

    members: tuple[Condition, ...]
    at: Location | None = field(default=None, compare=False)

    def holds(self, view: View) -> bool:
        """Conjunction."""
        for member in self.members:  # noqa: SIM110 - a generator costs a third more on the hot path
            if not member.holds(view):
                return False
        return True

    def truth(self, possible: Possibilities) -> bool | None:
        """False beats open beats true."""
        result: bool | None = True
        for member in self.members:
            truth = member.truth(possible)
            if truth is False:
                return False
            if truth is None:
                result = None
        return result

    @property
    def written(self) -> str:
        """The group as an author writes it."""
        return _group("all", self.members)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one member holds."""

    members: tuple[Condition, ...]
    at: Location | None = field(default=None, compare=False)

    def holds(self, view: View) -> bool:
        """Disjunction."""
        for member in self.members:  # noqa: SIM110 - as above
            if member.holds(view):
                return True
        return False

    def truth(self, possible: Possibilities) -> bool | None:
        """True beats open beats false."""
        result: bool | None = False
        for member in self.members:
            truth = member.truth(possible)
            if truth is True:
                return True
            if truth is None:
                result = None
        return result

    @property
    def written(self) -> str:
        """The group as an author writes it."""
        return _group("any", self.members)


@dataclass(frozen=True, slots=True)
class NoneOf:
    """No member holds: what is not known to be so is taken not to be so, and Kleene keeps the doubt."""

    members: tuple[Condition, ...]
    at: Location | None = field(default=None, compare=False)

    def holds(self, view: View) -> bool:
        """Negation of the disjunction."""
        for member in self.members:  # noqa: SIM110 - as above
            if member.holds(view):
                return False
        return True

    def truth(self, possible: Possibilities) -> bool | None:
        """The opposite of ``any``; open stays open."""
        result: bool | None = True
        for member in self.members:
            truth = member.truth(possible)
            if truth is True:
                return False
            if truth is None:
                result = None
        return result

    @property
    def written(self) -> str:
        """The group as an author writes it."""
        return _group("none", self.members)


@dataclass(frozen=True, slots=True)
class Count:
    """Between ``at_least`` and ``at_most`` members hold; counted, never expanded."""

    members: tuple[Condition, ...]
    at_least: int = 0
    at_most: int | None = None
    at: Location | None = field(default=None, compare=False)

    def holds(self, view: View) -> bool:
        """Number of members that hold."""
        number = sum(member.holds(view) for member in self.members)
        return self.at_least <= number and (self.at_most is None or number <= self.at_most)

    def truth(self, possible: Possibilities) -> bool | None:
        """Settled when no way of settling the open members changes it."""
        truths = [member.truth(possible) for member in self.members]
        least = sum(truth is True for truth in truths)
        most = least + sum(truth is None for truth in truths)
        limit = len(truths) if self.at_most is None else self.at_most
        if self.at_least <= least and most <= limit:
            return True
        return False if most < self.at_least or limit < max(least, self.at_least) else None

    @property
    def written(self) -> str:
        """The group as an author writes it."""
        ends = [f"at_least: {self.at_least}"] if self.at_least or self.at_most is None else []
        ends += [f"at_most: {self.at_most}"] if self.at_most is not None else []
        return f"count: {{{', '.join(ends)}, of: [{', '.join(member.written for member in self.members)}]}}"


Leaf: TypeAlias = Test | Known | Applies
Condition: TypeAlias = Test | Known | Applies | AllOf | AnyOf | NoneOf | Count

ALWAYS = AllOf(())
"""The condition that always holds."""


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Every test in ``condition``, in the order written."""
    if isinstance(condition, Test | Known | Applies):
        yield condition
    else:
        for member in condition.members:
            yield from leaves(member)


def attributes_of(condition: Condition) -> frozenset[str]:
    """The attributes that ``condition`` reads."""
    return frozenset(leaf.attribute for leaf in leaves(condition))


def conjuncts(condition: Condition) -> tuple[Condition, ...]:
    """The conditions that must all hold for ``condition`` to hold; nested conjunctions are opened."""
    if isinstance(condition, AllOf):
        return tuple(inner for member in condition.members for inner in conjuncts(member))
    return (condition,)


def _group(word: str, members: tuple[Any, ...]) -> str:
    return f"{word}: [{', '.join(member.written for member in members)}]"
