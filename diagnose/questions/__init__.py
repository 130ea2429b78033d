"""Questions: the open attributes that could change the decision."""

from __future__ import annotations

from diagnose.questions.answering import Answering
from diagnose.questions.entry import entry_questions
from diagnose.questions.gates import could_hold, gate_questions
from diagnose.questions.types import Question, QuestionReason
from diagnose.questions.worth import Outlook, Trial, worth_asking

__all__ = [
    "Answering",
    "Outlook",
    "Question",
    "QuestionReason",
    "Trial",
    "could_hold",
    "entry_questions",
    "gate_questions",
    "worth_asking",
]
