"""Explanations as plain data, ready for JSON."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from diagnose.errors import Location
from diagnose.facts import Version
from diagnose.rules.conditions import AllOf, AnyOf, Applies, Count, Known, NoneOf, Test
from diagnose.texts import Text


def plain(value: Any) -> Any:
    """``value`` as numbers, strings, lists and dictionaries; numbers rounded to nine decimals, sets sorted."""
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | str():
            return value
        case float():
            return round(value, 9)
        case frozenset():
            return sorted(plain(each) for each in value)
        case tuple() | list():
            return [plain(each) for each in value]
        case _:
            return _object(value)


def _object(value: Any) -> Any:
    match value:
        case datetime():
            return value.isoformat()
        case Version() | Location():
            return str(value)
        case Text():
            return value.to_data()
        case Test() | Known() | Applies() | AllOf() | AnyOf() | NoneOf() | Count():
            return value.written
        case _ if is_dataclass(value):
            return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
        case _:
            raise TypeError(f"{type(value).__name__} has no form as plain data")
