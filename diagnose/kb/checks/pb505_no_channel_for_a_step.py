"""PB505: no channel for a step."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, Location
from diagnose.kb.checks.subject import PlaybookSubject
from diagnose.kb.codes.code import warning
from diagnose.kb.documents import StepDocument
from diagnose.kb.playbook import Step
from diagnose.support import Support, SupportLine
from diagnose.wording import joined, worded

CODE = warning(
    "PB505",
    "No channel for a step",
    "Нет канала для шага",
    "No line from `by` upwards has one of the channels in `via` and may work in that way; or what the step checks\n"
    "afterwards can only be seen on site, and nobody there is reached over them.",
    "Nobody could do the step: an on-site step cannot be done over the phone.",
    "{by: line-3, via: [chat]}   # line-3 has phone only",
    "via: [phone]",
)


ON_SITE = "on-site"
"""Who answers for what can only be seen on the spot."""


def check(subject: PlaybookSubject) -> Iterator[Finding]:
    """A finding for each step whose channels are open to no line from ``by`` upwards, or too narrow for its check."""
    support = subject.around.support
    ranks = {line.id: line.rank for line in support.lines}
    for step, written in zip(subject.playbook.steps, subject.document.plan, strict=True):
        if not step.via or step.by not in ranks:
            continue
        above = support.lines[ranks[step.by] :]
        open_to = {name for line in above for name in line.channels if _may(line, name, support)}
        if open_to.isdisjoint(step.via):
            yield _closed(subject, step, open_to, written.via[0].at)
        else:
            yield from _unseen(subject, step, written)


def _may(line: SupportLine, channel: str, support: Support) -> bool:
    """Whether ``line`` may do steps over ``channel``; a line that says nothing of it may do everything."""
    kind = support.channels[channel].kind
    return kind != "automatic" and (not line.may or kind in line.may)


def _closed(subject: PlaybookSubject, step: Step, open_to: set[str], at: Location) -> Finding:
    via = joined(" or ", step.via)
    message = worded("no line from {line} upwards has {via}, or may use it", line=step.by, via=via)
    channels = ", ".join(sorted(open_to))
    advice = worded("they have {channels}", channels=channels) if open_to else "give the lines their channels"
    return CODE.finding(message, at, advice, subject=subject.playbook.id)


def _unseen(subject: PlaybookSubject, step: Step, written: StepDocument) -> Iterator[Finding]:
    """A finding where what is checked can only be seen on site, and the step is not done there."""
    channels = subject.around.support.channels
    reached = {who for name in step.via for who in channels[name].askable}
    for attribute, _ in step.check:
        answering = set(subject.around.vocabulary.attributes[attribute].answered_by)
        if answering == {ON_SITE} and ON_SITE not in reached:
            message = worded(
                "over {via} nobody can see {attribute!r}, which this step checks",
                via=joined(" or ", step.via),
                attribute=attribute,
            )
            advice = "it can only be seen on site; do the step there, or check something else"
            at = written.step.at if written.check is None else written.check.at
            yield CODE.finding(message, at, advice, subject=subject.playbook.id)
