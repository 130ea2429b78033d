"""PB214: ids differing by dash or underscore only.

What it finds:
    Two ids of one kind are equal but for dashes and underscores.

Why it matters:
    They will be confused.

Example:
    printer.toner_low and printer.toner-low

Write instead:
    give one of them another name, or use one for both

Since:
    0.1
"""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.checks.ids import twins
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes import finding
from diagnose.names import fold


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each id that equals another one of its kind but for dashes and underscores."""
    for what, before, name in twins(subject, _bare):
        message = f"the {what}s {echo(before.text)!r} and {echo(name.text)!r} differ by dash or underscore only"
        advice = "use one of them for both"
        yield finding("PB214", message, name.at, advice, [(before.at, "the other one is here")])


def _bare(name: str) -> str:
    return fold(name).replace("-", "").replace("_", "")
