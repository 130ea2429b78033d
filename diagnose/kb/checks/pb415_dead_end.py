"""PB415: an answer that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diagnose.errors import Finding
from diagnose.kb.checks.families import DeadEnd, Families
from diagnose.kb.checks.pairs import taking_part
from diagnose.kb.checks.subject import Subject
from diagnose.kb.checks.thinking import Thinking
from diagnose.kb.checks.understanding import understood
from diagnose.kb.codes.code import warning
from diagnose.rules.operators import shown
from diagnose.wording import joined, worded

CODE = warning(
    "PB415",
    "Dead end",
    "Тупик",
    "After one answer to a question none of the playbooks for the same complaint can match, though they ask for "
    "another answer to it.",
    "Whoever gives that answer is asked on and gets nowhere: a branch of the decision tree has no leaf.",
    "when: {car.trouble: no-start, car.cranks: true, car.spark: false}   # and one with car.spark: true;\n"
    "# car.cranks: false is asked for by nobody",
    "playbook: car.starter\nwhen: {car.trouble: no-start, car.cranks: false}",
)


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each question of a playbook with answers that lead nowhere, as :mod:`families` defines it."""
    if subject.documents.blind:
        return
    thinking = subject.around.thinking
    playbooks = taking_part(subject.meaning.playbooks)
    families = Families(playbooks, subject.meaning.vocabulary, thinking)
    is_understood = understood(subject)
    holes: set[frozenset[object]] = set()
    for playbook in playbooks:
        ends: dict[object, list[DeadEnd]] = {}
        for end in families.dead_ends(playbook):
            if end.hole not in holes:
                holes.add(end.hole)
                ends.setdefault((end.test, end.path), []).append(end)
        for group in ends.values():
            if all(is_understood(each) for each in group[0].family):
                yield _finding(group, thinking)


def _finding(ends: Sequence[DeadEnd], thinking: Thinking) -> Finding:
    first = ends[0]
    answers = joined(", ", [shown(each.value) for each in ends])
    message = worded(
        "when the answer to {attribute} is {answers}, no playbook can match any more",
        attribute=first.test.attribute,
        answers=answers,
    )
    known = joined(", ", [part.written for part in first.path])
    advice = worded(
        "write the playbook for it (known by then: {known}), or say there where to pass the case on", known=known
    )
    at = first.test.at or first.playbook.at
    return CODE.finding(
        message, at, advice, subject=first.playbook.id, witness=thinking.witness(*first.path, first.answer)
    )
