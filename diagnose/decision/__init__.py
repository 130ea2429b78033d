"""The decision: fix plan, advice, more facts, unprecedented or escalation - and everything it rests on."""

from __future__ import annotations

from diagnose.decision.decide import decide
from diagnose.decision.standing import Standing, standing_of
from diagnose.decision.types import (
    Advice,
    Decision,
    Escalation,
    EscalationReason,
    FailedCondition,
    FixPlan,
    MoreFacts,
    NearMiss,
    Unprecedented,
    UnprecedentedReason,
    Verdict,
)

__all__ = [
    "Advice",
    "Decision",
    "Escalation",
    "EscalationReason",
    "FailedCondition",
    "FixPlan",
    "MoreFacts",
    "NearMiss",
    "Standing",
    "Unprecedented",
    "UnprecedentedReason",
    "Verdict",
    "decide",
    "standing_of",
]
