"""Hypotheses: sets of faults, weighed against what is seen (decision-model.md)."""

from __future__ import annotations

from diagnose.hypotheses.candidates import Candidate, Candidates, find_candidates
from diagnose.hypotheses.evidence import Evidence, gather
from diagnose.hypotheses.reading import Reading
from diagnose.hypotheses.sets import Weights, weigh_sets
from diagnose.hypotheses.types import Contribution, Hypothesis, WeighedSet, Weighing
from diagnose.hypotheses.weighing import rank, totals, unexplained_of, weigh

__all__ = [
    "Candidate",
    "Candidates",
    "Contribution",
    "Evidence",
    "Hypothesis",
    "Reading",
    "WeighedSet",
    "Weighing",
    "Weights",
    "find_candidates",
    "gather",
    "rank",
    "totals",
    "unexplained_of",
    "weigh",
    "weigh_sets",
]
