"""Texts: those that are named, and others by which tests on words and patterns they satisfy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product

from diagnose.kb.logic.domains.cells import Cells, State, TooManyError, told_apart, with_doubtful
from diagnose.kb.logic.formula import INAPPLICABLE, NEVER, UNKNOWN, VALUE, Literal
from diagnose.rules.operators import NotOneOf, OneOf, Regex, Words

MOST_TESTS = 10
"""So many tests on words and patterns of one text are told apart by every combination."""

MOST_JOINED = 2


def cells_of(literals: Iterable[Literal]) -> Cells:
    """The cells of a text: combinations of tests for which no text was found, and that nothing rules out, are doubtful.

    Words and phrases are decided as far as one holds the other; a regular expression is only tried on texts.

    Raises:
        TooManyError: there are more than ``MOST_TESTS`` tests on words and patterns.
    """
    asked = tuple(literals)
    named = sorted({value for each in asked if isinstance(each.operator, OneOf | NotOneOf) for value in _texts(each)})
    opaque = [each for each in asked if isinstance(each.operator, Words | Regex)]
    values = [State(VALUE, text) for text in (*named, *_others(opaque, named))]
    states = [State(NEVER), *values, State(UNKNOWN), State(INAPPLICABLE)]
    cells = told_apart(states, asked, None)
    return with_doubtful(cells, _doubtful(cells, asked, opaque))


def _texts(literal: Literal) -> Iterable[str]:
    operator = literal.operator
    return (str(value) for value in operator.values) if isinstance(operator, OneOf | NotOneOf) else ()


def _others(opaque: list[Literal], named: list[str]) -> Iterator[str]:
    """Texts that are not ``named``, among them some for every combination of samples, the short ones first."""
    taken = set(named)
    samples = list(dict.fromkeys(sample for each in opaque if (sample := _sample(each))))
    for text in ("-", "x", "0", *(f"x{number}" for number in range(len(named) + 1))):
        if text not in taken:
            yield text
    for many in range(1, min(len(samples), MOST_TESTS) + 1):
        for chosen in combinations(samples[:MOST_TESTS], many):
            yield from (text for text in _joined(chosen) if text not in taken)


def _joined(samples: tuple[str, ...]) -> Iterator[str]:
    """The samples one after the other: as words, and while they are few also as parts of words and of lines."""
    yield " ".join(samples)
    if len(samples) <= MOST_JOINED:
        yield "".join(samples)
        yield f"x{'x'.join(samples)}x"
        yield f"- {' - '.join(samples)} -"


def _sample(literal: Literal) -> str:
    """A text that satisfies ``literal``, or perhaps does: who asks tries it."""
    operator = literal.operator
    if isinstance(operator, Words):
        return operator.words
    return _matching(operator.pattern) if isinstance(operator, Regex) else ""


_CLASSES: Mapping[str, str] = {r"\d": "0", r"\w": "a", r"\s": " ", r"\b": "", r"\.": ".", r"\-": "-", r"\S": "a"}
_PIECE = re.compile(r"\\.|\[[^\]]+\]|\(\?:|\(\?i\)|.", re.DOTALL)
_REPEAT = re.compile(r"[+*?]|\{(\d+)(,\d*)?\}")


def _matching(pattern: str) -> str:
    """A text made by reading ``pattern`` piece by piece, each repeated as seldom as it may be."""
    found: list[str] = []
    place = 0
    while place < len(pattern):
        piece = _PIECE.match(pattern, place)
        if piece is None or piece.group() == "|":
            break
        place = piece.end()
        repeat = _REPEAT.match(pattern, place)
        place = place if repeat is None else repeat.end()
        times = 1 if repeat is None or repeat.group() in "+*?" else int(repeat.group(1))
        found.append(_piece(piece.group()) * min(times, 100))
    return "".join(found)


def _piece(text: str) -> str:
    if text in ("^", "$", "(", ")", "(?:", "(?i)"):
        return ""
    if text.startswith("["):
        return "-" if text[1] == "^" else _CLASSES.get(text[1:3], text[1])
    if text.startswith("\\"):
        return _CLASSES.get(text, text[1])
    return "a" if text == "." else text


def _doubtful(cells: Cells, asked: tuple[Literal, ...], opaque: list[Literal]) -> Iterator[Mapping[Literal, bool]]:
    """The combinations of ``opaque`` tests that no state of ``cells`` shows and nothing rules out."""
    if len(opaque) > MOST_TESTS:
        raise TooManyError
    shown = {
        tuple(bool(cells.masks[each] >> number & 1) for each in opaque)
        for number, state in enumerate(cells.states)
        if state is not None and state.kind == VALUE and not _is_named(state.value, asked)
    }
    other = {each: isinstance(each.operator, NotOneOf) for each in asked if each not in opaque}
    other |= {each: bool(each.states & VALUE) for each in other if each.operator is None}
    for vector in product((False, True), repeat=len(opaque)):
        if vector not in shown and not _is_ruled_out(opaque, vector):
            yield {**other, **dict(zip(opaque, vector, strict=True))}


def _is_named(text: str, asked: tuple[Literal, ...]) -> bool:
    return any(text in each.operator.values for each in asked if isinstance(each.operator, OneOf | NotOneOf))


def _is_ruled_out(opaque: list[Literal], vector: tuple[bool, ...]) -> bool:
    true = [each.operator for each, is_true in zip(opaque, vector, strict=True) if is_true is each.wanted]
    false = [each.operator for each, is_true in zip(opaque, vector, strict=True) if is_true is not each.wanted]
    return any(_implies(one, other) for one in true for other in false)


def _implies(one: object, other: object) -> bool:
    """Whether every text that satisfies ``one`` is known to satisfy ``other``."""
    if not isinstance(one, Words) or not isinstance(other, Words):
        return one == other
    if other.kind != "contains":
        return one.kind != "contains" and f" {_spaced(other.words)} " in f" {_spaced(one.words)} "
    holder = one.words.casefold() if one.kind == "contains" else _single_word(one.words)
    return other.words.casefold() in holder


def _single_word(words: str) -> str:
    """``words`` if they are one word, which then stands in the text as it is."""
    return "" if " " in _spaced(words) else _spaced(words)


def _spaced(text: str) -> str:
    return " ".join("".join(mark if mark.isalnum() else " " for mark in text.casefold()).split())
