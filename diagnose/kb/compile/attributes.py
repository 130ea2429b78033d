"""Attributes: the types, values and words that a vocabulary declares for them."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Fix, FixKind, Location
from diagnose.facts import Value
from diagnose.kb.compile.names import declared_once
from diagnose.kb.compile.workbench import Workbench
from diagnose.kb.documents.vocabulary import AttributeDocument
from diagnose.kb.values import seen
from diagnose.names import fold
from diagnose.nodes import Mapping, Node, Scalar, Sequence
from diagnose.rules.operators import shown
from diagnose.texts import ANY_LANGUAGE, Text
from diagnose.vocabulary import Attribute, AttributeType
from diagnose.wording import worded

LISTED = frozenset((AttributeType.CHOICE, AttributeType.SET))
MEASURED = frozenset((AttributeType.NUMBER, AttributeType.DURATION))
SIGNS = frozenset((AttributeType.YES_NO, AttributeType.CHOICE))
"""Types of which a value can be abnormal."""


def compile_attribute(bench: Workbench, document: AttributeDocument) -> Attribute:
    """The attribute that ``document`` declares; what does not go with its type is left out after a finding."""
    kind = AttributeType(document.type)
    before = len(bench.findings)
    _misplaced(bench, document, kind)
    values, former = _values(bench, document, kind)
    unread = len(bench.findings) > before or (kind in LISTED and not values)
    plain = Attribute(
        id=document.id.text,
        type=kind,
        values=values,
        unit=document.unit or "",
        also=tuple(sorted(document.also.items())),
        former_values=former,
    )
    low, high = _range(bench, document, plain)
    if len(bench.findings) > before:
        bench.damaged.add(fold(plain.id))
    return Attribute(
        id=plain.id,
        type=kind,
        values=values,
        abnormal=frozenset() if unread else _abnormal(bench, document, plain),
        complaint=document.complaint,
        unit=plain.unit,
        also=plain.also,
        low=low,
        high=high,
        step=document.step,
        question=document.question,
        answered_by=tuple(name.text for name in document.answered_by),
        takes=document.takes or 0.0,
        labels=tuple(_labels(bench, document, plain)),
        phrases=tuple(_phrases(bench, document, plain)),
        private=kind is AttributeType.TEXT if document.private is None else document.private,
        formerly=tuple(name.text for name in document.formerly),
        former_values=former,
    )


def _misplaced(bench: Workbench, document: AttributeDocument, kind: AttributeType) -> None:
    """Keys that go with others; those that go with the type were looked at when the document was read."""
    at = document.id.at
    if document.abnormal is not None and kind not in SIGNS:
        message = worded(
            "a value of {attribute!r}, of type {type}, cannot be abnormal", attribute=document.id.text, type=kind.value
        )
        bench.note("PB211", message, document.abnormal.at, "only yes/no and choice attributes are signs; conclude one")
    faulty = fold(document.id.text) in bench.lexicon.excused
    if document.also and not document.unit and not faulty:
        message = worded("{attribute!r} has 'also' without 'unit'", attribute=document.id.text)
        bench.note("PB101", message, at, "add the unit that it converts to")
    if document.complaint and document.abnormal is None and not faulty:
        message = worded("{attribute!r} is a complaint without 'abnormal'", attribute=document.id.text)
        bench.note("PB101", message, at, "add abnormal: [...]")


def _values(
    bench: Workbench, document: AttributeDocument, kind: AttributeType
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The values declared, and the former ids of values; a value with a past is written ``{id: {formerly: [...]}}``."""
    if document.values is None or kind not in LISTED:
        return (), ()
    names: list[Scalar] = []
    former: list[tuple[Scalar, str]] = []
    for item in document.values.items:
        if isinstance(item, Scalar) and item.text.strip():
            names.append(item)
        elif isinstance(item, Mapping) and len(item.entries) == 1:
            ((name, past),) = item.entries
            names.append(name)
            former += [(each, name.text) for each in _past(bench, past)]
        else:
            advice = "write [normal, faded], or {faded: {formerly: [pale]}} for one with a past"
            bench.note("PB102", worded("a value is a word, not {found}", found=seen(item)), item.at, advice)
    bench.findings.extend(
        declared_once(
            worded("value of {attribute}", attribute=document.id.text), [*names, *(name for name, _ in former)]
        )
    )
    return tuple(dict.fromkeys(name.text for name in names)), tuple(sorted((name.text, now) for name, now in former))


def _past(bench: Workbench, node: Node) -> Iterator[Scalar]:
    names = node.get("formerly") if isinstance(node, Mapping) and len(node.entries) == 1 else None
    if not isinstance(names, Sequence):
        bench.note("PB102", "the past of a value is a list of former ids", node.at, "write {formerly: [pale]}")
        return
    for name in names.items:
        if isinstance(name, Scalar):
            yield name
        else:
            message = worded("a former id is a word, not {found}", found=seen(name))
            bench.note("PB102", message, name.at, "write [pale, light]")


def _abnormal(bench: Workbench, document: AttributeDocument, attribute: Attribute) -> frozenset[Value]:
    if document.abnormal is None or attribute.type not in SIGNS:
        return frozenset()
    found: set[Value] = set()
    for item in document.abnormal.items:
        value = bench.value(item, attribute)
        if value is not None and value in found:
            message = worded("{value!r} stands twice in the list", value=shown(value))
            bench.note("PB111", message, item.at, "take one away", Fix(FixKind.REMOVE, item.at))
        elif value is not None:
            found.add(value)
    return frozenset(found)


def _range(bench: Workbench, document: AttributeDocument, attribute: Attribute) -> tuple[float | None, float | None]:
    if document.range is None or attribute.type not in MEASURED:
        return None, None
    if len(document.range.items) != 2:
        bench.note("PB102", "'range' takes a low and a high end", document.range.at, "write [0, 100]")
        return None, None
    low = bench.value(document.range.items[0], attribute)
    high = bench.value(document.range.items[1], attribute) if isinstance(low, float) else None
    if not isinstance(low, float) or not isinstance(high, float):
        return None, None
    if low > high:
        message = worded("the range from {low} to {high} is upside down", low=shown(low), high=shown(high))
        bench.note("PB109", message, document.range.at, "[low, high]")
        return None, None
    return low, high


def _labels(bench: Workbench, document: AttributeDocument, attribute: Attribute) -> Iterator[tuple[str, Text]]:
    for key, node in () if document.labels is None else document.labels.entries:
        value, text = _value_named(bench, attribute, key), _text(bench, node)
        if value is not None and text is not None:
            yield value, text


def _phrases(
    bench: Workbench, document: AttributeDocument, attribute: Attribute
) -> Iterator[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]]:
    for key, node in () if document.phrases is None else document.phrases.entries:
        value = _value_named(bench, attribute, key)
        by_language = [(ANY_LANGUAGE, node)]
        if isinstance(node, Mapping):
            by_language = [(language.text, phrases) for language, phrases in node.entries]
        found = tuple(sorted((language, tuple(_words(bench, phrases))) for language, phrases in by_language))
        if value is not None:
            yield value, found


def _words(bench: Workbench, node: Node) -> Iterator[str]:
    if not isinstance(node, Sequence):
        message = worded("phrases are a list, not {found}", found=seen(node))
        bench.note("PB102", message, node.at, "write [too light, washed out]")
        return
    for phrase in node.items:
        if isinstance(phrase, Scalar) and phrase.text.strip():
            yield phrase.text
        else:
            message = worded("a phrase is a text, not {found}", found=seen(phrase))
            bench.note("PB102", message, phrase.at, "write it in quotes")


def _value_named(bench: Workbench, attribute: Attribute, key: Scalar) -> str | None:
    """The value, as text, that a key of ``labels`` or ``phrases`` names; None after a finding."""
    if attribute.type in LISTED:
        if key.text in attribute.values:
            return key.text
        single = Attribute(attribute.id, AttributeType.CHOICE, attribute.values, former_values=attribute.former_values)
        value = bench.value(key, single)
    else:
        value = bench.value(key, attribute)
    return None if value is None else shown(value)


def _text(bench: Workbench, node: Node) -> Text | None:
    if isinstance(node, Scalar) and node.text.strip():
        return Text.of(node.text)
    if isinstance(node, Mapping) and node.entries:
        words = {language.text: text.text for language, text in node.entries if isinstance(text, Scalar) and text.text}
        if len(words) == len(node.entries):
            return Text.of(words)
    _no_text(bench, node.at)
    return None


def _no_text(bench: Workbench, at: Location) -> None:
    bench.note("PB102", "a text is missing here", at, "write the words, or {en: 'Some words', ru: 'Несколько слов'}")
