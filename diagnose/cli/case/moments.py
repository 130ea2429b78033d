"""Moments as people at the desk read them: in the time zone of the knowledge base."""

from __future__ import annotations

from datetime import datetime

from diagnose.explain.words import moment_in_words
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.moments import zone_called


def here(at: datetime, kb: KnowledgeBase) -> datetime:
    """``at`` in the time zone of ``kb``; as it is, where this machine does not know that zone."""
    zone = zone_called(kb.settings.timezone)
    return at if zone is None else at.astimezone(zone)


def told(at: datetime, kb: KnowledgeBase) -> str:
    """``at`` to the minute, with its offset."""
    return moment_in_words(here(at, kb))


def short(at: datetime, kb: KnowledgeBase) -> str:
    """``at`` to the minute, for a table."""
    return f"{here(at, kb):%Y-%m-%d %H:%M}"
