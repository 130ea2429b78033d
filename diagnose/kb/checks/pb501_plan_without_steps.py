"""Plan without steps."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes import finding
from diagnose.kb.documents import PlaybookDocument
from diagnose.names import fold


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each playbook that answers nothing: no step to do, nothing to say, nobody to hand over to."""
    for playbook in subject.documents.playbooks:
        if fold(playbook.playbook.text) not in subject.documents.excused and playbook.status != "retired":
            yield from _of(playbook)


def _of(playbook: PlaybookDocument) -> Iterator[Finding]:
    at = playbook.playbook.at
    outcome = playbook.outcome or ("how-to" if playbook.kind == "how-to" else "plan")
    if outcome == "plan" and not playbook.plan:
        yield finding("PB501", f"{playbook.playbook.text!r} has no plan", at, "add plan: [...], or outcome: and say:")
    elif outcome == "hand-over" and playbook.escalate is None:
        yield finding(
            "PB101", "'escalate' is missing", at, "a playbook that hands over says to whom: escalate: {to: line-2}"
        )
    elif outcome not in ("plan", "hand-over") and not playbook.say:
        yield finding("PB101", "'say' is missing", at, f"a playbook with the outcome {outcome} has something to say")
