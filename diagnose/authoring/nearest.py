"""Which known name was meant: found by what is left when a letter goes, so that thousands of guesses cost little."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

LONGEST = 120
"""Longer names are neither guessed nor offered, in characters."""
MOST = 200_000
"""So many forms of known names are kept; names after that are not offered."""


class Nearest:
    """Names that differ from a given one by one letter more, less, other or swapped, or by their first part alone.

    >>> Nearest(["printing.toner-empty", "printing.drum-worn"]).of("printing.tonner-empty")
    'printing.toner-empty'
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._forms: dict[str, str] = {}
        self._tails: dict[str, str] = {}
        for name in sorted(known):
            if len(name) > LONGEST or len(self._forms) > MOST:
                continue
            for form in _forms(name):
                self._forms.setdefault(form, name)
            self._tails.setdefault(_tail(name), name)

    def of(self, text: str) -> str:
        """The known name nearest to ``text``, of several the first; empty when none is near."""
        if len(text) > LONGEST:
            return ""
        forms = _forms(text)
        found = next((self._forms[form] for form in forms if form in self._forms), "")
        return found or (self._tails.get(_tail(text), "") if "." in text else "")


def _forms(name: str) -> Iterator[str]:
    """``name`` as ids are compared, then without each of its letters."""
    folded = name.casefold()
    yield folded
    yield from (folded[:place] + folded[place + 1 :] for place in range(len(folded)))


def _tail(name: str) -> str:
    return name.casefold().partition(".")[2]
