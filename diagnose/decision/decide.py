"""From a case to its verdict."""

from __future__ import annotations

from typing import assert_never

from diagnose.decision.course import (
    Advise,
    Ask,
    Consideration,
    Course,
    Fix,
    PassOn,
    Unknown,
    consider,
    course_of,
)
from diagnose.decision.hand_over import target_of
from diagnose.decision.near_misses import near_misses
from diagnose.decision.permits import doer_of
from diagnose.decision.precedents import close_enough, closest_of
from diagnose.decision.standing import Standing, standing_of
from diagnose.decision.types import (
    Advice,
    Decision,
    Escalation,
    EscalationReason,
    FixPlan,
    MoreFacts,
    Unprecedented,
    UnprecedentedReason,
    Verdict,
)
from diagnose.facts import Value, WorkingMemory
from diagnose.hypotheses import Reading, weighing_of
from diagnose.kb.base import KnowledgeBase
from diagnose.planning import Plan, PlannedStep, prices_of
from diagnose.questions import Outlook, Question, Trial, entry_questions, gate_questions, open_attributes, worth_asking


def decide(kb: KnowledgeBase, memory: WorkingMemory, standing: Standing | None = None) -> Verdict:
    """The verdict on a case of which ``memory`` is known; without ``standing`` a customer is on the first line.

    Raises:
        FiringBudgetError: more rules would have to fire than ``bounds.firings`` allows.
    """
    return verdict_on(Reading.of(kb, memory), standing or standing_of(kb))


def course_in(reading: Reading, standing: Standing) -> tuple[Consideration, Course]:
    """A case weighed, and which way it goes: what the verdict on it is made from."""
    case = consider(reading, standing)
    return case, _with_open_rows(case, course_of(case))


def verdict_on(reading: Reading, standing: Standing) -> Verdict:
    """The verdict on a case that was read already."""
    case, course = course_in(reading, standing)
    decision = decision_of(case, course)
    asked = decision.questions if isinstance(decision, MoreFacts) else _for_later_steps(case, course)
    return Verdict(
        decision=decision,
        inference=case.reading.inference,
        weighing=weighing_of(case.scales),
        plan=_plan(course),
        ask=lambda: asked + _others_worth_asking(case, course, asked),
        notes=_notes(case),
        precedents=case.standing.precedents,
        coverage=standing.terms,
    )


def _for_later_steps(case: Consideration, course: Course) -> tuple[Question, ...]:
    """What the steps of a plan wait for that are not its first: they come back into it with the answers."""
    if not isinstance(course, Fix):
        return ()
    held_back = [planned for planned in course.plan.steps if planned.waits_for]
    names = case.answering.among(frozenset(name for planned in held_back for name in planned.waits_for))
    faults = {fault for planned in held_back for fault in planned.faults}
    waiting = [each for each in case.candidates.all if each.id in faults]
    return gate_questions(case.reading, waiting, names, case.answering, held_back)


def decision_of(case: Consideration, course: Course) -> Decision:
    """The decision that a course comes to."""
    match course:
        case Fix(leader, plan):
            steps = steps_now(plan, case)
            target = target_of(case, leader, (*plan.left_out, *barred_in(plan, case)))
            return FixPlan(leader.id, steps, plan, unexplained_in(case), target.line, target.sector)
        case Advise(leader):
            return Advice(leader.id, leader.playbook.outcome, leader.playbook.say)
        case Ask():
            return MoreFacts(questions_of(case, course))
        case Unknown(reason):
            return _unknown(case, reason)
        case PassOn(reason, leader, plan, to_line):
            target = target_of(case, leader, () if plan is None else (*plan.steps, *plan.left_out), to_line)
            return Escalation(
                to_line=target.line,
                reason=reason,
                fault=leader.id,
                sector=target.sector,
                because=target.because,
                near_misses=near_misses(case),
                unexplained=unexplained_in(case),
                precedents=case.standing.precedents or (),
                closest=closest_of(case.standing.precedents),
                vendor=target.vendor,
                skipped=target.skipped,
            )
        case _:
            assert_never(course)


def _unknown(case: Consideration, reason: UnprecedentedReason) -> Unprecedented | Escalation:
    """No playbook explains the case: it has a precedent that is close enough, or it is unprecedented."""
    target, precedents = target_of(case), case.standing.precedents
    everything = reason is UnprecedentedReason.NOTHING_FITS
    unexplained = tuple(name for name, _ in case.candidates.complaints) if everything else unexplained_in(case)
    found = Unprecedented(
        to_line=target.line,
        reason=reason,
        sector=target.sector,
        near_misses=near_misses(case),
        unexplained=unexplained,
        precedents=precedents or (),
        closest=closest_of(precedents),
        skipped=target.skipped,
    )
    return _precedented(found) if close_enough(case.reading.kb, precedents) else found


def _precedented(found: Unprecedented) -> Escalation:
    return Escalation(
        to_line=found.to_line,
        reason=EscalationReason.PRECEDENT,
        fault=None,
        sector=found.sector,
        near_misses=found.near_misses,
        unexplained=found.unexplained,
        precedents=found.precedents,
        closest=found.closest,
        skipped=found.skipped,
    )


def barred_in(plan: Plan, case: Consideration) -> tuple[PlannedStep, ...]:
    """The steps of ``plan`` that the line named for them may not take: this one, or ``by`` where that stands higher."""
    kb, here, terms = case.reading.kb, case.standing.at_line, case.standing.terms
    rank = kb.support.rank
    return tuple(
        planned
        for planned in plan.steps
        for line in [planned.step.by if rank(planned.step.by) > rank(here) else here]
        if doer_of(kb, planned.step, line, terms) != line
    )


def steps_now(plan: Plan, case: Consideration) -> tuple[PlannedStep, ...]:
    """The steps of ``plan`` that wait for no answer and whose line may take them; neither what must come before."""
    kept: list[PlannedStep] = []
    held_back = {planned.step.id for planned in barred_in(plan, case)}
    for planned in plan.steps:
        if planned.step.id in held_back:
            continue
        if planned.waits_for or not held_back.isdisjoint(planned.step.after):
            held_back.add(planned.step.id)
        else:
            kept.append(planned)
    return tuple(kept)


def unexplained_in(case: Consideration) -> tuple[str, ...]:
    """The complaints that are left to chance."""
    limit = case.reading.kb.settings.unexplained
    return tuple(name for name, chance in case.scales.found.unexplained if chance >= limit)


def questions_of(case: Consideration, course: Ask) -> tuple[Question, ...]:
    """The questions of a course that asks, the weightiest first."""
    if not course.waiting:
        return entry_questions(case.reading, case.answering)
    blocked = course.plan.steps if course.plan is not None else ()
    return gate_questions(case.reading, course.waiting, course.gates, case.answering, blocked)


def _plan(course: Course) -> Plan | None:
    return course.plan if isinstance(course, Fix | Ask | PassOn) else None


def _with_open_rows(case: Consideration, course: Course) -> Course:
    """A plan whose first step serves a fault with an open ``given``: asked first if an answer can change the course."""
    if not isinstance(course, Fix):
        return course
    first = course.plan.steps[0]
    waiting = tuple(each for each in case.candidates.all if each.id in first.faults and each.rows_wait_for)
    names = case.answering.among(frozenset[str]().union(*(each.rows_wait_for for each in waiting)))
    gates = frozenset(question.attribute for question in _worth(case, course, sorted(names)))
    return Ask(gates, waiting, course.plan) if gates else course


def _others_worth_asking(case: Consideration, course: Course, asked: tuple[Question, ...]) -> tuple[Question, ...]:
    known = {question.attribute for question in asked}
    return tuple(question for question in _worth(case, course) if question.attribute not in known)


def is_asked(case: Consideration, course: Course, attribute: str) -> bool:
    """Whether a question about ``attribute`` is among those of the verdict; no other one is tried for that."""
    first = questions_of(case, course) if isinstance(course, Ask) else _for_later_steps(case, course)
    if any(question.attribute == attribute for question in first):
        return True
    return attribute in open_attributes(_trial(case, course)) and bool(_worth(case, course, [attribute]))


def _worth(case: Consideration, course: Course, among: list[str] | None = None) -> tuple[Question, ...]:
    return worth_asking(_trial(case, course), among)


def _trial(case: Consideration, course: Course) -> Trial:
    def suppose(attribute: str, answer: Value) -> Outlook:
        supposed = consider(Reading.of(case.reading.kb, case.reading.with_answer(attribute, answer)), case.standing)
        return outlook_of(supposed, course_of(supposed))

    weighed = list(zip(case.candidates.all, case.scales.found.responsible, strict=True))
    return Trial(case.reading, weighed, case.answering, outlook_of(case, course), suppose)


def outlook_of(case: Consideration, course: Course) -> Outlook:
    """What the case comes to: the kind of decision with its fault, its reason and its first step."""
    plan = _plan(course)
    price = prices_of(case.reading.kb, case.standing.at_line).hand_over
    weight = case.scales.weights.total
    match course:
        case Fix(leader, fixing):
            return Outlook(("plan", leader.id, fixing.steps[0].step.id), fixing.expected_cost, weight)
        case Advise(leader):
            return Outlook((leader.playbook.outcome, leader.id), 0.0, weight)
        case Ask():
            mark: tuple[str, ...] = ("more-facts",)
        case Unknown(reason):
            mark = ("unprecedented", reason.value)
        case PassOn(why, leader, _, to_line):
            mark = ("escalation", why.value, leader.id, to_line or "")
        case _:
            assert_never(course)
    return Outlook(mark, plan.expected_cost if plan is not None else price, weight)


def _notes(case: Consideration) -> tuple[str, ...]:
    bound = case.reading.kb.settings.candidates
    cut = len(case.candidates.all) - len(case.scales.weights.kept)
    return (f"bounds.candidates: the {bound} best candidates were weighed together, {cut} alone",) if cut else ()
