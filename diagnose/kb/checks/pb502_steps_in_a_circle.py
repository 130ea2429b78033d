"""PB502: steps in a circle.

What it finds:
    The `after` of the steps of a plan runs in a circle.

Why it matters:
    None of them could ever be the first.

Example:
    - {step: a, after: [b]}
    - {step: b, after: [a]}

Write instead:
    - {step: a}
    - {step: b, after: [a]}

Since:
    0.1
"""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes import finding
from diagnose.kb.documents import PlaybookDocument


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each plan whose ``after`` runs in a circle."""
    for playbook in subject.documents.playbooks:
        if _looks_back_only(playbook):
            continue
        from diagnose.kb.graph import circle_among

        circle = circle_among((before.text, step.step.text) for step in playbook.plan for before in step.after)
        if circle:
            places = {step.step.text: step.step.at for step in playbook.plan}
            at = next((places[name] for name in circle if name in places), playbook.at)
            message = f"the steps wait for one another: {' -> '.join([*circle, circle[0]])}"
            yield finding("PB502", message, at, "take one 'after' away")


def _looks_back_only(playbook: PlaybookDocument) -> bool:
    """Whether each step comes after earlier ones alone, as nearly always: then there is no circle."""
    earlier: set[str] = set()
    for step in playbook.plan:
        if any(name.text not in earlier for name in step.after):
            return False
        earlier.add(step.step.text)
    return True
