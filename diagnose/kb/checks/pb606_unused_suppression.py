"""PB606: a suppression that suppresses nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diagnose.errors import Finding
from diagnose.kb.codes.code import warning
from diagnose.kb.suppressing import Named
from diagnose.wording import worded

CODE = warning(
    "PB606",
    "Unused suppression",
    "Лишнее подавление",
    "A comment `# diagnose: ignore ...` names a code that is not found there, or not any more.",
    "It would hide the mistake if it came back, and readers believe that something is wrong here.",
    "title: Toner is used up  # diagnose: ignore PB604 because it was a draft",
    "title: Toner is used up",
)


def check(idle: Iterable[Named]) -> Iterator[Finding]:
    """A finding for each of the codes that hold nothing back."""
    for named in idle:
        message = worded("this suppresses nothing: {code} is not found here", code=named.code)
        yield CODE.finding(message, named.at, "take the code out, or move the comment to where the finding is")
