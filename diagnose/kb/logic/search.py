"""Whether a formula can be true: the search of Davis, Logemann and Loveland (1962) over the states of attributes.

A set of allowed states is kept for each variable. What must be true narrows them; what is still open is split in two.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from diagnose.kb.logic.formula import FALSE, TRUE, All, Any, AtLeast, Literal, Node, Variable, all_of, any_of, at_least

Table: TypeAlias = Mapping[Node, int]
"""By literal the states of its variable in which it is true."""


class BudgetError(Exception):
    """The search took more branches than it may."""


EFFORT = 50
"""Members of groups that may be looked at for each branch of the budget: a branch of a huge formula counts as many."""


class Search:
    """One search: ``table`` says where literals are true, ``budget`` how many branches of a usual size it may take."""

    __slots__ = ("branches", "budget", "effort", "table")

    def __init__(self, table: Table, budget: int) -> None:
        self.table = table
        self.budget = budget
        self.branches = 0
        self.effort = 0

    def model(self, node: Node, allowed: Mapping[Variable, int]) -> dict[Variable, int] | None:
        """States among the ``allowed`` ones, all of which make ``node`` true; None if none do.

        Raises:
            BudgetError: more branches were taken than may be.
        """
        masks = dict(allowed)
        left = self._narrowed(node, masks)
        if left is TRUE:
            return masks
        if left is FALSE:
            return None
        self.branches += 1
        if self.branches > self.budget or self.effort > EFFORT * max(self.budget, 400):
            raise BudgetError
        literal = _first_open(left)
        mask = self.table[literal]
        for states in (mask, ~mask):
            found = self.model(left, {**masks, literal.variable: masks[literal.variable] & states})
            if found is not None:
                return found
        return None

    def _narrowed(self, node: Node, masks: dict[Variable, int]) -> Node:
        """What is left of ``node`` after ``masks`` are narrowed by everything in it that must be true."""
        while True:
            rest: list[Node] = []
            for member in node.members if isinstance(node, All) else (node,):
                if not isinstance(member, Literal):
                    rest.append(member)
                    continue
                masks[member.variable] &= self.table[member]
                if not masks[member.variable]:
                    return FALSE
            if not rest:
                return TRUE
            node = self.simplified(all_of(rest), masks, {})
            if not any(isinstance(each, Literal) for each in (node.members if isinstance(node, All) else (node,))):
                return node

    def simplified(self, node: Node, masks: Mapping[Variable, int], known: dict[int, Node]) -> Node:
        """``node`` without what is settled by ``masks``; ``known`` holds what was simplified already."""
        if isinstance(node, Literal):
            allowed = masks[node.variable]
            true = allowed & self.table[node]
            if not true:
                return FALSE
            return TRUE if true == allowed else node
        found = known.get(id(node))
        if found is None:
            found = known[id(node)] = self._of_group(node, masks, known)
        return found

    def _of_group(self, node: All | Any | AtLeast, masks: Mapping[Variable, int], known: dict[int, Node]) -> Node:
        self.effort += len(node.members)
        members: list[Node] = []
        stop = FALSE if isinstance(node, All) else TRUE if isinstance(node, Any) else None
        for member in node.members:
            left = self.simplified(member, masks, known)
            if left is stop:
                return left
            members.append(left)
        if isinstance(node, AtLeast):
            return at_least(node.least, members)
        return all_of(members) if isinstance(node, All) else any_of([each for each in members if each is not FALSE])


def _first_open(node: Node) -> Literal:
    """The literal to split on: the first one of the narrowest choice."""
    while not isinstance(node, Literal):
        node = min(node.members, key=_width) if isinstance(node, All) else node.members[0]
    return node


def _width(node: Node) -> int:
    return 1 if isinstance(node, Literal) else len(node.members)
