"""Values as they are typed at the command line: written as in an intake, with what people here write."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from diagnose.cli.ask.values import written
from diagnose.errors import UsageError, echo
from diagnose.explain.words import Words
from diagnose.kb.observe import lexicon_of
from diagnose.nodes import Mapping, Node, Scalar, Sequence, as_bool, read_text
from diagnose.vocabulary import BUILT_IN, EQUIPMENT, Attribute, AttributeType
from diagnose.wording import worded

UNKNOWN = "unknown"
INAPPLICABLE = "not-applicable"
CUSTOMER = "customer"


def value_typed(name: str, text: str, words: Words) -> Any:
    """``text`` as an intake holds a value of the attribute ``name``.

    ``unknown:WHO`` says that somebody was asked and did not know, ``not-applicable`` that there is no such thing here,
    unless one of the values is called so. ``[a, b]`` and ``{unknown: customer}`` are read as in a document.
    """
    found = lexicon_of(words.kb).attribute(name)
    attribute = found if isinstance(found, Attribute) else None
    if attribute is None or text not in attribute.values:
        state = _state(text)
        if state is not None:
            return state
    if text.startswith(("[", "{")) and (attribute is None or attribute.type is not AttributeType.TEXT):
        return _read(text)
    if name in BUILT_IN:
        return _parts(text) if name == EQUIPMENT and "," in text else text
    if attribute is None:
        return {"written": text}
    return _parts(text) if attribute.type is AttributeType.SET else written(text, attribute, words)


def pairs_typed(pairs: Iterable[str], words: Words) -> dict[str, Any]:
    """``ATTRIBUTE=VALUE`` several times, as one mapping.

    Raises:
        UsageError: one of them is none, or an attribute is named twice.
    """
    found: dict[str, Any] = {}
    for pair in pairs:
        name, sign, text = (part.strip() for part in pair.partition("="))
        if not (name and sign and text):
            raise UsageError(worded("'{text}' names no value; write it like print.output=faded", text=echo(pair)))
        if name in found:
            raise UsageError(worded("'{name}' is named twice; keep one of the two", name=echo(name)))
        found[name] = value_typed(name, text, words)
    return found


def _state(text: str) -> dict[str, Any] | None:
    if text == INAPPLICABLE:
        return {"applies": False}
    word, sign, who = text.partition(":")
    if word.strip() != UNKNOWN:
        return None
    return {"unknown": who.strip() if sign and who.strip() else CUSTOMER}


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _read(text: str) -> Any:
    """``text`` as a document holds it; as it stands, when it is none."""
    node, _ = read_text(text, "value")
    return {"written": text} if node is None else _plain(node)


def _plain(node: Node) -> Any:
    match node:
        case Mapping(entries=entries):
            return {key.text: _plain(value) for key, value in entries}
        case Sequence(items=items):
            return [_plain(item) for item in items]
        case Scalar():
            told = as_bool(node)
            return node.text if told is None else told
