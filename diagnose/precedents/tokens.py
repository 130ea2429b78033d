"""Words of a text, without what may name a person, a machine or a place in the net."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_CHARACTERS = 16_384
"""So much of a text is looked at."""

_BETWEEN = re.compile(r"[\s,;()\[\]{}<>\"«»“”„|*=…—–]+")
_END = ".:!?…"
_MARKS = frozenset("@_\\:.#&%$~^+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_INNER = re.compile(r"['’-]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, casefolded, in one or more parts; ``named`` when it is written like a name: Large in mid-sentence."""

    parts: tuple[str, ...]
    named: bool = False

    @property
    def whole(self) -> str:
        """The word without hyphens and apostrophes."""
        return "".join(self.parts)


def tokens_in(text: str) -> Iterator[Token]:
    """The words of ``text`` in order.

    Left out is whatever stands together with a digit, ``@``, ``_``, a backslash, or a dot or colon inside: mail
    addresses, numbers of all kinds, names of hosts and files.
    """
    starting = True
    for chunk in _BETWEEN.split(text[:MOST_CHARACTERS]):
        bare = chunk.strip("'’`-/" + _END)
        if bare and not any(each.isdigit() or each in _MARKS for each in bare):
            for word in _WORD.findall(bare):
                large = word[0].isupper() and word[1:] != word[1:].upper()
                yield Token(tuple(_INNER.split(_plain(word))), named=large and not starting)
                starting = False
        if chunk:
            starting = chunk[-1] in ".!?…"


def _plain(word: str) -> str:
    return word.casefold().replace("ё", "е")
