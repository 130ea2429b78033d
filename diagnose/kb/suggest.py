"""Names that somebody may have meant, as advice."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from diagnose.names import LONGEST, closest, fold, lookalike
from diagnose.wording import phrase, worded

MOST_NAMES = 5_000
"""Beyond so many names a close match takes longer than it helps."""


def meant(name: str, known: Iterable[str]) -> str:
    """Advice that names the one of ``known`` closest to ``name``; empty when none is close.

    >>> meant("print.outptu", ["print.output", "scan.output"])
    "did you mean 'print.output'?"
    """
    names = sorted(known)[:MOST_NAMES]
    if len(name) > LONGEST or not names:
        return ""
    near = closest(name, names)
    if near is None:
        return ""
    difference = _difference(name, near) if lookalike(name, [near]) else ""
    return worded("did you mean {near!r}?{difference}", near=near, difference=difference)


def _difference(name: str, twin: str) -> str:
    """Which letter differs, for two names that look the same."""
    for written, wanted in zip(name, twin, strict=False):
        if fold(written) != fold(wanted):
            return worded(
                " {written!r} is {letter}, {wanted!r} is {other}",
                written=written,
                letter=_letter(written),
                wanted=wanted,
                other=_letter(wanted),
            )
    return ""


def _letter(character: str) -> str:
    name = unicodedata.name(character, f"U+{ord(character):04X}").capitalize()
    script, _, letter = name.partition(" small letter ")
    if not letter:
        return name
    return worded("{script} small letter {letter}", script=phrase(script), letter=letter)
