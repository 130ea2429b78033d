"""Texts in one or several languages, as fields of documents."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import ValidationInfo

from diagnose.errors import Location, echo
from diagnose.kb.documents.fields import ReadsAndNotes, defined, note_ambiguity
from diagnose.kb.documents.placed import PlacedText
from diagnose.kb.documents.problems import problem, wrong_type
from diagnose.nodes import Mapping, Node, Scalar, Sequence, is_null
from diagnose.texts import ANY_LANGUAGE, Text
from diagnose.wording import worded

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.ASCII)
_UNREADABLE = "?"
_EXAMPLE = "{en: 'Some words', ru: 'Несколько слов'}"


def read_text(node: Any, info: ValidationInfo) -> Text:
    """The text that ``node`` holds: a string, or a map of languages."""
    if isinstance(node, Mapping):
        words = {name.text: _words(name, entry, info) for name, entry in node}
        if not words:
            raise _no_text("PB102", "the text is empty", node.at, worded("write it like {example}", example=_EXAMPLE))
        return PlacedText(tuple(sorted(words.items())), node.at)
    if isinstance(node, Sequence) or is_null(node):
        raise _wrong(node)
    note_ambiguity(node, info)
    if not node.text.strip():
        raise _no_text("PB102", "the text is empty", node.at, "write the words, or leave the key out")
    return PlacedText(((ANY_LANGUAGE, node.text),), node.at)


def _words(language: Scalar, node: Node, info: ValidationInfo) -> str:
    if not LANGUAGE.fullmatch(language.text):
        if is_null(node):
            message = worded(
                "'{language}' is no language and has no value; a comma has cut the text in two",
                language=echo(language.text),
            )
            raise _no_text("PB102", message, language.at, "put the whole text in quotes")
        message = worded("'{language}' is no language", language=echo(language.text))
        advice = "write a code such as en or ru; if it belongs to the text, put the whole text in quotes"
        raise _no_text("PB104", message, language.at, advice)
    if not isinstance(node, Scalar) or is_null(node):
        raise _wrong(node)
    note_ambiguity(node, info)
    if not node.text.strip():
        raise _no_text("PB102", "the text is empty", node.at, "write the words, or leave the language out")
    return node.text


def _wrong(node: Node) -> Exception:
    return wrong_type(node, "a text", _EXAMPLE, Scalar(_UNREADABLE, True, node.at))


def _no_text(code: str, message: str, at: Location, advice: str) -> Exception:
    return problem(code, message, at, advice, instead=Scalar(_UNREADABLE, True, at))


LANGUAGES_SCHEMA = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": f"^{LANGUAGE.pattern}$"},
    "additionalProperties": {"type": "string", "minLength": 1},
}

LanguageText = Annotated[Text, ReadsAndNotes(read_text, defined("text"))]
