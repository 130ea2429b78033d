"""Texts in several languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ANY_LANGUAGE = ""
"""The key of a text that was written without a language."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text by language; written once without a language, it serves all of them."""

    by_language: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, source: str | Mapping[str, str]) -> Text:
        """The text written as ``source``: a plain string or a map of languages."""
        if isinstance(source, str):
            return cls(((ANY_LANGUAGE, source),))
        return cls(tuple(sorted(source.items())))

    def in_language(self, language: str, fallback: Iterable[str] = ()) -> tuple[str, str]:
        """The words for ``language`` and the language they are in, looked up in ``fallback`` order when missing."""
        known = dict(self.by_language)
        for wanted in (language, ANY_LANGUAGE, *fallback, *sorted(known)):
            if wanted in known:
                return known[wanted], wanted or language
        return "", language

    def say(self, language: str, fallback: Iterable[str] = ()) -> str:
        """The words alone, as :meth:`in_language` finds them."""
        return self.in_language(language, fallback)[0]

    def __bool__(self) -> bool:
        return bool(self.by_language)

    def to_data(self) -> str | dict[str, str]:
        """The text as it may be written in a document."""
        known = dict(self.by_language)
        return known[ANY_LANGUAGE] if set(known) == {ANY_LANGUAGE} else known
