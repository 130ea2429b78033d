"""``check``: everything that is wrong with a folder of documents, in one run."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from diagnose.errors import Finding
from diagnose.kb.checks import CHECKS, Subject
from diagnose.kb.compile import assemble, translate
from diagnose.kb.reading import read_folder


def check(folder: str | Path, *, drafts: bool = True) -> tuple[Finding, ...]:
    """All findings about the documents below ``folder``, in order of place, drafts included unless told otherwise."""
    read = read_folder(Path(folder))
    translation, found = translate(read.documents, drafts=drafts)
    _, compiled = assemble(translation, found, drafts=drafts)
    return in_order((*read.findings, *compiled, *run_checks(Subject(read.documents, translation))))


def run_checks(subject: Subject) -> tuple[Finding, ...]:
    """What the checks of :data:`CHECKS` find in ``subject``."""
    return tuple(found for each in CHECKS for found in each(subject))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """``findings`` by place, each once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda each: each.sort_key))
