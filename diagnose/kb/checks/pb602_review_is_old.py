"""PB602: review is old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from diagnose.errors import Finding
from diagnose.kb.codes.code import info
from diagnose.kb.documents import PlaybookDocument
from diagnose.wording import worded

CODE = info(
    "PB602",
    "Review is old",
    "Давно не пересматривалось",
    "An approved playbook was last looked through longer ago than the number of days that was asked for.",
    "Devices and programs change; a plan that nobody has read for a year may do harm.",
    "reviewed: 2019-05-01",
    "read it again, correct it, and write the day: reviewed: 2026-11-20",
)

MOST_DAYS = 365
"""A review is good for so many days unless something else is said."""


def check(document: PlaybookDocument, today: date, most_days: int = MOST_DAYS) -> Iterator[Finding]:
    """A finding for an approved playbook whose review lies more than ``most_days`` before ``today``."""
    if document.status != "approved" or document.reviewed is None:
        return
    days = (today - document.reviewed).days
    if days > most_days:
        message = worded("last reviewed {days} days ago, on {day}", days=days, day=document.reviewed.isoformat())
        advice = worded("read it again and write reviewed: {today}", today=today.isoformat())
        yield CODE.finding(message, document.playbook.at, advice, subject=document.playbook.text)
