"""Replaced by nothing."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes import finding
from diagnose.kb.lexicon import EXCUSED
from diagnose.names import fold


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each ``replaced_by`` that names no playbook."""
    ids = {fold(each.playbook.text): each.playbook.text for each in subject.documents.playbooks}
    for playbook in subject.documents.playbooks:
        name = playbook.replaced_by
        if name is None or fold(name.text) in ids:
            continue
        problem = subject.meaning.lexicon.missing("PB205", "playbook", name.text, ids.values())
        if problem is not EXCUSED:
            yield finding(problem.code, problem.message, name.at, problem.advice)
