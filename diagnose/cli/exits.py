"""The exit codes, documented and stable."""

from __future__ import annotations

from typing import assert_never

from diagnose.decision import Advice, Decision, Escalation, FixPlan, MoreFacts, Unprecedented

GOOD = 0
"""A plan or advice; everything checked is good."""
FINDINGS = 1
"""Findings, or failing cases."""
USAGE = 2
"""The command line is wrong."""
KNOWLEDGE_BASE = 3
"""The knowledge base cannot be loaded."""
INTAKE = 4
"""The intake, a history or a saved consultation cannot be read."""
NOTHING_SELECTED = 5
"""No file, no case, or a filter that matches nothing."""
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
