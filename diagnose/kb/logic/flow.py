"""Plain data as YAML on one line, which our own reader and any other reads back as the same."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from diagnose.errors import Location
from diagnose.nodes import Scalar, is_ambiguous, is_null

_PLAIN = re.compile(r"[^\W_](?:[\w./+-]*\w)?(?: [\w.+-]*\w)*")
_NOWHERE = Location("")


def one_line(data: Any) -> str:
    """``data`` - texts, numbers, yes/no, lists and maps of them - in the flow style of YAML."""
    match data:
        case Mapping():
            return f"{{{', '.join(f'{one_line(key)}: {one_line(value)}' for key, value in data.items())}}}"
        case list() | tuple():
            return f"[{', '.join(map(one_line, data))}]"
        case bool():
            return "true" if data else "false"
        case float():
            return str(int(data)) if data.is_integer() and abs(data) < 1e15 else repr(data)
        case str():
            return _text(data)
        case _:
            return str(data)


def _text(text: str) -> str:
    scalar = Scalar(text, False, _NOWHERE)
    if _PLAIN.fullmatch(text) and not is_ambiguous(scalar) and not is_null(scalar):
        return text
    return f"""'{text.replace("'", "''")}'""" if text.isprintable() else json.dumps(text)
