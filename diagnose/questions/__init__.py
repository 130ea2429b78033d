"""Questions: the open attributes that could change the decision."""

from __future__ import annotations

from diagnose.questions.answering import Answering
from diagnose.questions.branches import belief_of
from diagnose.questions.chances import chance_of, significant
from diagnose.questions.confirming import LEAST_DROP, drop_of, rival_of
from diagnose.questions.entry import entry_questions
from diagnose.questions.foresight import Anew, Foresight, Prospect
from diagnose.questions.gates import could_hold, gate_questions
from diagnose.questions.interest import interesting
from diagnose.questions.types import Question, QuestionReason
from diagnose.questions.worth import Outlook, Trial, answers_to, open_attributes, usual_share, worth_asking

__all__ = [
    "LEAST_DROP",
    "Anew",
    "Answering",
    "Foresight",
    "Outlook",
    "Prospect",
    "Question",
    "QuestionReason",
    "Trial",
    "answers_to",
    "belief_of",
    "chance_of",
    "could_hold",
    "drop_of",
    "entry_questions",
    "gate_questions",
    "interesting",
    "open_attributes",
    "rival_of",
    "significant",
    "usual_share",
    "worth_asking",
]
