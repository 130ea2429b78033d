"""The intake: what is known when a request comes in."""

from diagnose.case.intake import SCHEMA, Intake
from diagnose.case.reported import Given, Reported, Tried

__all__ = ["SCHEMA", "Given", "Intake", "Reported", "Tried"]
