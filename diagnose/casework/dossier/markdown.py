"""The page of a dossier as Markdown, in which nobody's words are more than words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from diagnose.explain.words import clean

LONGEST = 20_000
_ACTIVE = re.compile(r"([\\`*_\[\]<>~|&])")
_FIRST = re.compile(r"(#|[-+=](?=[\s=-]|$)|\d{1,9}(?=[.)](?:\s|$)))")


def markdown(page: Mapping[str, Any]) -> str:
    """``page`` as Markdown: a heading for each part, a list below it."""
    parts = [f"# {escaped(page['title'])}", *(_part(part) for part in page["parts"])]
    return "\n\n".join(parts) + "\n"


def _part(part: Mapping[str, Any]) -> str:
    lines = [f"{'  ' * line['level']}- {escaped(line['text'])}" for line in _nested(part["lines"])]
    return "\n".join([f"## {escaped(part['title'])}", "", *lines])


def _nested(lines: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """``lines``, none more than one level below the one before: deeper ones would be code."""
    found: list[Mapping[str, Any]] = []
    level = -1
    for line in lines:
        level = min(line["level"], level + 1)
        found.append({**line, "level": level})
    return found


def escaped(text: object) -> str:
    """``text`` on one line, with every mark escaped by which Markdown could do something."""
    line = _ACTIVE.sub(r"\\\1", clean(text, LONGEST))
    start = _FIRST.match(line)
    if start is None:
        return line
    return f"\\{line}" if not start[0].isdigit() else f"{start[0]}\\{line[start.end() :]}"
