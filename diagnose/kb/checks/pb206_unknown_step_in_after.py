"""Unknown step in after."""

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
