"""PB505: no channel for a step.

What it finds:
    No line from `by` upwards has one of the channels in `via`.

Why it matters:
    Nobody could do the step.

Example:
    {by: line-3, via: [chat]}   # line-3 has phone only

Write instead:
    via: [phone]

Since:
    0.1
"""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, Location
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes import finding


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each step whose channels are open to no line from ``by`` upwards."""
    support = subject.meaning.support
    open_to = {
        line.id: {name for above in support.lines[line.rank :] for name in above.channels} for line in support.lines
    }
    for playbook in subject.meaning.playbooks:
        for step in playbook.steps:
            channels = open_to.get(step.by)
            if channels is not None and step.via and channels.isdisjoint(step.via):
                message = f"no line from {step.by} upwards has {' or '.join(step.via)}"
                advice = f"they have {', '.join(sorted(channels))}" if channels else "give the lines their channels"
                yield finding("PB505", message, step.at or Location(""), advice)
