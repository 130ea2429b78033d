"""A case as a consultation: what was told, tried and passed on, let happen again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diagnose.case import Case, CaseEvent, Outcome, Precedent
from diagnose.case.events import Diagnosed, Escalated, Helped, Opened, Reopened, Returned, Told, TriedStep
from diagnose.desk import Consultation
from diagnose.desk.situation import open_complaints
from diagnose.errors import IntakeError, UsageError
from diagnose.kb.base import KnowledgeBase
from diagnose.vocabulary import CHANNEL


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An event that the knowledge base has no place for any more, and why."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Consulted:
    """The consultation that a case comes to, and what could not be taken into it."""

    consultation: Consultation
    left_out: tuple[LeftOut, ...] = ()


def consultation_of(case: Case, kb: KnowledgeBase, precedents: Sequence[Precedent] | None = None) -> Consultation:
    """The consultation that ``case`` comes to with ``kb``; ``precedents`` None: nobody looked for any.

    Raises:
        IntakeError: the intake does not fit the vocabulary of ``kb``.
    """
    return consulted(case, kb, precedents).consultation


def consulted(case: Case, kb: KnowledgeBase, precedents: Sequence[Precedent] | None = None) -> Consulted:
    """The same, with what could not be taken in: an attribute or a step that ``kb`` does not have.

    A step that was said to have mended everything has failed once the case was reopened. Who can be asked follows the
    channel of the latest deed that names one.

    Raises:
        IntakeError: the intake does not fit the vocabulary of ``kb``.
    """
    replay = _Replay(case, Consultation.start(case.intake, kb, precedents), kb)
    left_out = []
    for event in case.events[1:]:
        try:
            replay.take(event)
        except IntakeError as error:
            left_out.append(LeftOut(event.number, error.findings[0].message))
        except UsageError as error:
            left_out.append(LeftOut(event.number, error.args[0]))
    return Consulted(replay.consultation, tuple(left_out))


class _Replay:
    """A consultation that goes through the history of a case."""

    def __init__(self, case: Case, consultation: Consultation, kb: KnowledgeBase) -> None:
        self.consultation = consultation
        self.kb = kb
        self.channel = case.intake.channel
        reopened = [event.number for event in case.events if isinstance(event.what, Reopened)]
        self.reopened = reopened[-1] if reopened else 0
        opened = case.events[0].deed
        self.line = case.intake.at_line or opened.line
        if case.intake.at_line is None and opened.line in self._lines():
            consultation.take_over(opened.line)

    def take(self, event: CaseEvent) -> None:
        """Let ``event`` happen in the consultation."""
        match event.what:
            case Opened() | Diagnosed() | Helped():
                return
            case Escalated(to_line=line) | Returned(to_line=line):
                self._hand_on(line, event.deed.channel)
            case _:
                self._over(event.deed.channel)
        match event.what:
            case Told() as told:
                self._tell(told, event)
            case TriedStep() as tried:
                self._try(tried, event)
            case _:
                return

    def _tell(self, told: Told, event: CaseEvent) -> None:
        say = self.consultation.correct if told.corrects else self.consultation.answer
        say(told.attribute, told.value, by=told.source, at=event.deed.at)
        if told.attribute == CHANNEL and isinstance(told.value, str):
            self._over(told.value)

    def _try(self, tried: TriedStep, event: CaseEvent) -> None:
        outcome, seen = tried.outcome, dict(tried.seen)
        if outcome is Outcome.FIXED and event.number < self.reopened:
            complaints = open_complaints(self.kb, self.consultation.situation.memory.values)
            outcome, seen = Outcome.FAILED, {name: each for name, each in seen.items() if name not in complaints}
        self.consultation.report(tried.step, outcome, seen, at=event.deed.at)

    def _hand_on(self, line: str, channel: str | None) -> None:
        self.line = line
        known = channel if channel != self.channel and channel in self.kb.support.channels else None
        self.channel = known or self.channel
        self.consultation.take_over(line, known)

    def _over(self, channel: str | None) -> None:
        if channel is not None and channel != self.channel and channel in self.kb.support.channels:
            self._hand_on(self.line, channel)

    def _lines(self) -> set[str]:
        return {line.id for line in self.kb.support.lines}
