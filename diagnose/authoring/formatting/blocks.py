"""Texts after `|` and `>`: their lines move with the whole, and nothing else about them changes."""

from __future__ import annotations

import re

from diagnose.authoring.formatting.brackets import STEP
from diagnose.authoring.formatting.comments import Unformattable
from diagnose.nodes.written import WrittenDocument, WrittenScalar

_HEADER = re.compile(r"([|>])([-+0-9]*)")


def block_text(document: WrittenDocument, scalar: WrittenScalar, column: int, indent: int, beside: str) -> str:
    """A block under something that was written at ``column`` and is now indented by ``indent``.

    ``beside`` is the comment that follows its sign.
    """
    keeps = keeps_blank_lines(document, scalar)
    header, _, rest = document.text[scalar.start : scalar.until if keeps else scalar.end].partition("\n")
    found = _HEADER.match(header)
    if found is None:
        raise Unformattable
    digits = "".join(sign for sign in found[2] if sign.isdigit())
    chomping = "".join(sign for sign in found[2] if sign in "+-")
    lines = rest.split("\n") if rest else []
    if keeps and lines and not lines[-1]:
        lines.pop()
    first = next((line for line in lines if line.strip(" ")), "")
    written = column + int(digits) if digits else len(first) - len(first.lstrip(" "))
    sign = found[1] + (str(STEP) if digits else "") + chomping
    deeper = " " * (indent + STEP)
    moved = [deeper + line[written:] if line[written:] else "" for line in lines]
    return "\n".join([sign + beside, *moved])


def keeps_blank_lines(document: WrittenDocument, scalar: WrittenScalar) -> bool:
    """Whether the blank lines after the block belong to it."""
    found = _HEADER.match(document.text, scalar.start)
    return found is not None and "+" in found[2]
