"""How a casebook does something: what happens, the decision that follows, and the record, as one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Required, TypedDict

from diagnose import casework
from diagnose.case import Case, Precedent, What
from diagnose.case.chain import follow, genesis
from diagnose.case.events import Closed, Deed, Escalated, Opened
from diagnose.case.writing import body, canonical, deed_of
from diagnose.casework import AUTOMATIC, Refusal
from diagnose.casework.naming import line_called
from diagnose.casework.refusals import declared, refused
from diagnose.decision.standing import DEFAULT_LINE
from diagnose.desk.giving import check_moment
from diagnose.errors import CaseChangedError, HistoryFormatError, UsageError
from diagnose.kb.base import KnowledgeBase
from diagnose.precedents import similar
from diagnose.record.finding import about_case, features_now, fitting
from diagnose.record.record import Record
from diagnose.wording import phrase, worded

MOST_TRIES: Final = 50
"""So often a call is tried again when somebody was faster."""

NOT_YET: Final = "0"
"""The id of a case that the record has not given a number yet."""

_NOTHING: Final = Closed()

Clock = Callable[[], datetime]
Deeds = list[tuple[Deed, What]]
Make = Callable[[Case, KnowledgeBase, datetime], tuple[What, ...]]
Opening = Callable[[datetime], tuple[What, ...]]


class Doing(TypedDict, total=False):
    """Who does something, when, at which line and over which channel; the casebook says what each means."""

    by: Required[str]
    at: datetime | None
    line: str | None
    channel: str | None
    key: str | None
    version: int | None


@dataclass(frozen=True, slots=True)
class Act:
    """The same as a value."""

    by: str
    at: datetime | None = None
    line: str | None = None
    channel: str | None = None
    key: str | None = None
    version: int | None = None

    def request(self, verb: str, case: str | None, asked: Mapping[str, Any]) -> str | None:
        """What is asked for, in a text that is the same for the same request; None without a key.

        Raises:
            UsageError: a value cannot be written.
        """
        if self.key is None:
            return None
        told = {name: _plain(value) for name, value in asked.items() if value is not None}
        try:
            return canonical([verb, case, told, self.by, self.line, self.channel])
        except (TypeError, ValueError) as error:
            raise UsageError(worded("a request with a key holds plain data: {reason}", reason=str(error))) from None


class Acting:
    """A record, a knowledge base and a clock at work."""

    def __init__(self, record: Record, kb: KnowledgeBase, clock: Clock) -> None:
        self.record = record
        self.kb = kb
        self.clock = clock
        self._kept = False

    def keep_base(self) -> None:
        """The record keeps the knowledge base, since the first time that something is written with it.

        Raises:
            UsageError: it was not loaded from documents.
        """
        if not self._kept:
            self.record.keep(self.kb, at=self.clock())
            self._kept = True

    def begin(self, asked: Mapping[str, Any], opening: Opening, doing: Doing) -> Case:
        """A new case with what ``opening`` gives, unless the same request has led to one already."""
        act = Act(**doing)
        request = act.request("new", None, asked)
        seen = None if act.key is None else self.record.seen(act.key, request)
        if seen is not None:
            return seen
        at = self._moment(act, None)
        happened = opening(at)
        first = happened[0]
        line = first.intake.at_line if isinstance(first, Opened) else None
        deed = self._deed(act, self.kb, at, line or self._first_line())
        deeds: Deeds = [(deed, what) for what in happened]
        draft = Case.of(NOT_YET, follow(0, genesis(NOT_YET), deeds))
        decision = self._decision(draft, self.kb, at)
        about = about_case(_with(draft, decision), self.kb)
        self.keep_base()
        return self.record.new([*deeds, *decision], about, key=act.key, request=request)

    def act(  # noqa: PLR0913 - what is done, to which case, and how
        self, verb: str, case: str, asked: Mapping[str, Any], make: Make, doing: Doing, *, decides: bool = False
    ) -> Case:
        """``case`` with what ``make`` gives, and with the decision if it ``decides``.

        It is made again when somebody was faster, unless a version was given.
        """
        act = Act(**doing)
        request = act.request(verb, case, asked)
        for _ in range(MOST_TRIES):
            try:
                return self._once(case, request, make, act, decides=decides)
            except CaseChangedError:
                if act.version is not None:
                    raise
        return self._once(case, request, make, act, decides=decides)

    def _once(self, case: str, request: str | None, make: Make, act: Act, *, decides: bool) -> Case:
        """``case`` with what happened to it.

        Raises:
            CaseChangedError: somebody was faster.
        """
        seen = None if act.key is None else self.record.seen(act.key, request)
        if seen is not None:
            return seen
        found = self.record.case(case)
        if act.version is not None and act.version != found.version:
            return self.record.append(case, (), version=act.version)
        kb = self.kb_for(found)
        at = self._moment(act, found)
        deed = self._deed(act, kb, at, act.line or found.line)
        deeds: Deeds = [
            (replace(deed, revisions=casework.rests_on(what, found, kb)), what) for what in make(found, kb, at)
        ]
        if decides:
            deeds += self._decision(_with(found, deeds), kb, at)
        about = about_case(_with(found, deeds), kb)
        self.keep_base()
        return self.record.append(case, deeds, about, version=found.version, key=act.key, request=request)

    def happen_by_itself(self, case: str, at: datetime) -> Case | None:
        """``case`` with what is due by itself at that moment; None: nothing is, or somebody was faster."""
        found = self.record.case(case)
        kb = self.kb_for(found)
        moment = max(at, found.events[-1].deed.at)
        due = casework.due_now(found, kb, moment)
        if not due:
            return None
        deeds: Deeds = [(Deed(AUTOMATIC, moment, found.line, digest=kb.digest), each) for each in due]
        if any(isinstance(each, Escalated) for each in due):
            deeds += self._decision(_with(found, deeds), kb, moment)
        about = about_case(_with(found, deeds), kb)
        self.keep_base()
        try:
            return self.record.append(case, deeds, about, version=found.version)
        except CaseChangedError:
            return None

    def kb_for(self, case: Case) -> KnowledgeBase:
        """The present knowledge base, or that of the day of the case where its intake does not fit any more."""
        return fitting(case, self.kb, self.record.knowledge_base)

    def alike(self, case: Case, kb: KnowledgeBase) -> tuple[Precedent, ...]:
        """The settled cases that are like ``case``, the closest first."""
        return similar(features_now(case, kb), self.record.source(), but=(case.id,))

    def _decision(self, case: Case, kb: KnowledgeBase, at: datetime) -> Deeds:
        """The decision about ``case``, where it says something new."""
        found = casework.decided(case, kb, lambda _: self.alike(case, kb))
        if found is None:
            return []
        decision, diagnosis = found
        if not casework.is_news(decision, case.last):
            return []
        revisions = casework.revisions_of(diagnosis)
        return [(Deed(AUTOMATIC, at, case.line, digest=kb.digest, revisions=revisions), decision)]

    def _moment(self, act: Act, case: Case | None) -> datetime:
        """The moment of ``act``: a history does not go back in time, so a clock that was set back counts as standing.

        Raises:
            RefusedError: the moment that was given lies before what happened last.
        """
        check_moment(act.at)
        last = case.events[-1].deed.at if case is not None else None
        if act.at is None:
            now = self.clock()
            check_moment(now)
            return now if last is None else max(now, last)
        if last is not None and act.at < last:
            message = worded("{at} lies before the last event, {last}", at=act.at.isoformat(), last=last.isoformat())
            raise refused(Refusal.IN_THE_PAST, message, phrase("a history is told in order"))
        return act.at

    def _deed(self, act: Act, kb: KnowledgeBase, at: datetime, line: str) -> Deed:
        """Who does it, when and where.

        Raises:
            RefusedError: there is no such line or channel, or nobody is named.
        """
        if act.line is not None:
            line_called(kb, act.line)
        channel = None if act.channel is None else declared("channel", act.channel, kb.support.channels)
        deed = Deed(act.by, at, line, channel, kb.digest)
        try:
            deed_of(body(0, deed, _NOTHING))
        except HistoryFormatError as error:
            raise refused(Refusal.CANNOT_BE_KEPT, phrase(error.args[0])) from None
        return deed

    def _first_line(self) -> str:
        lines = self.kb.support.lines
        return lines[0].id if lines else DEFAULT_LINE


def _with(case: Case, deeds: Sequence[tuple[Deed, What]]) -> Case:
    return case.after(follow(case.version, case.head, deeds))


def _plain(value: Any) -> Any:
    match value:
        case StrEnum():
            return value.value
        case datetime():
            return value.isoformat()
        case Mapping():
            return {str(name): _plain(each) for name, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case _:
            return value
