"""A case goes up to another line, or back down."""

from __future__ import annotations

from diagnose.case import Case
from diagnose.case.events import Escalated, Returned
from diagnose.casework.consulting import consultation_of
from diagnose.casework.naming import at_this_line, in_words, line_called, open_case_only
from diagnose.casework.reasons import DeskReason
from diagnose.casework.refusals import Refusal, declared, kept, refused
from diagnose.decision import Decision, Escalation, FixPlan, Unprecedented
from diagnose.desk import HandOver
from diagnose.kb.base import KnowledgeBase
from diagnose.support import SupportLine
from diagnose.vocabulary import EQUIPMENT
from diagnose.wording import phrase, worded


def escalate(  # noqa: PLR0913 - all but the first two by name
    case: Case,
    kb: KnowledgeBase,
    *,
    to_line: str | None = None,
    sector: str | None = None,
    vendor: str | None = None,
    because: str = "",
    line: str | None = None,
) -> tuple[Escalated, ...]:
    """The case goes up: where the decision says, or ``to_line``; a chosen line that skips others needs ``because``.

    Where the decision is to ask or to mend, but the best next action is to hand over, that says where and why.

    Raises:
        RefusedError: it is not above, not declared, skips lines without a reason, or is the vendors' without a vendor.
    """
    open_case_only(case)
    here = at_this_line(case, kb, line)
    decision = _decision(case, kb)
    wanted, wanted_sector = _target(decision)
    above = _above(kb, here, wanted if to_line is None else line_called(kb, to_line).id, chosen=to_line is not None)
    agrees = above.id == wanted
    skipped = tuple(each.id for each in kb.support.lines if here.rank < each.rank < above.rank)
    if skipped and not agrees:
        in_words(because, worded("why {skipped} is skipped", skipped=", ".join(skipped)))
    reason = _reason(decision) if agrees else DeskReason.CHOSEN.value
    return kept(
        Escalated(
            above.id,
            reason,
            because or _because(decision, kb, agrees=agrees),
            sector=_sector(kb, above, sector, wanted_sector if agrees else case.sector),
            vendor=vendor_for(case, kb, vendor, decision) if above.vendors or vendor is not None else None,
            skipped=skipped,
        )
    )


def _decision(case: Case, kb: KnowledgeBase) -> Decision:
    """The decision as it stands, with the precedents that were found for it, or that of the hand-over that is best."""
    last = case.last
    consultation = consultation_of(case, kb, last.precedents if last is not None and last.looked else None)
    decision = consultation.diagnosis().decision
    if isinstance(decision, Unprecedented | Escalation) or consultation.situation.ended_by is not None:
        return decision
    action = consultation.next()
    return action.decision if isinstance(action, HandOver) else decision


def _target(decision: Decision) -> tuple[str | None, str | None]:
    """The line and the sector that the decision passes the case on to."""
    match decision:
        case FixPlan():
            return decision.then_to, decision.then_sector
        case Unprecedented() | Escalation():
            return decision.to_line, decision.sector
        case _:
            return None, None


def _reason(decision: Decision) -> str:
    return decision.reason.value if isinstance(decision, Unprecedented | Escalation) else DeskReason.PLAN_GIVEN_UP.value


def _because(decision: Decision, kb: KnowledgeBase, *, agrees: bool) -> str:
    """What the playbook says about why the case goes there."""
    if not (agrees and isinstance(decision, Escalation) and decision.because):
        return ""
    return decision.because.say(kb.languages[0], kb.languages)


def _above(kb: KnowledgeBase, here: SupportLine, wanted: str | None, *, chosen: bool) -> SupportLine:
    """The line ``wanted``, if it is above; where nobody chose one, otherwise the next line above."""
    found = kb.support.line(wanted) if wanted is not None else None
    if found is not None and found.rank > here.rank:
        return found
    above = next((each for each in kb.support.lines if each.rank > here.rank), None)
    if above is None:
        message = worded("there is no line above {line}", line=here.id)
        raise refused(Refusal.NO_LINE_LEFT, message, phrase("settle the case here, or wait for the vendor"))
    if chosen and found is not None:
        message = worded("{line} is not above {here}", line=found.id, here=here.id)
        raise refused(Refusal.NOT_ABOVE, message, phrase("a case goes down by being given back, with a reason"))
    return above


def _sector(kb: KnowledgeBase, line: SupportLine, chosen: str | None, otherwise: str | None) -> str | None:
    if chosen is None:
        return otherwise
    name = declared("sector", chosen, kb.support.sectors)
    if line.sectors and name not in line.sectors:
        message = worded("{line} has no sector {sector!r}", line=line.id, sector=name)
        raise refused(
            Refusal.NOT_THIS_SECTOR, message, worded("known are: {known}", known=", ".join(sorted(line.sectors)))
        )
    return name


def vendor_for(case: Case, kb: KnowledgeBase, chosen: str | None, decision: Decision | None = None) -> str:
    """The vendor that is meant: ``chosen``, or that of the case, of the fault, or of the equipment.

    Raises:
        RefusedError: nobody knows which vendor, or it is not declared.
    """
    known = kb.support.vendors
    if chosen is not None:
        return declared("vendor", chosen, known)
    playbook = kb.playbooks.get(getattr(decision, "fault", None) or "")
    kinds = consultation_of(case, kb).situation.memory.values.get(EQUIPMENT, ())
    kinds = kinds if isinstance(kinds, tuple) else ()
    of_equipment = [vendor for kind in kinds for vendor in kb.vocabulary.equipment.vendors_of(kind)]
    guesses = [case.vendor, playbook.vendor if playbook is not None else None, *of_equipment]
    found = next((each for each in guesses if each is not None and each in known), None)
    if found is None:
        advice = worded("name the vendor; known are: {known}", known=", ".join(sorted(known)[:12]) or phrase("none"))
        raise refused(
            Refusal.VENDOR_NEEDED, worded("nobody knows which vendor case {case} is for", case=case.id), advice
        )
    return found


def give_back(
    case: Case, kb: KnowledgeBase, *, because: str, to_line: str | None = None, line: str | None = None
) -> tuple[Returned, ...]:
    """The case goes back down to ``to_line``; None: to the line that passed it on, else the next below.

    Raises:
        RefusedError: no reason is given, the line is not declared or not below.
    """
    open_case_only(case)
    here = at_this_line(case, kb, line)
    below = _below(case, kb, here) if to_line is None else line_called(kb, to_line)
    if below is None:
        message = worded("there is no line below {line}", line=here.id)
        raise refused(Refusal.NO_LINE_LEFT, message, phrase("work on the case here, or pass it on"))
    if below.rank >= here.rank:
        message = worded("{line} is not below {here}", line=below.id, here=here.id)
        raise refused(Refusal.NOT_BELOW, message, phrase("a case goes up by being escalated"))
    return kept(Returned(below.id, in_words(because, "why it goes back")))


def _below(case: Case, kb: KnowledgeBase, here: SupportLine) -> SupportLine | None:
    before = [kb.support.line(stay.line) for stay in reversed(case.stays[:-1])]
    lower = [each for each in (*before, *reversed(kb.support.lines)) if each is not None and each.rank < here.rank]
    return lower[0] if lower else None
