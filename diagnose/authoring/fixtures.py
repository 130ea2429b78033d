"""Fixture cases run against a knowledge base: every case through the same call as a request, results as data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from diagnose.authoring.cases import FixtureCase, read_cases
from diagnose.authoring.expectation import unknown_ids
from diagnose.authoring.golden import compare
from diagnose.authoring.judge import Mismatch, judge, vacuous
from diagnose.case import Intake
from diagnose.desk import Diagnosis, diagnose
from diagnose.errors import Finding, IntakeError
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.documents import CasesDocument


class CaseState(Enum):
    """How a case ended; ``TODO_PASSES`` is a case marked ``todo`` that meets its expectations: remove the mark."""

    PASSED = "passed"
    FAILED = "failed"
    BROKEN = "broken"
    TODO = "todo"
    TODO_PASSES = "todo-passes"

    @property
    def good(self) -> bool:
        """Whether a run with this result may be green."""
        return self in {CaseState.PASSED, CaseState.TODO}


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What came of one case: expectations not met, findings about the case, and the answer if there was one."""

    case: FixtureCase
    state: CaseState
    mismatches: tuple[Mismatch, ...] = ()
    findings: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    diagnosis: Diagnosis | None = None


def run_cases(
    kb: KnowledgeBase, documents: Iterable[CasesDocument], root: Path | None = None
) -> tuple[CaseResult, ...]:
    """What comes of every case of ``documents``, in order of file and place.

    ``root`` is the folder of the knowledge base; without it explanations kept in files are not compared.
    """
    cases = [case for document in documents for case in read_cases(document, document.at.file)[0]]
    return tuple(run_case(case, kb, root) for case in sorted(cases, key=lambda case: (case.at, case.name)))


def run_case(case: FixtureCase, kb: KnowledgeBase, root: Path | None = None) -> CaseResult:
    """What comes of one case."""
    unknown = tuple(unknown_ids(case.expect, kb))
    try:
        diagnosis = diagnose(Intake.from_node(case.intake), kb)
    except IntakeError as error:
        return CaseResult(case, CaseState.TODO if case.todo else CaseState.BROKEN, findings=(*unknown, *error.findings))
    mismatches = judge(case, diagnosis.verdict, kb)
    differences, stale = compare(case, diagnosis, root) if root else ((), ())
    met = not (mismatches or differences or unknown)
    return CaseResult(
        case,
        _state(case, met, bool(unknown)),
        (*mismatches, *differences),
        unknown,
        (*vacuous(case.expect, diagnosis.verdict, kb), *stale),
        diagnosis,
    )


def _state(case: FixtureCase, met: bool, broken: bool) -> CaseState:
    if case.todo:
        return CaseState.TODO_PASSES if met else CaseState.TODO
    if broken:
        return CaseState.BROKEN
    return CaseState.PASSED if met else CaseState.FAILED
