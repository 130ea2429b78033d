"""What there is to ask."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class QuestionReason(Enum):
    """Why a question is worth asking."""

    GATE = "gate"
    CONFIRM = "confirm"
    WORTH_IT = "worth-it"


@dataclass(frozen=True, slots=True)
class Question:
    """An open attribute that could change the decision: who can answer it, what asking costs, whom it serves.

    ``faults`` wait for the answer, ``steps`` of the plan may not be taken without it.
    """

    attribute: str
    reason: QuestionReason
    askable: tuple[str, ...]
    cost: float
    weight: float
    faults: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
