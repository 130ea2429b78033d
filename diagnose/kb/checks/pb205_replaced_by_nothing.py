"""PB205: replaced by nothing."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes.code import error
from diagnose.names import fold

CODE = error(
    "PB205",
    "Replaced by nothing",
    "Замена не существует",
    "`replaced_by` names no playbook, or `tried` in an intake no step.",
    "Who meets the retired id would find nothing in its place.",
    "replaced_by: printing.tonner-empty",
    "replaced_by: printing.toner-empty",
)


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each ``replaced_by`` that names no playbook."""
    ids = {fold(each.playbook.text): each.playbook.text for each in subject.documents.playbooks}
    for playbook in subject.documents.playbooks:
        name = playbook.replaced_by
        if name is None or fold(name.text) in ids:
            continue
        problem = subject.meaning.lexicon.missing("PB205", "playbook", name.text, ids.values())
        if problem.code:
            yield CODE.finding(problem.message, name.at, problem.advice, subject=playbook.playbook.text)
