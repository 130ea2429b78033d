"""Three years of a desk: so many cases in the order in which they come in, a hundredth of them still open."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random

from benchmarks.recording.histories import Drawn, case_of, story_of
from diagnose.case import Case
from diagnose.record import About

FIRST = datetime(2023, 7, 3, tzinfo=UTC)
HOURS = 3 * 365 * 24
LAST = FIRST + timedelta(hours=HOURS)
OPEN = 0.01
RECENT_OPEN = 0.7
"""Of the open cases so many are among the newest; the rest are spread over the last half year."""


def cases(drawn: Drawn, number: int, seed: int) -> Iterator[tuple[Case, About]]:
    """The cases, in bounded memory; the same seed gives the same."""
    edges = tuple(accumulate(_weight(hour) for hour in range(HOURS)))
    for each in range(number):
        random = Random(f"{seed}/{each}")
        place = (each + random.random()) / number
        hour = bisect_left(edges, place * edges[-1])
        at = FIRST + timedelta(hours=hour, seconds=random.randrange(3600))
        settled = not _is_open(place, random)
        yield case_of(each + 1, story_of(drawn, random, at, settled=settled), settled=settled)


def _is_open(place: float, random: Random) -> bool:
    newest, half_year = RECENT_OPEN * OPEN, 1.0 / 6.0
    if place > 1.0 - newest:
        return True
    return place > 1.0 - half_year and random.random() < (1.0 - RECENT_OPEN) * OPEN / (half_year - newest)


def _weight(hour: int) -> float:
    """How much comes in at this hour, which counts from a Monday's midnight."""
    day, of_day = hour // 24 % 7, hour % 24
    return (1.0 if day < 5 else 0.15) * (1.0 if 8 <= of_day < 18 else 0.08)
