"""Fixture cases run against a knowledge base: every case through the same call as a request, results as data.

``read_suite`` or ``read_cases`` gives the cases, ``run_case`` what comes of one: the command, the pytest plugin and the
library use these and nothing else. All of them are pure, and a case can be pickled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from diagnose.authoring.answer import Answer
from diagnose.authoring.cases import FixtureCase, read_cases
from diagnose.authoring.expectation import unknown_ids
from diagnose.authoring.golden import compare
from diagnose.authoring.judge import Mismatch, asks_to_decide, judge
from diagnose.authoring.live import vacuous
from diagnose.case import Intake
from diagnose.desk import Diagnosis
from diagnose.errors import DiagnoseError, Finding, IntakeError, Severity, echo
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.codes.cases import CV708, CV712
from diagnose.kb.documents import CasesDocument
from diagnose.wording import worded


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
    """What came of one case: expectations not met, errors about the case, and the answer if there was one."""

    case: FixtureCase
    state: CaseState
    mismatches: tuple[Mismatch, ...] = ()
    findings: tuple[Finding, ...] = ()
    answer: Answer | None = None

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Those of the findings that do not break the case."""
        return tuple(each for each in self.findings if each.severity < Severity.ERROR)

    @property
    def diagnosis(self) -> Diagnosis | None:
        """The whole diagnosis, worked out now if the case did not ask for it; None where there is no answer."""
        return self.answer.diagnosis if self.answer else None


def run_cases(
    kb: KnowledgeBase, documents: Iterable[CasesDocument], root: Path | None = None
) -> tuple[CaseResult, ...]:
    """What comes of every case of ``documents``, in order of file and place.

    ``root`` is the folder of the knowledge base; without it explanations kept in files are not compared.
    """
    cases = [case for document in documents for case in read_cases(document, document.at.file)[0]]
    return tuple(run_case(case, kb, root) for case in sorted(cases, key=lambda case: (case.at, case.name)))


def run_case(case: FixtureCase, kb: KnowledgeBase, root: Path | None = None) -> CaseResult:
    """What comes of one case; whatever is wrong with it is in the result, and nothing is raised for it.

    ``root`` is the folder of the knowledge base, from which ``case.file`` counts.
    """
    unknown = tuple(unknown_ids(case.expect, kb))
    try:
        answer = Answer(Intake.from_node(case.intake), kb)
        _ = answer.diagnosis if asks_to_decide(case.expect) or case.golden else answer.inference
        return _judged(case, answer, unknown, root)
    except IntakeError as error:
        findings = (*unknown, *error.findings)
    except DiagnoseError as error:
        message = worded("the case has no answer: {reason}", reason=echo(error))
        findings = (*unknown, CV712.finding(message, case.at))
    return CaseResult(case, CaseState.TODO if case.todo else CaseState.BROKEN, findings=findings)


def _judged(case: FixtureCase, answer: Answer, unknown: tuple[Finding, ...], root: Path | None) -> CaseResult:
    mismatches = judge(case, answer)
    differences, unkept = compare(case, answer.diagnosis, root) if root and case.golden else ((), ())
    found = (*mismatches, *differences)
    wrong = (*unknown, *unkept, *vacuous(case.expect, answer.inference, answer.kb))
    if case.todo and not found and not wrong:
        message = worded("this case passes, although it is marked todo ({text})", text=echo(case.todo))
        return CaseResult(
            case, CaseState.TODO_PASSES, findings=(CV708.finding(message, case.at, "remove the mark"),), answer=answer
        )
    return CaseResult(case, _state(case, met=not found, sound=not wrong), found, wrong, answer)


def _state(case: FixtureCase, *, met: bool, sound: bool) -> CaseState:
    if case.todo:
        return CaseState.TODO
    if not sound:
        return CaseState.BROKEN
    return CaseState.PASSED if met else CaseState.FAILED
