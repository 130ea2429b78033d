"""A document written anew from its parts: lines with keys and dashes, and everything that hangs on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from diagnose.authoring.formatting.blocks import block_text, keeps_blank_lines
from diagnose.authoring.formatting.brackets import STEP, Brackets, scalar_text
from diagnose.authoring.formatting.comments import Comments, Unformattable
from diagnose.nodes.written import BLOCK, Comment, Written, WrittenDocument, WrittenList, WrittenMapping, WrittenScalar


@dataclass(slots=True)
class Part:
    """An entry or item as it will be written: what comes before it, and its lines. ``name`` is its key."""

    name: str
    before: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


class Printer:
    """Writes one document."""

    def __init__(self, document: WrittenDocument) -> None:
        self.document = document
        self.text = document.text
        self.comments = Comments(document)
        self.brackets = Brackets(document, self.comments)
        self.position = 0
        self.levels: list[tuple[int, int]] = []

    def print(self, order: Callable[[str], int]) -> str:
        """The whole text; the entries at the top come by ``order`` of their keys."""
        root = self.document.root
        if isinstance(root, WrittenScalar):
            raise Unformattable
        if root.flow:
            lines = [*self._lead(root.start, 0, inner=False), *self._value("", root, 0, 0)]
        else:
            parts = self._parts(root, 0)
            parts[-1].lines += self._lead(len(self.text), 1, inner=True)
            parts[1:] = sorted(parts[1:], key=lambda part: order(part.name))
            lines = [line for part in parts for line in (*part.before, *part.lines)]
        tail = self._lead(len(self.text), 0, inner=False)
        while tail and not tail[-1]:
            tail.pop()
        return "\n".join([*_without_empty_start(lines), *tail]) + "\n"

    def _parts(self, node: WrittenList | WrittenMapping, indent: int) -> list[Part]:
        """The entries or items of ``node``, whose lines are indented by ``indent``."""
        column = self._column(node.start)
        depth = len(self.levels)
        self.levels.append((column, indent))
        parts: list[Part] = []
        for key, value, start in self._elements(node):
            if parts:
                parts[-1].lines += self._lead(start, column + 1, inner=True)
            del self.levels[depth + 1 :]
            part = Part(key.value if key else "", self._lead(start, indent, inner=False))
            parts.append(part)
            head = "-" if key is None else self._key(key, indent) + ":"
            self.position = start + 1 if key is None else self._colon(key, value)
            part.lines += self._value(" " * indent + head, value, column, indent)
        return parts

    def _elements(self, node: WrittenList | WrittenMapping) -> Iterable[tuple[WrittenScalar | None, Written, int]]:
        if isinstance(node, WrittenMapping):
            for key, value in node.entries:
                if not isinstance(key, WrittenScalar) or "\n" in self.text[key.start : key.end]:
                    raise Unformattable
                yield key, value, key.start
            return
        for item in node.items:
            yield None, item, self._dash(item)

    def _dash(self, item: Written) -> int:
        """Where the dash of the next ``item`` stands: the first that no comment holds."""
        start = self.position
        for comment in self.comments.between(start, max(item.start, start)):
            dash = self.text.find("-", start, comment.start)
            if dash >= 0:
                return dash
            start = comment.end
        dash = self.text.find("-", start)
        if dash < 0:
            raise Unformattable
        return dash

    def _colon(self, key: WrittenScalar, value: Written) -> int:
        colon = self.text.find(":", key.end)
        if not key.end <= colon < max(value.start, key.end + 1) and value.end > value.start:
            raise Unformattable
        return colon + 1

    def _key(self, key: WrittenScalar, indent: int) -> str:
        if key.end <= key.start:
            raise Unformattable
        return scalar_text(self.document, key, indent)

    def _value(self, head: str, value: Written, column: int, indent: int) -> list[str]:
        """The lines of ``value`` behind ``head``, which is a key or a dash and was written at ``column``."""
        if isinstance(value, WrittenScalar) and value.end <= value.start:
            return [head + self._beside(max(value.end, self.position))]
        if isinstance(value, WrittenScalar) and value.style in BLOCK:
            return self._block(head, value, column, indent)
        between = self.comments.between(self.position, value.start)
        if isinstance(value, WrittenScalar) or value.flow:
            return self._inline(head, value, indent, between)
        return self._nested(head, value, indent, between)

    def _block(self, head: str, value: WrittenScalar, column: int, indent: int) -> list[str]:
        if self.comments.any(self.position, value.start):
            raise Unformattable
        header_end = self.text.find("\n", value.start)
        beside = self.comments.between(value.start, header_end)
        text = block_text(self.document, value, column, indent, self.comments.beside(beside[0]) if beside else "")
        self.position = value.until - 1 if keeps_blank_lines(self.document, value) else value.end
        return f"{head} {text}".split("\n")

    def _inline(self, head: str, value: Written, indent: int, between: tuple[Comment, ...]) -> list[str]:
        """A scalar or something in brackets: on the line of its head, unless comments stand between."""
        deeper = indent + STEP if between else indent
        if isinstance(value, WrittenScalar):
            text = scalar_text(self.document, value, indent)
        else:
            text = self.brackets.text(value, deeper)
        lines = self._after(head, between, indent + STEP)
        self.position = value.end
        text += self._beside(value.end)
        if between:
            lines.append(" " * deeper + text)
        else:
            lines[-1] += (" " if head else "") + text
        return "\n".join(lines).split("\n")

    def _nested(
        self, head: str, value: WrittenList | WrittenMapping, indent: int, between: tuple[Comment, ...]
    ) -> list[str]:
        """Lines of their own below the head; the first beside it if the head is a dash and nothing stands between."""
        compact = head.endswith("-") and not between
        lines = self._after(head, tuple(each for each in between if not each.alone), 0)
        if not compact:
            self.position = max([self.position, *(each.end for each in between if not each.alone)])
            self.position = self._line_end(self.position)
        parts = self._parts(value, indent + STEP)
        below = [line for part in parts for line in (*part.before, *part.lines)]
        if not compact:
            return [*lines, *_without_empty_start(below)]
        below = _without_empty_start(below)
        return [f"{head} {below[0].lstrip(' ')}", *below[1:]]

    def _line_end(self, position: int) -> int:
        end = self.text.find("\n", position)
        return position if end < 0 else end

    def _after(self, head: str, between: tuple[Comment, ...], indent: int) -> list[str]:
        """``head`` with the comments behind it: one beside it, the others below."""
        lines = [head]
        for comment in between:
            if comment.alone:
                lines.append(" " * indent + comment.text.rstrip())
            else:
                lines[-1] += self.comments.beside(comment)
        return lines

    def _beside(self, position: int) -> str:
        """The comment that follows on the line, if there is one."""
        end = self._line_end(position)
        found = self.comments.between(position, end if end > position else len(self.text))
        if not found or found[0].alone or "\n" in self.text[position : found[0].start]:
            self.position = max(position, self.position)
            return ""
        self.position = found[0].end
        return self.comments.beside(found[0])

    def _column(self, offset: int) -> int:
        return self.document.lines.place(offset)[1] - 1

    def _lead(self, start: int, column: int, *, inner: bool) -> list[str]:
        """The lines of comments and the single empty lines before ``start``.

        With ``inner`` only those at the beginning that are indented by ``column`` at least: they belong to what comes
        before, and stand as its lines do. Otherwise all of them, indented by ``column``.
        """
        lines: list[str] = []
        for comment in self.comments.taken(self.position, start, alone=True):
            at = self.comments.column(comment)
            if inner and at < column:
                break
            if self._gap(comment.start):
                lines.append("")
            deeper = next((indent for source, indent in reversed(self.levels) if source <= at), 0)
            lines.append(" " * (deeper if inner else column) + comment.text.rstrip())
            self.position = comment.end
        if not inner and self._gap(start):
            lines.append("")
        return lines

    def _gap(self, start: int) -> bool:
        """Whether an empty line stands between the last thing written and ``start``."""
        return self.text[self.position : start].count("\n") > 1


def _without_empty_start(lines: list[str]) -> list[str]:
    return next((lines[number:] for number, line in enumerate(lines) if line), [])
