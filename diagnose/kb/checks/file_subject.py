"""One file as a check of files sees it: its text and every scalar in it, whatever kind of document it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from diagnose.errors import Finding
from diagnose.nodes import Mapping, Node, Scalar


@dataclass(frozen=True, slots=True)
class FileSubject:
    """A file at ``path`` in the knowledge base ``folder``: its ``text``, and its ``root`` node."""

    path: Path
    folder: Path
    text: str
    root: Node

    @property
    def name(self) -> str:
        """The id of the playbook or conclusion that it holds; empty for other documents."""
        first = self.root.entries[0] if isinstance(self.root, Mapping) and self.root.entries else None
        if first is None or first[0].text not in ("playbook", "conclusion") or not isinstance(first[1], Scalar):
            return ""
        return first[1].text

    def scalars(self) -> Iterator[tuple[str, Scalar]]:
        """Every value that is no list and no mapping, in order, with the nearest key above it."""
        waiting: list[tuple[str, Node]] = [("", self.root)]
        while waiting:
            key, node = waiting.pop()
            if isinstance(node, Scalar):
                yield key, node
            elif isinstance(node, Mapping):
                waiting += [(name.text, entry) for name, entry in reversed(node.entries)]
            else:
                waiting += [(key, item) for item in reversed(node.items)]


FileCheck: TypeAlias = Callable[[FileSubject], Iterable[Finding]]
"""A check of one file at a time: what it finds depends on nothing but the file and what lies beside it."""
