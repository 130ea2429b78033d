"""Typing errors: a word that nobody knows, read as the one known word it can only have been meant for."""

from __future__ import annotations

from collections.abc import Iterable

SHORTEST = 5
"""Shorter words have too many neighbours."""
LONG = 9
"""From this length on two errors are forgiven, else one; two letters that changed places are one error."""


class Spelling:
    """Known words, ready to be looked up by one that is nearly written like them."""

    def __init__(self, known: Iterable[str]) -> None:
        self._by_start: dict[str, list[str]] = {}
        for word in sorted(set(known)):
            if len(word) >= SHORTEST - 1:
                self._by_start.setdefault(word[0], []).append(word)

    def nearest(self, word: str) -> str | None:
        """The known word with the fewest errors from ``word``, of equals the first; None when too many differ.

        The first letter counts as right. None as well where ``rapidfuzz`` is not installed.
        """
        if len(word) < SHORTEST:
            return None
        try:
            from rapidfuzz.distance import OSA
        except ImportError:
            return None
        most = 2 if len(word) >= LONG else 1
        found = [
            (OSA.distance(word, each, score_cutoff=most), each)
            for each in self._by_start.get(word[0], ())
            if abs(len(each) - len(word)) <= most
        ]
        best = min(found, default=(most + 1, ""))
        return best[1] if best[0] <= most else None
