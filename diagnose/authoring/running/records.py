"""What is kept of a run: small, plain and picklable, in one language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from diagnose.authoring.fixture import FixtureCase
from diagnose.authoring.fixtures import CaseResult, CaseState
from diagnose.authoring.report import counts_text, failure_text, finding_text, in_words
from diagnose.authoring.suite import Proof
from diagnose.errors import Finding, Location, Severity
from diagnose.explain.data import plain
from diagnose.kb.base import KnowledgeBase


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """One case and how it ended. ``text`` says why, if it did not pass; ``spent`` is in seconds.

    ``answered`` is False when the knowledge base could not even be asked.

    ``kept`` is what :attr:`Run.keep` made of the result.
    """

    id: str
    name: str
    file: str
    about: str
    at: Location
    state: CaseState
    like: str = ""
    ticket: str = ""
    todo: str = ""
    text: str = ""
    mismatches: tuple[dict[str, Any], ...] = ()
    findings: tuple[Finding, ...] = ()
    answered: bool = True
    kept: Any = None
    spent: float = field(default=0.0, compare=False)

    def to_data(self) -> dict[str, Any]:
        """The record as plain data, ready for JSON; the time is left out, so that equal runs are equal."""
        told = {"like": self.like, "ticket": self.ticket, "todo": self.todo}
        return {
            "id": self.id,
            "name": self.name,
            "about": self.about,
            "file": self.at.file,
            "line": self.at.line,
            "column": self.at.column,
            **{key: value for key, value in told.items() if value},
            "state": self.state.value,
            "mismatches": list(self.mismatches),
            "findings": [finding.to_dict() for finding in self.findings],
        }


def record_of(
    result: CaseResult, kb: KnowledgeBase, language: str = "en", command: str = "diagnose test"
) -> CaseRecord:
    """What is kept of ``result``: of one that passed its names, of others the grounds in words."""
    case = result.case
    good = result.state.good
    return CaseRecord(
        id=case.id,
        name=case.name,
        file=case.file,
        about=case.about,
        at=case.at,
        state=result.state,
        like=case.like,
        ticket=case.ticket,
        todo=case.todo,
        text="" if good else failure_text(result, kb, language, command),
        mismatches=() if good else tuple(plain(each) for each in result.mismatches),
        findings=tuple(in_words(each, language) for each in result.findings),
        answered=result.answer is not None,
    )


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What came of one file: the cases that were run, findings about the file, and what all its cases prove.

    ``held`` is the number of cases in it that could be run, ``drafts`` of those about drafts, which were left out;
    ``ids`` names them where none was chosen. ``stopped`` when the run ended here at the first failure.
    """

    cases: tuple[CaseRecord, ...] = ()
    findings: tuple[Finding, ...] = ()
    proofs: tuple[Proof, ...] = ()
    held: int = 0
    ids: tuple[str, ...] = ()
    drafts: int = 0
    stopped: bool = False


def proofs_of(cases: Iterable[FixtureCase], prove: Any) -> tuple[Proof, ...]:
    """What ``cases`` prove, said once for all cases of a file that are about the same."""
    merged: dict[tuple[str, str], tuple[dict[str, None], dict[str, None]]] = {}
    for case in cases:
        proof: Proof = prove(case)
        shows, stops = merged.setdefault((proof.file, proof.about), ({}, {}))
        shows.update(dict.fromkeys(proof.shows))
        stops.update(dict.fromkeys(proof.stops))
    return tuple(Proof(*key, tuple(shows), tuple(stops)) for key, (shows, stops) in merged.items())


@dataclass(frozen=True, slots=True)
class Report:
    """The cases of a run and the findings about the documents that hold them."""

    cases: tuple[CaseRecord, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def good(self) -> bool:
        """Whether every case passed or may fail, and no finding is an error."""
        return all(each.state.good for each in self.cases) and not any(
            each.severity is Severity.ERROR for each in self.findings
        )

    def count(self, *states: CaseState) -> int:
        """How many cases ended in one of ``states``."""
        return sum(each.state in states for each in self.cases)

    def text(self, language: str = "en") -> str:
        """Every case that did not pass with its grounds, every finding, and the counts."""
        failures = [each.text for each in self.cases if not each.state.good]
        findings = [finding_text(each, language) for each in self.findings]
        return "\n".join([*failures, *findings, self.summary(language)])

    def summary(self, language: str = "en") -> str:
        """The counts in words."""
        failed = self.count(CaseState.FAILED, CaseState.BROKEN, CaseState.TODO_PASSES)
        return counts_text(len(self.cases), self.count(CaseState.PASSED), failed, self.count(CaseState.TODO), language)

    def to_data(self) -> dict[str, Any]:
        """The report as plain data, ready for JSON."""
        return {
            "schema": "diagnose/test/1",
            "good": self.good,
            "counts": {state.value: self.count(state) for state in CaseState},
            "findings": [finding.to_dict() for finding in self.findings],
            "cases": [record.to_data() for record in self.cases],
        }
