"""A version strictly between two others."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.facts import Version

_LONGEST = 100


def between(low: Version | None, high: Version | None) -> Version | None:
    """A version above ``low`` and below ``high``; an end that is None is open. None when none was found."""
    for text in _candidates(low, high):
        found = Version(text)
        if len(text) <= _LONGEST and (low is None or low < found) and (high is None or found < high):
            return found
    return None


def _candidates(low: Version | None, high: Version | None) -> Iterator[str]:
    yield "1.0"
    if low is not None:
        for zeros in range(8):
            yield f"{low.text}{'.0' * zeros}.1"
    if high is not None:
        yield f"{high.text}-rc"
        yield f"{high.text}-alpha"
