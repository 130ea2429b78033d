"""The second net: what has the form of a phone, mail, card, passport or serial number in a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

MASK: Final = "[masked: {}]"
FEWEST: Final = 9
"""A number of so many digits may name somebody."""

_APART = "[ \u00a0.\\-\u2010-\u2015()/_]{0,3}"
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?)?")
_SEAL = re.compile(r"(?<!\w)(?:[0-9a-f]{64}|(?=\d*[a-f])[0-9a-f]{12})(?!\w)")
_MAIL = re.compile(r"[^\s@<>()\[\]\"',;]+@[^\s@<>()\[\]\"',;]+")
_DIGITS = re.compile(rf"\+?\d(?:{_APART}\d){{{FEWEST - 1},}}")
_PASSPORT = re.compile(
    r"(?<!\d)\d{2}[ -]?\d{2}[ \-\u2116#NnoO.]{1,4}\d{6}(?!\d)|(?<!\w)[^\W\d_]{1,2}[ -]?\d{6,9}(?!\w)"
)
_TOKEN = re.compile(r"\w+(?:[-/.:]\w+)*")


def masked(text: str, found: Counter[str], spoken: Callable[[str], bool] = lambda _: False) -> str:
    """``text`` with everything masked that has such a form, counted by kind; what is ``spoken`` by authors stays."""
    for start, end, kind in sorted(_hits(text), reverse=True):
        if not spoken(text[start:end]):
            found[kind] += 1
            text = f"{text[:start]}{MASK.format(kind)}{text[end:]}"
    return text


def found_in(text: str) -> bool:
    """Whether something in ``text`` has such a form."""
    return bool(_hits(text))


def _hits(text: str) -> list[tuple[int, int, str]]:
    """Where something was found, and what: no two of them overlap, the first kinds first."""
    taken: list[tuple[int, int, str]] = []
    for start, end, kind in _every(_SEAL.sub(_blank, _MOMENT.sub(_blank, text))):
        if all(end <= other or start >= stop for other, stop, _ in taken):
            taken.append((start, end, kind))
    return taken


def _blank(found: re.Match[str]) -> str:
    """As many characters that have no form."""
    return "\n" * len(found[0])


def _every(text: str) -> Iterator[tuple[int, int, str]]:
    yield from ((*each.span(), "mails") for each in _MAIL.finditer(text))
    yield from ((*each.span(), "passports") for each in _PASSPORT.finditer(text))
    for each in _DIGITS.finditer(text):
        yield (*each.span(), "cards" if _is_card(each[0]) else "phones")
    yield from ((*each.span(), "serials") for each in _TOKEN.finditer(text) if _is_serial(each[0]))


def _is_card(text: str) -> bool:
    """Whether the digits add up as those of a payment card do."""
    digits = [int(each) for each in text if each.isdecimal()]
    doubled = [each if place % 2 == 0 else sum(divmod(2 * each, 10)) for place, each in enumerate(reversed(digits))]
    return 13 <= len(digits) <= 19 and sum(doubled) % 10 == 0


def _is_serial(token: str) -> bool:
    """Letters and digits mixed as in no word: at least eight of them, four digits, a capital."""
    plain = [each for each in token if each.isalnum()]
    digits = sum(each.isdecimal() for each in plain)
    return len(plain) >= 8 and digits >= 4 and any(each.isupper() for each in plain)


def is_long(number: float) -> bool:
    """Whether a number is long enough to name somebody."""
    written = repr(int(number)) if float(number).is_integer() else repr(number)
    return sum(each.isdecimal() for each in written) >= FEWEST


_VERSION = re.compile(r"[vV]?\d{1,5}(?:\.\d{1,5}){0,3}(?:[-.]?(?:dev|alpha|beta|pre|preview|rc|[a-z])\d{0,2})?")


def is_plain_version(text: str) -> bool:
    """Whether a version is written in numbers alone, with at most a usual word for what comes before a release."""
    return _VERSION.fullmatch(text) is not None
