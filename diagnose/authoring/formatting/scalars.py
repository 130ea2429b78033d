"""How a scalar is written: plain where that reads the same everywhere, else in single quotes."""

from __future__ import annotations

import re

from diagnose.errors import Location
from diagnose.nodes import Scalar, as_bool, as_number, is_ambiguous, is_null
from diagnose.nodes.written import WrittenScalar

_NOWHERE = Location("")
_SAFE = re.compile(r"[^\W\d_](?:[\w ./()+%-]*[\w.)%+])?")
"""Texts that read the same with and without quotes wherever they stand, between brackets too."""


def restyled(scalar: WrittenScalar, raw: str) -> str:
    """``raw``, the text of a scalar on one line, with the quotes it needs."""
    if not scalar.style:
        return raw
    value = scalar.value
    if not value.isprintable():
        return raw
    if _SAFE.fullmatch(value) and not means_more(value):
        return value
    if "'" in value and '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def means_more(text: str) -> bool:
    """Whether ``text`` without quotes is, or may be taken for, something else than a text."""
    plain = Scalar(text, False, _NOWHERE)
    return is_ambiguous(plain) or is_null(plain) or as_bool(plain) is not None or as_number(plain) is not None
