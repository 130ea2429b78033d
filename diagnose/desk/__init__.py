"""The desk: an intake in, a diagnosis out."""

from __future__ import annotations

from diagnose.desk.diagnosis import Diagnosis, diagnose, standing_at
from diagnose.desk.documents import DIAGNOSIS, TRACE, trace_from_json

__all__ = ["DIAGNOSIS", "TRACE", "Diagnosis", "diagnose", "standing_at", "trace_from_json"]
