"""``check``: everything that is wrong with a folder of documents, in one run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from diagnose.errors import Finding
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.caching import Known, Memory
from diagnose.kb.cascades import without_followers
from diagnose.kb.checks import (
    ADVICE,
    AFTERWARDS,
    CHECKS,
    PLAYBOOK_ADVICE,
    PLAYBOOK_CHECKS,
    PlaybookSubject,
    Subject,
    pb602_review_is_old,
)
from diagnose.kb.compile import assemble, translate
from diagnose.kb.quiet import collector_held_off
from diagnose.kb.reading import Contents, Folder, read_folder, text_called


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


def examine(
    folder: Path,
    *,
    drafts: bool = True,
    unsaved: Mapping[Path, bytes] | None = None,
    contents: Contents | None = None,
    memory: Memory | None = None,
) -> Examined:
    """The documents below ``folder`` with all findings; ``unsaved`` holds what is read in place of some files.

    ``contents`` are the files if they have been read already, ``memory`` is what earlier runs with the same ``drafts``
    have found.
    """
    with collector_held_off():
        read = read_folder(folder, unsaved=unsaved, contents=contents, memory=memory)
        translation, translated = translate(read.documents, drafts=drafts)
        kb, compiled = assemble(translation, translated, drafts=drafts)
        known = None if translation.settings.rules else read.known
        checked = run_checks(Subject(read.documents, translation), thorough=True, known=known)
        found = without_followers((*read.findings, *compiled, *checked), lambda name: text_called(name, unsaved))
        return Examined(read, kb, in_order(found))


def run_checks(subject: Subject, *, thorough: bool = False, known: Known | None = None) -> tuple[Finding, ...]:
    """What the checks find in ``subject``; with ``thorough`` also those that only advise, as far as not ``known``."""
    whole = (*CHECKS, *ADVICE, *AFTERWARDS) if thorough else CHECKS
    found = [each for check in whole for each in check(subject)]
    for playbook in subject.playbooks():
        if known is None:
            found += _of_playbook(playbook, thorough=thorough)
        else:
            file, part = playbook.document.at.file, f"{playbook.damaged}"
            work = partial(_of_playbook, playbook, thorough=thorough)
            found += known.of_playbook(file, part, work)
    return tuple(found)


def _of_playbook(playbook: PlaybookSubject, *, thorough: bool) -> list[Finding]:
    checks = (*PLAYBOOK_CHECKS, *PLAYBOOK_ADVICE) if thorough else PLAYBOOK_CHECKS
    return [each for check in checks for each in check(playbook)]


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """``findings`` by place, each once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda each: each.sort_key))
