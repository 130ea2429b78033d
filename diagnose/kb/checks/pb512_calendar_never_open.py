"""PB512: calendar that is never open."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes.code import error
from diagnose.wording import worded

CODE = error(
    "PB512",
    "Calendar that is never open",
    "Календарь, в котором никогда не работают",
    "`hours` of a calendar are written by weekday, and no day has any.",
    "No target by it would ever run out, and no moment could be found at which it is due.",
    "hours: {sat: [], sun: []}",
    "hours: {sat: [['10:00', '14:00']], sun: []}",
)


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each calendar without working hours."""
    for document in subject.documents.supports:
        for part in document.calendars.values():
            if isinstance(part.hours, dict) and not any(part.hours.values()):
                message = worded("the calendar {name} is never open", name=echo(part.id.text))
                yield CODE.finding(message, part.id.at, "give one day its hours: mon: [['09:00', '18:00']]")
