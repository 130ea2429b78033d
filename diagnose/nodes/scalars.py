"""What the text of a plain scalar stands for, once somebody knows which type is wanted."""

from __future__ import annotations

import math
import re
from datetime import date, datetime

from diagnose.nodes.tree import Mapping, Node, Scalar
from diagnose.wording import phrase, worded

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?", re.ASCII)
_DURATION = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,9})?) ?(s|min|h|d)", re.ASCII)
_SECONDS = {"s": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0}
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_INSTANT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)"
    r"(?: ?([Zz]|[-+][0-9]{2}(?::?[0-9]{2})?))?",
    re.ASCII,
)
_AMBIGUOUS = re.compile(
    r"(?:y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF|true|True|TRUE|false|False|FALSE)"
    r"|[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|[-+]?\.[0-9]+|0[xX][0-9a-fA-F]+|0o[0-7]+"
    r"|[-+]?[0-9]+(?::[0-5]?[0-9])+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
    re.ASCII,
)
LONGEST = 36_525 * 86_400.0
"""Seconds in a hundred years: no duration is longer."""


def is_null(node: object) -> bool:
    """Whether ``node`` is a bare null: nothing, ``~`` or ``null`` without quotes."""
    return isinstance(node, Scalar) and not node.quoted and node.text in _NULLS


def is_ambiguous(scalar: Scalar) -> bool:
    """Whether readers of YAML disagree on what a plain scalar is: ``no``, ``1.10``, ``0123``, ``12:30``, a date."""
    return not scalar.quoted and _AMBIGUOUS.fullmatch(scalar.text) is not None


def as_bool(scalar: Scalar) -> bool | None:
    """The yes/no that ``scalar`` stands for; plain ``true`` and ``false`` alone do."""
    return None if scalar.quoted else {"true": True, "false": False}.get(scalar.text)


def as_number(scalar: Scalar) -> float | None:
    """The finite decimal number that a plain scalar stands for."""
    if scalar.quoted or len(scalar.text) > 400 or not _NUMBER.fullmatch(scalar.text):
        return None
    number = float(scalar.text)
    return number if math.isfinite(number) else None


def as_duration(text: str) -> float | None:
    """Seconds in ``90 s``, ``5 min``, ``3 h`` or ``2 d``, at most a hundred years."""
    match = _DURATION.fullmatch(text)
    if match is None:
        return None
    seconds = float(match[1]) * _SECONDS[match[2]]
    return seconds if seconds <= LONGEST else None


def as_date(text: str) -> date | None:
    """The day in ``2026-11-22``, from 1900 to 2199."""
    if not _DATE.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2199 else None


def as_instant(text: str) -> datetime | None:
    """The moment in ``2026-11-22T09:30+03:00``, from 1900 to 2199; without an offset it comes back naive."""
    match = _INSTANT.fullmatch(text)
    if match is None:
        return None
    offset = (match[3] or "").replace("z", "Z")
    try:
        moment = datetime.fromisoformat(f"{match[1]}T{match[2]}{offset}")
    except ValueError:
        return None
    return moment if 1900 <= moment.year <= 2199 else None


def kind_of(node: Node) -> str:
    """What ``node`` is, in words for a message: "a list", "the text 'x'", "nothing"."""
    if not isinstance(node, Scalar):
        return phrase("a mapping") if isinstance(node, Mapping) else phrase("a list")
    return phrase("nothing (null)") if is_null(node) else _kind_of_scalar(node)


def _kind_of_scalar(scalar: Scalar) -> str:
    if as_bool(scalar) is not None:
        return worded("the yes/no {text}", text=scalar.text)
    if as_number(scalar) is not None:
        return worded("the number {text}", text=scalar.text[:40])
    return phrase("a text in quotes") if scalar.quoted else phrase("a text")
