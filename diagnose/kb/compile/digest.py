"""The digest of a knowledge base: what its documents mean, not how or where they are written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date
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
        self._total.update(_line(["python", rules.name, rules.revision, rules.reads, rules.sets]))

    @property
    def text(self) -> str:
        """The SHA-256, in hexadecimal."""
        return self._total.hexdigest()


_ENCODE = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def _line(meaning: object) -> bytes:
    return _ENCODE(_plain(meaning)).encode() + b"\n"


def _plain(meaning: Any) -> Any:
    """``meaning`` as JSON can hold it, without places; what needs no turning is by far the most and goes first."""
    kind = type(meaning)
    if kind is Scalar:
        return meaning.text
    if kind is MappingNode:
        return {key.text: node.text if type(node) is Scalar else _plain(node) for key, node in meaning.entries}
    if kind is Sequence:
        return [node.text if type(node) is Scalar else _plain(node) for node in meaning.items]
    if kind is Text:
        return dict(meaning.by_language)
    if kind is tuple or kind is list:
        return [_plain(item) for item in meaning]
    if kind is dict:
        return {key: _plain(value) for key, value in meaning.items()}
    if isinstance(meaning, DocumentPart):
        return _part(meaning)
    return meaning.isoformat() if kind is date else meaning


def _part(part: DocumentPart) -> dict[str, Any]:
    """The keys of a document that were written, with what they say."""
    values = part.__dict__
    plain: dict[str, Any] = {}
    for name in part.model_fields_set:
        value = values[name]
        if name != "at":
            plain[name] = value if type(value) in _AS_THEY_ARE else _plain(value)
    if isinstance(part, SupportDocument):
        plain["order of lines"] = list(part.lines)
    return plain


_AS_THEY_ARE = frozenset((str, int, float, bool, type(None)))
