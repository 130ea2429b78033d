"""Nodes built step by step, with limits and with everything refused that a document may not hold."""

from __future__ import annotations

from dataclasses import dataclass, field

from diagnose.errors import Finding, Location, echo
from diagnose.nodes.limits import Limits
from diagnose.nodes.scalars import is_null
from diagnose.nodes.tree import Mapping, Node, Scalar, Sequence
from diagnose.wording import phrase, worded

MERGE = "<<"


class Refused(Exception):  # noqa: N818 - it ends the reading of one document and never leaves this package
    """Reading must stop here: what follows could only repeat the same finding or cost too much."""


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not been reached."""

    at: Location
    is_mapping: bool
    items: list[Node] = field(default_factory=list)
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)
    seen: dict[str, Location] = field(default_factory=dict)
    key: Scalar | None = None
    wants_key: bool = True
    skip_value: bool = False


class Builder:
    """Takes what a parser reads, in order; ``root`` is there at the end unless the document was ``spoilt``."""

    __slots__ = ("count", "file", "findings", "limits", "root", "spoilt", "stack")

    def __init__(self, file: str, limits: Limits) -> None:
        self.file = file
        self.limits = limits
        self.stack: list[_Open] = []
        self.findings: list[Finding] = []
        self.root: Node | None = None
        self.count = 0
        self.spoilt = False

    def scalar(self, text: str, quoted: bool, at: Location) -> None:
        """A scalar comes next."""
        self._count(at)
        if len(text) > self.limits.scalar:
            message = worded(
                "a text of {count} characters is longer than the limit of {limit}",
                count=len(text),
                limit=self.limits.scalar,
            )
            self.report("PB008", message, at, "keep the long text elsewhere and refer to it")
            self.spoilt = True
        self._place(Scalar(text, quoted, at))

    def open(self, at: Location, *, is_mapping: bool) -> None:
        """A list or mapping begins."""
        self._count(at)
        if len(self.stack) >= self.limits.depth:
            message = worded("lists and mappings lie more than {limit} deep inside each other", limit=self.limits.depth)
            self.report("PB006", message, at, "flatten it; is there a bracket too many?")
            raise Refused
        self.stack.append(_Open(at, is_mapping))

    def close(self) -> None:
        """The innermost list or mapping ends."""
        done = self.stack.pop()
        node: Node = Mapping(tuple(done.entries), done.at) if done.is_mapping else Sequence(tuple(done.items), done.at)
        self._place(node)

    def report(self, code: str, message: str, at: Location, advice: str, *related: tuple[Location, str]) -> None:
        """Keep a finding."""
        self.findings.append(Finding(code, message, at, advice=advice, related=related))

    @property
    def at_merge_value(self) -> bool:
        """Whether the next node belongs to the value of a merge key, which has been reported already."""
        keys = (part.key for part in self.stack)
        return any(key is not None and key.text == MERGE and not key.quoted for key in keys)

    def _count(self, at: Location) -> None:
        self.count += 1
        if self.count > self.limits.nodes:
            message = worded("the document has more than {limit} entries", limit=self.limits.nodes)
            self.report("PB008", message, at, "split it into several files")
            raise Refused

    def _place(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if not parent.is_mapping:
            parent.items.append(node)
        elif parent.wants_key:
            self._key(parent, node)
        else:
            if parent.key is not None and not parent.skip_value:
                parent.entries.append((parent.key, node))
            parent.key, parent.wants_key, parent.skip_value = None, True, False

    def _key(self, parent: _Open, node: Node) -> None:
        parent.wants_key = False
        if not isinstance(node, Scalar) or is_null(node):
            found = phrase("nothing") if isinstance(node, Scalar) else phrase("a list or a mapping")
            message = worded("a key must be a word, not {found}", found=found)
            self.report("PB013", message, node.at, "put it in quotes if it is a text")
            self.spoilt = True
            return
        parent.key = node
        if node.text == MERGE and not node.quoted:
            self.report("PB012", "merge keys (<<) are not read", node.at, "write the entries out")
            self.spoilt = True
        elif node.text in parent.seen:
            first = (parent.seen[node.text], "first written here")
            message = worded("duplicate key '{key}'", key=echo(node.text))
            self.report("PB010", message, node.at, "keep one of the two", first)
            parent.skip_value = True
        else:
            parent.seen[node.text] = node.at
