"""PB213: look-alike ids.

What it finds:
    Two ids look the same but mix letters of different alphabets.

Why it matters:
    Nobody can see which of the two is meant.

Example:
    print.output and print.оutput

Write instead:
    write both with the letters of one alphabet

Since:
    0.1
"""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.checks.ids import twins
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes import finding
from diagnose.names import skeleton


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each id that looks like another one of its kind but is written in another alphabet."""
    for what, before, name in twins(subject, skeleton):
        message = f"the {what} {echo(name.text)!r} looks like another one but has letters of another alphabet"
        advice = "write both with the letters of one alphabet"
        yield finding("PB213", message, name.at, advice, [(before.at, "the other one is here")])
