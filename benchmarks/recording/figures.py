"""Figures as they are printed."""

from __future__ import annotations

import statistics
from collections.abc import Iterable


def quantile(spent: Iterable[float], share: float) -> float:
    """The value that this share of the ordered figures does not exceed."""
    ordered = sorted(spent)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def milliseconds(spent: list[float]) -> str:
    """How many, the median, the 99th percentile and the most."""
    if not spent:
        return "none"
    middle, high = statistics.median(spent), quantile(spent, 0.99)
    return f"{len(spent):6}  median {middle:8.2f}  p99 {high:8.2f}  most {max(spent):8.2f}"


def megabytes(size: int) -> str:
    """Millions of bytes."""
    return f"{size / 1e6:,.1f} MB"
