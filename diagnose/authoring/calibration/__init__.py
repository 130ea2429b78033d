"""Learning from closed cases: what a history says about the numbers of a knowledge base. It changes nothing."""

from __future__ import annotations

from diagnose.authoring.calibration.calibrate import Calibration, Plan, calibrate
from diagnose.authoring.calibration.forecast import Score
from diagnose.authoring.calibration.lessons import Lesson, lessons_of
from diagnose.authoring.calibration.patch import as_patch, patched_kb, patched_texts
from diagnose.authoring.calibration.posteriors import Weights
from diagnose.authoring.calibration.proposals import Proposal, Wanted
from diagnose.authoring.calibration.written import Source, source_of

__all__ = [
    "Calibration",
    "Lesson",
    "Plan",
    "Proposal",
    "Score",
    "Source",
    "Wanted",
    "Weights",
    "as_patch",
    "calibrate",
    "lessons_of",
    "patched_kb",
    "patched_texts",
    "source_of",
]
