"""How long to wait for others, and how: who has waited long asks more often, so that nobody starves."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

FIRST: Final = 0.004
EAGER: Final = 0.0005
HALVED_AFTER: Final = 0.02


@dataclass(frozen=True, slots=True)
class Patience:
    """Waits ``seconds`` at most; ``now`` and ``sleep`` are the clock by which it waits."""

    seconds: float
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep

    def begin(self) -> Wait:
        """A wait that begins now."""
        return Wait(self, self.now())


@dataclass(frozen=True, slots=True)
class Wait:
    """One wait, begun at ``since``."""

    patience: Patience
    since: float

    def go_on(self) -> bool:
        """Whether there is patience left, after a pause that is the shorter the longer the wait has lasted."""
        age = self.patience.now() - self.since
        if age >= self.patience.seconds:
            return False
        self.patience.sleep(max(EAGER, FIRST / (1 + age / HALVED_AFTER)))
        return True
