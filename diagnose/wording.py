"""Messages that can be said in other languages: English words that remember how they were put together.

A message with values is made by :func:`worded`, one that names several things by :func:`joined`; a few words that go
into another message as a value are a :func:`phrase`. A message without values may be a plain literal: a catalogue
knows it by its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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

    def said_with(self, catalogue: Mapping[str, str]) -> str:
        """The message with the words of ``catalogue``: see :func:`in_language`."""
        template = catalogue.get(self.template, self.template)
        if not self.values:
            return template
        return template.format_map({name: _value(value, catalogue) for name, value in self.values.items()})


class Listing(Wording):
    """Several things in one message; the template is what stands between them."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        """What stands between the parts, and the parts."""
        return joined, (self.template, self.values["parts"])

    def said_with(self, catalogue: Mapping[str, str]) -> str:
        """The parts with the words of ``catalogue``, and so what stands between them."""
        between = catalogue.get(self.template, self.template)
        return between.join([str(_value(part, catalogue)) for part in self.values["parts"]])


def _value(value: Any, catalogue: Mapping[str, str]) -> Any:
    return value.said_with(catalogue) if isinstance(value, Wording) else value


def worded(template: str, /, **values: Any) -> Wording:
    """``template`` with the ``values`` filled in where it names them in braces; values may be wordings themselves.

    Without values the template is the message, and its braces are braces.

    >>> worded("unknown key {key!r}", key="{x}")
    "unknown key '{x}'"
    >>> worded("write {at_least: 2}")
    'write {at_least: 2}'
    """
    return worded_from(template, values)


def worded_from(template: str, values: Mapping[str, Any]) -> Wording:
    """The same as :func:`worded`, the values in one mapping.

    Raises:
        TypeError: the template is a message already, so its braces may be anybody's.
    """
    if isinstance(template, Wording):
        raise TypeError("a message is no template; give it as a value")
    wording = Wording(template.format_map(values) if values else template)
    wording.template, wording.values = template, values
    return wording


def phrase(words: str) -> Wording:
    """A few ``words`` that stand for a value in other messages and are looked up as they are."""
    return words if isinstance(words, Wording) else worded_from(words, {})


def joined(between: str, parts: Iterable[str]) -> Wording:
    """The ``parts``, which may be wordings, with ``between`` between them.

    >>> joined(" or ", ["phone", "on-site"])
    'phone or on-site'
    """
    listed = tuple(parts)
    listing = Listing(between.join(listed))
    listing.template, listing.values = between, {"parts": listed}
    return listing


def in_language(message: str, catalogue: Mapping[str, str]) -> str:
    """``message`` with the words of ``catalogue``, which maps English templates to those of one other language.

    What the catalogue does not know, and a text that is no wording, comes back as it is.
    """
    return message.said_with(catalogue) if isinstance(message, Wording) else catalogue.get(message, message)
