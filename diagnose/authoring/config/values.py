"""The values of a configuration, each read from its node with everything that may be wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from diagnose.authoring.config.model import COVERAGE, LANGUAGES, LEVELS
from diagnose.errors import Finding, Location, Severity, echo
from diagnose.kb.catalogue import CODES
from diagnose.kb.codes import finding
from diagnose.names import closest
from diagnose.nodes import Mapping as MappingNode
from diagnose.nodes import Node, Scalar, Sequence, as_bool, as_number, kind_of
from diagnose.wording import joined, phrase, worded


class WrongValue(Exception):  # noqa: N818 - it carries a finding to the reader of the file and never leaves the package
    """A value that cannot be used; ``finding`` says why."""

    def __init__(self, code: str, message: str, at: Location, advice: str) -> None:
        super().__init__(message)
        self.finding: Finding = finding(code, message, at, advice)


def _not(node: Node, wanted: str, example: str) -> WrongValue:
    message = worded("found {found} where {wanted} is wanted", found=kind_of(node), wanted=phrase(wanted))
    return WrongValue("PB102", message, node.at, worded("write it like {example}", example=example))


def unknown(what: str, name: str, at: Location, known: Iterable[str], code: str = "PB103") -> WrongValue:
    """The error for a ``name`` that is none of ``known``."""
    names = list(known)
    near = closest(name, names)
    listed = worded("one of: {names}", names=joined(", ", names))
    advice = worded("did you mean '{near}'?", near=near) if near else listed
    return WrongValue(code, worded("unknown {what} '{name}'", what=phrase(what), name=echo(name)), at, advice)


def _text(node: Node) -> Scalar:
    if not isinstance(node, Scalar) or not node.text:
        raise _not(node, "a text", "playbooks")
    return node


def _address(node: Node) -> str:
    text = _text(node).text
    if "{code}" not in text:
        raise _not(node, "an address with {code} in it", "'https://wiki.example/codes/{code}'")
    return text


def _path(node: Node) -> Path:
    return Path(node.at.file).parent / _text(node).text


def level(node: Node) -> Severity:
    """A level by its word."""
    word = _text(node).text
    if word not in LEVELS:
        raise unknown("level", word, node.at, LEVELS)
    return LEVELS[word]


def _language(node: Node) -> str:
    word = _text(node).text
    if word not in LANGUAGES:
        raise unknown("language", word, node.at, LANGUAGES)
    return word


def _codes(node: Node) -> tuple[str, ...]:
    items = node.items if isinstance(node, Sequence) else (node,)
    return tuple(code_or_beginning(_text(item).text, item.at) for item in items)


def code_or_beginning(text: str, at: Location) -> str:
    """``text`` in capitals, a code or the beginning of codes."""
    code = text.upper()
    if not any(known.startswith(code) for known in CODES):
        raise _unknown_code(text, at)
    return code


def _unknown_code(text: str, at: Location) -> WrongValue:
    near = closest(text.upper(), CODES)
    advice = worded("did you mean '{near}'?", near=near) if near else "`diagnose codes` lists the codes"
    return WrongValue("PB103", worded("unknown {what} '{name}'", what=phrase("code"), name=echo(text)), at, advice)


def _ignored(node: Node) -> tuple[str, ...]:
    items = node.items if isinstance(node, Sequence) else (node,)
    return tuple(ignored(_text(item).text, item.at) for item in items)


def ignored(text: str, at: Location) -> str:
    """``text`` as what is to be ignored: no code of an error, and no beginning of such codes only."""
    code = code_or_beginning(text, at)
    if all(each.severity is Severity.ERROR for name, each in CODES.items() if name.startswith(code)):
        message = worded("{code} is an error, which cannot be ignored", code=code)
        raise WrongValue("PB103", message, at, "correct what it says: with an error nothing is loaded")
    return code


def _severity(node: Node) -> Mapping[str, Severity]:
    entries = node.entries if isinstance(node, MappingNode) else None
    if entries is None:
        raise _not(node, "a mapping", "{PB210: info}")
    return MappingProxyType(dict(weighed(key.text, level(value), key.at) for key, value in entries))


def weighed(text: str, severity: Severity, at: Location) -> tuple[str, Severity]:
    """The code that ``text`` is and the ``severity`` it is given; an error stays one."""
    code = text.upper()
    if code not in CODES:
        raise _unknown_code(text, at)
    if CODES[code].severity is Severity.ERROR and severity is not Severity.ERROR:
        message = worded("{code} is an error and stays one: with it nothing is loaded", code=code)
        raise WrongValue("PB103", message, at, "leave it out; levels of warnings and remarks can be changed")
    return code, severity


def _number(node: Node, highest: float) -> float:
    number = as_number(node) if isinstance(node, Scalar) else None
    if number is None:
        raise _not(node, "a number", "95")
    if not 0 <= number <= highest:
        message = worded("{number} is not from 0 to {highest}", number=echo(node), highest=f"{highest:g}")
        raise WrongValue("PB103", message, node.at, "write a number in this range")
    return number


def _days(node: Node) -> int:
    number = _number(node, 36_525)
    if number != int(number):
        raise _not(node, "a whole number", "365")
    return int(number)


def _percent(node: Node) -> float:
    return _number(node, 100)


def _yes_or_no(node: Node) -> bool:
    found = as_bool(node) if isinstance(node, Scalar) else None
    if found is None:
        raise _not(node, "true or false", "false")
    return found


def _coverage(node: Node) -> Mapping[str, float]:
    if not isinstance(node, MappingNode):
        raise _not(node, "a mapping", "{rule: 100, negative: 100}")
    for key, _ in node.entries:
        if key.text not in COVERAGE:
            raise unknown("coverage", key.text, key.at, COVERAGE, "PB104")
    return MappingProxyType({key.text: _percent(value) for key, value in node.entries})


Reader: TypeAlias = Callable[[Node], Any]

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "kb": _path,
        "select": _codes,
        "ignore": _ignored,
        "severity": _severity,
        "fail_level": level,
        "baseline": _path,
        "lang": _language,
        "review_days": _days,
        "min_coverage": _coverage,
        "min_score": _percent,
        "help_url": _address,
        "cache": _yes_or_no,
    }
)
"""How the value of each key is read."""
