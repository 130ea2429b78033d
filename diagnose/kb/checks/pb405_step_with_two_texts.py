"""PB405: one step, two texts."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes.code import error
from diagnose.kb.documents import PlaybookDocument, StepDocument
from diagnose.wording import worded

CODE = error(
    "PB405",
    "Conflict",
    "Противоречие",
    "Two conclusions can hold together and give one attribute different values; or two playbooks use one step id with "
    "different words for what to do.",
    "Of two values neither is used, so what rests on them never happens. Steps of several hypotheses are merged by id: "
    "one of the two texts would be lost.",
    "conclusion: net.slow\nwhen: {net.delay: {above: 80}}\nsets: {net.state: slow}\n"
    "# and net.bad with when: {net.loss: {above: 10}}, sets: {net.state: bad}",
    "conclusion: net.slow\nwhen: {net.delay: {above: 80}, none: [{net.loss: {above: 10}}]}\nsets: {net.state: slow}",
)


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each step whose id another playbook uses with other words for what to do."""
    first: dict[str, tuple[PlaybookDocument, StepDocument]] = {}
    steps = [(playbook, step) for playbook in subject.documents.playbooks for step in playbook.plan]
    for playbook, step in sorted(steps, key=lambda pair: pair[1].step.at):
        other, before = first.setdefault(step.step.text, (playbook, step))
        if before.do != step.do and other is not playbook:
            message = worded("the step {step!r} has another text elsewhere", step=echo(step.step.text))
            advice = "give it an id of its own, or write the same text"
            yield CODE.finding(message, step.step.at, advice, [(before.step.at, "the other text is here")])
