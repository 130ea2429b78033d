"""PB516: step that no line may take."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.allowed import allows
from diagnose.kb.checks.subject import PlaybookSubject
from diagnose.kb.codes.code import warning
from diagnose.wording import worded

CODE = warning(
    "PB516",
    "Step that no line may take",
    "Шаг, который нельзя ни одной линии",
    "From `by` upwards every line only consults, may not take the step by its `steps`, or may not take its `risk`.",
    "The step is never offered to anybody.",
    "{step: replace-board, by: line-3, risk: high}   # and line-3 has risk: medium",
    "line-3: {risk: high}",
)


def check(subject: PlaybookSubject) -> Iterator[Finding]:
    """A finding for each step that the declarations of all lines rule out."""
    support, risks = subject.around.support, subject.around.settings.risk
    ranks = {line.id: line.rank for line in support.lines}
    for step, written in zip(subject.playbook.steps, subject.document.plan, strict=True):
        if step.by in ranks and not any(allows(line, step, risks) for line in support.lines[ranks[step.by] :]):
            message = worded("no line from {line} upwards may take {step!r}", line=step.by, step=echo(step.id))
            advice = "look at risk, steps and competence of the lines"
            yield CODE.finding(message, written.step.at, advice, subject=subject.playbook.id)
