"""Gate questions: what open playbooks wait for, and what a step rests on for want of an answer."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable

from diagnose.hypotheses import Candidate, Reading
from diagnose.hypotheses.models import clamp
from diagnose.planning import PlannedStep
from diagnose.questions.answering import Answering
from diagnose.questions.chances import chance_of, significant
from diagnose.questions.types import Question, QuestionReason
from diagnose.rules.conditions import Applies, Condition, Known, Test
from diagnose.rules.operators import Operator


class _Answered:
    """What could be so if everybody who can be asked gave the right answer.

    What nobody can answer stays without a value, so a test on it is false; but for what is ``granted``.
    """

    __slots__ = ("_answering", "_granted", "_possible")

    def __init__(self, reading: Reading, answering: Answering, granted: Container[str]) -> None:
        self._possible = reading.possible
        self._answering = answering
        self._granted = granted

    def truth_of(self, attribute: str, operator: Operator) -> bool | None:
        truth = self._possible.truth_of(attribute, operator)
        return truth if truth is not None or self._settles(Test(attribute, operator)) else False

    def truth_of_known(self, attribute: str) -> bool | None:
        truth = self._possible.truth_of_known(attribute)
        return truth if truth is not None or self._settles(Known(attribute, wanted=True)) else False

    def truth_of_applies(self, attribute: str) -> bool | None:
        truth = self._possible.truth_of_applies(attribute)
        return truth if truth is not None or self._settles(Applies(attribute, wanted=True)) else False

    def _settles(self, condition: Condition) -> bool:
        waits = self._possible.open_attributes(condition)
        return any(name in self._granted or self._answering.who(name) for name in waits)


def could_hold(
    reading: Reading, condition: Condition, answering: Answering, granted: Container[str] = frozenset()
) -> bool:
    """Whether answers that can still be had could make ``condition`` hold.

    For ``granted`` attributes no answer is needed.
    """
    return condition.truth(_Answered(reading, answering, granted)) is not False


def gate_questions(
    reading: Reading,
    waiting: Iterable[Candidate],
    attributes: Iterable[str],
    answering: Answering,
    held_back: Iterable[PlannedStep] = (),
) -> tuple[Question, ...]:
    """Those of ``attributes`` that can be answered, by the weight of what is ``waiting`` for them for their cost.

    ``held_back`` are steps of a plan that wait for answers too.
    """
    blocked = tuple(held_back)
    weights = [(candidate, _weight(reading, candidate)) for candidate in waiting]
    questions = []
    for name in sorted(attributes):
        who = answering.who(name)
        if who:
            served = [(each.id, weight) for each, weight in weights if name in each.waits_for | each.rows_wait_for]
            cost = answering.cost(name)
            weight = significant(math.fsum(weight for _, weight in served) / cost)
            faults = tuple(sorted(fault for fault, _ in served))
            steps = tuple(planned.step.id for planned in blocked if name in planned.waits_for)
            questions.append(Question(name, QuestionReason.GATE, who, significant(cost), weight, faults, steps))
    return tuple(sorted(questions, key=lambda question: (-question.weight, question.attribute)))


def _weight(reading: Reading, candidate: Candidate) -> float:
    """The prior of a fault times the chance of everything that its condition still waits for."""
    return clamp(candidate.playbook.prior) * chance_of(reading, candidate.playbook.condition)
