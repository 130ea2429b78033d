"""Which steps a line may take, and why not."""

from __future__ import annotations

from diagnose.casework.refusals import Refusal, refused
from diagnose.decision.permits import may_take
from diagnose.decision.terms import Coverage
from diagnose.desk.situation import step_called
from diagnose.errors import RefusedError
from diagnose.kb.allowed import CONSULT
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Step
from diagnose.support import SupportLine
from diagnose.wording import phrase, worded


def check_step(kb: KnowledgeBase, line: SupportLine, name: str, coverage: Coverage) -> None:
    """``line`` may take the step ``name`` for a customer with this ``coverage``; an advice may be given by every line.

    Raises:
        RefusedError: it may not, with the line that may.
    """
    step = step_called(kb, name)
    if step is not None and not may_take(kb, line, step, coverage):
        raise _why_not(kb, line, step, _who_may(kb, line, step, coverage))


def _why_not(kb: KnowledgeBase, line: SupportLine, step: Step, advice: str) -> RefusedError:
    if line.competence == CONSULT:
        message = worded("{line} consults and records; it takes no steps", line=line.id)
        return refused(Refusal.CONSULTS_ONLY, message, advice)
    if kb.support.rank(step.by) > line.rank:
        message = worded(
            "the step {step!r} is for {by} and above, not for {line}", step=step.id, by=step.by, line=line.id
        )
        return refused(Refusal.ABOVE_LINE, message, advice)
    if step.id in line.never_steps or (line.only_steps and step.id not in line.only_steps):
        message = worded("{line} is not to take the step {step!r}", line=line.id, step=step.id)
        return refused(Refusal.NOT_THIS_STEP, message, advice)
    risk = kb.settings.risk
    if line.risk is not None and risk.get(step.risk, 0.0) > risk.get(line.risk, 0.0):
        message = worded(
            "the risk of the step {step!r} is {risk}; {line} may take steps up to {limit}",
            step=step.id,
            risk=step.risk,
            line=line.id,
            limit=line.risk,
        )
        return refused(Refusal.TOO_RISKY, message, advice)
    message = worded(
        "{line} cannot take the step {step!r} over any channel that the customer has", line=line.id, step=step.id
    )
    return refused(Refusal.NO_CHANNEL, message, advice)


def _who_may(kb: KnowledgeBase, line: SupportLine, step: Step, coverage: Coverage) -> str:
    above = [each for each in kb.support.lines if each.rank > line.rank]
    able = next((each.id for each in above if may_take(kb, each, step, coverage)), None)
    return phrase("pass the case on") if able is None else worded("pass the case on to {line}", line=able)
