"""``check``: everything that is wrong with a folder of documents, in one run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from diagnose.errors import Finding
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.cascades import without_followers
from diagnose.kb.checks import ADVICE, CHECKS, PLAYBOOK_ADVICE, PLAYBOOK_CHECKS, Subject, pb602_review_is_old
from diagnose.kb.compile import assemble, translate
from diagnose.kb.reading import Folder, read_folder, text_called


@dataclass(frozen=True, slots=True)
class Examined:
    """What a folder holds, the knowledge base that it makes (None where that fails), and all findings about both."""

    read: Folder
    kb: KnowledgeBase | None
    findings: tuple[Finding, ...]


def check(folder: str | Path, *, drafts: bool = True, today: date | None = None) -> tuple[Finding, ...]:
    """All findings about the documents below ``folder``, in order of place, drafts included unless told otherwise.

    Without ``today`` nothing is said of reviews that are long ago. Findings are held back by nothing here; see
    :mod:`diagnose.authoring.checking`.
    """
    found = examine(Path(folder), drafts=drafts)
    return found.findings if today is None else in_order((*found.findings, *old_reviews(found.read, today)))


def old_reviews(read: Folder, today: date, most_days: int = pb602_review_is_old.MOST_DAYS) -> tuple[Finding, ...]:
    """PB602 for the playbooks of ``read`` that were last reviewed more than ``most_days`` before ``today``."""
    playbooks = read.documents.playbooks
    return tuple(found for each in playbooks for found in pb602_review_is_old.check(each, today, most_days))


def examine(folder: Path, *, drafts: bool = True, unsaved: Mapping[Path, bytes] | None = None) -> Examined:
    """The documents below ``folder`` with all findings; ``unsaved`` holds what is read in place of some files."""
    read = read_folder(folder, unsaved=unsaved)
    translation, translated = translate(read.documents, drafts=drafts)
    kb, compiled = assemble(translation, translated, drafts=drafts)
    checked = run_checks(Subject(read.documents, translation), thorough=True)
    found = without_followers((*read.findings, *compiled, *checked), lambda name: text_called(name, unsaved))
    return Examined(read, kb, in_order(found))


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
