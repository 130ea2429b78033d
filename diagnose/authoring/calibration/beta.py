"""Beta distributions: what is known of a chance, in cases for and against."""

from __future__ import annotations

import math
from dataclasses import dataclass

TINY = 1e-300
STEPS = 20_000
HALVINGS = 60


@dataclass(frozen=True, slots=True)
class Beta:
    """A Beta distribution, ``hits`` and ``misses`` being its two parameters, both above 0."""

    hits: float
    misses: float

    @classmethod
    def around(cls, chance: float, cases: float) -> Beta:
        """The distribution that knows ``chance``, in (0, 1), as well as so many ``cases`` would tell it."""
        return cls(chance * cases, (1.0 - chance) * cases)

    @property
    def mean(self) -> float:
        """The expected chance."""
        return self.hits / (self.hits + self.misses)

    def after(self, hits: float, cases: float) -> Beta:
        """The distribution once ``hits`` of so many more ``cases`` were seen (conjugate, Raiffa and Schlaifer 1961)."""
        return Beta(self.hits + hits, self.misses + cases - hits)

    def below(self, chance: float) -> float:
        """The probability that the chance is at most ``chance``."""
        return incomplete_beta(self.hits, self.misses, chance)

    def interval(self, part: float) -> tuple[float, float]:
        """The central interval that holds the chance with probability ``part``."""
        return self.quantile((1.0 - part) / 2.0), self.quantile((1.0 + part) / 2.0)

    def quantile(self, part: float) -> float:
        """The chance below which lies ``part`` of the distribution, to within 1e-17."""
        low, high = 0.0, 1.0
        for _ in range(HALVINGS):
            middle = (low + high) / 2.0
            if self.below(middle) < part:
                low = middle
            else:
                high = middle
        return (low + high) / 2.0


def at_most(hits: int, cases: int, chance: float) -> float:
    """The probability of at most ``hits`` in ``cases`` when each has ``chance``."""
    return 1.0 if hits >= cases else incomplete_beta(cases - hits, hits + 1, 1.0 - chance)


def at_least(hits: int, cases: int, chance: float) -> float:
    """The probability of at least ``hits`` in ``cases`` when each has ``chance``."""
    return 1.0 if hits <= 0 else incomplete_beta(hits, cases - hits + 1, chance)


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b) for positive ``a`` and ``b``.

    By the continued fraction of Abramowitz and Stegun (1964), 26.5.8, evaluated as Lentz (1976) does.

    >>> round(incomplete_beta(2, 3, 0.5), 9)
    0.6875
    """
    if x <= 0.0:
        return 0.0
    if x >= 1.0:
        return 1.0
    front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    if x < (a + 1.0) / (a + b + 2.0):
        return min(1.0, math.exp(front) * _fraction(a, b, x) / a)
    return max(0.0, 1.0 - math.exp(front) * _fraction(b, a, 1.0 - x) / b)


def _fraction(a: float, b: float, x: float) -> float:
    numerator, denominator = 1.0, 1.0 / _away(1.0 - (a + b) * x / (a + 1.0))
    value = denominator
    for m in range(1, STEPS):
        twice = a + 2 * m
        for part in (
            m * (b - m) * x / ((twice - 1.0) * twice),
            -(a + m) * (a + b + m) * x / (twice * (twice + 1.0)),
        ):
            denominator = 1.0 / _away(1.0 + part * denominator)
            numerator = _away(1.0 + part / numerator)
            change = numerator * denominator
            value *= change
        if abs(change - 1.0) < 1e-14:
            break
    return value


def _away(number: float) -> float:
    """``number``, kept away from zero."""
    return number if abs(number) > TINY else TINY
