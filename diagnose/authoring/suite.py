"""All fixture cases of a folder, and what there is to say about them as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from diagnose.authoring.cases import FixtureCase, read_cases
from diagnose.authoring.nearest import Nearest
from diagnose.errors import Finding, Location, echo
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.codes.cases import CV701, CV704, CV705
from diagnose.kb.documents import CasesDocument, read_document
from diagnose.kb.reading import CASES
from diagnose.nodes import Mapping, find_documents, read_file
from diagnose.nodes.files import is_called, name_of
from diagnose.rules.conditions import conjuncts
from diagnose.wording import worded


@dataclass(frozen=True, slots=True)
class Suite:
    """Cases in order of file and place, and what is wrong with the documents that hold them.

    ``given`` are the defaults of the file, if it is the suite of one.
    """

    cases: tuple[FixtureCase, ...]
    findings: tuple[Finding, ...]
    given: Mapping | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """What one case says about rules: those it ``shows`` to work, and those that it shows to hold back (``stops``).

    ``file`` is as findings name it. A case marked ``todo`` shows nothing.
    """

    file: str
    about: str
    shows: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()


def case_files(folder: Path) -> tuple[Path, ...]:
    """The files in ``folder`` whose names say that they hold cases, in order."""
    return tuple(path for path in find_documents(folder) if is_called(path.name, CASES))


def read_case_file(path: Path, folder: Path) -> Suite:
    """The cases of one file of ``folder``; of one that cannot be read, the findings alone."""
    node, found = read_file(path, folder)
    document, wrong = read_document(node, name_of(path)) if node is not None else (None, ())
    if isinstance(document, CasesDocument):
        cases, about = read_cases(document, path.relative_to(folder).as_posix())
        return Suite(_in_order(cases), _sorted((*found, *wrong, *about)), document.given)
    return Suite((), _sorted((*found, *wrong, *_no_cases(document, path))))


def _no_cases(document: object, path: Path) -> Iterator[Finding]:
    if document is not None:
        message = "the name of this file says that it holds cases, and it holds something else"
        at = Location(name_of(path), 1, 1)
        yield Finding("PB014", message, at, advice="give the file another name, or begin it with 'cases'")


def read_suite(folder: Path) -> Suite:
    """Every fixture case in ``folder``, from the files whose names say that they hold cases."""
    files = [read_case_file(path, folder) for path in case_files(folder)]
    cases = [case for file in files for case in file.cases]
    return Suite(_in_order(cases), _sorted(finding for file in files for finding in file.findings))


def _in_order(cases: Iterable[FixtureCase]) -> tuple[FixtureCase, ...]:
    return tuple(sorted(cases, key=lambda case: (case.at, case.name)))


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.sort_key))


def proof_of(case: FixtureCase) -> Proof:
    """What ``case`` says about rules."""
    if case.todo:
        return Proof(case.at.file, case.about)
    expect = case.expect
    shows = (*((expect.fault,) if expect.fault else ()), *expect.matched)
    return Proof(case.at.file, case.about, tuple(map(str, shows)), tuple(map(str, expect.not_matched)))


def about_the_suite(cases: Iterable[FixtureCase], kb: KnowledgeBase) -> tuple[Finding, ...]:
    """CV701 for cases about nothing; CV704 and CV705 for playbooks that no case shows to work, or to hold back."""
    return about_proofs(map(proof_of, cases), kb)


def about_proofs(proofs: Iterable[Proof], kb: KnowledgeBase) -> tuple[Finding, ...]:
    """The same as :func:`about_the_suite`, from what is left of the cases."""
    listed = tuple(proofs)
    return (*_about_nothing(listed, kb), *_unproven(listed, kb))


def subjects(kb: KnowledgeBase) -> frozenset[str]:
    """What cases may be about: a playbook, a conclusion, or the first part of the id of one."""
    known = {*kb.playbooks, *kb.retired, *kb.conclusions, *kb.drafts}
    return frozenset(known | {name.split(".")[0] for name in known})


def _about_nothing(proofs: tuple[Proof, ...], kb: KnowledgeBase) -> Iterator[Finding]:
    known = subjects(kb)
    names = Nearest(known)
    for file, about in sorted({(proof.file, proof.about) for proof in proofs}):
        if about not in known:
            near = names.of(about)
            advice = (
                worded("did you mean '{near}'?", near=near) if near else "name a playbook, or the first part of its id"
            )
            message = worded("these cases are about '{about}', which does not exist", about=echo(about))
            yield CV701.finding(message, Location(file, 1, 1), advice)


def _unproven(proofs: tuple[Proof, ...], kb: KnowledgeBase) -> Iterator[Finding]:
    shown = {name for proof in proofs for name in proof.shows}
    stopped = {name for proof in proofs for name in proof.stops}
    for playbook in sorted(kb.playbooks.values(), key=lambda playbook: playbook.id):
        at = playbook.at or Location(playbook.id)
        if playbook.id not in shown:
            advice = worded("write a case with expect: {{fault: {playbook}}}", playbook=playbook.id)
            message = worded("no case shows that '{playbook}' works", playbook=playbook.id)
            yield CV704.finding(message, at, advice, subject=playbook.id)
        if playbook.id not in stopped and conjuncts(playbook.condition):
            advice = worded(
                "write a case that nearly fits, with expect: {{not_matched: [{playbook}]}}", playbook=playbook.id
            )
            message = worded("no case shows where '{playbook}' stops", playbook=playbook.id)
            yield CV705.finding(message, at, advice, subject=playbook.id)
