"""PB514: line that may do nothing."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.allowed import CONSULT, allows
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes.code import warning
from diagnose.kb.documents import LineDocument
from diagnose.kb.playbook import Step
from diagnose.support import SupportLine
from diagnose.wording import joined, worded

CODE = warning(
    "PB514",
    "Line that may do nothing",
    "Линия, которой ничего нельзя",
    "None of the channels of a line is of a kind that it `may` work in; or it may take some steps `only`, and all of\n"
    "them are for a higher line or too risky for it.",
    "Every case would pass through this line without anything being done.",
    "line-1: {may: [remote], channels: [phone]}   # phone is consultation",
    "line-1: {may: [consultation, remote], channels: [phone]}",
)


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each line that its own declaration leaves nothing to do."""
    steps = {step.id: step for playbook in subject.meaning.playbooks for step in playbook.steps}
    lines = {line.id: line for line in subject.meaning.support.lines}
    for document in subject.documents.supports:
        for part in document.lines.values():
            yield from _without_channel(subject, part, lines[part.id.text])
            yield from _without_step(subject, part, lines[part.id.text], steps)


def _without_channel(subject: Subject, part: LineDocument, line: SupportLine) -> Iterator[Finding]:
    channels = subject.meaning.support.channels
    kinds = {channels[name].kind for name in line.channels if name in channels}
    if kinds and line.may and kinds.isdisjoint(line.may):
        message = worded(
            "{line} has channels of the kind {kinds} only, and may do {may}",
            line=echo(line.id),
            kinds=joined(", ", sorted(kinds)),
            may=joined(", ", line.may),
        )
        yield CODE.finding(message, part.channels[0].at, "let it do what its channels are for, or give it others")


def _without_step(subject: Subject, part: LineDocument, line: SupportLine, steps: dict[str, Step]) -> Iterator[Finding]:
    only = [steps[name] for name in line.only_steps if name in steps]
    if not only or len(only) < len(line.only_steps) or line.competence == CONSULT:
        return
    rank, risks = subject.meaning.support.rank, subject.meaning.settings.risk
    if not any(rank(step.by) <= line.rank and allows(line, step, risks) for step in only):
        message = worded("{line} may take none of the steps that it may take only", line=echo(line.id))
        at = part.at if part.steps is None else part.steps.at
        yield CODE.finding(message, at, "they are for a higher line, or riskier than this one may go; name others")
