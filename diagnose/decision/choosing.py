"""From a case to the best next action.

A step is taken when no question is worth asking before it. What a step rests on is asked first, unless even the best
answer would not pay for the asking. Steps of a higher line are left to that line: they lie behind the price of handing
over. That a case looks unprecedented is said; steps that still pay are taken first.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from diagnose.decision.course import (
    ADVICE,
    Ask,
    Course,
    PassOn,
    Unknown,
    above_consulting,
    ask_for,
    before_giving_up,
    consider,
    novelty_of,
    spent_on,
    why_shut,
)
from diagnose.decision.decide import decision_of, questions_of
from diagnose.decision.looking import Looking, look, may_fit
from diagnose.decision.moves import AskNext, DoNext, Move, PassNext, Reckoning
from diagnose.decision.permits import doer_of
from diagnose.decision.standing import Standing
from diagnose.decision.types import Escalation, EscalationReason, Unprecedented, UnprecedentedReason
from diagnose.facts import WorkingMemory
from diagnose.hypotheses import Candidate, Reading
from diagnose.kb.base import KnowledgeBase
from diagnose.planning import Plan, PlannedStep, advice_offers, plan_of
from diagnose.questions import LEAST_DROP, Prospect, Question, QuestionReason, drop_of, rival_of, significant

EVEN = 0.5
"""From this chance on a known fault that is always passed on decides the case, and a case is not called unheard of."""
MOST_WAITING = 3
"""So many questions are looked at once more, as they would be after the first step."""
WORTH = 1e-9
"""A question must save at least this."""


def next_move(kb: KnowledgeBase, memory: WorkingMemory, standing: Standing) -> Move:
    """The best next action in a case of which ``memory`` is known.

    Raises:
        FiringBudgetError: more rules would have to fire than ``bounds.firings`` allows.
    """
    looking = look(consider(Reading.of(kb, memory), standing))
    if not looking.usable:
        return _without_suspects(looking)
    leader = looking.usable[0]
    if leader.playbook.outcome in ADVICE:
        return _advised(looking, leader)
    if leader.playbook.outcome == "hand-over" and looking.responsible.get(leader.id, 0.0) >= EVEN:
        return _gate_of(looking, leader) or _pass(looking, PassOn(EscalationReason.HAND_OVER, leader))
    return _repair(looking)


def _without_suspects(looking: Looking) -> Move:
    course = before_giving_up(looking.case)
    if isinstance(course, Ask):
        question = questions_of(looking.case, course)[0]
        return AskNext(question, _reckoning(looking))
    return _pass(looking, course)


def _gate_of(looking: Looking, leader: Candidate) -> Move | None:
    """What the leader still waits for."""
    asked = ask_for(looking.case, [leader])
    return None if asked is None else _ask_gate(looking, sorted(asked.gates))


def _advised(looking: Looking, leader: Candidate) -> Move:
    """What the leader has to say, unless a question comes first."""
    offers = advice_offers(looking.case.reading.kb, [leader], looking.case.standing.at_line)
    plan = plan_of(offers, looking.responsible, looking.prices)
    before = _gate_of(looking, leader) or _ask_worth(looking, plan)
    if before is not None:
        return before
    step = PlannedStep(offers[0].step, (leader.id,), looking.responsible.get(leader.id, 0.0), offers[0].cost)
    return DoNext(step, plan, _reckoning(looking), leader.playbook.say)


def _repair(looking: Looking) -> Move:
    """The first step of the plan, unless a question comes first."""
    plan = plan_of(looking.offers, looking.responsible, looking.prices)
    if plan.steps and plan.steps[0].waits_for:
        return _ask_gate(looking, plan.steps[0].waits_for, plan)
    if not plan.steps:
        return _ask_worth(looking, plan) or _pass(looking, _reason(looking))
    first = plan.steps[0]
    if _must_be_sure(looking, first):
        return _confirm(looking, plan) or DoNext(first, plan, _reckoning(looking))
    best = _worth_asking(looking)
    if best is None or _can_wait(looking, best, first):
        return DoNext(first, plan, _reckoning(looking))
    return _ask(looking, best, QuestionReason.WORTH_IT, plan)


def _can_wait(looking: Looking, question: Prospect, first: PlannedStep) -> bool:
    """Whether it costs less to take the step and to ask only when it has not helped.

    A plan knows no questions, so a question is reckoned against a whole plan without any. That says too little for a
    step that costs less than the question itself; for others, looking further on one side only would favour them.
    """
    if first.cost >= question.cost:
        return False
    later = looking.foresight.after_failure(first.step.id)
    asking = [prospect.attribute for prospect in looking.questions[:MOST_WAITING] if not later.deep(prospect.attribute)]
    then = min([later.cost, *(later.prospect(name).whole for name in asking)])
    return first.cost + (1.0 - first.chance) * then < question.whole - WORTH


def _ask_gate(looking: Looking, names: Sequence[str], plan: Plan | None = None) -> AskNext:
    best = min((looking.prospect(name) for name in names), key=lambda each: (round(each.whole, 9), each.attribute))
    return _ask(looking, best, QuestionReason.GATE, plan)


def _ask_worth(looking: Looking, plan: Plan) -> AskNext | None:
    best = _worth_asking(looking)
    return None if best is None else _ask(looking, best, QuestionReason.WORTH_IT, plan)


def _worth_asking(looking: Looking) -> Prospect | None:
    """The question that saves most, if any saves more than it costs."""
    best = looking.questions[0] if looking.questions else None
    return best if best is not None and best.whole < looking.foresight.cost - WORTH else None


def _ask(looking: Looking, best: Prospect, reason: QuestionReason, plan: Plan | None) -> AskNext:
    return AskNext(_question(looking, best, reason, plan), _reckoning(looking, best), plan)


def _must_be_sure(looking: Looking, planned: PlannedStep) -> bool:
    """Whether the step is dear or risky while no fault that it treats is sure."""
    settings = looking.case.reading.kb.settings
    risky = settings.risk.get(planned.step.risk, 0.0) > 0.0
    if not risky and planned.cost < settings.dear:
        return False
    rival = rival_of(looking.case.reading, looking.case.scales)
    return max(looking.responsible[fault] for fault in planned.faults) * (1.0 - rival) < settings.sure


def _confirm(looking: Looking, plan: Plan) -> AskNext | None:
    """The question that best parts the leaders from everything unheard of, for what it costs.

    None that costs more than a wrong step would waste, and none that leaves the step the first whatever the reply.
    """
    foresight, reading, first = looking.foresight, looking.case.reading, plan.steps[0]
    rival = rival_of(reading, looking.case.scales)
    wrong = 1.0 - min(1.0, math.fsum(looking.responsible[fault] for fault in first.faults)) * (1.0 - rival)
    found = []
    for prospect in looking.questions:
        if prospect.cost < wrong * first.cost:
            replies = foresight.replies(prospect.attribute)
            drop = drop_of(reading, foresight.belief, rival, prospect.attribute, replies)
            if drop >= LEAST_DROP and foresight.could_turn(prospect.attribute):
                found.append((-round(drop / prospect.cost, 9), prospect.attribute, prospect))
    if not found:
        return None
    return _ask(looking, min(found)[2], QuestionReason.CONFIRM, plan)


def _question(looking: Looking, prospect: Prospect, reason: QuestionReason, plan: Plan | None) -> Question:
    name = prospect.attribute
    faults = [each for each in looking.foresight.belief.faults if name in each.waits_for or name in each.model.signs]
    blocked = () if plan is None else tuple(each.step.id for each in plan.steps if name in each.waits_for)
    return Question(
        attribute=name,
        reason=reason,
        askable=looking.case.answering.who(name),
        cost=significant(prospect.cost),
        weight=significant(looking.foresight.cost - prospect.whole),
        faults=tuple(sorted(each.id for each in faults)),
        steps=blocked,
    )


def _reason(looking: Looking) -> Course:
    """Why no step of this line is left that pays."""
    novelty = _novelty(looking)
    if novelty is not None:
        return Unknown(novelty)
    if not any(may_fit(looking.case, each) for each in looking.usable):
        return Unknown(UnprecedentedReason.NOTHING_FITS)
    leader = next((each for each in looking.usable if each.matched), looking.usable[0])
    plan = plan_of((*looking.offers, *looking.above), looking.responsible, looking.prices)
    higher = {offer.step.id: offer.step for offer in looking.above}
    beyond = next((higher[each.step.id] for each in plan.steps if each.step.id in higher), None)
    standing = looking.case.standing
    if beyond is not None:
        doer = doer_of(looking.case.reading.kb, beyond, standing.at_line, standing.terms)
        return PassOn(EscalationReason.ABOVE_LINE, leader, plan, doer)
    shut = why_shut(looking.case, plan_of(looking.every, looking.responsible, looking.prices))
    if shut is not None and len(looking.every) > len(looking.offers) + len(looking.above):
        return PassOn(shut, leader, plan)
    used_up = not looking.offers and spent_on(looking.usable, standing.done)
    return above_consulting(looking.case, leader, plan) or PassOn(
        EscalationReason.USED_UP if used_up else EscalationReason.CHEAPER, leader, plan
    )


def _pass(looking: Looking, course: Course) -> PassNext:
    decision = decision_of(looking.case, course)
    if not isinstance(decision, Unprecedented | Escalation):
        raise TypeError(f"{type(course).__name__} hands nothing over")
    return PassNext(decision, _reckoning(looking))


def _reckoning(looking: Looking, prospect: Prospect | None = None) -> Reckoning:
    suspects = sorted(looking.responsible.items(), key=lambda each: (-round(each[1], 9), each[0]))
    leader = looking.usable[0].id if looking.usable else None
    novelty = _novelty(looking) if looking.usable else None
    return Reckoning(
        repair=looking.foresight.cost,
        hand_over=looking.prices.hand_over,
        leader=leader,
        responsible=looking.responsible.get(leader, 0.0) if leader else 0.0,
        after_asking=None if prospect is None else prospect.whole,
        novelty=None if novelty is None else novelty.value,
        suspects=tuple(suspects),
    )


def _novelty(looking: Looking) -> UnprecedentedReason | None:
    """Why the case looks unprecedented; not while it is more likely than not that something known is behind it."""
    novelty = novelty_of(looking.case)
    known = math.fsum(looking.responsible.values())
    return None if novelty is UnprecedentedReason.UNEXPLAINED and known >= EVEN else novelty
