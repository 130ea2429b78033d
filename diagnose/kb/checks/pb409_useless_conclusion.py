"""PB409: a conclusion that nobody uses."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding
from diagnose.kb.checks.premises import read_somewhere
from diagnose.kb.checks.subject import Subject
from diagnose.kb.checks.understanding import understood
from diagnose.kb.codes.code import warning
from diagnose.kb.playbook import Conclusion, Playbook
from diagnose.wording import joined, worded

CODE = warning(
    "PB409",
    "Conclusion that nobody uses",
    "Вывод, который никому не нужен",
    "No condition, `shows`, `check` or vendor looks at what the conclusion sets.",
    "Either it is left over, or whoever should read it reads something else.",
    "conclusion: net.usable-line\nwhen: {net.link: up}\nsets: {net.usable: true}   # and nothing reads net.usable",
    "read it in a playbook, or take the conclusion away",
)


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each conclusion of which nothing that it sets is looked at anywhere."""
    if subject.documents.blind:
        return
    read = read_somewhere(subject.meaning)
    is_understood = understood(subject)
    idle = [each for each in subject.meaning.conclusions if each.sets and read.isdisjoint(dict(each.sets))]
    readers: list[Playbook | Conclusion] = [*subject.meaning.playbooks, *subject.meaning.conclusions]
    if not idle or not all(is_understood(each) for each in readers):
        return
    for conclusion in idle:
        attributes = sorted(dict(conclusion.sets))
        names = joined(", ", attributes)
        message = worded(
            "nothing uses what {conclusion} sets: {attributes}", conclusion=conclusion.id, attributes=names
        )
        advice = "read it in a playbook or another conclusion, or take this one away"
        yield CODE.finding(message, conclusion.at, advice, subject=conclusion.id)
