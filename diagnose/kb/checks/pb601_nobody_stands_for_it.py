"""PB601: nobody stands for it."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding
from diagnose.kb.checks.subject import PlaybookSubject
from diagnose.kb.codes.code import warning
from diagnose.wording import joined, worded

CODE = warning(
    "PB601",
    "Nobody stands for it",
    "Нет ответственного",
    "An approved playbook does not say who wrote it (`authors`) or when it was last looked through (`reviewed`).",
    "Nobody knows whom to ask, or whether it is still true.",
    "playbook: printing.toner-empty\nstatus: approved",
    "playbook: printing.toner-empty\nstatus: approved\nauthors: [line-3 printing]\nreviewed: 2026-10-01",
)


def check(subject: PlaybookSubject) -> Iterator[Finding]:
    """A finding for an approved playbook without authors or without the day of its last review."""
    document = subject.document
    written = {"authors": document.authors, "reviewed": document.reviewed}
    missing = [key for key, value in written.items() if not value]
    if document.status == "approved" and missing:
        message = worded("an approved playbook without {keys}", keys=joined(" and ", missing))
        advice = "write authors: [the group that answers for it] and reviewed: the day, or status: draft"
        yield CODE.finding(message, document.playbook.at, advice, subject=subject.playbook.id)
