"""The open time of one year, as pieces between moments that are counted in microseconds since 1970 UTC."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import accumulate, pairwise
from typing import TypeAlias

SECOND = 1_000_000
DAY = 86_400 * SECOND
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

Hours: TypeAlias = tuple[tuple[int, int], ...]
"""Open intervals of one day, apart and in order: microseconds since midnight by the clock on the wall."""


@dataclass(frozen=True, slots=True)
class OpenYear:
    """The open pieces from ``opens`` to ``closes``; ``before`` is the open time before each, ``total`` that of all."""

    opens: tuple[int, ...]
    closes: tuple[int, ...]
    before: tuple[int, ...]
    total: int

    @classmethod
    def of(cls, pieces: Iterable[tuple[int, int]]) -> OpenYear:
        """The year with those ``pieces``, which stand apart and in order."""
        listed = tuple(pieces)
        *before, total = accumulate((closes - opens for opens, closes in listed), initial=0)
        return cls(tuple(each[0] for each in listed), tuple(each[1] for each in listed), tuple(before), total)

    def is_open(self, moment: int) -> bool:
        """Whether ``moment`` lies in a piece; its end does not."""
        place = bisect_right(self.opens, moment) - 1
        return place >= 0 and moment < self.closes[place]

    def until(self, moment: int) -> int:
        """The open time of the year before ``moment``."""
        place = bisect_right(self.opens, moment) - 1
        return self.before[place] + min(moment, self.closes[place]) - self.opens[place] if place >= 0 else 0

    def reach(self, worked: int) -> int:
        """The first moment before which so much time of the year was open: more than 0, at most ``total``."""
        place = bisect_left(self.before, worked) - 1
        return self.opens[place] + worked - self.before[place]

    def opening(self, moment: int) -> int | None:
        """When the first piece opens that begins at ``moment`` or later."""
        place = bisect_left(self.opens, moment)
        return self.opens[place] if place < len(self.opens) else None


def pieces(year: int, zone: tzinfo, hours: Callable[[int], Hours]) -> Iterator[tuple[int, int]]:
    """The open pieces of ``year`` in UTC; ``hours`` tells those of a day, counted from 1970, in local time.

    A moment is open when the clock on the wall shows an open time: what a gap of the local time takes away is not
    worked, what a fold repeats is worked twice.
    """
    held: tuple[int, int] | None = None
    for opens, closes in _clipped(year, zone, hours):
        if held and held[1] == opens:
            held = held[0], closes
            continue
        if held:
            yield held
        held = opens, closes
    if held:
        yield held


def _clipped(year: int, zone: tzinfo, hours: Callable[[int], Hours]) -> Iterator[tuple[int, int]]:
    for starts, ends, offset in _offsets(year, zone):
        first, last = starts + offset, ends + offset
        for day in range(first // DAY, -(-last // DAY)):
            for opens, closes in hours(day):
                begin, end = max(day * DAY + opens, first), min(day * DAY + closes, last)
                if begin < end:
                    yield begin - offset, end - offset


def _offsets(year: int, zone: tzinfo) -> Iterator[tuple[int, int, int]]:
    """From when to when in ``year`` which offset holds, all in microseconds."""
    begin, end = (int(datetime(each, 1, 1, tzinfo=UTC).timestamp()) for each in (year, year + 1))
    samples = [*range(begin, end, 86_400), end]
    held = begin
    for before, after in pairwise((each, _offset(each, zone)) for each in samples):
        if before[1] != after[1]:
            change = _change(before[0], after[0], zone)
            yield held * SECOND, change * SECOND, before[1] * SECOND
            held = change
    yield held * SECOND, end * SECOND, _offset(end - 1, zone) * SECOND


def _change(before: int, after: int, zone: tzinfo) -> int:
    """The first second between the two at which the offset is no more that of ``before``."""
    held = _offset(before, zone)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (middle, after) if _offset(middle, zone) == held else (before, middle)
    return after


def _offset(second: int, zone: tzinfo) -> int:
    offset = datetime.fromtimestamp(second, UTC).astimezone(zone).utcoffset()
    return 0 if offset is None else offset // timedelta(seconds=1)
