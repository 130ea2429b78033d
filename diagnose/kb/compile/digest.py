"""The digest of a knowledge base: what its documents mean, not how or where they are written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from diagnose.kb.compile.python_rules import PythonRuleClass
from diagnose.kb.compile.sorted_documents import Documents
from diagnose.kb.documents import ConclusionDocument, DocumentPart, PlaybookDocument, SupportDocument
from diagnose.nodes import Mapping as MappingNode
from diagnose.nodes import Scalar, Sequence
from diagnose.texts import Text


def digest_of(documents: Documents, python: Iterable[PythonRuleClass], *, drafts: bool) -> str:
    """The SHA-256, in hexadecimal, of everything that takes part; fixture cases do not.

    Documents count in order of kind and id. The order of keys, formatting, comments and file names do not count.
    """
    total = hashlib.sha256()
    for kind in (documents.settings, documents.vocabularies, documents.supports):
        for document in kind:
            total.update(_line(document))
    rules: tuple[ConclusionDocument | PlaybookDocument, ...] = (*documents.conclusions, *documents.playbooks)
    for each in rules:
        if drafts or each.status != "draft":
            total.update(_line(each))
    for python_class in python:
        total.update(_line(["python", python_class.name, python_class.revision, python_class.reads, python_class.sets]))
    return total.hexdigest()


def _line(meaning: object) -> bytes:
    canonical = json.dumps(_plain(meaning), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return canonical.encode() + b"\n"


def _plain(meaning: Any) -> Any:
    """``meaning`` as JSON can hold it, without places."""
    turn = _TURNS.get(type(meaning))
    if turn is not None:
        return turn(meaning)
    return _part(meaning) if isinstance(meaning, DocumentPart) else meaning


def _part(part: DocumentPart) -> dict[str, Any]:
    """The keys of a document that were written, with what they say."""
    written = part.model_fields_set
    plain = {name: _plain(value) for name, value in part.__dict__.items() if name in written and name != "at"}
    if isinstance(part, SupportDocument):
        plain["order of lines"] = list(part.lines)
    return plain


def _items(items: Iterable[Any]) -> list[Any]:
    return [_plain(item) for item in items]


def _entries(entries: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _plain(value) for key, value in entries.items()}


_TURNS: Mapping[type, Callable[[Any], Any]] = {
    Scalar: lambda scalar: scalar.text,
    Sequence: lambda sequence: [_plain(item) for item in sequence.items],
    MappingNode: lambda mapping: {key.text: _plain(node) for key, node in mapping.entries},
    Text: lambda text: dict(text.by_language),
    date: date.isoformat,
    tuple: _items,
    list: _items,
    dict: _entries,
}
