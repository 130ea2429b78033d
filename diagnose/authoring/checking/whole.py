"""All that is found in a knowledge base, before anybody says which findings are wanted; remembered where possible."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from diagnose.authoring.cases import FixtureCase, read_cases
from diagnose.authoring.expectation import unknown_ids
from diagnose.authoring.suite import Proof, about_proofs, proof_of, subjects
from diagnose.errors import Finding, Severity
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.caching import Memory
from diagnose.kb.caching.plain import NotPlainError, from_finding, from_remark, to_finding, to_remark
from diagnose.kb.checks.pb509_dead_link import may_link
from diagnose.kb.lint import Examined, examine
from diagnose.kb.reading import CASES, Contents, contents_of
from diagnose.kb.suppressing import Remark
from diagnose.nodes.files import is_called, name_of

UNPROVEN = frozenset({"CV704", "CV705"})
"""Codes about playbooks without cases; a draft may have none."""


@dataclass(frozen=True, slots=True)
class Whole:
    """All findings about documents and cases, the remarks in them, and the digest of the knowledge base if it loads.

    ``examined`` is None for what was remembered as a whole, since nothing has changed.
    """

    findings: tuple[Finding, ...]
    remarks: tuple[Remark, ...]
    digest: str
    examined: Examined | None = None


def whole_of(
    folder: Path, unsaved: Mapping[Path, bytes] | None = None, memory: Memory | None = None, *, documents: bool = False
) -> Whole:
    """Everything that is found below ``folder``, with ``unsaved`` in place of some files.

    ``memory`` is of earlier runs and will be of this one; ``documents`` says that ``examined`` must be there.
    """
    contents = contents_of(folder, unsaved=unsaved)
    if memory is None or documents:
        return _worked_out(folder, unsaved, contents, None)
    key = memory.key("all", name_of(folder), *_parts(folder, contents))
    remembered = memory.recall(key)
    if remembered is not None:
        memory.keep_all()
        findings, remarks, digest = remembered
        return Whole(tuple(map(to_finding, findings)), tuple(map(to_remark, remarks)), digest)
    whole = _worked_out(folder, unsaved, contents, memory)
    _keep(whole, key, memory)
    return whole


def _parts(folder: Path, contents: Contents) -> Iterator[str | bytes]:
    """All that the findings rest on: the files, and what lies beside them if one may name it."""
    for path, content in contents:
        yield name_of(path)
        yield str(content) if isinstance(content, Finding) else content
    if any(isinstance(content, bytes) and _may_link(content) for _, content in contents):
        yield from _beside(folder)


def _beside(folder: Path) -> Iterator[str]:
    """Whatever lies below ``folder``, and where links lead."""
    for base, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted((*folders, *files)):
            path = Path(base, name)
            yield f"{path} {path.readlink()}" if path.is_symlink() else str(path)


def _may_link(content: bytes) -> bool:
    return may_link(content.decode("utf-8", "replace"))


def _worked_out(folder: Path, unsaved: Mapping[Path, bytes] | None, contents: Contents, memory: Memory | None) -> Whole:
    examined = examine(folder, unsaved=unsaved, contents=contents, memory=memory)
    known, sound = examined.read.known, not _has_errors(examined)
    proofs = [_proof(each) for each in known.proofs()] if known else []
    good = _plain_cases(examined, contents) if sound and known else set()
    findings: list[Finding] = []
    for document in examined.read.documents.cases:
        file = document.at.file
        cases, about = read_cases(document, file.removeprefix(name_of(folder)).lstrip("/"))
        found = [proof_of(case) for case in cases]
        proofs += found
        about = (*about, *(_unknown_names(cases, examined.kb) if examined.kb and sound else ()))
        findings += about
        if known and file in good and not about:
            known.keep_cases(file, [(each.file, each.about, each.shows, each.stops) for each in found])
    if sound:
        findings += _about_the_suite(proofs, examined)
    digest = examined.kb.digest if examined.kb and sound else ""
    return Whole((*examined.findings, *findings), examined.read.remarks, digest, examined)


def _unknown_names(cases: Iterable[FixtureCase], kb: KnowledgeBase) -> dict[Finding, None]:
    """CV701 for each name in an expectation that nothing has, once.

    A case about a draft may name what is in it; of cases about nothing that is said already.
    """
    known = subjects(kb)
    sound = (case for case in cases if case.about in known and case.concerned.isdisjoint(kb.drafts))
    return dict.fromkeys(found for case in sound for found in unknown_ids(case.expect, kb))


def _has_errors(examined: Examined) -> bool:
    return examined.kb is None or any(each.severity is Severity.ERROR for each in examined.findings)


def _about_the_suite(proofs: Iterable[Proof], examined: Examined) -> Iterator[Finding]:
    """Whether the cases do for the whole, where that loads."""
    if examined.kb is None:
        return
    drafts = {each.playbook.at for each in examined.read.documents.playbooks if each.status == "draft"}
    for finding in about_proofs(proofs, examined.kb):
        if finding.code not in UNPROVEN or finding.at not in drafts:
            yield finding


def _plain_cases(examined: Examined, contents: Contents) -> set[str]:
    """The files of fixture cases with which nothing at all is wrong, as long as no error elsewhere hides what is."""
    blamed = {each.at.file for each in examined.findings}
    return {
        name_of(path)
        for path, content in contents
        if isinstance(content, bytes) and is_called(path.name, CASES) and name_of(path) not in blamed
        if b"diagnose:" not in content and not _may_link(content)
    }


def _proof(plain: list[object]) -> Proof:
    file, about, shows, stops = plain
    return Proof(str(file), str(about), tuple(map(str, _listed(shows))), tuple(map(str, _listed(stops))))


def _listed(plain: object) -> list[object]:
    return plain if isinstance(plain, list) else []


def _keep(whole: Whole, key: str, memory: Memory) -> None:
    """Remember ``whole``, unless it rests on Python rules as well."""
    settings = whole.examined.read.documents.settings if whole.examined else ()
    if any(each.rules for each in settings):
        return
    try:
        findings = [from_finding(each) for each in whole.findings]
    except NotPlainError:
        return
    memory.keep(key, [findings, [from_remark(each) for each in whole.remarks], whole.digest])
