"""PB515: option that no line can serve."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes.code import warning
from diagnose.support import Support, SupportLine, SupportOption
from diagnose.wording import joined, worded

CODE = warning(
    "PB515",
    "Option that no line can serve",
    "Вариант поддержки, который некому выполнять",
    "No line has one of the `channels` of a support option, of a kind that it `may` work in.",
    "Nobody could do a step for such a customer: every case would be handed on.",
    "self-service: {channels: [portal]}   # and no line has the channel portal",
    "line-1: {channels: [phone, portal]}",
)


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each option whose channels belong to no line."""
    support = subject.meaning.support
    if not support.lines:
        return
    had = {name for line in support.lines for name in _served(support, line)}
    for document in subject.documents.supports:
        for part in document.options.values():
            option = support.options.get(part.id.text)
            if option is not None and option.channels and had.isdisjoint(option.channels):
                message = worded(
                    "no line has {channels}, over which {option!r} is served",
                    channels=joined(" or ", option.channels),
                    option=echo(option.id),
                )
                yield CODE.finding(message, part.channels[0].at, _advice(support, option, had))


def _served(support: Support, line: SupportLine) -> Iterator[str]:
    """The channels of ``line`` that are of a kind it may work in."""
    for name in line.channels or support.channels:
        if not line.may or name not in support.channels or support.channels[name].kind in line.may:
            yield name


def _advice(support: Support, option: SupportOption, had: Iterable[str]) -> str:
    """Which line has such a channel and may not use it; where none has one, what the lines have."""
    for line in support.lines:
        name = next((each for each in option.channels if each in line.channels), None)
        if name is not None:
            kind = support.channels[name].kind
            return worded("{line} has {channel}; write {kind} under its 'may'", line=line.id, channel=name, kind=kind)
    return worded("the lines have {channels}", channels=joined(", ", sorted(had)))
