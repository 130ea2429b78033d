"""``check``: everything that is wrong with a folder of documents, in one run."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from diagnose.errors import Finding
from diagnose.kb.checks import ADVICE, CHECKS, PLAYBOOK_ADVICE, PLAYBOOK_CHECKS, Subject
from diagnose.kb.compile import assemble, translate
from diagnose.kb.reading import read_folder


def check(folder: str | Path, *, drafts: bool = True) -> tuple[Finding, ...]:
    """All findings about the documents below ``folder``, in order of place, drafts included unless told otherwise."""
    read = read_folder(Path(folder))
    translation, found = translate(read.documents, drafts=drafts)
    _, compiled = assemble(translation, found, drafts=drafts)
    return in_order((*read.findings, *compiled, *run_checks(Subject(read.documents, translation), thorough=True)))


def run_checks(subject: Subject, *, thorough: bool = False) -> tuple[Finding, ...]:
    """What the checks find in ``subject``; with ``thorough`` also those that only advise."""
    whole = (*CHECKS, *ADVICE) if thorough else CHECKS
    single = (*PLAYBOOK_CHECKS, *PLAYBOOK_ADVICE) if thorough else PLAYBOOK_CHECKS
    found = [each for check in whole for each in check(subject)]
    if single:
        found += [each for playbook in subject.playbooks() for check in single for each in check(playbook)]
    return tuple(found)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """``findings`` by place, each once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda each: each.sort_key))
