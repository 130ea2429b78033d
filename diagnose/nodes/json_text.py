"""JSON text to nodes: the standard parser reads it, and the places come from a walk over its tokens."""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from diagnose.errors import Finding, Location
from diagnose.nodes.builder import Builder, Refused
from diagnose.nodes.limits import INTAKE, Limits
from diagnose.nodes.source import decode, place
from diagnose.nodes.tree import Node
from diagnose.wording import worded

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]|[^\s,:\[\]{}"]+', re.DOTALL)


class _Written(str):
    """A number, as its text."""

    __slots__ = ()


class _Pairs(list[tuple[str, Any]]):
    """The entries of an object, duplicates included."""

    __slots__ = ()


def read_json(text: str | bytes, file: str, limits: Limits = INTAKE) -> tuple[Node | None, tuple[Finding, ...]]:
    """The node that JSON ``text`` holds, and what is wrong with it; None when it cannot be used at all.

    Strings become quoted scalars; numbers (kept as their text), ``true``, ``false`` and ``null`` plain ones.
    """
    clean, findings = decode(text, file, limits)
    if clean is None:
        return None, findings
    too_deep = _too_deep(clean, file, limits)
    if too_deep:
        return None, (*findings, too_deep)
    try:
        content = json.loads(
            clean, object_pairs_hook=_Pairs, parse_int=_Written, parse_float=_Written, parse_constant=_Written
        )
    except json.JSONDecodeError as error:
        return None, (*findings, _syntax(error, clean, file))
    except RecursionError:  # only with limits set far above the usual
        return None, (*findings, Finding("PB006", "lists and objects lie too deep inside each other", Location(file)))
    builder = Builder(file, limits)
    try:
        _Walk(clean, builder).value(content)
    except Refused:
        return None, (*findings, *builder.findings)
    return None if builder.spoilt else builder.root, (*findings, *builder.findings)


def _too_deep(text: str, file: str, limits: Limits) -> Finding | None:
    depth = 0
    for token in _TOKEN.finditer(text):
        if token[0] in "[{":
            depth += 1
            if depth > limits.depth:
                message = worded("lists and objects lie more than {limit} deep inside each other", limit=limits.depth)
                return Finding("PB006", message, place(text, token.start(), file), advice="flatten it")
        elif token[0] in "]}":
            depth -= 1
    return None


_WORDS = (
    ("Expecting property name", "a key in double quotes is expected"),
    ("Expecting ':'", "a colon is missing after the key"),
    ("Expecting ','", "a comma or a closing bracket is missing"),
    ("Expecting value", "a value is expected"),
    ("Unterminated string", "the quote opened here is never closed"),
    ("Invalid control character", "a text holds a line break or a control character"),
    ("Invalid \\", "a backslash begins an unknown escape"),
    ("Extra data", "text follows after the end"),
)
"""What the parser says, by how it begins, and what we say; the same on every Python."""


def _syntax(error: json.JSONDecodeError, text: str, file: str) -> Finding:
    if not text.strip():
        return Finding("PB004", "the text is empty", Location(file, 1, 1), advice="write an intake")
    offset = min(error.pos, len(text))
    rest, before = text[offset:].lstrip(), text[:offset].rstrip()
    message = next((ours for theirs, ours in _WORDS if error.msg.startswith(theirs)), "this is no JSON")
    if rest[:1] in ("}", "]") and before.endswith(","):
        offset, rest = len(before) - 1, ","
    if rest[:1] == "," and text[offset + 1 :].lstrip()[:1] in ("}", "]"):
        message = "a comma stands before a closing bracket"
    advice = "check commas, quotes and brackets here; JSON wants double quotes and no comma at the end of a list"
    return Finding("PB001", message, place(text, offset, file), advice=advice)


class _Walk:
    """Goes through what the parser read and its tokens side by side: both come in the order written."""

    def __init__(self, text: str, builder: Builder) -> None:
        self.tokens: Iterator[re.Match[str]] = _TOKEN.finditer(text)
        self.starts = [0, *(end.end() for end in re.finditer("\r\n|\n|\r", text))]
        self.builder = builder

    def value(self, content: Any) -> None:
        """One value with all it holds; as deep as the limits allow."""
        at = self._next()
        if isinstance(content, _Pairs):
            self.builder.open(at, is_mapping=True)
            for key, entry in content:
                self._scalar(key, True, self._next())
                self.value(entry)
            self._close()
        elif isinstance(content, list):
            self.builder.open(at, is_mapping=False)
            for item in content:
                self.value(item)
            self._close()
        elif isinstance(content, str) and not isinstance(content, _Written):
            self._scalar(content, True, at)
        else:
            self._scalar(_word(content), False, at)

    def _next(self) -> Location:
        offset = next(self.tokens).start()
        line = bisect_right(self.starts, offset)
        return Location(self.builder.file, line, offset - self.starts[line - 1] + 1)

    def _close(self) -> None:
        self._next()
        self.builder.close()

    def _scalar(self, text: str, quoted: bool, at: Location) -> None:
        if quoted and not text.isprintable() and any(_is_no_text(ch) for ch in text):
            self.builder.report("PB001", "an escape stands for a control character or half of one", at, "delete it")
            self.builder.spoilt = True
        if not quoted and text in ("NaN", "Infinity", "-Infinity"):
            message = worded("{text} is no number", text=text)
            self.builder.report("PB102", message, at, "leave the entry out, or write a finite number")
            self.builder.spoilt = True
        self.builder.scalar(text, quoted, at)


def _is_no_text(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") and character not in "\t\n\r"


def _word(content: object) -> str:
    if content is None:
        return "null"
    return str(content) if isinstance(content, _Written) else ("true" if content else "false")
