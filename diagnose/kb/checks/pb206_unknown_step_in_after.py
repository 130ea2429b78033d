"""PB206: unknown step in `after`."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.checks.subject import PlaybookSubject
from diagnose.kb.codes.code import error
from diagnose.kb.suggest import meant
from diagnose.wording import worded

CODE = error(
    "PB206",
    "Unknown step in `after`",
    "Неизвестный шаг в `after`",
    "`after` names a step that is not in the plan.",
    "The order of the plan cannot be kept.",
    "after: [shake]",
    "after: [shake-cartridge]",
)


def check(subject: PlaybookSubject) -> Iterator[Finding]:
    """A finding for each ``after`` that names no step of its plan."""
    steps = {step.step.text for step in subject.document.plan}
    for step in () if subject.damaged else subject.document.plan:
        for name in step.after:
            if name.text not in steps:
                advice = meant(name.text, steps) or worded("the steps are {steps}", steps=", ".join(sorted(steps)))
                message = worded("unknown step {step!r}", step=echo(name.text))
                yield CODE.finding(message, name.at, advice, subject=subject.playbook.id)
