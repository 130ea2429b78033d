"""Two versions of a knowledge base side by side: what a change means, and which answers it changes."""

from __future__ import annotations

from diagnose.authoring.comparing.answers import Answer, AnswerChange, PastCase, changed_answers
from diagnose.authoring.comparing.compare import Comparison, compare
from diagnose.authoring.comparing.page import as_data, as_markdown, as_text
from diagnose.authoring.comparing.rules import Detail, Difference, RuleChange
from diagnose.authoring.comparing.surroundings import Declared

__all__ = [
    "Answer",
    "AnswerChange",
    "Comparison",
    "Declared",
    "Detail",
    "Difference",
    "PastCase",
    "RuleChange",
    "as_data",
    "as_markdown",
    "as_text",
    "changed_answers",
    "compare",
]
