"""The intake: what is known when a request comes in; and the case: a request with its whole history."""

from diagnose.case.case import Case, CaseStatus, Stay
from diagnose.case.events import CaseEvent, Deed, Ending, Precedent, Terms, WaitingFor, What
from diagnose.case.intake import SCHEMA, Intake
from diagnose.case.reported import OUTCOMES, Given, Outcome, Reported, Tried

__all__ = [
    "OUTCOMES",
    "SCHEMA",
    "Case",
    "CaseEvent",
    "CaseStatus",
    "Deed",
    "Ending",
    "Given",
    "Intake",
    "Outcome",
    "Precedent",
    "Reported",
    "Stay",
    "Terms",
    "Tried",
    "WaitingFor",
    "What",
]
