"""PB213: look-alike ids."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.checks.ids import twins
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes.code import error
from diagnose.names import skeleton
from diagnose.wording import phrase, worded

CODE = error(
    "PB213",
    "Look-alike ids",
    "Похожие на вид идентификаторы",
    "Two ids look the same but mix letters of different alphabets.",
    "Nobody can see which of the two is meant.",
    "print.output and print.\N{CYRILLIC SMALL LETTER O}utput",
    "write both with the letters of one alphabet",
)


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each id that looks like another one of its kind but is written in another alphabet."""
    for what, before, name in twins(subject, skeleton):
        message = worded(
            "the {what} {name!r} looks like another one but has letters of another alphabet",
            what=phrase(what),
            name=echo(name.text),
        )
        advice = "write both with the letters of one alphabet"
        yield CODE.finding(message, name.at, advice, [(before.at, "the other one is here")])
