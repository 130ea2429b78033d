"""PB511: escalation in time that does not rise."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from diagnose.errors import Finding, echo
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes.code import error
from diagnose.kb.documents.support import LevelDocument
from diagnose.support import Support
from diagnose.wording import worded

CODE = error(
    "PB511",
    "Escalation in time that does not rise",
    "Эскалация по времени не ведёт вверх",
    "`escalate` of a service level names the same fraction twice, a line that is not above the line of the fraction\n"
    "before it, or the line of the vendors.",
    "With more time lost the case would go back down, or to somebody who does not answer for the target.",
    "escalate: {0.8: line-3, 1: line-2}",
    "escalate: {0.8: line-2, 1: line-3}",
)


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each fraction of a target whose line is not higher than the one before."""
    for document in subject.documents.supports:
        for level in document.levels.values():
            yield from _of_level(level, subject.meaning.support)


def _of_level(level: LevelDocument, support: Support) -> Iterator[Finding]:
    lines = {line.id: line for line in support.lines}
    for (before, lower), (after, higher) in pairwise(level.escalate):
        if after == before:
            message = worded("{fraction:g} of the target is named twice", fraction=float(after))
            yield CODE.finding(message, after.at, "keep one of them")
        elif lower.text in lines and higher.text in lines and lines[higher.text].rank <= lines[lower.text].rank:
            message = worded("{line} is not above {other}", line=echo(higher.text), other=echo(lower.text))
            yield CODE.finding(message, higher.at, "name higher lines for greater fractions")
    for _, line in level.escalate:
        if line.text in lines and lines[line.text].vendors:
            message = worded("{line} is the line of the vendors", line=echo(line.text))
            yield CODE.finding(message, line.at, "name a line of your own; vendors have their own agreement")
