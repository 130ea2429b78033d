"""What is shown of a case: everything that its page and its document need, gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from diagnose.case import Case, Ending
from diagnose.case.events import Diagnosed
from diagnose.case.writing import what_data
from diagnose.cli.case.options import Desk
from diagnose.cli.exits import GOOD, exit_code
from diagnose.desk import Action, Consultation, Diagnosis, Done
from diagnose.errors import IntakeError, RefusedError

if TYPE_CHECKING:
    from diagnose.casework import Deadlines

CASE = "diagnose/case/1"


@dataclass(frozen=True, slots=True)
class View:
    """A case at a moment; ``consultation`` is None when the knowledge base of today cannot read it: see ``unread``.

    ``objection`` is why a case in which nothing is left to do may not be resolved all the same.
    """

    case: Case
    deadlines: Deadlines
    consultation: Consultation | None = None
    diagnosis: Diagnosis | None = None
    action: Action | None = None
    unread: IntakeError | None = None
    objection: RefusedError | None = None

    @property
    def exit_code(self) -> int:
        """That of the decision; 0 for a case that is over, or that nobody can decide about."""
        return GOOD if self.diagnosis is None or self.case.settled else exit_code(self.diagnosis.decision)


def view_of(desk: Desk, case: Case) -> View:
    """What there is to say about ``case`` now."""
    deadlines = desk.book.deadlines(case.id, desk.at)
    try:
        consultation = desk.book.consultation(case.id)
    except IntakeError as error:
        return View(case, deadlines, unread=error)
    action = None if case.settled else consultation.next()
    objection = None
    if isinstance(action, Done):
        objection = desk.book.objection(case.id, ending_of(action), **named_by(action))
    return View(case, deadlines, consultation, consultation.diagnosis(), action, objection=objection)


def ending_of(action: Done) -> Ending:
    """As what a case is resolved in which ``action`` has come."""
    return Ending(action.outcome) if action.outcome in set(Ending) else Ending.SOLVED


def named_by(action: Done) -> dict[str, str | None]:
    """The fault and the step with which it is resolved."""
    fault = action.faults[0] if action.faults else None
    return {"fault": fault, "fixed_by": action.step if ending_of(action) is Ending.SOLVED else None}


def case_data(view: View) -> dict[str, Any]:
    """The view as plain data, schema ``diagnose/case/1``."""
    case = view.case
    return {
        "schema": CASE,
        "case": case.id,
        "version": case.version,
        "head": case.head,
        "status": case.status.value,
        "line": case.line,
        "sector": case.sector,
        "vendor": case.vendor,
        "channel": case.channel,
        "waiting_for": None if case.waiting_for is None else case.waiting_for.value,
        "opened_at": case.opened_at.isoformat(),
        "resolved_at": None if case.resolved_at is None else case.resolved_at.isoformat(),
        "reopened": case.reopened,
        "tried": case.tried,
        "terms": _terms(case),
        "targets": what_data(case.targets),
        "deadlines": view.deadlines.to_data(),
        "first": _decision(case.first),
        "last": _decision(case.last),
        "resolution": None if case.resolution is None else what_data(case.resolution),
        "stays": [
            {"line": stay.line, "entered": stay.entered.isoformat(), "left": stay.left and stay.left.isoformat()}
            for stay in case.stays
        ],
        "intake": case.intake.to_data(),
        "next": None if view.action is None else view.action.to_data(),
    }


def _terms(case: Case) -> dict[str, Any]:
    terms = case.terms
    until = None if terms.until is None else terms.until.isoformat()
    return {"option": terms.option, "entitlement": terms.entitlement, "until": until, "level": terms.level}


def _decision(decision: Diagnosed | None) -> dict[str, Any] | None:
    return None if decision is None else what_data(decision)
