"""Hypotheses: sets of faults, weighed against what is seen (decision-model.md)."""

from __future__ import annotations

from diagnose.hypotheses.candidates import Candidate, Candidates, find_candidates
from diagnose.hypotheses.reading import Reading
from diagnose.hypotheses.treatment import NOTHING_DONE, Cure, Treatment
from diagnose.hypotheses.types import Contribution, Hypothesis, WeighedSet, Weighing
from diagnose.hypotheses.weighing import Scales, weigh, weighing_of

__all__ = [
    "NOTHING_DONE",
    "Candidate",
    "Candidates",
    "Contribution",
    "Cure",
    "Hypothesis",
    "Reading",
    "Scales",
    "Treatment",
    "WeighedSet",
    "Weighing",
    "find_candidates",
    "weigh",
    "weighing_of",
]
