"""What counts are worth: intervals for shares and their differences, and how surprising a count is."""

from __future__ import annotations

import math
from dataclasses import dataclass

Z95 = 1.959963984540054
"""Where 95 % of a normal distribution lies within."""
DIGITS = 9


@dataclass(frozen=True, slots=True, order=True)
class Share:
    """``count`` of ``of``, as a share with its interval of 95 % (Wilson 1927)."""

    count: int = 0
    of: int = 0

    @property
    def value(self) -> float | None:
        """The share in [0, 1]; None of nothing."""
        return round(self.count / self.of, DIGITS) if self.of else None

    @property
    def low(self) -> float:
        """The lower end of the interval; 0 of nothing."""
        return wilson(self.count, self.of)[0]

    @property
    def high(self) -> float:
        """The upper end of the interval; 1 of nothing."""
        return wilson(self.count, self.of)[1]

    def __add__(self, other: Share) -> Share:
        return Share(self.count + other.count, self.of + other.of)


def wilson(count: int, of: int, z: float = Z95) -> tuple[float, float]:
    """The score interval for a share of ``count`` of ``of`` (Wilson 1927), which holds near 0 and 1 too.

    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if of == 0:
        return 0.0, 1.0
    share, square = count / of, z * z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = z * math.sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    low = 0.0 if count == 0 else max(0.0, middle - half)
    high = 1.0 if count == of else min(1.0, middle + half)
    return round(low, DIGITS), round(high, DIGITS)


def change(before: Share, last: Share) -> tuple[float, float]:
    """The interval of 95 % for how much the share rose from ``before`` to ``last`` (Newcombe 1998, method 10)."""
    if not before.of or not last.of:
        return -1.0, 1.0
    was, now = before.count / before.of, last.count / last.of
    low = now - was - math.hypot(now - last.low, before.high - was)
    high = now - was + math.hypot(last.high - now, was - before.low)
    return round(low, DIGITS), round(high, DIGITS)


def poisson_tail(count: int, mean: float) -> float:
    """The chance of ``count`` or more where ``mean`` are usual (Poisson 1837).

    >>> poisson_tail(0, 2.0)
    1.0
    """
    if count <= 0:
        return 1.0
    if mean <= 0.0:
        return 0.0
    if count <= mean:
        return min(1.0, max(0.0, 1.0 - math.fsum(_poisson(each, mean) for each in range(count))))
    return min(1.0, math.fsum(_upper_terms(count, mean)))


def _upper_terms(count: int, mean: float) -> list[float]:
    """The chances of ``count``, ``count`` + 1 and so on, until they add nothing; beyond the mean they only fall."""
    terms = [_poisson(count, mean)]
    while terms[-1] > terms[0] * 1e-17:
        count += 1
        terms.append(terms[-1] * mean / count)
    return terms


def _poisson(count: int, mean: float) -> float:
    return math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))
