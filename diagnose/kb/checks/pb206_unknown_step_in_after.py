"""PB206: unknown step in `after`.

What it finds:
    `after` names a step that is not in the plan.

Why it matters:
    The order of the plan cannot be kept.

Example:
    after: [shake]

Write instead:
    after: [shake-cartridge]

Since:
    0.1
"""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes import finding
from diagnose.kb.suggest import meant


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each ``after`` that names no step of its plan."""
    for playbook in subject.documents.playbooks:
        steps = {step.step.text for step in playbook.plan}
        for step in playbook.plan:
            for name in step.after:
                if name.text not in steps:
                    advice = meant(name.text, steps) or f"the steps are {', '.join(sorted(steps))}"
                    yield finding("PB206", f"unknown step {echo(name.text)!r}", name.at, advice)
