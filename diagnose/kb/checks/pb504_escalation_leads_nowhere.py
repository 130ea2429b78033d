"""PB504: escalation that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes.code import error
from diagnose.kb.documents import PlaybookDocument
from diagnose.support import Support
from diagnose.wording import worded

CODE = error(
    "PB504",
    "Escalation that leads nowhere",
    "Эскалация в никуда",
    "`escalate` names a line that is not declared, or one not above every `by` of the plan.",
    "The case would go back to those who could not help.",
    "plan: [{step: a, by: line-2, ...}]\nescalate: {to: line-1}",
    "escalate: {to: line-3}",
)


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
                yield CODE.finding(problem.message, to.at, problem.advice, subject=playbook.playbook.text)
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
        message = worded(
            "{to} is not above {highest}, who does a step of this plan", to=echo(to.text), highest=echo(highest.text)
        )
        above = support.above(highest.text)
        advice = worded("write to: {line}", line=above.id) if above else "there is no line above it"
        related = [(highest.at, "the step is here")]
        yield CODE.finding(message, to.at, advice, related, subject=playbook.playbook.text)
