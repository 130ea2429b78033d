"""Tests on texts: words, phrases and regular expressions in RE2 syntax."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import Any

from diagnose.errors import Finding, Fix, FixKind, echo
from diagnose.kb.codes import finding
from diagnose.nodes import Node, Scalar, is_ambiguous
from diagnose.rules.operators import Operator, Regex, Words
from diagnose.wording import phrase, worded

LONGEST_PATTERN = 1_000
"""Most characters of a regular expression."""

PATTERN_MEMORY = 1 << 20
"""Most bytes that RE2 may spend on one pattern."""


def words_of(kind: str, node: Node, findings: list[Finding]) -> Operator | None:
    """The test for text that holds what ``node`` says; ``kind``: contains, word, phrase or regex."""
    if not isinstance(node, Scalar):
        findings.append(finding("PB102", worded("{kind!r} takes a text", kind=kind), node.at, "write it in quotes"))
        return None
    if kind == "regex":
        return _regex(node, findings)
    words = node.text.split()
    if not any(mark.isalnum() for mark in node.text) and (kind != "contains" or not words):
        message = worded("{kind!r} has no word to look for", kind=kind)
        findings.append(finding("PB110", message, node.at, "write at least one"))
        return None
    if kind == "word" and len(words) > 1:
        message = worded("{text!r} is more than one word", text=echo(node.text))
        findings.append(finding("PB102", message, node.at, "write phrase: ..."))
        return None
    if is_ambiguous(node):
        message = worded("'{text}' without quotes is no text for every reader of YAML", text=echo(node.text))
        findings.append(finding("PB113", message, node.at, "put it in quotes", fix=Fix(FixKind.QUOTE, node.at)))
    return Words(kind, node.text)


def _regex(node: Scalar, findings: list[Finding]) -> Operator | None:
    pattern = node.text
    if len(pattern) > LONGEST_PATTERN:
        message = worded(
            "a regular expression of {count} characters; the limit is {limit}",
            count=len(pattern),
            limit=LONGEST_PATTERN,
        )
        findings.append(finding("PB106", message, node.at, "write several shorter ones under 'any'"))
        return None
    search = _compiled(pattern)
    if isinstance(search, str):
        message = worded("{reason}: {pattern!r}", reason=search, pattern=echo(pattern))
        findings.append(finding("PB106", message, node.at, _advice(search)))
        return None
    return Regex(pattern, search)


def _advice(reason: str) -> str:
    if reason == _NO_ENGINE:
        return "install diagnose[regex], or use matches: {word: ...} or {phrase: ...}"
    return "write it in RE2 syntax: without look-around and back references"


_NO_ENGINE = phrase("regular expressions need the extra 'regex'")


@lru_cache(maxsize=4_096)
def _compiled(pattern: str) -> Any:
    """The search function of ``pattern``, or a few words on why there is none."""
    try:
        re2: Any = import_module("re2")
    except ImportError:
        return _NO_ENGINE
    options = re2.Options()
    options.max_mem = PATTERN_MEMORY
    options.log_errors = False
    try:
        return re2.compile(pattern, options).search
    except re2.error as error:
        reason = error.args[0] if error.args else ""
        said = reason.decode(errors="replace") if isinstance(reason, bytes) else reason
        return worded("bad regular expression ({reason})", reason=said)
