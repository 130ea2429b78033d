"""Which line may take which step, and what is offered to this customer at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diagnose.decision.terms import NOTHING_KNOWN, Coverage
from diagnose.kb.allowed import allows
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Step
from diagnose.planning import Offer
from diagnose.support import SupportLine


def may_take(kb: KnowledgeBase, line: SupportLine, step: Step, coverage: Coverage = NOTHING_KNOWN) -> bool:
    """Whether ``line`` may take ``step`` for a customer with this ``coverage``.

    It must mend and not only consult, stand no lower than ``by``, be allowed the step and its risk, and reach the
    customer over one of the channels of the step.
    """
    if kb.support.rank(step.by) > line.rank or not allows(line, step, kb.settings.risk):
        return False
    return not step.via or any(_reaches(kb, line, name, coverage) for name in step.via)


def _reaches(kb: KnowledgeBase, line: SupportLine, name: str, coverage: Coverage) -> bool:
    if coverage.channels is not None and name not in coverage.channels:
        return False
    if line.channels and name not in line.channels:
        return False
    channel = kb.support.channels.get(name)
    return channel is None or not line.may or channel.kind in line.may


def doer_of(kb: KnowledgeBase, step: Step, at_line: str, coverage: Coverage = NOTHING_KNOWN) -> str | None:
    """The least line from ``at_line`` upwards that may take ``step``; None when none may."""
    rank = kb.support.rank(at_line)
    able = (line.id for line in kb.support.lines[rank:] if may_take(kb, line, step, coverage))
    return next(able, None) if kb.support.lines else at_line


def within_competence(
    kb: KnowledgeBase, offers: Sequence[Offer], at_line: str, coverage: Coverage = NOTHING_KNOWN
) -> tuple[Offer, ...]:
    """The ``offers`` that line ``at_line`` may take, and that need no step before them that it may not take."""
    line = kb.support.line(at_line)
    if line is None:
        return tuple(offers)
    return without(offers, {offer.step.id for offer in offers if not may_take(kb, line, offer.step, coverage)})


def covered(offers: Sequence[Offer], coverage: Coverage) -> tuple[Offer, ...]:
    """The ``offers`` that can be done over a channel the customer has, and need no step that cannot."""
    return without(offers, {offer.step.id for offer in offers if not coverage.offers(offer.step)})


def without(offers: Sequence[Offer], barred: Iterable[str]) -> tuple[Offer, ...]:
    """The ``offers`` that are neither ``barred`` nor need a step before them that is."""
    out = set(barred)
    while more := {each.step.id for each in offers if each.step.id not in out and not each.after.isdisjoint(out)}:
        out |= more
    return tuple(offer for offer in offers if offer.step.id not in out)
