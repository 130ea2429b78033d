"""Plain data as YAML on one line, such that every reader of YAML reads the same back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from diagnose.errors import Location
from diagnose.nodes.scalars import is_ambiguous, is_null
from diagnose.nodes.tree import Scalar

_SAFE = re.compile(r"[^\W\d_](?:[\w./ -]*[\w.-])?")
"""Words that mean nothing else wherever they stand."""

_NOWHERE = Location("")


def flow(content: object) -> str:
    """``content`` (mappings, sequences, texts, numbers, true and false) as flow YAML on one line."""
    if isinstance(content, Mapping):
        return "{" + ", ".join(f"{flow(key)}: {flow(value)}" for key, value in content.items()) + "}"
    if isinstance(content, str):
        return quoted(content)
    if isinstance(content, Sequence):
        return "[" + ", ".join(flow(item) for item in content) + "]"
    if isinstance(content, bool):
        return "true" if content else "false"
    if isinstance(content, float) and content.is_integer() and abs(content) < 1e15:
        return str(int(content))
    return str(content)


def quoted(text: str) -> str:
    """``text`` as a scalar: plain where it can only be read as that text, else in quotes."""
    plain = Scalar(text, False, _NOWHERE)
    safe = _SAFE.fullmatch(text) and not is_ambiguous(plain) and not is_null(plain)
    return text if safe else in_quotes(text)


def in_quotes(text: str) -> str:
    """``text`` as a scalar in quotes."""
    if text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(each if each.isprintable() else f"\\U{ord(each):08x}" for each in escaped) + '"'
