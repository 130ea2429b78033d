"""PB507: plan that ends without looking."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.checks.subject import PlaybookSubject
from diagnose.kb.codes.code import warning
from diagnose.wording import worded

CODE = warning(
    "PB507",
    "Plan that ends without looking",
    "План без проверки результата",
    "The last step of a plan that can mend the fault has no `check`.",
    "Nobody would know whether it helped, and the case would be closed too early.",
    "- step: replace-cartridge\n  do: Put in a new cartridge.\n  fixes: always",
    "- step: replace-cartridge\n  do: Put in a new cartridge.\n  fixes: always\n  check: {print.output: normal}",
)


def check(subject: PlaybookSubject) -> Iterator[Finding]:
    """A finding for a plan whose last mending step says nothing of what must be seen afterwards."""
    steps = zip(subject.playbook.steps, subject.document.plan, strict=True)
    last = next((written for step, written in reversed([*steps]) if step.fixes > 0), None)
    if last is not None and last.check is None and not subject.damaged:
        message = worded("nothing is checked after the last step {step!r}", step=echo(last.step.text))
        advice = "write check: {attribute: value} with what must be seen when the fault is gone"
        yield CODE.finding(message, last.step.at, advice, subject=subject.playbook.id)
