"""Moments as whole milliseconds since 1970 in UTC, and back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from diagnose.errors import UsageError
from diagnose.wording import worded

_START: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)


def stored(moment: datetime) -> int:
    """The milliseconds that have passed at ``moment``.

    Raises:
        UsageError: it has no offset, so nobody knows when it was.

    >>> stored(datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC))
    1000
    """
    if moment.tzinfo is None:
        raise UsageError(worded("the time {moment} has no offset; add one", moment=moment.isoformat()))
    return (moment - _START) // _MILLISECOND


def stored_or_none(moment: datetime | None) -> int | None:
    """The same, where there may be none."""
    return None if moment is None else stored(moment)


def shown(milliseconds: int) -> datetime:
    """The moment in UTC."""
    return _START + milliseconds * _MILLISECOND


def shown_or_none(milliseconds: int | None) -> datetime | None:
    """The same, where there may be none."""
    return None if milliseconds is None else shown(milliseconds)
