"""Where everything in a YAML text begins and ends, comments included: what a change of the text needs to know."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from diagnose.nodes.limits import DOCUMENT, Limits

_LOADER: Any = getattr(yaml, "CLoader", yaml.SafeLoader)
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_COMMENT = re.compile("#[^\n\r\x85\u2028\u2029]*")
_BLANK = " \t\r\n\x85\u2028\u2029"
BLOCK = frozenset("|>")
"""The styles of scalars that stand on lines of their own."""
_HEADER = re.compile("[|>][-+0-9]*[ \t]+(#[^\n\r\x85\u2028\u2029]*)")


@dataclass(frozen=True, slots=True)
class WrittenScalar:
    """A scalar: what it says, how it is written (`'`, `"`, `|`, `>` or plain, which is empty), and its offsets.

    ``until`` is where the parser sees its end: behind the blank lines that follow a block.
    """

    value: str
    style: str
    start: int
    end: int
    until: int


@dataclass(frozen=True, slots=True)
class WrittenList:
    """A list, in brackets (``flow``) or with dashes; ``start`` and ``end`` are offsets."""

    items: tuple[Written, ...]
    flow: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class WrittenMapping:
    """Keys with their values, in braces (``flow``) or on lines of their own; ``start`` and ``end`` are offsets."""

    entries: tuple[tuple[Written, Written], ...]
    flow: bool
    start: int
    end: int


Written: TypeAlias = WrittenScalar | WrittenList | WrittenMapping
"""Anything that a document holds, with the offsets at which its text begins and ends."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment from its ``#`` to the end of its line; ``alone`` when nothing else stands on the line."""

    text: str
    start: int
    end: int
    alone: bool


class Lines:
    """The lines of ``text``, as YAML counts them; lines and columns count from 1, offsets from 0."""

    __slots__ = ("starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = (0, *(end.end() for end in _BREAK.finditer(text)))

    def offset(self, line: int, column: int) -> int:
        """The offset of a place; of the nearest one, where there is none such."""
        if line > len(self.starts):
            return len(self.text)
        start, end = self.bounds(line)
        return min(start + max(column, 1) - 1, end)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of ``offset``."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def bounds(self, line: int) -> tuple[int, int]:
        """Where ``line`` begins and ends, its line end not counted."""
        start = self.starts[line - 1]
        if line == len(self.starts):
            return start, len(self.text)
        end = self.starts[line]
        return start, end - (2 if self.text[end - 2 : end] == "\r\n" else 1)

    def line(self, number: int) -> str:
        """The text of line ``number``; empty where there is none such."""
        if not 0 < number <= len(self.starts):
            return ""
        start, end = self.bounds(number)
        return self.text[start:end]


@dataclass(frozen=True, slots=True)
class WrittenDocument:
    """A text that holds one plain document: all of it, with its comments in order and its lines."""

    text: str
    root: Written
    comments: tuple[Comment, ...]
    lines: Lines

    def walk(self) -> Iterator[Written]:
        """Everything in the document, in order of where it begins; what holds others comes before them."""
        waiting: list[Written] = [self.root]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(parts(node))

    def ends(self) -> dict[int, int]:
        """By the offset at which something begins: where it ends. A key counts before the mapping that it begins."""
        found = {comment.start: comment.end for comment in self.comments}
        for node in self.walk():
            if isinstance(node, WrittenScalar) or node.flow:
                found[node.start] = max(node.end, node.start)
        return found


def parts(node: Written) -> list[Written]:
    """What ``node`` holds, keys and values alternating."""
    match node:
        case WrittenList(items=items):
            return list(items)
        case WrittenMapping(entries=entries):
            return [part for entry in entries for part in entry]
        case _:
            return []


def read_written(text: str, limits: Limits = DOCUMENT) -> WrittenDocument | None:
    """How ``text``, which has no byte order mark, is written.

    None for what is no YAML, has tags, anchors or aliases, holds no document or several, or goes beyond ``limits``.
    """
    if len(text) > limits.file:
        return None
    reading = _Reading(text, limits)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if not reading.take(event):
                return None
    except (yaml.YAMLError, ValueError, OverflowError):
        return None
    if reading.root is None:
        return None
    lines = Lines(text)
    return WrittenDocument(text, reading.root, tuple(_comments(text, reading.scalars, lines)), lines)


@dataclass(slots=True)
class _Open:
    start: int
    is_mapping: bool
    flow: bool
    items: list[Written] = field(default_factory=list)


class _Reading:
    """Puts together what the parser reads."""

    def __init__(self, text: str, limits: Limits) -> None:
        self.text = text
        self.limits = limits
        self.stack: list[_Open] = []
        self.scalars: list[WrittenScalar] = []
        self.root: Written | None = None
        self.count = 0

    def take(self, event: Any) -> bool:
        """Take in one event; False when the document is not one that is plainly written."""
        kind = type(event)
        if kind is yaml.AliasEvent or getattr(event, "anchor", None) or getattr(event, "tag", None):
            return False
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            flow = self.text[event.start_mark.index] == ("{" if kind is yaml.MappingStartEvent else "[")
            self.stack.append(_Open(event.start_mark.index, kind is yaml.MappingStartEvent, flow))
            return self._counted() and len(self.stack) <= self.limits.depth
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._close(event.end_mark.index)
        return kind is not yaml.DocumentStartEvent or self.root is None

    def _counted(self) -> bool:
        self.count += 1
        return self.count <= self.limits.nodes

    def _scalar(self, event: Any) -> bool:
        start, until = event.start_mark.index, event.end_mark.index
        style = event.style or ""
        end = start + len(self.text[start:until].rstrip(_BLANK)) if style in BLOCK else until
        scalar = WrittenScalar(event.value, style, start, end, until)
        self.scalars.append(scalar)
        self._place(scalar)
        return self._counted()

    def _close(self, end: int) -> None:
        done = self.stack.pop()
        if not done.flow:
            end = done.items[-1].end if done.items else done.start
        if done.is_mapping:
            pairs = zip(done.items[::2], done.items[1::2], strict=True)
            self._place(WrittenMapping(tuple(pairs), done.flow, done.start, end))
        else:
            self._place(WrittenList(tuple(done.items), done.flow, done.start, end))

    def _place(self, node: Written) -> None:
        if self.stack:
            self.stack[-1].items.append(node)
        else:
            self.root = node


def _comments(text: str, scalars: list[WrittenScalar], lines: Lines) -> Iterator[Comment]:
    """Every comment: what begins with ``#`` and lies in no scalar."""
    if "#" not in text:
        return
    before = 0
    for scalar in scalars:
        yield from _between(lines, before, scalar.start)
        header = _HEADER.match(text, scalar.start) if scalar.style in BLOCK else None
        if header:
            yield Comment(header[1], header.start(1), header.end(1), alone=False)
        before = max(before, scalar.end)
    yield from _between(lines, before, len(text))


def _between(lines: Lines, start: int, end: int) -> Iterator[Comment]:
    for found in _COMMENT.finditer(lines.text, start, end):
        line = lines.starts[bisect_right(lines.starts, found.start()) - 1]
        yield Comment(found[0], found.start(), found.end(), not lines.text[line : found.start()].strip())
