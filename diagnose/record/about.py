"""What the record keeps of a case beside its history, for lists, queues and precedents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

NOTHING_KNOWN: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class About:
    """What cannot be read off the history alone, because it takes the knowledge base to work it out.

    ``due_at`` is the next target that is still open, ``warn_at`` the next moment at which something is to be done
    without anybody asking; ``features`` are what the case is found by once it is settled, ``complaints`` what it is
    about, by which many of a kind at once are noticed.
    ``alternatives`` says whether line 2 had any, None if nobody looked.
    """

    equipment: str | None = None
    location: str | None = None
    customer: str | None = None
    serial: str | None = None
    due_at: datetime | None = None
    warn_at: datetime | None = None
    alternatives: bool | None = None
    features: frozenset[str] = NOTHING_KNOWN
    complaints: frozenset[str] = NOTHING_KNOWN
