"""Intakes of fixture cases, put together from defaults, earlier cases and changes, node by node.

``symptoms`` and ``facts`` are one mapping from attribute to value: whatever key a change uses, the attribute is
replaced where it stood. What came last keeps its place in the file, so that messages point at it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diagnose.nodes import Mapping, Node, Scalar, Sequence
from diagnose.vocabulary import BUILT_IN

REPORTED = ("symptoms", "facts")
"""The keys of an intake that hold attributes."""


def merged(base: Mapping, change: Mapping) -> Mapping:
    """``base`` with ``change`` laid over it, attribute by attribute; ``{remove: true}`` takes an entry away."""
    entries: dict[str, tuple[Scalar, Node]] = {key.text: (key, node) for key, node in base}
    for key, node in change:
        if key.text in REPORTED and _is_regular(node):
            _lay_attributes(entries, key, node)
        elif _is_removal(node):
            entries.pop(key.text, None)
        else:
            entries[key.text] = (key, node)
    return Mapping(tuple(entries.values()), change.at)


def with_values(base: Mapping, values: Iterable[tuple[Scalar, Node]]) -> Mapping:
    """``base`` with attributes, or fields of the intake's own, set to ``values``."""
    listed = tuple(values)
    own = tuple(pair for pair in listed if pair[0].text in BUILT_IN)
    held = tuple(pair for pair in listed if pair[0].text not in BUILT_IN)
    if held:
        own = (*own, (Scalar("symptoms", False, held[0][0].at), Mapping(held, held[0][1].at)))
    return merged(base, Mapping(own, base.at))


def same(one: Node | None, other: Node | None) -> bool:
    """Whether two nodes say the same, wherever they stand and in whatever order their keys are."""
    match one, other:
        case Scalar(), Scalar():
            return one.text == other.text and one.quoted == other.quoted
        case Sequence(), Sequence():
            pairs = zip(one.items, other.items, strict=False)
            return len(one.items) == len(other.items) and all(same(a, b) for a, b in pairs)
        case Mapping(), Mapping():
            keys = {key.text for key, _ in one}
            return keys == {key.text for key, _ in other} and all(same(one.get(key), other.get(key)) for key in keys)
        case _:
            return one is other


def canonical(node: Node | None) -> str:
    """One text for all nodes that say the same."""
    match node:
        case None:
            return ""
        case Scalar():
            return repr((node.text, node.quoted))
        case Sequence():
            return f"[{','.join(map(canonical, node.items))}]"
        case Mapping():
            return f"{{{','.join(sorted(f'{key.text!r}:{canonical(value)}' for key, value in node))}}}"


def facts_of(intake: Mapping) -> str:
    """One text for all intakes that report the same, under ``symptoms`` or ``facts`` and in whatever order."""
    entries = {key.text: node for key, node in intake}
    held = [pair for name in REPORTED if name in entries for pair in _attributes(entries[name])]
    rest = sorted(f"{name!r}:{canonical(node)}" for name, node in entries.items() if name not in REPORTED)
    return f"{sorted((name, _said(node)) for name, (_, node) in held)}{rest}"


def _said(node: Node) -> str:
    """What an attribute is reported to be, whether it stands in a map or as an item of a list."""
    item = node.items[0] if isinstance(node, Sequence) and _is_item(node) else None
    if isinstance(item, Mapping) and {key.text for key, _ in item} == {"attribute", "value"}:
        return canonical(item.get("value"))
    return canonical(node)


def count_of(intake: Mapping) -> int:
    """How many attributes ``intake`` reports."""
    return sum(1 for name in REPORTED if (node := intake.get(name)) is not None for _ in _attributes(node))


def removed_in_vain(base: Mapping, change: Mapping) -> Iterator[Scalar]:
    """The keys that ``change`` takes away although ``base`` does not have them."""
    held = {name for field in REPORTED if (node := base.get(field)) is not None for name, _ in _attributes(node)}
    for key, node in change:
        if key.text in REPORTED:
            yield from (name for text, (name, value) in _attributes(node) if _is_removal(value) and text not in held)
        elif _is_removal(node) and base.get(key.text) is None:
            yield key


def _is_regular(node: Node) -> bool:
    """Whether every part of ``node`` says which attribute it is about; what does not is for the intake to refuse."""
    if isinstance(node, Sequence):
        return all(isinstance(item, Scalar) or _names_attribute(item) for item in node.items)
    return isinstance(node, Mapping)


def _names_attribute(item: Node) -> bool:
    return isinstance(item, Mapping) and isinstance(item.get("attribute"), Scalar)


def _lay_attributes(entries: dict[str, tuple[Scalar, Node]], key: Scalar, change: Node) -> None:
    fields = {name: dict(_attributes(entries[name][1])) for name in REPORTED if name in entries}
    for attribute, (name, node) in _attributes(change):
        place = next((field for field in REPORTED if attribute in fields.get(field, {})), key.text)
        held = fields.setdefault(place, {})
        if _is_removal(node):
            held.pop(attribute, None)
        else:
            held[attribute] = (name, node)
    for field, held in fields.items():
        at = entries[field][0] if field in entries else Scalar(field, False, key.at)
        entries[field] = (at, _rebuilt(held, entries[field][1] if field in entries else change))


def _attributes(node: Node) -> Iterator[tuple[str, tuple[Scalar, Node]]]:
    """What ``symptoms`` or ``facts`` hold, in either of their forms, by attribute.

    An item of a list that is itself a mapping is kept whole under its attribute.
    """
    if isinstance(node, Mapping):
        for key, value in node:
            yield key.text, (key, value)
    elif isinstance(node, Sequence):
        for item in node.items:
            if isinstance(item, Scalar):
                yield item.text, (item, Scalar("true", False, item.at))
            elif isinstance(item, Mapping) and isinstance(name := item.get("attribute"), Scalar):
                yield name.text, (name, Sequence((item,), item.at))


def _rebuilt(held: dict[str, tuple[Scalar, Node]], like: Node) -> Node:
    entries = tuple(held.values())
    if not any(_is_item(node) for _, node in entries):
        return Mapping(entries, like.at)
    return Sequence(tuple(_item(name, node) for name, node in entries), like.at)


def _is_item(node: Node) -> bool:
    """Whether ``node`` is a whole item kept by :func:`_attributes`, rather than the value of a set attribute."""
    return isinstance(node, Sequence) and len(node.items) == 1 and isinstance(node.items[0], Mapping)


def _item(name: Scalar, node: Node) -> Node:
    if isinstance(node, Sequence) and _is_item(node):
        return node.items[0]
    at = name.at
    return Mapping(((Scalar("attribute", False, at), name), (Scalar("value", False, at), node)), at)


def _is_removal(node: Node) -> bool:
    if not isinstance(node, Mapping) or len(node.entries) != 1:
        return False
    key, value = node.entries[0]
    return key.text == "remove" and isinstance(value, Scalar) and value.text == "true" and not value.quoted
