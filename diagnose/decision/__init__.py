"""The decision: fix plan, advice, more facts, unprecedented or escalation - and everything it rests on."""

from __future__ import annotations

from diagnose.decision.alternatives import Alternatives, Sibling, alternatives_of
from diagnose.decision.choosing import next_move
from diagnose.decision.decide import decide
from diagnose.decision.moves import AskNext, DoNext, Move, PassNext, Reckoning
from diagnose.decision.standing import Standing, standing_of
from diagnose.decision.terms import Coverage, charged_for, terms_in, terms_of
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
    "Alternatives",
    "AskNext",
    "Coverage",
    "Decision",
    "DoNext",
    "Escalation",
    "EscalationReason",
    "FailedCondition",
    "FixPlan",
    "MoreFacts",
    "Move",
    "NearMiss",
    "PassNext",
    "Reckoning",
    "Sibling",
    "Standing",
    "Unprecedented",
    "UnprecedentedReason",
    "Verdict",
    "alternatives_of",
    "charged_for",
    "decide",
    "next_move",
    "standing_of",
    "terms_in",
    "terms_of",
]
