"""PB504: escalation that leads nowhere.

What it finds:
    `escalate` names a line that is not declared, or one not above every `by` of the plan.

Why it matters:
    The case would go back to those who could not help.

Example:
    plan: [{step: a, by: line-2, ...}]
    escalate: {to: line-1}

Write instead:
    escalate: {to: line-3}

Since:
    0.1
"""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes import finding
from diagnose.kb.documents import PlaybookDocument
from diagnose.support import Support


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each ``escalate.to`` that is no line, or no line above every ``by`` of the plan."""
    support = subject.meaning.support
    lines = [line.id for line in support.lines]
    for playbook in subject.documents.playbooks:
        if playbook.escalate is None:
            continue
        to = playbook.escalate.to
        if to.text not in lines:
            problem = subject.meaning.lexicon.missing("PB504", "line", to.text, lines)
            if problem.code:
                yield finding("PB504", problem.message, to.at, problem.advice)
        else:
            yield from _not_above(playbook, support)


def _not_above(playbook: PlaybookDocument, support: Support) -> Iterator[Finding]:
    if playbook.escalate is None:
        return
    to = playbook.escalate.to
    ranks = {line.id: line.rank for line in support.lines}
    doers = [step.by for step in playbook.plan if step.by is not None and step.by.text in ranks]
    highest = max(doers, key=lambda name: ranks[name.text], default=None)
    if highest is not None and ranks[to.text] <= ranks[highest.text]:
        message = f"{echo(to.text)} is not above {echo(highest.text)}, who does a step of this plan"
        above = support.above(highest.text)
        advice = f"write to: {above.id}" if above else "there is no line above it"
        yield finding("PB504", message, to.at, advice, [(highest.at, "the step is here")])
