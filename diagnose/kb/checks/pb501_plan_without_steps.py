"""PB501: plan without steps."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.checks.subject import PlaybookSubject
from diagnose.kb.codes.code import error
from diagnose.wording import worded

CODE = error(
    "PB501",
    "Plan without steps",
    "План без шагов",
    "A fault has neither a step to do nor an outcome to say.",
    "A playbook that fits would answer nothing.",
    "playbook: printing.toner-empty\ntitle: The toner is used up\nwhen: {print.output: faded}",
    "plan:\n  - step: replace-cartridge\n    do: Put in a new cartridge.",
)


def check(subject: PlaybookSubject) -> Iterator[Finding]:
    """A finding for a playbook that has neither a plan nor an outcome."""
    document = subject.document
    answers = document.plan or document.outcome or document.kind == "how-to"
    if not answers and not subject.damaged and document.status != "retired":
        message = worded("{playbook!r} has no plan", playbook=echo(subject.playbook.id))
        advice = "add plan: [{step: ..., do: ...}], or an outcome with say: ..."
        yield CODE.finding(message, document.playbook.at, advice, subject=subject.playbook.id)
