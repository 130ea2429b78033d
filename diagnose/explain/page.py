"""The parts of a page of text: headings with indented lines below them."""

from __future__ import annotations

from collections.abc import Iterable

INDENT = "  "


def section(title: str, lines: Iterable[str]) -> list[str]:
    """``title`` with ``lines`` below it; nothing at all when there are no lines."""
    body = [INDENT + line for line in lines]
    return [title, *body] if body else []


def bullets(items: Iterable[str]) -> list[str]:
    """``items`` with a dash before each."""
    return [f"- {item}" for item in items]


def below(head: str, lines: Iterable[str]) -> list[str]:
    """``head`` as a bullet with ``lines`` under it."""
    return [f"- {head}", *(INDENT + line for line in lines)]


def page(*parts: list[str]) -> str:
    """The parts that are not empty, an empty line between them."""
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"
