"""A clock that goes when it is told to."""

from __future__ import annotations

from datetime import datetime, timedelta


class Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def go(self, hours: float = 0.1) -> None:
        self.now += timedelta(hours=hours)
