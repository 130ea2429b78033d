"""From the places of pydantic (keys and indices) to nodes, models and back."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, get_args, get_origin

from diagnose.kb.documents.model import AT, KEY, DocumentPart
from diagnose.nodes import Mapping, Node, Scalar, Sequence

Path: TypeAlias = tuple[str | int, ...]


def node_at(root: Node, path: Path) -> Node:
    """The node at ``path``, or the nearest one above it."""
    node = root
    for part in path:
        inner = node.get(str(part)) if isinstance(node, Mapping) else None
        if isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            inner = node.items[part]
        if inner is None:
            return node
        node = inner
    return node


def key_at(root: Node, path: Path) -> Scalar | None:
    """The key that ends ``path``."""
    parent = node_at(root, path[:-1])
    if not isinstance(parent, Mapping):
        return None
    return next((key for key, _ in parent if key.text == path[-1]), None)


def written(path: Path) -> str:
    """``plan[0].do`` and the like."""
    shown = ""
    for part in path:
        if part not in (AT, KEY):
            shown += f"[{part}]" if isinstance(part, int) else f".{part}"
    return shown.removeprefix(".")


@dataclass(frozen=True, slots=True)
class Repair:
    """What to do about faulty places: ``left_out``, ``replaced`` by other nodes, or ``renamed`` keys."""

    left_out: frozenset[Path] = frozenset()
    replaced: AnyMapping[Path, Node] = field(default_factory=dict)
    renamed: AnyMapping[Path, str] = field(default_factory=dict)

    def of(self, node: Node, here: Path = ()) -> Node | None:
        """``node`` repaired; None when nothing is left of it."""
        if here in self.left_out:
            return None
        if here in self.replaced:
            return self.replaced[here]
        if isinstance(node, Sequence):
            items = (self.of(item, (*here, index)) for index, item in enumerate(node.items))
            return Sequence(tuple(item for item in items if item is not None), node.at)
        if isinstance(node, Mapping):
            entries = ((self._key(key, here), self.of(entry, (*here, key.text))) for key, entry in node.entries)
            return Mapping(tuple((key, entry) for key, entry in entries if entry is not None), node.at)
        return node

    def _key(self, key: Scalar, here: Path) -> Scalar:
        name = self.renamed.get((*here, key.text))
        return key if name is None else Scalar(name, key.quoted, key.at)


@dataclass(frozen=True, slots=True)
class Part:
    """A model inside a document: ``table`` for a table of such, whose next step is a key."""

    model: type[DocumentPart]
    table: bool = False


def keys_of(model: type[DocumentPart]) -> dict[str, Part | None]:
    """The keys that ``model`` takes, with the model below each, if any."""
    return {
        field.alias or name: _part(field.annotation)
        for name, field in model.model_fields.items()
        if field.alias not in (AT, KEY)
    }


def model_at(root: type[DocumentPart], path: Path) -> type[DocumentPart]:
    """The model that reads the mapping at ``path``."""
    model, in_table = root, False
    for part in path:
        if in_table:
            in_table = False
        elif isinstance(part, str):
            below = keys_of(model).get(part)
            if below is None:
                return model
            model, in_table = below.model, below.table
    return model


def homes(root: type[DocumentPart], name: str) -> Iterator[str]:
    """Where in a document of kind ``root`` the key ``name`` may stand, as paths of keys."""
    for key, part in keys_of(root).items():
        if part is not None:
            if name in keys_of(part.model):
                yield key
            yield from (f"{key}.{deeper}" for deeper in homes(part.model, name))


def _part(annotation: Any) -> Part | None:
    if isinstance(annotation, type) and issubclass(annotation, DocumentPart):
        return Part(annotation)
    for argument in get_args(annotation):
        found = _part(argument)
        if found is not None:
            return Part(found.model, get_origin(annotation) is dict)
    return None
