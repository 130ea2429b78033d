"""Formulas over the states of attributes, in negation normal form: literals, all, any, and at least so many.

Nodes are shared, never copied, so a conclusion that many tests rest on is one node. They are compared by identity.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any as Anything
from typing import TypeAlias

from diagnose.rules.operators import Operator

NEVER, UNKNOWN, INAPPLICABLE, VALUE = 1, 2, 4, 8
"""What an intake may say of an attribute, as bits: nothing, "don't know", "does not apply", a value."""

Variable: TypeAlias = tuple[str, str]
"""What a formula is about: an attribute with "", or one member of a set with the name of the member."""

OPAQUE = "\0"
"""In place of a member: what Python rules, which nobody can see through, conclude."""


class Literal:
    """That ``variable`` is in one of the ``states``, or has a value that ``operator`` finds to be ``wanted``.

    Without an operator any value will do if ``states`` names it.
    """

    __slots__ = ("operator", "positive", "states", "twin", "variable", "wanted")

    def __init__(
        self, variable: Variable, states: int, operator: Operator | None = None, *, wanted: bool = True
    ) -> None:
        self.variable = variable
        self.states = states
        self.operator = operator
        self.wanted = wanted
        self.positive = True
        self.twin: Node | None = None


class All:
    """Every member is true."""

    __slots__ = ("members", "twin")

    def __init__(self, members: tuple[Node, ...]) -> None:
        self.members = members
        self.twin: Node | None = None


class Any:
    """Some member is true."""

    __slots__ = ("members", "twin")

    def __init__(self, members: tuple[Node, ...]) -> None:
        self.members = members
        self.twin: Node | None = None


class AtLeast:
    """``least`` members or more are true."""

    __slots__ = ("least", "members", "twin")

    def __init__(self, least: int, members: tuple[Node, ...]) -> None:
        self.least = least
        self.members = members
        self.twin: Node | None = None


Node: TypeAlias = Literal | All | Any | AtLeast

TRUE = All(())
FALSE = Any(())
TRUE.twin, FALSE.twin = FALSE, TRUE


def all_of(members: Iterable[Node]) -> Node:
    """The conjunction of ``members``, nested ones opened."""
    found: list[Node] = []
    for member in members:
        if member is FALSE:
            return FALSE
        if isinstance(member, All):
            found.extend(member.members)
        else:
            found.append(member)
    if not found:
        return TRUE
    return found[0] if len(found) == 1 else All(tuple(found))


def any_of(members: Iterable[Node]) -> Node:
    """The disjunction of ``members``, nested ones opened."""
    found: list[Node] = []
    for member in members:
        if member is TRUE:
            return TRUE
        if isinstance(member, Any):
            found.extend(member.members)
        else:
            found.append(member)
    if not found:
        return FALSE
    return found[0] if len(found) == 1 else Any(tuple(found))


def at_least(least: int, members: Iterable[Node]) -> Node:
    """That ``least`` of ``members`` are true or more."""
    found = [member for member in members if member is not FALSE]
    least -= sum(member is TRUE for member in found)
    found = [member for member in found if member is not TRUE]
    if least <= 0:
        return TRUE
    if least >= len(found):
        return all_of(found) if least == len(found) else FALSE
    return any_of(found) if least == 1 else AtLeast(least, tuple(found))


def negated(node: Node) -> Node:
    """What is true exactly where ``node`` is not."""
    twin = node.twin
    if twin is None:
        twin = node.twin = _negation(node)
        twin.twin = node
    return twin


def _negation(node: Node) -> Node:
    if isinstance(node, Literal):
        twin = Literal(node.variable, node.states, node.operator, wanted=node.wanted)
        twin.positive = False
        return twin
    members = tuple(map(negated, node.members))
    if isinstance(node, All):
        return Any(members)
    return All(members) if isinstance(node, Any) else AtLeast(len(members) - node.least + 1, members)


def literals(node: Node) -> Iterator[Literal]:
    """Every literal in ``node`` once, in the order met."""
    seen: set[int] = set()
    waiting: list[Anything] = [node]
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        if isinstance(each, Literal):
            yield each
        else:
            waiting.extend(reversed(each.members))
