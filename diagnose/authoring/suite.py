"""All fixture cases of a folder, and what there is to say about them as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from diagnose.authoring.cases import FixtureCase, read_cases
from diagnose.authoring.expectation import closest
from diagnose.errors import Finding, Location, Severity, echo
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.documents import CasesDocument, read_document
from diagnose.kb.load import load
from diagnose.kb.reading import CASES
from diagnose.nodes import find_documents, read_file
from diagnose.nodes.files import is_called, name_of


@dataclass(frozen=True, slots=True)
class Suite:
    """The cases of a folder in order of file and place, and what is wrong with the documents that hold them."""

    cases: tuple[FixtureCase, ...]
    findings: tuple[Finding, ...]


def read_suite(folder: Path) -> Suite:
    """Every fixture case in ``folder``, from the files whose names say that they hold cases."""
    cases: list[FixtureCase] = []
    findings: list[Finding] = []
    for path in find_documents(folder):
        if not is_called(path.name, CASES):
            continue
        node, found = read_file(path, folder)
        document, wrong = read_document(node, name_of(path)) if node is not None else (None, ())
        findings += (*found, *wrong)
        if isinstance(document, CasesDocument):
            read, about = read_cases(document, path.relative_to(folder).as_posix())
            cases += read
            findings += about
    ordered = sorted(cases, key=lambda case: (case.at, case.name))
    return Suite(tuple(ordered), tuple(sorted(findings, key=lambda finding: finding.sort_key)))


def drafts_in(suite: Suite, kb: KnowledgeBase, folder: Path) -> frozenset[str]:
    """The draft playbooks of ``folder`` that cases are about although they do not take part in ``kb``."""
    unknown = {case.about for case in suite.cases} - {*kb.playbooks, *kb.retired, *kb.conclusions}
    if not any("." in name for name in unknown):
        return frozenset()
    return frozenset(unknown & load(folder, drafts=True).playbooks.keys())


def about_the_suite(cases: Iterable[FixtureCase], kb: KnowledgeBase) -> tuple[Finding, ...]:
    """CV701 for cases about nothing; CV704 and CV705 for playbooks that no case shows to work, or to hold back."""
    listed = tuple(cases)
    return (*_about_nothing(listed, kb), *_unproven(listed, kb))


def _about_nothing(cases: tuple[FixtureCase, ...], kb: KnowledgeBase) -> Iterator[Finding]:
    known = {*kb.playbooks, *kb.retired, *kb.conclusions}
    areas = {name.split(".")[0] for name in known}
    for file, about in sorted({(case.at.file, case.about) for case in cases}):
        if about not in known and about not in areas:
            near = closest(about, sorted(known | areas))
            advice = f"did you mean '{near}'?" if near else "name a playbook, or the first part of its id"
            yield Finding(
                "CV701",
                f"these cases are about '{echo(about)}', which does not exist",
                Location(file, 1, 1),
                advice=advice,
            )


def _unproven(cases: tuple[FixtureCase, ...], kb: KnowledgeBase) -> Iterator[Finding]:
    firm = [case.expect for case in cases if not case.todo]
    shown = {str(name) for expect in firm for name in (*((expect.fault,) if expect.fault else ()), *expect.matched)}
    held = {str(name) for expect in firm for name in expect.not_matched}
    for playbook in sorted(kb.playbooks.values(), key=lambda playbook: playbook.id):
        at = playbook.at or Location(playbook.id)
        if playbook.id not in shown:
            advice = f"write a case with expect: {{fault: {playbook.id}}}"
            yield Finding("CV704", f"no case shows that '{playbook.id}' works", at, Severity.WARNING, advice)
        if playbook.id not in held and playbook.gated:
            advice = f"write a case that nearly fits, with expect: {{not_matched: [{playbook.id}]}}"
            yield Finding("CV705", f"no case shows where '{playbook.id}' stops", at, Severity.WARNING, advice)
