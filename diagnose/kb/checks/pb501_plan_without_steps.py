"""PB501: plan without steps.

What it finds:
    A fault has neither a step to do nor an outcome to say.

Why it matters:
    A playbook that fits would answer nothing.

Example:
    playbook: printing.toner-empty
    plan: []

Write instead:
    plan:
      - step: replace-cartridge
        do: Put in a new cartridge.

Since:
    0.1
"""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes import finding
from diagnose.names import fold


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each playbook that has neither a plan nor an outcome."""
    for playbook in subject.documents.playbooks:
        answers = playbook.plan or playbook.outcome or playbook.kind == "how-to"
        excused = fold(playbook.playbook.text) in subject.documents.excused
        if not answers and not excused and playbook.status != "retired":
            message = f"{echo(playbook.playbook.text)!r} has no plan"
            advice = "add plan: [{step: ..., do: ...}], or an outcome with say: ..."
            yield finding("PB501", message, playbook.playbook.at, advice)
