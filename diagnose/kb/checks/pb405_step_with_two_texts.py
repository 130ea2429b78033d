"""One step, two texts."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes import finding
from diagnose.kb.documents import StepDocument


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each step whose id another playbook uses with other words for what to do."""
    steps = [step for playbook in subject.documents.playbooks for step in playbook.plan]
    first: dict[str, StepDocument] = {}
    for step in sorted(steps, key=lambda each: each.step.at):
        before = first.setdefault(step.step.text, step)
        if before.do != step.do:
            message = f"the step {echo(step.step.text)!r} has another text elsewhere"
            advice = "give it an id of its own, or write the same text"
            yield finding("PB405", message, step.step.at, advice, [(before.step.at, "the other text is here")])
