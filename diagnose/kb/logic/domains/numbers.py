"""The simplest number strictly between two others."""

from __future__ import annotations

import math
from decimal import ROUND_FLOOR, Context, Decimal

_EXACT = Context(prec=2500, Emax=9999, Emin=-9999)
_MOST_DIGITS = 17


def between(low: float | None, high: float | None, step: float | None = None) -> float | None:
    """A number above ``low`` and below ``high``, near zero and with few digits; None where no float lies there.

    With ``step`` it is a whole multiple of that. An end that is None is open to infinity.
    """
    if (low is None or low < 0) and (high is None or high > 0):
        return 0.0
    if low is None or (high is not None and high <= 0):
        mirrored = between(None if high is None else -high, None if low is None else -low, step)
        return None if mirrored is None else -mirrored
    return _above(low, math.inf if high is None else high, step)


def _above(low: float, high: float, step: float | None) -> float | None:
    """A number between ``low``, which is not negative, and ``high``."""
    digits = range(1) if step is not None else range(_MOST_DIGITS + 1)
    for places in digits:
        size = Decimal(repr(step)) if step is not None else Decimal(1).scaleb(-places)
        found = _multiple_above(low, size)
        if low < found < high:
            return found
    after = math.nextafter(low, math.inf)
    return after if step is None and after < high and math.isfinite(after) else None


def _multiple_above(low: float, size: Decimal) -> float:
    """The least whole multiple of ``size`` above ``low``."""
    times = _EXACT.divide(Decimal(repr(low)), size).to_integral_value(ROUND_FLOOR)
    return float(_EXACT.multiply(times + 1, size))
