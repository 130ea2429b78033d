"""A case waits for somebody outside, goes on, or gets another priority."""

from __future__ import annotations

from datetime import datetime

from diagnose.case import Case, CaseStatus, WaitingFor
from diagnose.case.events import Prioritised, Resumed, Waiting
from diagnose.casework.naming import at_this_line, in_words, open_case_only
from diagnose.casework.passing import vendor_for
from diagnose.casework.refusals import Refusal, declared, kept, refused
from diagnose.casework.terms import targets_of
from diagnose.desk.giving import check_moment
from diagnose.errors import UsageError
from diagnose.kb.base import KnowledgeBase
from diagnose.wording import phrase, worded


def wait(  # noqa: PLR0913 - all but the first three by name
    case: Case,
    kb: KnowledgeBase,
    on: str | WaitingFor,
    *,
    at: datetime,
    because: str = "",
    until: datetime | None = None,
    vendor: str | None = None,
    line: str | None = None,
) -> tuple[Waiting, ...]:
    """From ``at`` on the case waits for the customer or the vendor, ``until`` a moment at most.

    Raises:
        RefusedError: it waits already, nobody knows for which vendor, or the moment has passed.
    """
    open_case_only(case)
    at_this_line(case, kb, line)
    whom = WaitingFor(declared("party to wait for", on if not isinstance(on, WaitingFor) else on.value, WaitingFor))
    if case.status is CaseStatus.WAITING:
        message = worded("case {case} waits already", case=case.id)
        raise refused(Refusal.WRONG_STATE, message, phrase("resume it first"))
    _check_until(until, at)
    return kept(Waiting(whom, because, until, vendor_for(case, kb, vendor) if whom is WaitingFor.VENDOR else None))


def _check_until(until: datetime | None, at: datetime) -> None:
    try:
        check_moment(until)
    except UsageError as error:
        raise refused(Refusal.CANNOT_BE_KEPT, phrase(error.args[0])) from None
    if until is not None and until <= at:
        message = worded("{until} has passed already", until=until.isoformat())
        raise refused(Refusal.IN_THE_PAST, message, phrase("name a later moment"))


def resume(case: Case, _: KnowledgeBase, *, because: str = "") -> tuple[Resumed, ...]:
    """The waiting is over; any line may say so.

    Raises:
        RefusedError: the case does not wait.
    """
    open_case_only(case)
    if case.status is not CaseStatus.WAITING:
        message = worded("case {case} waits for nobody", case=case.id)
        raise refused(Refusal.WRONG_STATE, message, phrase("nothing is to be done"))
    return kept(Resumed(because))


def prioritise(
    case: Case, kb: KnowledgeBase, *, impact: str | None, urgency: str | None, because: str
) -> tuple[Prioritised, ...]:
    """The case gets the priority of ``impact`` and ``urgency`` (None: as it was), and new targets with it.

    The time that is used up stays used up.

    Raises:
        RefusedError: one of the two is not declared, or no reason is given.
    """
    open_case_only(case)
    words = in_words(because, "why the priority changes")
    targets = targets_of(kb, case.terms, impact or case.targets.impact, urgency or case.targets.urgency, words)
    return kept(targets)
