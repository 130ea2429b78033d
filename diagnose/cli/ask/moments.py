"""The clock of the dialogue; the library itself never looks at one."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """This moment in whole seconds, with the offset of the place."""
    return datetime.now(UTC).astimezone().replace(microsecond=0)
