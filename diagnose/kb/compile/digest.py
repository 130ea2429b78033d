"""The digest of a knowledge base: what its documents mean, not how or where they are written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from json.encoder import encode_basestring as _quoted
from typing import Any

from diagnose.kb.compile.python_rules import PythonRuleClass
from diagnose.kb.documents import DocumentPart, SupportDocument
from diagnose.nodes import Mapping as MappingNode
from diagnose.nodes import Scalar, Sequence
from diagnose.texts import Text


class Digest:
    """Grows with every document that takes part; fixture cases do not.

    The order of keys, formatting, comments and file names do not count. Documents come in order of kind and id.
    """

    def __init__(self, documents: Iterable[DocumentPart]) -> None:
        self._total = hashlib.sha256()
        for document in documents:
            self.add(document)

    def add(self, document: DocumentPart) -> None:
        """Take in one document."""
        self._total.update(_line(document))

    def add_python(self, rules: PythonRuleClass) -> None:
        """Take in what a class of Python rules declares; its code is known by its ``revision`` alone."""
        self._total.update(_line(("python", rules.name, rules.revision, rules.reads, rules.sets)))

    @property
    def text(self) -> str:
        """The SHA-256, in hexadecimal."""
        return self._total.hexdigest()


def _line(meaning: object) -> bytes:
    return _written(meaning).encode() + b"\n"


def _written(meaning: Any) -> str:
    """``meaning`` as canonical JSON, without places: keys sorted, no spaces, nothing that stands for a default.

    Written straight from the documents: by way of dictionaries it takes three times as long, and it runs for every
    part of every document. Plain scalars are by far the most and come first.
    """
    kind = type(meaning)
    if kind is Scalar:
        return _quoted(meaning.text)
    if kind is MappingNode:
        pairs = [
            f"{_quoted(key.text)}:{_quoted(node.text) if type(node) is Scalar else _written(node)}"
            for key, node in meaning.entries
        ]
        return f"{{{','.join(sorted(pairs))}}}"
    if kind is Text:
        return f"{{{','.join([f'{_quoted(language)}:{_quoted(words)}' for language, words in meaning.by_language])}}}"
    if kind is tuple or kind is Sequence:
        return f"[{','.join([_written(item) for item in (meaning if kind is tuple else meaning.items)])}]"
    if kind is str:
        return _quoted(meaning)
    if kind is float or kind is int:
        return repr(meaning)
    return _rarer(meaning)


def _rarer(meaning: Any) -> str:
    """Parts of documents, tables, and what is left."""
    if isinstance(meaning, DocumentPart):
        return _part(meaning)
    if isinstance(meaning, dict):
        return f"{{{','.join(sorted([f'{_quoted(key)}:{_written(value)}' for key, value in meaning.items()]))}}}"
    return _quoted(meaning.isoformat()) if isinstance(meaning, date) else json.dumps(meaning)


def _part(part: DocumentPart) -> str:
    """What was written of a document, or of a part of one."""
    values = part.__dict__
    pairs = []
    for name, default in _fields(type(part)):
        value = values[name]
        if value is not default and (type(value) is not type(default) or value != default):
            pairs.append(f'"{name}":{_quoted(value.text) if type(value) is Scalar else _written(value)}')
    if isinstance(part, SupportDocument):
        pairs.append(f'"order of lines":{_written(tuple(part.lines))}')
    return f"{{{','.join(pairs)}}}"


@lru_cache(maxsize=None)
def _fields(kind: type[DocumentPart]) -> tuple[tuple[str, Any], ...]:
    """The fields of a kind of part, by name, with their defaults; places are no meaning."""
    return tuple((name, kind.model_fields[name].default) for name in sorted(kind.model_fields) if name != "at")
