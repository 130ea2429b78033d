"""Lists and mappings in brackets: one space after a comma and a colon, none inside the brackets, line breaks kept."""

from __future__ import annotations

from diagnose.authoring.formatting.comments import Comments, Unformattable
from diagnose.authoring.formatting.scalars import restyled
from diagnose.nodes.written import BLOCK, Written, WrittenDocument, WrittenList, WrittenMapping, WrittenScalar

STEP = 2
"""So many spaces go one level deeper."""


def scalar_text(document: WrittenDocument, scalar: WrittenScalar, indent: int) -> str:
    """A scalar that is no block; its further lines are indented deeper than ``indent``."""
    raw = document.text[scalar.start : scalar.end]
    if scalar.style in BLOCK:
        raise Unformattable
    if "\n" not in raw:
        return restyled(scalar, raw)
    first, *others = raw.split("\n")
    deeper = " " * (indent + STEP)
    return "\n".join(
        [first.rstrip(" \t"), *(deeper + line.strip(" \t") if line.strip(" \t") else "" for line in others)]
    )


class Brackets:
    """Writes what stands in brackets."""

    def __init__(self, document: WrittenDocument, comments: Comments) -> None:
        self.document = document
        self.comments = comments

    def text(self, node: Written, indent: int) -> str:
        """``node``, which lies in brackets or is a pair of them, on a line that is indented by ``indent``."""
        match node:
            case WrittenScalar():
                return scalar_text(self.document, node, indent)
            case WrittenList(flow=True, items=items):
                return self._between("[", "]", node, [(item,) for item in items], indent)
            case WrittenMapping(flow=True, entries=entries):
                return self._between("{", "}", node, list(entries), indent)
            case _:
                raise Unformattable

    def _between(
        self,
        opening: str,
        closing: str,
        node: WrittenList | WrittenMapping,
        elements: list[tuple[Written, ...]],
        indent: int,
    ) -> str:
        parts = [opening]
        position = node.start + 1
        broken = False
        for number, element in enumerate(elements):
            gap, fresh = self._gap(position, element[0].start, indent + STEP)
            broken = broken or fresh
            comma = "," if number else ""
            parts += [comma, gap if fresh else gap or (" " if number else "")]
            parts.append(self._element(element, indent + STEP if broken else indent))
            position = max(element[-1].end, element[0].end)
        gap, fresh = self._gap(position, node.end - 1, indent + STEP, closing_at=indent)
        return "".join([*parts, gap if fresh else "", closing])

    def _gap(self, start: int, end: int, indent: int, closing_at: int | None = None) -> tuple[str, bool]:
        """What stands between two things beside commas: comments and a line break, if there is one."""
        if "\n" not in self.document.text[start:end]:
            return "", False
        lines = [self.comments.beside(comment) for comment in self.comments.taken(start, end, alone=False)]
        lines += [f"\n{' ' * indent}{each.text.rstrip()}" for each in self.comments.taken(start, end, alone=True)]
        return "".join(lines) + "\n" + " " * (indent if closing_at is None else closing_at), True

    def _element(self, element: tuple[Written, ...], indent: int) -> str:
        if len(element) == 1:
            return self.text(element[0], indent)
        key, value = element
        if not isinstance(key, WrittenScalar) or value.end <= value.start or self.comments.any(key.end, value.start):
            raise Unformattable
        return f"{self.text(key, indent)}: {self.text(value, indent)}"
