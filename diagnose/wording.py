"""Messages that can be said in other languages: English words that remember how they were put together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Wording(str):
    """A message in English that knows its ``template`` and the ``values`` filled in.

    It is an ordinary text everywhere; :func:`in_language` says it in another language.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, Any]

    def __reduce__(self) -> tuple[Any, ...]:
        """Template and values: what a copy in another process is made from."""
        return worded_from, (self.template, dict(self.values))


def worded(template: str, /, **values: Any) -> Wording:
    """``template`` with the ``values`` filled in where it names them in braces; values may be wordings themselves."""
    return worded_from(template, values)


def worded_from(template: str, values: Mapping[str, Any]) -> Wording:
    """The same as :func:`worded`, the values in one mapping."""
    wording = Wording(template.format_map(values))
    wording.template, wording.values = template, values
    return wording


def in_language(message: str, catalogue: Mapping[str, str]) -> str:
    """``message`` with the words of ``catalogue``, which maps English templates to those of one other language.

    What the catalogue does not know, and a text that is no wording, comes back as it is.
    """
    if not isinstance(message, Wording):
        return catalogue.get(message, message)
    values = {
        name: in_language(value, catalogue) if isinstance(value, Wording) else value
        for name, value in message.values.items()
    }
    return catalogue.get(message.template, message.template).format_map(values)
