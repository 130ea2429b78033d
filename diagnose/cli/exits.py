"""The exit codes, documented and stable."""

from __future__ import annotations

from typing import assert_never

from diagnose.decision import Advice, Decision, Escalation, FixPlan, MoreFacts, Unprecedented
from diagnose.errors import (
    CaseChangedError,
    ConsultationError,
    DiagnoseError,
    ExportFormatError,
    FiringBudgetError,
    IntakeError,
    KeyReusedError,
    KnowledgeBaseError,
    MissingExtraError,
    NoSuchCaseError,
    NotKeptError,
    RecordError,
    RefusedError,
)

GOOD = 0
"""A plan or advice; everything checked is good."""
FINDINGS = 1
"""Findings, or failing cases."""
USAGE = 2
"""The command line is wrong."""
KNOWLEDGE_BASE = 3
"""The knowledge base cannot be loaded."""
INTAKE = 4
"""The intake, a history, a saved consultation or an export cannot be read."""
NOTHING_SELECTED = 5
"""No file, no case, or a filter that matches nothing."""
NO_SUCH_CASE = 6
"""The record holds no such case."""
REFUSED = 7
"""The rules of the organisation do not allow it with the case as it stands."""
OVERTAKEN = 8
"""Somebody was faster, or the idempotency key was used for something else: look at the case again."""
RECORD = 9
"""The record cannot be used: unreachable, busy, full, read-only, damaged, of a newer version, or not installed."""
MORE_FACTS = 10
UNPRECEDENTED = 20
ESCALATION = 21
INTERNAL = 70
"""An error of the program itself."""
OUTPUT = 74
"""The output cannot be written."""
INTERRUPTED = 130
BROKEN_PIPE = 141


def exit_code(decision: Decision) -> int:
    """The exit code of ``diagnose run`` for ``decision``."""
    match decision:
        case FixPlan() | Advice():
            return GOOD
        case MoreFacts():
            return MORE_FACTS
        case Unprecedented():
            return UNPRECEDENTED
        case Escalation():
            return ESCALATION
        case _:
            assert_never(decision)


_BY_ERROR: tuple[tuple[type[DiagnoseError], int], ...] = (
    (KnowledgeBaseError, KNOWLEDGE_BASE),
    (FiringBudgetError, KNOWLEDGE_BASE),
    (IntakeError, INTAKE),
    (ConsultationError, INTAKE),
    (ExportFormatError, INTAKE),
    (NoSuchCaseError, NO_SUCH_CASE),
    (RefusedError, REFUSED),
    (CaseChangedError, OVERTAKEN),
    (KeyReusedError, OVERTAKEN),
    (RecordError, RECORD),
    (NotKeptError, RECORD),
    (MissingExtraError, RECORD),
)


def error_code(error: DiagnoseError) -> int:
    """The exit code for what the library has raised on purpose."""
    return next((code for kind, code in _BY_ERROR if isinstance(error, kind)), USAGE)
