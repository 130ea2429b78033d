"""Look-ahead by brute force: every open question, every answer, the whole case decided from scratch each time."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from benchmarks.troubleshooting.moves import Ask, HandOn, Move, Position, Take
from benchmarks.troubleshooting.policies import Desk
from diagnose.hypotheses import Candidate, weigh
from diagnose.hypotheses.following import following
from diagnose.planning import Offer, Plan
from diagnose.questions import answers_to, could_hold, usual_share
from diagnose.questions.chances import chance_of

LEAST = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """A position decided: the ``plan`` with the ``offers`` it was made from, and how likely everything seen is."""

    desk: Desk
    suspects: tuple[Candidate, ...]
    offers: tuple[Offer, ...]
    chances: dict[str, float]
    plan: Plan
    weight: float


def outlook(position: Position) -> Outlook:
    """The case decided from scratch: all sets, open faults with the chance of what they wait for."""
    desk = Desk(position)
    scales = weigh(desk.reading, desk.standing.treatment)
    every = scales.candidates.all
    usable = [
        each.certain or each.matched or could_hold(desk.reading, each.playbook.condition, desk.answering)
        for each in every
    ]
    assured = [
        1.0 if each.certain else chance_of(desk.reading, each.playbook.condition) if possible else 0.0
        for each, possible in zip(every, usable, strict=True)
    ]
    weights = scales.weights
    parts = [
        chance * math.prod([assured[number] for number in members])
        for members, chance in zip(weights.sets, weights.chances, strict=True)
    ]
    total = math.fsum(parts)
    found = following(scales.evidence, replace(weights, chances=tuple([part / total for part in parts])))
    chances = {each.id: chance for each, chance in zip(every, found.responsible, strict=True)}
    suspects = tuple(each for each, possible in zip(every, usable, strict=True) if possible)
    offers = desk.offers(suspects)
    return Outlook(desk, suspects, offers, chances, desk.plan(offers, chances), weights.total + math.log(total))


def look_ahead(position: Position) -> Move:
    """The question with the least expected cost including its own, if that is below doing without; else the plan."""
    now = outlook(position)
    asked = sorted((round(cost_with(now, name), 9), name) for name in now.desk.askable(now.suspects))
    plan = ready(now)
    if asked and asked[0][0] < plan.expected_cost - LEAST:
        return Ask(asked[0][1])
    return Take(plan.steps[0].step.id) if plan.steps else HandOn()


def ready(now: Outlook) -> Plan:
    """The best plan whose first step waits for nothing."""
    offers, plan = now.offers, now.plan
    while plan.steps and plan.steps[0].waits_for:
        first = plan.steps[0].step.id
        offers = tuple(offer for offer in offers if offer.step.id != first)
        plan = now.desk.plan(offers, now.chances)
    return plan


def cost_with(now: Outlook, name: str) -> float:
    """What asking for ``name`` costs, and the expected cost of repair after the answer."""
    desk = now.desk
    position = desk.position
    answers = answers_to(desk.reading, name, now.suspects)
    weighed = []
    for answer in answers:
        after = outlook(replace(position, memory=desk.reading.with_answer(name, answer)))
        share = usual_share(desk.reading, name, answer, len(answers))
        weighed.append((share * math.exp(min(700.0, after.weight - now.weight)), after.plan.expected_cost))
    total = math.fsum(chance for chance, _ in weighed)
    if total <= 0.0:
        return math.inf
    return desk.answering.cost(name) + math.fsum(chance / total * cost for chance, cost in weighed)
