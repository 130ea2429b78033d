"""The second net cast over a whole redacted dossier, where something may have come through after all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from diagnose.casework.dossier.material import Redaction
from diagnose.casework.dossier.parts import redaction_data
from diagnose.casework.dossier.patterns import masked
from diagnose.kb.base import KnowledgeBase


def netted(content: dict[str, Any], kb: KnowledgeBase, redaction: Redaction) -> dict[str, Any]:
    """``content`` without what has the form of something personal, and without the places of files."""
    found = Counter[str](redaction.masked)
    spoken = _Spoken(kb)
    clean: dict[str, Any] = _netted(content, found, spoken)
    return {**clean, "redacted": redaction_data(Redaction(redaction.taken_out, found))}


def _netted(content: Any, found: Counter[str], spoken: _Spoken) -> Any:
    match content:
        case str():
            return masked(content, found, spoken)
        case dict():
            return {key: "" if key == "place" else _netted(each, found, spoken) for key, each in content.items()}
        case list():
            return [_netted(each, found, spoken) for each in content]
        case _:
            return content


class _Spoken:
    """Whether a text stands in the documents of a knowledge base; they are read when first asked."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self._text = ""

    def __call__(self, text: str) -> bool:
        if not self._text:
            kb = self.kb
            named = {each.id: each.title for each in kb.support.vendors.values()}
            lines = (kb.support.lines, kb.support.sectors, kb.support.options, named)
            known = (kb.playbooks, kb.retired, kb.conclusions, kb.vocabulary, kb.settings, *lines)
            self._text = "\n".join(each for part in known for each in _texts(part)) + "\n"
        return text in self._text


def _texts(part: Any) -> Iterator[str]:
    """Every text in ``part``, however deep."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        yield from (text for key, each in part.items() for text in (*_texts(key), *_texts(each)))
    elif isinstance(part, tuple | list | frozenset):
        yield from (text for each in part for text in _texts(each))
    elif is_dataclass(part) and not isinstance(part, type):
        yield from (text for each in fields(part) for text in _texts(getattr(part, each.name)))
