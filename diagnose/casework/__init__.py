"""Work on a case by the rules of the organisation: who may do what, when it must be passed on, and to whom.

Every function takes a case, a knowledge base and what is wanted, and gives back what happens then, or raises
:class:`diagnose.errors.RefusedError`; nothing is written anywhere.
"""

from __future__ import annotations

from diagnose.casework.clocks import Clocks, clocks_of
from diagnose.casework.consulting import Consulted, LeftOut, consultation_of, consulted
from diagnose.casework.deadlines import Deadline, Deadlines, deadlines_of, due_now, next_moment
from diagnose.casework.deciding import AUTOMATIC, decided, diagnosed, is_news, outline_of, rests_on, revisions_of
from diagnose.casework.ending import close, is_expert, reopen, resolve
from diagnose.casework.explaining import Grounds, grounds_of
from diagnose.casework.passing import escalate, give_back
from diagnose.casework.pausing import prioritise, resume, wait
from diagnose.casework.refusals import Refusal
from diagnose.casework.replaying import Difference, Replayed, replay
from diagnose.casework.working import ask, help_line, open_case, tell, try_step

__all__ = [
    "AUTOMATIC",
    "Clocks",
    "Consulted",
    "Deadline",
    "Deadlines",
    "Difference",
    "Grounds",
    "LeftOut",
    "Refusal",
    "Replayed",
    "ask",
    "clocks_of",
    "close",
    "consultation_of",
    "consulted",
    "deadlines_of",
    "decided",
    "diagnosed",
    "due_now",
    "escalate",
    "give_back",
    "grounds_of",
    "help_line",
    "is_expert",
    "is_news",
    "next_moment",
    "open_case",
    "outline_of",
    "prioritise",
    "reopen",
    "replay",
    "resolve",
    "rests_on",
    "resume",
    "revisions_of",
    "tell",
    "try_step",
    "wait",
]
