"""Which way a case goes, in the order in which that is decided; words, lines and near misses come later."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from diagnose.decision.permits import covered, doer_of, without
from diagnose.decision.standing import Standing
from diagnose.decision.terms import charged_for
from diagnose.decision.types import EscalationReason, UnprecedentedReason
from diagnose.hypotheses import Candidate, Candidates, Reading, Scales, weigh
from diagnose.hypotheses.candidates import candidate_of, readers_of
from diagnose.hypotheses.models import leaks_of, shares_of, tilt
from diagnose.kb.allowed import CONSULT
from diagnose.planning import Offer, Plan, hour_of, offers_of, plan_of, prices_of
from diagnose.questions import Answering, could_hold, entry_questions

ADVICE = frozenset({"no-fault", "out-of-scope", "how-to"})


@dataclass(frozen=True, slots=True)
class Fix:
    """A plan whose first step may be taken."""

    leader: Candidate
    plan: Plan


@dataclass(frozen=True, slots=True)
class Advise:
    """The leader says that nothing needs mending."""

    leader: Candidate


@dataclass(frozen=True, slots=True)
class Ask:
    """Nothing may be done before one of ``gates`` is answered; with nobody ``waiting`` nothing is known to be wrong."""

    gates: frozenset[str]
    waiting: tuple[Candidate, ...] = ()
    plan: Plan | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody has written this case down."""

    reason: UnprecedentedReason


@dataclass(frozen=True, slots=True)
class PassOn:
    """Understood, but for another line; ``to_line`` where the reason names one."""

    reason: EscalationReason
    leader: Candidate
    plan: Plan | None = None
    to_line: str | None = None


Course: TypeAlias = Fix | Advise | Ask | Unknown | PassOn


@dataclass(frozen=True, slots=True, eq=False)
class Consideration:
    """A case weighed, with where it stands and who can answer what: everything that the course depends on."""

    reading: Reading
    standing: Standing
    answering: Answering
    scales: Scales

    @property
    def candidates(self) -> Candidates:
        """Who comes into question, and why."""
        return self.scales.candidates


def consider(reading: Reading, standing: Standing) -> Consideration:
    """Weigh the case of ``reading``."""
    answering = Answering(reading, standing.askable, hour_of(reading.kb, standing.at_line))
    return Consideration(reading, standing, answering, weigh(reading, standing.treatment))


def course_of(case: Consideration) -> Course:
    """The first that applies: nothing fits, a novelty, what the leader declares, a plan, or why there is none."""
    usable = usable_in(case)
    if not any(candidate.matched for candidate in usable):
        return ask_for(case, usable) or before_giving_up(case)
    novelty = novelty_of(case)
    if novelty is not None:
        hopeful = [each for each in usable if not each.matched and _could_explain(case, each, novelty)]
        return ask_for(case, hopeful) or Unknown(novelty)
    leader = usable[0]
    if leader.playbook.outcome == "plan":
        return _planned(case, usable)
    asked = ask_for(case, [leader])
    if asked is not None:
        return asked
    return Advise(leader) if leader.playbook.outcome in ADVICE else PassOn(EscalationReason.HAND_OVER, leader)


def usable_in(case: Consideration, granted: Container[str] = frozenset()) -> list[Candidate]:
    """The candidates that are matched or could become so by answers, from the likeliest cause on.

    For attributes that are ``granted`` no answer is needed.
    """
    within = case.scales.within
    ordered = (case.candidates.all[number] for number in case.scales.order if number in within)
    return [
        candidate
        for candidate in ordered
        if candidate.matched or could_hold(case.reading, candidate.playbook.condition, case.answering, granted)
    ]


def ask_for(case: Consideration, waiting: Iterable[Candidate]) -> Ask | None:
    """What ``waiting`` candidates wait for, as far as somebody can answer it."""
    kept = tuple(waiting)
    gates = case.answering.among(frozenset[str]().union(*(candidate.waits_for for candidate in kept)))
    return Ask(gates, kept) if gates else None


def _ask_what_is_wrong(case: Consideration) -> Ask | None:
    entries = entry_questions(case.reading, case.answering)
    return Ask(frozenset(question.attribute for question in entries)) if entries else None


def before_giving_up(case: Consideration) -> Course:
    """Nothing matched, and nothing that shows a complaint can: ask what is wrong, or what else reads the complaint."""
    asked = None if case.candidates.reported else _ask_what_is_wrong(case)
    if asked is not None:
        return asked
    hidden = [
        candidate_of(case.reading, playbook)
        for playbook in readers_of(case.reading, case.candidates.complaints)
        if could_hold(case.reading, playbook.condition, case.answering)
    ]
    return ask_for(case, hidden) or Unknown(UnprecedentedReason.NOTHING_FITS)


def novelty_of(case: Consideration) -> UnprecedentedReason | None:
    """Why nobody can have written this case down, although something matches it; None for a usual case."""
    limit = case.reading.kb.settings.unexplained
    unexplained = case.scales.untried_unexplained
    if unexplained and all(chance >= limit for _, chance in unexplained):
        return UnprecedentedReason.UNEXPLAINED
    misfit, drawn = case.scales.misfit
    unusual = misfit is not None and drawn is not None and misfit > drawn
    return UnprecedentedReason.MISFIT if unusual else None


def _could_explain(case: Consideration, candidate: Candidate, novelty: UnprecedentedReason) -> bool:
    """Whether the best answers to what an open fault waits for would make it a better explanation than chance."""
    untried = case.scales.untried
    score = untried.singles[case.candidates.all.index(candidate)]
    for name in case.answering.among(candidate.waits_for):
        score += _most_gained(case.reading, candidate, name)
    if novelty is UnprecedentedReason.MISFIT:
        return score > untried.total + math.log(max(untried.chances))
    limit = case.reading.kb.settings.unexplained
    return score > math.log((1.0 - limit) / limit) if 0.0 < limit < 1.0 else True


def _most_gained(reading: Reading, candidate: Candidate, name: str) -> float:
    """The most that an answer about ``name`` can add to the score of a fault alone."""
    attribute = reading.kb.vocabulary.attributes.get(name)
    shape = candidate.model.signs.get(name)
    leaks = leaks_of(reading, attribute) if attribute is not None and shape is not None else None
    if shape is not None and leaks is not None:
        return max(
            0.0,
            *(
                _gain(shape.total, strength, leaks.by_value[value], leaks.clear)
                for value, strength in shape.by_value.items()
            ),
        )
    named = candidate.model.tilts.get(name)
    if attribute is None or not named:
        return 0.0
    shares = shares_of(reading, attribute)
    return max(0.0, *(tilt(named, shares, value) for value in named))


def _gain(total: float, strength: float, leak: float, clear: float) -> float:
    allowing = 1.0 - total + strength
    return math.log((leak * allowing + clear * strength) / leak)


def _planned(case: Consideration, usable: list[Candidate]) -> Course:
    kb, standing = case.reading.kb, case.standing
    chances = responsible_by_fault(case)
    causes = [candidate for candidate in usable if chances[candidate.id] > 0.0]
    every = offers_of(case.reading, causes, standing.done, case.answering.among, standing.at_line)
    offers = feasible(case, every)
    leader = next(candidate for candidate in usable if candidate.matched)
    prices = prices_of(kb, standing.at_line, on_site=standing.on_site)
    plan = plan_of(offers, chances, prices)
    if not plan.steps:
        asked = None if case.candidates.complaints else _ask_what_is_wrong(case)
        full = plan_of(every, chances, prices) if len(offers) < len(every) else plan
        return (
            asked or above_consulting(case, leader, full) or PassOn(_why_none(case, usable, offers, full), leader, full)
        )
    first = plan.steps[0]
    doer = doer_of(kb, first.step, standing.at_line, standing.terms)
    above = doer != standing.at_line
    waiting = tuple(candidate for candidate in usable if candidate.id in first.faults)
    gates = frozenset[str]().union(*(candidate.waits_for for candidate in waiting))
    # What a step of a higher line requires is for that line to ask; whether the fault is possible is for this one.
    waits = gates.intersection(first.waits_for) if above else frozenset(first.waits_for)
    if waits:
        return Ask(waits, waiting, plan)
    if above:
        return PassOn(EscalationReason.ABOVE_LINE, leader, plan, doer)
    return Fix(leader, plan)


def feasible(case: Consideration, offers: Sequence[Offer]) -> tuple[Offer, ...]:
    """The ``offers`` that this customer has a channel for, and that this line or one above it may take."""
    kb, standing = case.reading.kb, case.standing
    reached = covered(offers, standing.terms)
    if standing.terms.charges:
        reached = tuple(replace(each, charged=charged_for(kb, each.step, standing.terms)) for each in reached)
    nobody = {each.step.id for each in reached if doer_of(kb, each.step, standing.at_line, standing.terms) is None}
    return without(reached, nobody) if nobody else reached


def why_shut(case: Consideration, plan: Plan) -> EscalationReason | None:
    """Why the steps of a ``plan`` that would pay are not offered; None when there are none."""
    if not plan.steps:
        return None
    reached = all(case.standing.terms.offers(each.step) for each in plan.steps)
    return EscalationReason.ABOVE_LINE if reached else EscalationReason.NOT_COVERED


def responsible_by_fault(case: Consideration) -> dict[str, float]:
    """The responsibility of each fault."""
    chances = case.scales.found.responsible
    return {each.id: chance for each, chance in zip(case.candidates.all, chances, strict=True)}


def above_consulting(case: Consideration, leader: Candidate, plan: Plan) -> PassOn | None:
    """A line that only consults leaves all steps to others, whatever they cost: here to the one that may take them."""
    kb, standing = case.reading.kb, case.standing
    line = kb.support.line(standing.at_line)
    if line is None or line.competence != CONSULT:
        return None
    doers = [doer_of(kb, each.step, standing.at_line, standing.terms) for each in (*plan.steps, *plan.left_out)]
    able = next((doer for doer in doers if doer is not None), None)
    return None if able is None else PassOn(EscalationReason.ABOVE_LINE, leader, plan, able)


def _why_none(
    case: Consideration, usable: Iterable[Candidate], offers: Sequence[Offer], plan: Plan
) -> EscalationReason:
    """Why none of the steps is taken; ``plan`` is made of those as well that are not among the ``offers``."""
    shut = why_shut(case, plan)
    if shut is not None:
        return shut
    used_up = not offers and spent_on(usable, case.standing.done)
    return EscalationReason.USED_UP if used_up else EscalationReason.CHEAPER


def spent_on(candidates: Iterable[Candidate], done: frozenset[str]) -> bool:
    """Whether a step against one of the matched ``candidates`` has been done."""
    return any(step.id in done for each in candidates if each.matched for step in each.playbook.steps)
