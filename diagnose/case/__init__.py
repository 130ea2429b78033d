"""The intake: what is known when a request comes in."""

from diagnose.case.intake import SCHEMA, Intake
from diagnose.case.reported import OUTCOMES, Given, Outcome, Reported, Tried

__all__ = ["OUTCOMES", "SCHEMA", "Given", "Intake", "Outcome", "Reported", "Tried"]
