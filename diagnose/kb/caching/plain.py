"""Nodes, findings and remarks as plain data, and back: nothing else can come out of it."""

from __future__ import annotations

from typing import Any

from diagnose.errors import Finding, Fix, FixKind, Location, Severity
from diagnose.kb.suppressing import Named, Remark
from diagnose.nodes import Mapping, Node, Scalar, Sequence
from diagnose.wording import Listing, Wording, joined, worded_from


class NotPlainError(Exception):
    """Something in a message cannot be kept; the message is put together anew each time. Never leaves the cache."""


def from_node(node: Node) -> list[Any]:
    """``node`` without the name of its file."""
    if isinstance(node, Scalar):
        return [node.text, int(node.quoted), node.at.line, node.at.column]
    if isinstance(node, Sequence):
        return [[from_node(item) for item in node.items], node.at.line, node.at.column]
    entries = [(from_node(key), from_node(value)) for key, value in node.entries]
    return [None, node.at.line, node.at.column, entries]


def to_node(plain: list[Any], file: str) -> Node:
    """The node that ``plain`` is, in ``file``."""
    first = plain[0]
    if isinstance(first, str):
        return Scalar(first, bool(plain[1]), Location(file, plain[2], plain[3]))
    if first is not None:
        return Sequence(tuple([to_node(item, file) for item in first]), Location(file, plain[1], plain[2]))
    entries: list[Any] = [(to_node(key, file), to_node(value, file)) for key, value in plain[3]]
    return Mapping(tuple(entries), Location(file, plain[1], plain[2]))


def from_finding(each: Finding) -> list[Any]:
    """``each`` with messages that can still be said in another language.

    Raises:
        NotPlainError: a message has a value that cannot be kept.
    """
    return [
        each.code,
        _from_text(each.message),
        _from_place(each.at),
        int(each.severity),
        _from_text(each.advice),
        each.path,
        [(_from_place(at), _from_text(text)) for at, text in each.related],
        each.subject,
        each.witness,
        None if each.fix is None else [each.fix.kind.value, _from_place(each.fix.at), each.fix.text],
    ]


def to_finding(plain: list[Any]) -> Finding:
    """The finding that ``plain`` is."""
    code, message, at, severity, advice, path, related, subject, witness, fix = plain
    return Finding(
        code,
        _to_text(message),
        Location(*at),
        Severity(severity),
        _to_text(advice),
        path,
        tuple([(Location(*place), _to_text(text)) for place, text in related]),
        subject,
        witness,
        None if fix is None else Fix(FixKind(fix[0]), Location(*fix[1]), fix[2]),
    )


def from_remark(remark: Remark) -> list[Any]:
    """``remark`` as plain data."""
    codes = [(named.code, _from_place(named.at)) for named in remark.codes]
    return [remark.verb, codes, remark.reason, _from_place(remark.at), remark.line, remark.in_head]


def to_remark(plain: list[Any]) -> Remark:
    """The remark that ``plain`` is."""
    verb, codes, reason, at, line, in_head = plain
    named = tuple([Named(code, Location(*place)) for code, place in codes])
    return Remark(verb, named, reason, Location(*at), line, in_head)


def _from_place(at: Location) -> tuple[str, int, int]:
    return at.file, at.line, at.column


def _from_text(text: str) -> Any:
    if isinstance(text, Listing):
        return [_template(text), [_from_value(part) for part in text.values["parts"]]]
    if isinstance(text, Wording):
        return [_template(text), {name: _from_value(value) for name, value in text.values.items()}]
    return str(text)


def _template(text: Wording) -> str:
    if type(text.template) is not str:
        raise NotPlainError
    return text.template


def _from_value(value: Any) -> Any:
    """A value that a message was filled with: what is kept must be written as the value itself would be."""
    if isinstance(value, Wording):
        return _from_text(value)
    if value is None or type(value) in (str, int, float, bool):
        return value
    if isinstance(value, str) and type(value).__format__ is str.__format__ and type(value).__repr__ is str.__repr__:
        return str(value)
    raise NotPlainError


def _to_text(plain: Any) -> Any:
    """A text, or another value, as it was before it was kept."""
    if not isinstance(plain, list):
        return plain
    template, values = plain
    if isinstance(values, list):
        return joined(template, [_to_text(part) for part in values])
    return worded_from(template, {name: _to_text(value) for name, value in values.items()})
