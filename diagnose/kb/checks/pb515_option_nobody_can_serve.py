"""PB515: option that no line can serve."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes.code import warning
from diagnose.wording import joined, worded

CODE = warning(
    "PB515",
    "Option that no line can serve",
    "Вариант поддержки, который некому выполнять",
    "No line has one of the `channels` of a support option.",
    "Nobody could do a step for such a customer: every case would be handed on.",
    "self-service: {channels: [portal]}   # and no line has the channel portal",
    "line-1: {channels: [phone, portal]}",
)


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each option whose channels belong to no line."""
    support = subject.meaning.support
    if not support.lines or any(not line.channels for line in support.lines):
        return
    had = {name for line in support.lines for name in line.channels}
    for document in subject.documents.supports:
        for part in document.options.values():
            option = support.options.get(part.id.text)
            if option is not None and option.channels and had.isdisjoint(option.channels):
                message = worded(
                    "no line has {channels}, over which {option!r} is served",
                    channels=joined(" or ", option.channels),
                    option=echo(option.id),
                )
                advice = worded("the lines have {channels}", channels=joined(", ", sorted(had)))
                yield CODE.finding(message, part.channels[0].at, advice)
