"""PB214: ids differing by dash or underscore only."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.checks.ids import twins
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes.code import warning
from diagnose.names import fold
from diagnose.wording import phrase, worded

CODE = warning(
    "PB214",
    "Ids differing by dash or underscore only",
    "Идентификаторы отличаются только дефисом или подчёркиванием",
    "Two ids of one kind are equal but for dashes and underscores.",
    "They will be confused.",
    "printer.toner_low and printer.toner-low",
    "give one of them another name, or use one for both",
)


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each id that equals another one of its kind but for dashes and underscores."""
    for what, before, name in twins(subject, _bare):
        message = worded(
            "the {what}s {before!r} and {name!r} differ by dash or underscore only",
            what=phrase(what),
            before=echo(before.text),
            name=echo(name.text),
        )
        advice = "use one of them for both"
        yield CODE.finding(message, name.at, advice, [(before.at, "the other one is here")])


def _bare(name: str) -> str:
    return fold(name).replace("-", "").replace("_", "")
