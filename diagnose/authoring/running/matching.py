"""Expressions that choose cases by words: ``near and not (printer or "fan and lamp")``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from diagnose.errors import UsageError, echo
from diagnose.wording import phrase, worded

MOST_TOKENS = 500
"""So many words, operators and brackets may an expression have."""
DEEPEST = 50

_TOKEN = re.compile(r"\s*(?:([()])|\"([^\"]*)\"|'([^']*)'|([^\s()\"']+))")
_OPERATORS = ("and", "or", "not")


@dataclass(frozen=True, slots=True)
class Words:
    """The text holds these words, whatever the case of their letters."""

    text: str

    def matches(self, text: str) -> bool:
        """Whether ``text``, casefolded, holds the words."""
        return self.text in text


@dataclass(frozen=True, slots=True)
class Not:
    """The other one does not match."""

    member: Expression

    def matches(self, text: str) -> bool:
        """The opposite."""
        return not self.member.matches(text)


@dataclass(frozen=True, slots=True)
class Both:
    """All members match."""

    members: tuple[Expression, ...]

    def matches(self, text: str) -> bool:
        """Conjunction."""
        return all(member.matches(text) for member in self.members)


@dataclass(frozen=True, slots=True)
class Either:
    """One member matches."""

    members: tuple[Expression, ...]

    def matches(self, text: str) -> bool:
        """Disjunction."""
        return any(member.matches(text) for member in self.members)


Expression: TypeAlias = Words | Not | Both | Either


def read_expression(text: str) -> Expression:
    """The expression that ``text`` holds: words joined by ``and``, ``or``, ``not`` and brackets.

    Words that stand side by side are looked for as one; in quotes an operator is a word like any other.

    Raises:
        UsageError: it is no expression; the message says where.

    >>> read_expression("lamp and not near miss").matches("lamp.cases.yaml::it fits")
    True
    """
    tokens = _tokens(text)
    if not tokens:
        raise UsageError("-k is empty; write a word that the names of the cases hold")
    parser = _Parser(tokens, text)
    found = parser.either(0)
    parser.finish()
    return found


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    at: int
    quoted: bool = False

    @property
    def is_word(self) -> bool:
        return self.quoted or self.text not in (*_OPERATORS, "(", ")")


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    place = 0
    while place < len(text.rstrip()):
        match = _TOKEN.match(text, place)
        if match is None:
            raise _wrong(text, place, phrase("a quote is not closed"))
        bracket, double, single, word = match.groups()
        quoted = double if double is not None else single
        found.append(_Token(quoted if quoted is not None else bracket or word, match.start(), quoted is not None))
        place = match.end()
        if len(found) > MOST_TOKENS:
            raise _wrong(text, place, worded("more than {limit} words", limit=MOST_TOKENS))
    return found


class _Parser:
    """Reads tokens by recursive descent; ``or`` binds least, ``not`` most."""

    def __init__(self, tokens: list[_Token], text: str) -> None:
        self.tokens = tokens
        self.text = text
        self.place = 0

    def either(self, depth: int) -> Expression:
        members = [self._both(depth)]
        while self._takes("or"):
            members.append(self._both(depth))
        return members[0] if len(members) == 1 else Either(tuple(members))

    def finish(self) -> None:
        """Nothing may be left."""
        if self.place < len(self.tokens):
            raise _wrong(self.text, self.tokens[self.place].at, phrase("a bracket is closed that was not opened"))

    def _both(self, depth: int) -> Expression:
        members = [self._single(depth)]
        while self._takes("and"):
            members.append(self._single(depth))
        return members[0] if len(members) == 1 else Both(tuple(members))

    def _single(self, depth: int) -> Expression:
        if depth > DEEPEST:
            raise _wrong(self.text, self._at(), worded("brackets more than {limit} deep", limit=DEEPEST))
        if self._takes("not"):
            return Not(self._single(depth + 1))
        if self._takes("("):
            inner = self.either(depth + 1)
            if not self._takes(")"):
                raise _wrong(self.text, self._at(), phrase("a bracket is not closed"))
            return inner
        return self._words()

    def _words(self) -> Words:
        words: list[str] = []
        while self.place < len(self.tokens) and self.tokens[self.place].is_word:
            words.append(self.tokens[self.place].text)
            self.place += 1
        if not words:
            raise _wrong(self.text, self._at(), phrase("a word is missing"))
        return Words(" ".join(" ".join(words).split()).casefold())

    def _takes(self, operator: str) -> bool:
        here = self.tokens[self.place] if self.place < len(self.tokens) else None
        if here is None or here.quoted or here.text != operator:
            return False
        self.place += 1
        return True

    def _at(self) -> int:
        return self.tokens[self.place].at if self.place < len(self.tokens) else len(self.text)


def _wrong(text: str, place: int, what: str) -> UsageError:
    return UsageError(
        worded(
            "-k '{text}': {what}, at character {place}; join words with and, or, not",
            text=echo(text),
            what=what,
            place=place + 1,
        )
    )
