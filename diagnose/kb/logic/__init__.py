"""One exact solver for conditions: can this hold, does this imply that - and a case that shows it.

A condition under the closed world is a Boolean function of what an intake says of each attribute, and ``none`` is its
negation. So every question about playbooks is whether some condition can hold at all.
"""

from diagnose.kb.logic.builders import conjunction, disjunction, negation
from diagnose.kb.logic.solving import BUDGET, Answer, Logic, NotAnalysed, Satisfied, Unsatisfiable
from diagnose.kb.logic.witness import Witness

__all__ = [
    "BUDGET",
    "Answer",
    "Logic",
    "NotAnalysed",
    "Satisfied",
    "Unsatisfiable",
    "Witness",
    "conjunction",
    "disjunction",
    "negation",
]
