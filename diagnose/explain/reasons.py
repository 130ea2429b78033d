"""Why a fault, and why not: the reasons as data."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from enum import Enum

from diagnose.decision import Advice, Decision, Escalation, FixPlan, Verdict
from diagnose.errors import UsageError, echo
from diagnose.explain.standing import ASSUMED, FAILS, OPEN, Case, Standing
from diagnose.hypotheses import Contribution, Hypothesis
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Playbook


class Against(Enum):
    """What keeps a playbook from being the decision."""

    REFUTED = "refuted"
    OPEN = "open"
    LESS_LIKELY = "less-likely"
    NO_COMPLAINT = "no-complaint"
    CHOSEN = "chosen"
    RETIRED = "retired"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Why:
    """What speaks for ``fault``: how its conditions stand, and its hypothesis if it was weighed at all."""

    fault: str
    standings: tuple[Standing, ...]
    hypothesis: Hypothesis | None = None


@dataclass(frozen=True, slots=True)
class WhyNot:
    """What keeps ``fault`` from being the decision.

    ``standings`` holds the conditions that fail or are open, out of ``total``; ``waits_for`` the attributes whose
    answer would settle it. ``ahead`` is the hypothesis ranked first, ``against`` the facts that speak against.
    """

    fault: str
    kind: Against
    total: int = 0
    standings: tuple[Standing, ...] = ()
    waits_for: tuple[str, ...] = ()
    hypothesis: Hypothesis | None = None
    ahead: Hypothesis | None = None
    against: tuple[Contribution, ...] = ()
    replaced_by: str | None = None


def fault_of(decision: Decision) -> str | None:
    """The fault that ``decision`` rests on; None when it rests on none."""
    return decision.fault if isinstance(decision, FixPlan | Advice | Escalation) else None


def why(fault: str, verdict: Verdict, kb: KnowledgeBase) -> Why:
    """What speaks for ``fault``, the id of a playbook.

    Raises:
        UsageError: no playbook has this id.
    """
    playbook = _playbook(fault, kb)
    case = Case(verdict.inference, kb)
    return Why(playbook.id, case.standings(playbook.condition), _hypothesis(playbook.id, verdict))


def why_not(fault: str, verdict: Verdict, kb: KnowledgeBase) -> WhyNot:
    """What keeps ``fault``, the id of a playbook, from being the decision.

    Raises:
        UsageError: no playbook has this id.
    """
    draft = _draft(fault, kb)
    if draft is not None:
        return WhyNot(draft, Against.DRAFT)
    playbook = _playbook(fault, kb)
    if playbook.id in kb.retired:
        return WhyNot(playbook.id, Against.RETIRED, replaced_by=playbook.replaced_by)
    case = Case(verdict.inference, kb)
    standings = case.standings(playbook.condition)
    failing = tuple(each for each in standings if each.stands == FAILS)
    if failing:
        return WhyNot(playbook.id, Against.REFUTED, len(standings), failing)
    if playbook.id == fault_of(verdict.decision):
        return WhyNot(playbook.id, Against.CHOSEN, len(standings))
    if any(each.stands == OPEN for each in standings):
        return _still_open(playbook, case, standings, verdict)
    return _weighed(playbook, standings, verdict)


def _still_open(playbook: Playbook, case: Case, standings: tuple[Standing, ...], verdict: Verdict) -> WhyNot:
    waiting = tuple(each for each in standings if each.stands in {OPEN, ASSUMED})
    wanted = {question.attribute for question in verdict.questions}
    waits = sorted(case.possible.open_attributes(playbook.condition) & wanted)
    hypothesis = _hypothesis(playbook.id, verdict)
    return WhyNot(playbook.id, Against.OPEN, len(standings), waiting, tuple(waits), hypothesis)


def _weighed(playbook: Playbook, standings: tuple[Standing, ...], verdict: Verdict) -> WhyNot:
    hypothesis = _hypothesis(playbook.id, verdict)
    if hypothesis is None:
        return WhyNot(playbook.id, Against.NO_COMPLAINT, len(standings))
    ahead = verdict.weighing.hypotheses[0]
    against = sorted(
        (each for each in hypothesis.contributions if each.log_odds < 0),
        key=lambda each: (each.log_odds, each.attribute),
    )
    kind = Against.CHOSEN if ahead.fault == playbook.id else Against.LESS_LIKELY
    return WhyNot(playbook.id, kind, len(standings), hypothesis=hypothesis, ahead=ahead, against=tuple(against))


def _hypothesis(fault: str, verdict: Verdict) -> Hypothesis | None:
    return next((each for each in verdict.weighing.hypotheses if each.fault == fault), None)


def _draft(fault: str, kb: KnowledgeBase) -> str | None:
    return next((each for each in sorted(kb.drafts) if fault.casefold() == each.casefold()), None)


def _playbook(fault: str, kb: KnowledgeBase) -> Playbook:
    wanted = fault.casefold()
    for known in (kb.playbooks, kb.retired):
        for playbook in known.values():
            if wanted == playbook.id.casefold() or fault in playbook.formerly:
                return playbook
    draft = _draft(fault, kb)
    if draft is not None:
        raise UsageError(f"'{echo(draft)}' is a draft and takes no part")
    near = difflib.get_close_matches(fault, sorted({*kb.playbooks, *kb.retired, *kb.drafts}), n=1)
    hint = f"; did you mean '{near[0]}'?" if near else ""
    raise UsageError(f"no playbook is called '{echo(fault)}'{hint}")
