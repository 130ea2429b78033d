"""Which text to take away, so that an item of a list or an entry of a mapping is gone with the comments about it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TypeAlias

from diagnose.nodes.written import Written, WrittenDocument, WrittenList, WrittenMapping

Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Element:
    """One of the things that stand side by side in a list or a mapping; ``spans`` are those of all of them."""

    flow: bool
    spans: tuple[Span, ...]
    index: int


class Removals:
    """Which text to take away for what begins at an offset of one document."""

    def __init__(self, document: WrittenDocument) -> None:
        self.document = document
        self._comments = [comment.start for comment in document.comments]
        self._alone = {document.lines.place(each.start)[0] for each in document.comments if each.alone}
        self._elements = self._by_start()

    def at(self, start: int) -> tuple[Span, ...]:
        """The spans to delete, so that what begins at ``start`` is gone; none if that would leave nothing beside it.

        Where an entry begins the item that it stands in, the entry is meant, unless it is alone there.
        """
        element = self._elements.get(start)
        if element is None:
            return ()
        return self._in_line(element) if element.flow else self._in_block(element)

    def _by_start(self) -> dict[int, _Element]:
        found: dict[int, _Element] = {}
        for node in self.document.walk():
            if isinstance(node, WrittenList):
                begins, spans = [item.start for item in node.items], self._items(node)
            elif isinstance(node, WrittenMapping):
                begins = [key.start for key, _ in node.entries]
                spans = tuple((key.start, max(key.end, value.end)) for key, value in node.entries)
            else:
                continue
            if len(spans) > 1:
                found |= {start: _Element(node.flow, spans, index) for index, start in enumerate(begins)}
        return found

    def _items(self, node: WrittenList) -> tuple[Span, ...]:
        if node.flow:
            return tuple((item.start, item.end) for item in node.items)
        spans: list[Span] = []
        position = node.start
        for item in node.items:
            dash = self._dash(position, item)
            spans.append((dash, max(item.end, dash + 1)))
            position = spans[-1][1]
        return tuple(spans)

    def _dash(self, start: int, item: Written) -> int:
        """The offset of the dash before ``item``: the first one that no comment holds."""
        position = self.document.text.find("-", start)
        for number in range(bisect_left(self._comments, start), bisect_left(self._comments, max(item.start, start))):
            comment = self.document.comments[number]
            if comment.start <= position < comment.end:
                position = self.document.text.find("-", comment.end)
        return position

    def _has_comment(self, start: int, end: int) -> bool:
        return bisect_left(self._comments, start) < bisect_left(self._comments, end)

    def _in_line(self, element: _Element) -> tuple[Span, ...]:
        """Between brackets: up to the next element, or from the end of the one before."""
        spans, index = element.spans, element.index
        last = index + 1 == len(spans)
        span = (spans[index - 1][1], spans[index][1]) if last else (spans[index][0], spans[index + 1][0])
        return () if self._has_comment(*span) else (span,)

    def _in_block(self, element: _Element) -> tuple[Span, ...]:
        """Whole lines; or up to the next element, where something else begins on the same line."""
        lines, (start, end) = self.document.lines, element.spans[element.index]
        first, _ = lines.place(start)
        if lines.text[lines.bounds(first)[0] : start].strip(" "):
            following = element.spans[element.index + 1 : element.index + 2]
            free = following and not self._has_comment(start, following[0][0])
            return ((start, following[0][0]),) if free else ()
        last, _ = lines.place(max(start, end - 1))
        top = self._with_comments_above(first) if element.index else first
        if last < len(lines.starts):
            return ((lines.bounds(top)[0], lines.starts[last]),)
        return ((lines.bounds(top - 1)[1] if top > 1 else 0, len(lines.text)),)

    def _with_comments_above(self, first: int) -> int:
        """The first of the lines of comments that stand directly above line ``first`` and are indented like it."""
        lines = self.document.lines
        indent = _indent(lines.line(first))
        while first - 1 in self._alone and _indent(lines.line(first - 1)) == indent:
            first -= 1
        return first


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
