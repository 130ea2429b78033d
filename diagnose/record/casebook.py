"""The casebook: a record, a knowledge base and a clock - everything that a helpdesk does with a case, one call each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, Unpack

from diagnose import casework
from diagnose.case import Case, CaseStatus, Ending, Intake, Outcome, Precedent, WaitingFor, What
from diagnose.casework import Deadlines, Replayed
from diagnose.casework.dossier import Dossier
from diagnose.casework.ending import WITHOUT_REASON
from diagnose.casework.naming import open_case_only
from diagnose.decision.alternatives import Alternatives
from diagnose.desk import Action, Consultation, Diagnosis
from diagnose.errors import RefusedError
from diagnose.kb.base import KnowledgeBase
from diagnose.record.acting import Acting, Clock, Doing
from diagnose.record.finding import lessons_of
from diagnose.record.lessons import Lesson
from diagnose.record.queue import CaseQuery, CaseRow
from diagnose.record.record import Record

if TYPE_CHECKING:
    from diagnose.record.report import Incident, MissingPlaybook, Report

MOMENT = timedelta(milliseconds=1)
"""The record keeps moments of lists in milliseconds."""
MOST_AT_ONCE = 1_000
"""So many rows are read at once."""


def now_in_utc() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


class Casebook:
    """The cases of a desk. Every call is one transaction, and gives the case back as it is afterwards.

    Whoever changes something says ``by`` whom; ``at`` is the moment (None: that of the clock), ``line`` the line that
    does it (None: the one that has the case), ``channel`` the way it was done. A ``key`` makes a repeated request
    harmless. With a ``version`` the call is refused when somebody was faster; without one it is tried again. The record
    keeps the knowledge base from the first time on that something is written with it.
    """

    def __init__(self, record: Record, kb: KnowledgeBase, clock: Clock = now_in_utc) -> None:
        self.record = record
        self.kb = kb
        self._acting = Acting(record, kb, clock)

    @classmethod
    def open(cls, where: str | Path, kb: KnowledgeBase, clock: Clock = now_in_utc) -> Self:
        """The casebook in the record ``where``: a file, or the URL of a database.

        Raises:
            RecordError: it cannot be opened.
        """
        return cls(Record.open(where), kb, clock)

    def close_record(self) -> None:
        """Lets go of the record."""
        self.record.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close_record()

    # what changes a case

    def new(
        self, intake: Intake, *, impact: str | None = None, urgency: str | None = None, **doing: Unpack[Doing]
    ) -> Case:
        """A request comes in.

        Raises:
            IntakeError: the intake does not fit the vocabulary.
            RefusedError: there is no such line, channel, impact or urgency.
            KeyReusedError: the key was used for another request.
        """
        asked = {"intake": intake.to_data(), "impact": impact, "urgency": urgency}

        def opening(at: datetime) -> tuple[What, ...]:
            line, channel = doing.get("line"), doing.get("channel")
            return casework.open_case(
                intake, self.kb, at=at, line=line, channel=channel, impact=impact, urgency=urgency
            )

        return self._acting.begin(asked, opening, doing)

    def tell(
        self,
        case: str,
        attribute: str,
        value: Any,
        *,
        source: str | None = None,
        corrects: bool = False,
        **doing: Unpack[Doing],
    ) -> Case:
        """``attribute`` is ``value``, as ``source`` said; it may be one that ``corrects`` what was said before.

        Raises:
            RefusedError: there is no such attribute, the value is of a wrong type, or it is known already.
        """
        asked = {"attribute": attribute, "value": value, "source": source, "corrects": corrects}
        return self._act(casework.tell, case, asked, doing, decides=True)

    def ask(self, case: str, attribute: str, *, of: str | None = None, **doing: Unpack[Doing]) -> Case:
        """A question is put to ``of`` (None: the first who can answer it); the answer comes with :meth:`tell`.

        Raises:
            RefusedError: it is known already, or cannot be asked.
        """
        return self._act(casework.ask, case, {"attribute": attribute, "of": of}, doing)

    def try_step(
        self,
        case: str,
        step: str,
        outcome: str | Outcome,
        seen: Mapping[str, Any] | None = None,
        **doing: Unpack[Doing],
    ) -> Case:
        """``step`` was done: fixed, partly, failed or not-possible; ``seen`` is what was looked at afterwards.

        Raises:
            RefusedError: there is no such step, the line may not take it, or the report contradicts what is known.
        """
        asked = {"step": step, "outcome": outcome, "seen": seen, "line": doing.get("line")}
        return self._act(casework.try_step, case, asked, doing, decides=True)

    def help(self, case: str, text: str, **doing: Unpack[Doing]) -> Case:
        """The ``line`` that is named helps the one that has the case: ``text`` is what it said or did.

        Raises:
            RefusedError: no other line is named, or it said nothing.
        """
        return self._act(casework.help_line, case, {"text": text, "line": doing.get("line")}, doing)

    def escalate(
        self,
        case: str,
        *,
        to_line: str | None = None,
        sector: str | None = None,
        vendor: str | None = None,
        because: str = "",
        **doing: Unpack[Doing],
    ) -> Case:
        """The case goes up, where the decision says or to ``to_line``.

        Raises:
            RefusedError: that line is not above, skips others without a reason, or is the vendors' without a vendor.
        """
        where = {"to_line": to_line, "sector": sector, "vendor": vendor}
        asked = {**where, "because": because, "line": doing.get("line")}
        return self._act(casework.escalate, case, asked, doing, decides=True)

    def give_back(self, case: str, *, because: str, to_line: str | None = None, **doing: Unpack[Doing]) -> Case:
        """The case goes back down to ``to_line``; None: to the line that passed it on.

        Raises:
            RefusedError: no reason is given, or the line is not below.
        """
        asked = {"because": because, "to_line": to_line, "line": doing.get("line")}
        return self._act(casework.give_back, case, asked, doing, decides=True)

    def wait(
        self,
        case: str,
        on: str | WaitingFor,
        *,
        because: str = "",
        until: datetime | None = None,
        vendor: str | None = None,
        **doing: Unpack[Doing],
    ) -> Case:
        """The case waits for the customer or the vendor; the clock stands still meanwhile.

        Raises:
            RefusedError: it waits already, nobody knows for which vendor, or the moment has passed.
        """
        asked = {"on": on, "because": because, "until": until, "vendor": vendor, "line": doing.get("line")}
        return self._act(casework.wait, case, asked, doing)

    def resume(self, case: str, *, because: str = "", **doing: Unpack[Doing]) -> Case:
        """The waiting is over.

        Raises:
            RefusedError: the case does not wait.
        """
        return self._act(casework.resume, case, {"because": because}, doing)

    def prioritise(
        self, case: str, *, because: str, impact: str | None = None, urgency: str | None = None, **doing: Unpack[Doing]
    ) -> Case:
        """The case gets the priority of ``impact`` and ``urgency`` and its targets; used up time stays used up.

        Raises:
            RefusedError: one of the two is not declared, or no reason is given.
        """
        asked = {"impact": impact, "urgency": urgency, "because": because}
        return self._act(casework.prioritise, case, asked, doing)

    def resolve(
        self,
        case: str,
        ending: str | Ending,
        *,
        fault: str | None = None,
        fixed_by: str | None = None,
        text: str = "",
        **doing: Unpack[Doing],
    ) -> Case:
        """The case is settled; see :func:`diagnose.casework.resolve` for what it may be settled as.

        Raises:
            RefusedError: it may not be settled so; what nobody has written down must go up.
        """
        how = {"ending": ending, "fault": fault, "fixed_by": fixed_by, "text": text}
        return self._act(self._resolved, case, {**how, "line": doing.get("line")}, doing)

    def reopen(self, case: str, *, because: str, **doing: Unpack[Doing]) -> Case:
        """The trouble is back, or was never gone.

        Raises:
            RefusedError: the case is not settled, or no reason is given.
        """
        return self._act(casework.reopen, case, {"because": because}, doing, decides=True)

    def close(self, case: str, *, text: str = "", **doing: Unpack[Doing]) -> Case:
        """Nothing more will happen: what the case teaches counts from now on.

        Raises:
            RefusedError: the case is not resolved.
        """
        return self._act(casework.close, case, {"text": text}, doing)

    def tick(self) -> tuple[Case, ...]:
        """The cases in which something happened by itself: a wait that is over, a case whose time runs out."""
        at = self._acting.clock()
        due = [row.id for row in self._rows(CaseQuery(warn_before=at + MOMENT, most=MOST_AT_ONCE))]
        changed = (self._acting.happen_by_itself(case, at) for case in due)
        return tuple(case for case in changed if case is not None)

    def adopt(self) -> tuple[Lesson, ...]:
        """What the knowledge base has learned: unprecedented cases, each with the playbook that knows it now.

        Each is noted once, with the first knowledge base that knew it.
        """
        before = {(each.case, each.playbook) for each in self.record.lessons()}
        at = self._acting.clock()
        query = CaseQuery(status=tuple(CaseStatus), unprecedented=True, most=MOST_AT_ONCE)
        new = (self.record.case(row.id) for row in self._rows(query))
        found = [each for case in new for each in lessons_of(case, self.kb, at)]
        self._acting.keep_base()
        self.record.learned(found)
        return tuple(each for each in found if (each.case, each.playbook) not in before)

    # what is asked of a case

    def case(self, case: str) -> Case:
        """The case with its history.

        Raises:
            NoSuchCaseError: there is none.
        """
        return self.record.case(case)

    def kb_of(self, case: Case) -> KnowledgeBase:
        """The knowledge base that ``case`` is read by: the present one, or that of its day where it fits no more.

        Raises:
            IntakeError: it fits neither.
        """
        return self._acting.kb_for(case)

    def incident(self, case: str) -> Incident | None:
        """The major incident that ``case`` seems to belong to: many requests of its kind came in at once.

        It is looked for among what has come in by now, but not much later than the case itself.

        Raises:
            NoSuchCaseError: there is none.
        """
        from diagnose.record.report.incidents import case_incident

        found = self.record.case(case)
        return case_incident(self.record, self._acting.kb_for(found), found, self._acting.clock())

    def report(self, *, since: datetime | None = None, until: datetime | None = None) -> Report:
        """What the cases teach that were opened from ``since`` on and before ``until``."""
        from diagnose.record.report.gathering import report

        return report(self.record, now=self._acting.clock(), since=since, until=until, kb=self.kb)

    def missing_playbooks(self) -> tuple[MissingPlaybook, ...]:
        """The open unprecedented cases at the experts' line, grouped by likeness; the largest group first."""
        from diagnose.record.report.line3 import missing_playbooks

        return missing_playbooks(self.record, self.kb)

    def consultation(self, case: str) -> Consultation:
        """The consultation that the case comes to."""
        found = self.record.case(case)
        kb = self._acting.kb_for(found)
        return casework.consultation_of(found, kb, self._acting.alike(found, kb))

    def next(self, case: str) -> Action:
        """The best next action in the case: ask, do, hand over, or done.

        Raises:
            RefusedError: the case is settled.
        """
        open_case_only(self.record.case(case))
        return self.consultation(case).next()

    def objection(self, case: str, ending: str | Ending, **named: str | None) -> RefusedError | None:
        """Why the case may not be resolved so; None if it may. ``named`` is what :meth:`resolve` takes."""
        found = self.record.case(case)
        try:
            self._resolved(found, self._acting.kb_for(found), ending=ending, **named)
        except RefusedError as error:
            return error
        return None

    def diagnosis(self, case: str) -> Diagnosis:
        """The diagnosis of the case as it stands, with its precedents."""
        return self.consultation(case).diagnosis()

    def similar(self, case: str) -> tuple[Precedent, ...]:
        """The settled cases that are like this one, the closest first."""
        found = self.record.case(case)
        return self._acting.alike(found, self._acting.kb_for(found))

    def alternatives(self, case: str) -> Alternatives:
        """What else might be tried: near misses, playbooks of sibling equipment, precedents that are close enough."""
        found = self.record.case(case)
        kb = self._acting.kb_for(found)
        return casework.grounds_of(found, kb, self._acting.alike(found, kb)).alternatives

    def deadlines(self, case: str, at: datetime | None = None) -> Deadlines:
        """What is due in the case, as it is now or ``at`` a moment."""
        found = self.record.case(case)
        return casework.deadlines_of(found, self._acting.kb_for(found), at or self._acting.clock())

    def dossier(self, case: str, *, redacted: bool = False) -> Dossier:
        """Everything that the next line has to know; ``redacted``: as it may leave the desk."""
        found = self.record.case(case)
        kb = self._acting.kb_for(found)
        now, consultation = self._acting.clock(), casework.consultation_of(found, kb, self._acting.alike(found, kb))
        deadlines = casework.deadlines_of(found, kb, now)
        dossier = Dossier.of(found, kb, consultation, now=now, deadlines=deadlines)
        return dossier.redacted(kb) if redacted else dossier

    def replay(self, case: str) -> tuple[Replayed, ...]:
        """Every decision of the case made again with the knowledge base of its day."""
        return casework.replay(self.record.case(case), self.record.knowledge_base)

    def queue(self, line: str, *, sector: str | None = None, most: int = 100) -> tuple[CaseRow, ...]:
        """What the line has to do, the most pressing first."""
        return self.record.rows(CaseQuery(line=line, sector=sector, most=most))

    def _rows(self, query: CaseQuery) -> Iterator[CaseRow]:
        """Every row that ``query`` asks for, page by page."""
        while rows := self.record.rows(query):
            yield from rows
            query = replace(query, after=rows[-1].place)

    def _act(
        self,
        command: Callable[..., tuple[What, ...]],
        case: str,
        asked: Mapping[str, Any],
        doing: Doing,
        *,
        decides: bool = False,
    ) -> Case:
        def make(found: Case, kb: KnowledgeBase, at: datetime) -> tuple[What, ...]:
            moment = {"at": at} if command is casework.wait else {}
            return command(found, kb, **asked, **moment)

        return self._acting.act(command.__name__, case, asked, make, doing, decides=decides)

    def _resolved(self, case: Case, kb: KnowledgeBase, **asked: Any) -> tuple[What, ...]:
        alike = None if case.settled or asked["ending"] in WITHOUT_REASON else self._acting.alike(case, kb)
        return casework.resolve(case, kb, **asked, precedents=alike)
