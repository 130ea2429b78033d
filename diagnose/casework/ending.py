"""A case is resolved, comes back, or is closed - and what it may be resolved as."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from diagnose.case import Case, CaseStatus, Ending, Precedent
from diagnose.case.events import Closed, Reopened, Resolved, TriedStep
from diagnose.casework.explaining import HELPED, Grounds, grounds_of
from diagnose.casework.naming import at_this_line, fault_called, in_words, open_case_only
from diagnose.casework.refusals import Refusal, declared, kept, refused
from diagnose.decision.course import ADVICE
from diagnose.desk.giving import step_named
from diagnose.errors import UsageError
from diagnose.hypotheses.treatment import treats
from diagnose.kb.base import KnowledgeBase
from diagnose.support import SupportLine
from diagnose.wording import phrase, worded

WITHOUT_REASON: Final = (Ending.WENT_AWAY, Ending.DUPLICATE, Ending.WITHDRAWN)
"""Endings that need no explanation: nothing was mended."""


def resolve(  # noqa: PLR0913 - all but the first three by name
    case: Case,
    kb: KnowledgeBase,
    ending: str | Ending,
    *,
    fault: str | None = None,
    fixed_by: str | None = None,
    text: str = "",
    precedents: Sequence[Precedent] | None = None,
    line: str | None = None,
) -> tuple[Resolved, ...]:
    """The case is settled as ``ending``: ``fault`` was the cause, the step ``fixed_by`` ended it, ``text`` says how.

    What is not given follows from the last step that ended it. Below the expert line a case is only solved when a
    playbook explains it, or a precedent or an alternative is there to go by; everything else must go up. An advice
    rests on a playbook that gives it.

    Raises:
        RefusedError: it may not be settled so.
    """
    open_case_only(case)
    here = at_this_line(case, kb, line)
    how = Ending(declared("ending", ending.value if isinstance(ending, Ending) else ending, Ending))
    named = None if fault is None else fault_called(kb, fault)
    step = None if fixed_by is None else _step_that_helped(case, kb, fixed_by)
    said = Resolved(how, named, step, text)
    if how in WITHOUT_REASON:
        return kept(said)
    grounds = grounds_of(case, kb, precedents)
    if how.value in ADVICE:
        return kept(_advised(kb, here, said, grounds))
    return kept(_solved(case, kb, here, said, grounds))


def _step_that_helped(case: Case, kb: KnowledgeBase, name: str) -> str:
    """The step ``name``, if it was tried in this case and mended something.

    Raises:
        RefusedError: there is no such step, or it was not.
    """
    try:
        step = step_named(kb, name)
    except UsageError as error:
        raise refused(Refusal.UNKNOWN_NAME, phrase(error.args[0])) from None
    tried = [each.what for each in case.events if isinstance(each.what, TriedStep)]
    if not any(each.step == step and each.outcome in HELPED for each in tried):
        message = worded("the step {step!r} has mended nothing in case {case}", step=step, case=case.id)
        raise refused(Refusal.NOT_TRIED, message, phrase("report first what came of it"))
    return step


def _advised(kb: KnowledgeBase, here: SupportLine, said: Resolved, grounds: Grounds) -> Resolved:
    """An advice, given by a playbook whose outcome it is and that comes into question; the expert line may know better.

    Raises:
        RefusedError: there is no such playbook.
    """
    how, fault = said.ending, said.fault
    saying = [each for each in grounds.explained if kb.playbooks[each].outcome == how.value]
    if fault is None and saying:
        fault = saying[0]
    if fault is None or kb.playbooks[fault].outcome != how.value:
        subject = worded("the playbook {name!r}", name=fault) if fault else phrase("no playbook that fits this case")
        message = worded("{subject} does not say '{ending}'", subject=subject, ending=how.value)
        raise refused(Refusal.NO_SUCH_ADVICE, message, phrase("name the playbook that says so, or pass the case on"))
    if fault not in grounds.explained and not is_expert(kb, here):
        message = worded("the playbook {name!r} does not fit this case", name=fault)
        raise refused(Refusal.NO_SUCH_ADVICE, message, phrase("ask what it waits for, or pass the case on"))
    return Resolved(how, fault, fault if grounds.ended_by == fault else None, said.text)


def _solved(case: Case, kb: KnowledgeBase, here: SupportLine, said: Resolved, grounds: Grounds) -> Resolved:
    """A case that was mended, with the fault that explains it where one does.

    Raises:
        RefusedError: nothing is said about how, or the case must go up.
    """
    step = said.fixed_by or (grounds.ended_by if grounds.ended_by not in kb.playbooks else None)
    fault = said.fault or _treated(kb, step, grounds.explained)
    if fault is None and step is None and not said.text.strip():
        message = worded("it is not said what case {case} was", case=case.id)
        advice = phrase("name the fault or the step that ended it, or say it in words")
        raise refused(Refusal.SAY_WHAT_IT_WAS, message, advice)
    if not is_expert(kb, here) and not grounds.any:
        expert = kb.support.expert
        message = worded("no playbook explains case {case}, and it has neither precedent nor alternative", case=case.id)
        decides = expert.id if expert is not None else phrase("the last line")
        advice = worded("escalate it; {line} decides", line=decides)
        raise refused(Refusal.MUST_GO_UP, message, advice)
    return Resolved(said.ending, fault, step, said.text)


def _treated(kb: KnowledgeBase, step: str | None, explained: Sequence[str]) -> str | None:
    """The likeliest of the faults that explain the case and that ``step`` treats."""
    return next((each for each in explained if step is not None and treats(kb.playbooks[each], step)), None)


def is_expert(kb: KnowledgeBase, line: SupportLine) -> bool:
    """Whether ``line`` is the expert line, or above it: what nobody has written down may end there."""
    expert = kb.support.expert
    return expert is None or line.rank >= expert.rank


def reopen(case: Case, _: KnowledgeBase, *, because: str) -> tuple[Reopened, ...]:
    """The trouble is back, or was never gone; any line may say so.

    Raises:
        RefusedError: the case is not settled, or no reason is given.
    """
    if not case.settled:
        message = worded("case {case} is {status}", case=case.id, status=phrase(case.status.value))
        raise refused(Refusal.WRONG_STATE, message, phrase("only what was settled can be reopened"))
    return kept(Reopened(in_words(because, "why it is opened again")))


def close(case: Case, _: KnowledgeBase, *, text: str = "") -> tuple[Closed, ...]:
    """Nothing more will happen; any line may say so of a case that is resolved.

    Raises:
        RefusedError: it is not resolved, or closed already.
    """
    if case.status is not CaseStatus.RESOLVED:
        message = worded("case {case} is {status}", case=case.id, status=phrase(case.status.value))
        advice = phrase("nothing is to be done") if case.status is CaseStatus.CLOSED else phrase("resolve it first")
        raise refused(Refusal.WRONG_STATE, message, advice)
    return kept(Closed(text))
