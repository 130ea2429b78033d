"""The desk: an intake in, a diagnosis out; or a case step by step, as a consultation."""

from __future__ import annotations

from diagnose.case import Outcome
from diagnose.desk.actions import ACTION, Action, Ask, Do, Done, HandOver
from diagnose.desk.consultation import Consultation
from diagnose.desk.diagnosis import Diagnosis, diagnose, standing_at
from diagnose.desk.documents import DIAGNOSIS, TRACE, trace_from_json

__all__ = [
    "ACTION",
    "DIAGNOSIS",
    "TRACE",
    "Action",
    "Ask",
    "Consultation",
    "Diagnosis",
    "Do",
    "Done",
    "HandOver",
    "Outcome",
    "diagnose",
    "standing_at",
    "trace_from_json",
]
