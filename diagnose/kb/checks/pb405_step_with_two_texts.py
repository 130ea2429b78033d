"""PB405: one step, two texts.

What it finds:
    Two playbooks use one step id with different words for what to do.

Why it matters:
    Steps of several hypotheses are merged by id: one of the two texts would be lost.

Example:
    step: restart with 'Restart the router' here and 'Restart the printer' there

Write instead:
    give the two steps two ids

Since:
    0.1
"""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes import finding
from diagnose.kb.documents import PlaybookDocument, StepDocument


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each step whose id another playbook uses with other words for what to do."""
    first: dict[str, tuple[PlaybookDocument, StepDocument]] = {}
    steps = [(playbook, step) for playbook in subject.documents.playbooks for step in playbook.plan]
    for playbook, step in sorted(steps, key=lambda pair: pair[1].step.at):
        other, before = first.setdefault(step.step.text, (playbook, step))
        if before.do != step.do and other is not playbook:
            message = f"the step {echo(step.step.text)!r} has another text elsewhere"
            advice = "give it an id of its own, or write the same text"
            yield finding("PB405", message, step.step.at, advice, [(before.step.at, "the other text is here")])
