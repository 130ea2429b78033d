"""A case step by step: the next best action, its outcome, the next one - until it is settled or handed over."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Self

from diagnose.case import Intake, Outcome, Precedent
from diagnose.decision import AskNext, DoNext, decide, next_move
from diagnose.desk.actions import Action, Ask, Do, Done, HandOver
from diagnose.desk.checking import check_known, check_report, check_said
from diagnose.desk.diagnosis import Diagnosis
from diagnose.desk.events import MOST_EVENTS, Answered, Corrected, Event, StepReported, TakenOver
from diagnose.desk.giving import check_base, check_moment, given_of, known_name, outcome_of, seen_of, step_named
from diagnose.desk.situation import Situation, situation_after, situation_of
from diagnose.errors import UsageError
from diagnose.hypotheses.treatment import treats
from diagnose.kb.base import KnowledgeBase
from diagnose.wording import worded


class Consultation:
    """One case and everything that has happened in it; what happens is kept, and what it means is worked out anew.

    Every method that changes something gives the consultation back, and leaves it as it was when it raises.
    """

    def __init__(self, intake: Intake, kb: KnowledgeBase, precedents: Sequence[Precedent] | None = None) -> None:
        self._intake = intake
        self._kb = kb
        self._events: tuple[Event, ...] = ()
        self._situation: Situation = situation_of(intake, kb, (), precedents)
        self._action: Action | None = None

    @classmethod
    def start(cls, intake: Intake, kb: KnowledgeBase, precedents: Sequence[Precedent] | None = None) -> Self:
        """A consultation about ``intake``; ``precedents`` are as in :func:`diagnose.diagnose`.

        Raises:
            UsageError: one of them is something else.
            IntakeError: the intake does not fit the vocabulary of ``kb``.
        """
        if not isinstance(intake, Intake):
            raise UsageError(
                worded("a {type} is no Intake; write Intake(...) or Intake.parse(text)", type=type(intake).__name__)
            )
        return cls(intake, check_base(kb), precedents)

    @property
    def intake(self) -> Intake:
        """What was known when the request came in."""
        return self._intake

    @property
    def kb(self) -> KnowledgeBase:
        """The knowledge base that is asked."""
        return self._kb

    @property
    def events(self) -> tuple[Event, ...]:
        """Everything that has happened since, in order."""
        return self._events

    @property
    def precedents(self) -> tuple[Precedent, ...] | None:
        """The closed cases that it was begun with; None where nobody looked."""
        return self._situation.standing.precedents

    @property
    def situation(self) -> Situation:
        """The facts as they are now, and where the case stands."""
        return self._situation

    def next(self) -> Action:
        """The best next action: ``Ask``, ``Do``, ``HandOver`` or ``Done``; the same until something happens.

        Raises:
            FiringBudgetError: more rules would have to fire than ``bounds.firings`` allows.
        """
        if self._action is None:
            self._action = self._choose()
        return self._action

    def diagnosis(self) -> Diagnosis:
        """The diagnosis of the case as it stands."""
        now = self._situation
        return Diagnosis(self._intake, self._kb, now.memory, decide(self._kb, now.memory, now.standing), now.standing)

    def answer(self, attribute: str, value: Any, *, by: str | None = None, at: datetime | None = None) -> Self:
        """``attribute`` is ``value``, written as in an intake; ``{"unknown": "customer"}`` is an answer too.

        Raises:
            IntakeError: the attribute is not declared, or the value is of a wrong type.
            UsageError: it is known already.
        """
        given = given_of(self._kb, attribute, value, by, at)
        check_known(self._kb, self._situation, given)
        return self._happen(Answered(given, by, at))

    def correct(self, attribute: str, value: Any, *, by: str | None = None, at: datetime | None = None) -> Self:
        """What was said about ``attribute`` was wrong, it is ``value``: everything is inferred again.

        Raises:
            IntakeError: the value is of a wrong type.
            UsageError: nothing has been said about the attribute.
        """
        given = given_of(self._kb, attribute, value, by, at)
        check_said(self._situation, given)
        return self._happen(Corrected(given, by, at))

    def report(
        self, step: str, outcome: str | Outcome, seen: Mapping[str, Any] | None = None, *, at: datetime | None = None
    ) -> Self:
        """``step`` was done with this outcome: fixed, partly, failed or not-possible.

        ``seen`` is what was checked afterwards, by attribute. With ``partly`` it names the complaints that are gone.

        Raises:
            IntakeError: something in ``seen`` is not declared or of a wrong type.
            UsageError: no playbook has such a step, it was reported before, or the outcome contradicts what was seen.
        """
        name, came = step_named(self._kb, step), outcome_of(outcome)
        check_moment(at)
        report = StepReported(name, came, seen_of(self._kb, seen, at), at)
        check_report(self._kb, self._situation, self._events, report)
        return self._happen(report)

    def take_over(self, line: str, channel: str | None = None) -> Self:
        """Support line ``line`` has the case from here on; ``channel`` says who can be asked now.

        Raises:
            UsageError: there is no such line or channel.
        """
        support = self._kb.support
        line = known_name("line", line, [each.id for each in support.lines])
        channel = None if channel is None else known_name("channel", channel, support.channels)
        return self._happen(TakenOver(line, channel))

    def undo(self) -> Self:
        """Take back what happened last.

        Raises:
            UsageError: nothing has happened yet.
        """
        if not self._events:
            raise UsageError("nothing has happened yet that could be taken back")
        events = self._events[:-1]
        return self._become(events, situation_of(self._intake, self._kb, events, self.precedents))

    def dossier(self, lang: str = "en") -> str:
        """The hand-over text of the case as it stands, in English (``en``) or Russian (``ru``)."""
        from diagnose.desk.handing import dossier_of

        return dossier_of(self, lang)

    def to_data(self) -> dict[str, Any]:
        """The consultation as plain data, schema ``diagnose/consultation/1``."""
        from diagnose.desk.saving import consultation_data

        return consultation_data(self)

    def to_json(self) -> str:
        """The consultation as JSON text, to be resumed later and by somebody else."""
        return json.dumps(self.to_data(), ensure_ascii=False, indent=2, allow_nan=False) + "\n"

    @classmethod
    def from_json(cls, text: str | bytes, kb: KnowledgeBase) -> Self:
        """The consultation that :meth:`to_json` wrote, to go on with the knowledge base it began with.

        Raises:
            ConsultationError: the text is no consultation, or does not fit ``kb``; with every finding.
            KnowledgeBaseChangedError: ``kb`` has another content than then; :meth:`move_over` goes on with it.
        """
        from diagnose.desk.saving import resume

        return resume(cls.start, text, kb)

    @classmethod
    def move_over(cls, text: str | bytes, kb: KnowledgeBase) -> tuple[Self, tuple[str, ...]]:
        """The consultation in ``text`` moved to ``kb``, and what could not be moved, in words.

        Raises:
            ConsultationError: the text is no consultation; with every finding.
        """
        from diagnose.desk.saving import move

        return move(cls.start, text, kb)

    def _happen(self, event: Event) -> Self:
        if len(self._events) >= MOST_EVENTS:
            raise UsageError(
                worded("more than {limit} events are no consultation any more; hand the case over", limit=MOST_EVENTS)
            )
        return self._become((*self._events, event), situation_after(self._situation, event))

    def _become(self, events: tuple[Event, ...], situation: Situation) -> Self:
        self._events, self._situation = events, situation
        self._action = None
        return self

    def _choose(self) -> Action:
        now = self._situation
        if now.ended_by is not None:
            return self._done(now.ended_by)
        move = next_move(self._kb, now.memory, now.standing)
        match move:
            case AskNext():
                return Ask(self._kb, move)
            case DoNext():
                return Do(self._kb, move)
            case _:
                return HandOver(self._kb, move)

    def _done(self, step: str) -> Done:
        playbooks = self._kb.playbooks
        if step in playbooks:
            return Done(self._kb, playbooks[step].outcome, step, (step,))
        reports = [each for each in self._events if isinstance(each, StepReported) and each.step == step]
        before = situation_of(self._intake, self._kb, self._events[: self._events.index(reports[-1])])
        weighed = decide(self._kb, before.memory, before.standing).weighing.hypotheses
        faults = tuple(each.fault for each in weighed if treats(playbooks[each.fault], step))
        return Done(self._kb, "solved", step, faults)
