"""Numbers with units, worked out exactly: ``0.1 V`` in millivolts is 100, not 100.00000000000001."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from decimal import Context, Decimal

_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_LONGEST = 100
_EXACT = Context(prec=3000, Emax=9999, Emin=-9999)
"""Wide enough for every product and remainder of two numbers of the longest form."""


def number_written(text: str) -> Decimal | None:
    """The bare number that ``text`` is, exactly; None when it is something else."""
    return Decimal(text) if len(text) <= _LONGEST and _NUMBER.fullmatch(text) else None


def exact(number: float) -> Decimal | None:
    """A Python number as it is printed; None when it is not finite or absurdly long."""
    if isinstance(number, int):
        return Decimal(number) if number.bit_length() < 1000 else None
    return Decimal(repr(number)) if math.isfinite(number) else None


def quantity_written(text: str, unit: str, also: Iterable[tuple[str, float]] = ()) -> Decimal | None:
    """The number in ``unit`` that ``text`` is, bare or with a unit; ``also`` maps other units to their factor."""
    number, written = _parted(text)
    if number is None or written in ("", unit):
        return number
    factor = dict(also).get(written)
    return None if factor is None else _EXACT.multiply(number, Decimal(repr(factor)))


def is_multiple(number: Decimal, step: float) -> bool:
    """Whether ``number`` is a whole multiple of ``step``."""
    return not _EXACT.remainder(number, Decimal(repr(step)))


def _parted(text: str) -> tuple[Decimal | None, str]:
    """The number that ``text`` begins with, and the unit that follows it."""
    if len(text) > _LONGEST:
        return None, ""
    found = _NUMBER.match(text.strip())
    if found is None:
        return None, ""
    return Decimal(found.group()), text.strip()[found.end() :].strip()
