"""What is written alike: the same test at two places means the same."""

from __future__ import annotations

from typing import Any, TypeAlias

from diagnose.errors import Location
from diagnose.nodes import Mapping, Node, Scalar, Sequence
from diagnose.rules.conditions import Applies, Known, Leaf, Test

Signature: TypeAlias = tuple[Any, ...]
"""How an operand is written, apart from its place; empty for one that holds conditions."""


def signature(operand: Node) -> Signature:
    """What ``operand`` says: a value, a list of values or a map of operators; empty for anything deeper."""
    if isinstance(operand, Scalar):
        return (operand.text, operand.quoted)
    parts: list[tuple[Any, ...]] = []
    if isinstance(operand, Sequence):
        for item in operand.items:
            if not isinstance(item, Scalar):
                return ()
            parts.append((item.text, item.quoted))
        return tuple(parts)
    for key, node in operand.entries:
        inner = () if isinstance(node, Mapping) else signature(node)
        if not inner:
            return ()
        parts.append((key.text, *inner))
    return (None, *parts)


def moved(leaf: Leaf, at: Location) -> Leaf:
    """``leaf`` at another place."""
    if isinstance(leaf, Test):
        return Test(leaf.attribute, leaf.operator, at)
    return (
        Known(leaf.attribute, leaf.wanted, at) if isinstance(leaf, Known) else Applies(leaf.attribute, leaf.wanted, at)
    )
