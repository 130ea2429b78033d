"""Diagnosis for technical support: facts in, and a fix plan, the questions that would decide, or a hand-over out.

>>> from diagnose import Intake
>>> Intake(equipment="printer").equipment
('printer',)
"""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any

from diagnose._version import __version__

if TYPE_CHECKING:
    from diagnose.case import Intake
    from diagnose.decision import Advice, Decision, Escalation, FixPlan, MoreFacts, NearMiss, Unprecedented
    from diagnose.desk import Ask, Consultation, Diagnosis, Do, Done, HandOver, diagnose
    from diagnose.errors import (
        ConsultationError,
        DiagnoseError,
        Finding,
        FiringBudgetError,
        IntakeError,
        KnowledgeBaseChangedError,
        KnowledgeBaseError,
        Location,
        Severity,
        UsageError,
    )
    from diagnose.facts import DoesNotApply, Fact, Unknown
    from diagnose.kb.base import KnowledgeBase
    from diagnose.kb.lint import check
    from diagnose.kb.load import load
    from diagnose.kb.playbook import Step
    from diagnose.questions import Question
    from diagnose.texts import Text

_HOMES = {
    "Advice": "diagnose.decision",
    "Ask": "diagnose.desk",
    "Consultation": "diagnose.desk",
    "ConsultationError": "diagnose.errors",
    "Decision": "diagnose.decision",
    "DiagnoseError": "diagnose.errors",
    "Diagnosis": "diagnose.desk",
    "Do": "diagnose.desk",
    "DoesNotApply": "diagnose.facts",
    "Done": "diagnose.desk",
    "Escalation": "diagnose.decision",
    "Fact": "diagnose.facts",
    "Finding": "diagnose.errors",
    "FiringBudgetError": "diagnose.errors",
    "FixPlan": "diagnose.decision",
    "HandOver": "diagnose.desk",
    "Intake": "diagnose.case",
    "IntakeError": "diagnose.errors",
    "KnowledgeBase": "diagnose.kb.base",
    "KnowledgeBaseChangedError": "diagnose.errors",
    "KnowledgeBaseError": "diagnose.errors",
    "Location": "diagnose.errors",
    "MoreFacts": "diagnose.decision",
    "NearMiss": "diagnose.decision",
    "Question": "diagnose.questions",
    "Severity": "diagnose.errors",
    "Step": "diagnose.kb.playbook",
    "Text": "diagnose.texts",
    "Unknown": "diagnose.facts",
    "Unprecedented": "diagnose.decision",
    "UsageError": "diagnose.errors",
    "check": "diagnose.kb.lint",
    "diagnose": "diagnose.desk",
    "load": "diagnose.kb.load",
}
"""Where each public name lives; a name is imported when it is first asked for."""

__all__ = [
    "Advice",
    "Ask",
    "Consultation",
    "ConsultationError",
    "Decision",
    "DiagnoseError",
    "Diagnosis",
    "Do",
    "DoesNotApply",
    "Done",
    "Escalation",
    "Fact",
    "Finding",
    "FiringBudgetError",
    "FixPlan",
    "HandOver",
    "Intake",
    "IntakeError",
    "KnowledgeBase",
    "KnowledgeBaseChangedError",
    "KnowledgeBaseError",
    "Location",
    "MoreFacts",
    "NearMiss",
    "Question",
    "Severity",
    "Step",
    "Text",
    "Unknown",
    "Unprecedented",
    "UsageError",
    "__version__",
    "check",
    "diagnose",
    "load",
]

logging.getLogger(__name__).addHandler(logging.NullHandler())


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'diagnose' has no attribute '{name}'")
    value = globals()[name] = getattr(import_module(home), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
