"""Mutants: the small mistakes of authors, made on purpose, to see whether the cases notice."""

from diagnose.authoring.mutation.ground import Ground, ground_of
from diagnose.authoring.mutation.killing import Equivalent, Fate, Killed, TimedOut, Unasserted, Unnoticed
from diagnose.authoring.mutation.making import mutants_of
from diagnose.authoring.mutation.mutant import Mutant, Operator
from diagnose.authoring.mutation.run import Score, Trial, score_of, selected, try_mutants
from diagnose.authoring.mutation.variant import variant_of
from diagnose.authoring.mutation.written import Written, written_in, written_of

__all__ = [
    "Equivalent",
    "Fate",
    "Ground",
    "Killed",
    "Mutant",
    "Operator",
    "Score",
    "TimedOut",
    "Trial",
    "Unasserted",
    "Unnoticed",
    "Written",
    "ground_of",
    "mutants_of",
    "score_of",
    "selected",
    "try_mutants",
    "variant_of",
    "written_in",
    "written_of",
]
