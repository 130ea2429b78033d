"""The operators of the playbook language: for which types each is there, and how its operand is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from diagnose.errors import Finding, Fix, FixKind, Location, echo
from diagnose.facts import Value
from diagnose.kb.codes import finding
from diagnose.kb.lexicon import Lexicon, Problem, report
from diagnose.kb.texts import words_of
from diagnose.kb.values import member_of, seen, value_of
from diagnose.nodes import Mapping as MappingNode
from diagnose.nodes import Node, Scalar, Sequence, as_duration, is_ambiguous
from diagnose.rules.operators import Age, Between, HasAll, HasNone, NotOneOf, NotWithin, OneOf, Operator, Within, shown
from diagnose.vocabulary import Attribute, AttributeType
from diagnose.wording import joined, phrase, worded

T = AttributeType


@dataclass(frozen=True, slots=True)
class Reading:
    """What an operand is read for: its attribute, the names it may use, and where findings go."""

    attribute: Attribute
    lexicon: Lexicon
    findings: list[Finding]

    def note(self, code: str, message: str, at: Location, advice: str = "", fix: Fix | None = None) -> None:
        """Add a finding."""
        self.findings.append(finding(code, message, at, advice, fix=fix))

    def value(self, node: Node) -> Value | None:
        """The value of the attribute that ``node`` stands for; None after a finding."""
        attribute = self.attribute
        if attribute.type is T.SET:
            found: Value | Problem = member_of(node, attribute, self.lexicon)
        else:
            found = value_of(node, attribute, self.lexicon)
        if isinstance(found, Problem):
            report(self.findings, found, node.at)
            return found.instead
        if attribute.type is T.TEXT and isinstance(node, Scalar) and is_ambiguous(node):
            message = worded("'{text}' without quotes is no text for every reader of YAML", text=echo(node.text))
            self.note("PB113", message, node.at, "put it in quotes", Fix(FixKind.QUOTE, node.at))
        return found

    def values(self, node: Sequence) -> tuple[Value, ...]:
        """The values that the items of a list stand for; items that stand for none are findings."""
        if not node.items:
            message = worded("the list of {attribute!r} is empty", attribute=self.attribute.id)
            self.note("PB110", message, node.at, "name at least one value")
        if len({type(item) for item in node.items}) > 1:
            advice = "a list holds plain values only; put conditions into 'any'"
            message = worded("the list of {attribute!r} mixes values with maps or lists", attribute=self.attribute.id)
            self.note("PB114", message, node.at, advice)
            return ()
        found: list[Value] = []
        for item in node.items:
            value = self.value(item)
            if value is not None and value in found:
                message = worded("{value!r} stands twice in the list", value=shown(value))
                self.note("PB111", message, item.at, "take one away", Fix(FixKind.REMOVE, item.at))
            elif value is not None:
                found.append(value)
        return tuple(found)


Reader: TypeAlias = Callable[[Node, Reading], Operator | None]


def equality(node: Node, reading: Reading) -> Operator | None:
    """The operator that a value or a list in place of operators stands for: is it, or is it one of them."""
    if isinstance(node, Sequence):
        return one_of(reading.values(node), reading)
    value = reading.value(node)
    return None if value is None else one_of((value,), reading)


def one_of(values: tuple[Value, ...], reading: Reading) -> Operator | None:
    """Membership among ``values``; for a taxonomy "one of these or below"."""
    if not values:
        return None
    if reading.attribute.type is not T.TAXONOMY:
        return OneOf(frozenset(values))
    return Within(*_region(values, reading))


def _region(values: tuple[Value, ...], reading: Reading) -> tuple[tuple[str, ...], frozenset[str], frozenset[str]]:
    taxonomy = reading.lexicon.vocabulary.taxonomy(reading.attribute.id)
    asked = tuple(sorted({kind for value in values if isinstance(value, tuple) for kind in value}))
    inside = frozenset(below for kind in asked for below in taxonomy.below(kind))
    above = frozenset(above for kind in asked for above in taxonomy.upwards(kind)) - inside
    return asked, inside, above


def _is_not(node: Node, reading: Reading) -> Operator | None:
    if isinstance(node, Sequence):
        reading.note("PB102", "'is_not' takes one value", node.at, "write none_of: [...] for several")
        return None
    value = reading.value(node)
    return None if value is None else _excluded((value,), reading)


def _none_of(node: Node, reading: Reading) -> Operator | None:
    values = _listed("none_of", node, reading)
    return _excluded(values, reading) if values else None


def _excluded(values: tuple[Value, ...], reading: Reading) -> Operator:
    if reading.attribute.type is not T.TAXONOMY:
        return NotOneOf(frozenset(values))
    return NotWithin(*_region(values, reading))


def _within(node: Node, reading: Reading) -> Operator | None:
    return equality(node, reading)


def _listed(word: str, node: Node, reading: Reading) -> tuple[Value, ...]:
    if isinstance(node, Sequence):
        return reading.values(node)
    advice = (
        worded("write {word}: [{text}]", word=word, text=node.text)
        if isinstance(node, Scalar) and len(node.text) < 40
        else ""
    )
    reading.note("PB102", worded("{word!r} takes a list, not {found}", word=word, found=seen(node)), node.at, advice)
    return ()


def _end(low: bool, included: bool) -> Reader:
    def read(node: Node, reading: Reading) -> Operator | None:
        value = reading.value(node)
        if value is None:
            return None
        return Between(low=value, low_included=included) if low else Between(high=value, high_included=included)

    return read


def _between(node: Node, reading: Reading) -> Operator | None:
    if not isinstance(node, Sequence) or len(node.items) != 2:
        message = worded("'between' takes a list of two values, not {found}", found=_found(node))
        reading.note("PB102", message, node.at, "[low, high]")
        return None
    low, high = (reading.value(item) for item in node.items)
    if low is None or high is None:
        return None
    return in_order(Between(low, high), node.at, reading)


def _found(node: Node) -> str:
    return worded("one of {count}", count=len(node.items)) if isinstance(node, Sequence) else seen(node)


def in_order(span: Between, at: Location, reading: Reading) -> Between | None:
    """``span`` if something can lie in it; None after a finding."""
    low, high = span.low, span.high
    if low < high or (low == high and span.low_included and span.high_included):
        return span
    message = worded("nothing lies between {low} and {high}", low=shown(low), high=shown(high))
    reading.note("PB109", message, at, "write the lower end first")
    return None


def _age(older: bool) -> Reader:
    def read(node: Node, reading: Reading) -> Operator | None:
        seconds = as_duration(node.text) if isinstance(node, Scalar) else None
        if seconds is not None:
            return Age(seconds, older)
        message = worded("an age is a duration, not {found}", found=seen(node))
        reading.note("PB108", message, node.at, "such as 90 s, 5 min, 3 h or 2 d")
        return None

    return read


def _contains(node: Node, reading: Reading) -> Operator | None:
    if reading.attribute.type is T.TEXT:
        return words_of("contains", node, reading.findings)
    if isinstance(node, Sequence):
        reading.note("PB102", "'contains' takes one value", node.at, "write contains_all: [...] for several")
        return None
    value = reading.value(node)
    return None if value is None else HasAll(frozenset((str(value),)))


def _contains_all(node: Node, reading: Reading) -> Operator | None:
    values = _listed("contains_all", node, reading)
    return HasAll(frozenset(map(str, values))) if values else None


def _contains_none(node: Node, reading: Reading) -> Operator | None:
    values = _listed("contains_none", node, reading)
    return HasNone(frozenset(map(str, values))) if values else None


def _matches(node: Node, reading: Reading) -> Operator | None:
    forms = "word, phrase, regex"
    if not isinstance(node, MappingNode) or len(node.entries) != 1:
        advice = "write matches: {word: ...}, {phrase: ...} or {regex: ...}"
        message = worded("'matches' takes a map with one of {forms}, not {found}", forms=forms, found=_found(node))
        reading.note("PB102", message, node.at, advice)
        return None
    ((key, operand),) = node.entries
    if key.text not in ("word", "phrase", "regex"):
        message = worded("'matches' does not know {key!r}", key=key.text[:40])
        reading.note("PB105", message, key.at, worded("it knows {forms}", forms=forms))
        return None
    return words_of(key.text, operand, reading.findings)


_NUMBERS = frozenset((T.NUMBER, T.DURATION))
_NAMED = frozenset((T.CHOICE, T.TAXONOMY))

OPERATORS: Mapping[str, tuple[frozenset[AttributeType], Reader]] = {
    "is_not": (_NUMBERS | _NAMED | {T.YES_NO}, _is_not),
    "none_of": (_NAMED, _none_of),
    "at_least": (_NUMBERS, _end(low=True, included=True)),
    "at_most": (_NUMBERS, _end(low=False, included=True)),
    "above": (_NUMBERS, _end(low=True, included=False)),
    "below": (_NUMBERS, _end(low=False, included=False)),
    "between": (_NUMBERS | {T.VERSION}, _between),
    "before": (frozenset((T.DATE,)), _end(low=False, included=False)),
    "after": (frozenset((T.DATE,)), _end(low=True, included=False)),
    "older_than": (frozenset((T.DATE,)), _age(older=True)),
    "newer_than": (frozenset((T.DATE,)), _age(older=False)),
    "version_below": (frozenset((T.VERSION,)), _end(low=False, included=False)),
    "version_at_least": (frozenset((T.VERSION,)), _end(low=True, included=True)),
    "within": (frozenset((T.TAXONOMY,)), _within),
    "contains": (frozenset((T.TEXT, T.SET)), _contains),
    "contains_all": (frozenset((T.SET,)), _contains_all),
    "contains_none": (frozenset((T.SET,)), _contains_none),
    "matches": (frozenset((T.TEXT,)), _matches),
}
"""By the word that an author writes: the types it is for, and how its operand is read."""

EQUALITY = _NUMBERS | _NAMED | {T.YES_NO, T.VERSION, T.TEXT}
"""Types whose values may stand alone."""

LISTS = _NUMBERS | _NAMED
"""Types that take a list for "one of these"."""


def words_for(kind: AttributeType) -> str:
    """What may be asked of an attribute of type ``kind``, for advice."""
    words: list[str] = [phrase("a value")] if kind in EQUALITY else []
    words += [phrase("a list")] if kind in LISTS else []
    words += [word for word, (types, _) in OPERATORS.items() if kind in types]
    return joined(", ", [*words, "known", "applies"])


def merged(spans: list[tuple[Between, Any]], reading: Reading) -> tuple[Between, Any] | None:
    """Two open ends as one span, at the place of the first; None after a finding."""
    (first, at), (second, _) = spans
    low, high = (first, second) if first.low is not None else (second, first)
    span = Between(low.low, high.high, low.low_included, high.high_included)
    checked = in_order(span, at, reading)
    return None if checked is None else (checked, at)
