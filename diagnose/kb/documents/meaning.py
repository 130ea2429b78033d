"""What a document says, as one canonical text: not how or where it is written."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from json.encoder import encode_basestring as _quoted
from typing import Any

from pydantic import BaseModel

from diagnose.kb.documents.placed import PlacedText
from diagnose.nodes import Mapping, Scalar, Sequence
from diagnose.texts import Text

_ORDERED = "lines"
"""The one table of all documents whose order says something: the lines of support."""


def canonical(meaning: Any) -> str:
    """``meaning`` as JSON with sorted keys and no spaces; places and what stands for a default are left out.

    Written straight from nodes and models: by way of dictionaries it takes half as long again, and it runs for every
    part of every document. Plain scalars are by far the most and come first.
    """
    kind = type(meaning)
    if kind is Scalar:
        return _quoted(meaning.text)
    if kind is Mapping:
        pairs = [
            f"{_quoted(key.text)}:{_quoted(node.text) if type(node) is Scalar else canonical(node)}"
            for key, node in meaning.entries
        ]
        return f"{{{','.join(sorted(pairs))}}}"
    if kind is PlacedText or kind is Text:
        return f"{{{','.join([f'{_quoted(language)}:{_quoted(words)}' for language, words in meaning.by_language])}}}"
    if kind is tuple or kind is Sequence:
        return f"[{','.join([canonical(item) for item in (meaning if kind is tuple else meaning.items)])}]"
    if kind is str:
        return _quoted(meaning)
    return repr(meaning) if kind is float or kind is int else _rarer(meaning)


def _rarer(meaning: Any) -> str:
    """Parts of documents, tables, and what is left."""
    if isinstance(meaning, BaseModel):
        return _part(meaning)
    if isinstance(meaning, dict):
        return f"{{{','.join(sorted([f'{_quoted(key)}:{canonical(value)}' for key, value in meaning.items()]))}}}"
    return _quoted(meaning.isoformat()) if isinstance(meaning, date) else json.dumps(meaning)


def _part(part: BaseModel) -> str:
    """What was written of a document, or of a part of one."""
    values = part.__dict__
    pairs = []
    for name, default in _fields(type(part)):
        value = values[name]
        if value is default or (type(value) is type(default) and value == default):
            continue
        pairs.append(f'"{name}":{_quoted(value.text) if type(value) is Scalar else canonical(value)}')
        if name == _ORDERED:
            pairs.append(f'"order of {name}":{canonical(tuple(value))}')
    return f"{{{','.join(pairs)}}}"


@cache
def _fields(kind: type[BaseModel]) -> tuple[tuple[str, Any], ...]:
    """The fields of a kind of part, by name, with their defaults; places are no meaning."""
    return tuple((name, kind.model_fields[name].default) for name in sorted(kind.model_fields) if name != "at")
