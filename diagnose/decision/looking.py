"""A case with what is foreseen of it: the steps of this line, and what each question would lead to."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from diagnose.decision.course import ADVICE, Consideration, consider, feasible, usable_in
from diagnose.decision.permits import within_competence
from diagnose.facts import Value
from diagnose.hypotheses import Candidate, Reading
from diagnose.planning import Offer, Prices, advice_offers, offers_of, prices_of
from diagnose.questions import (
    Anew,
    Foresight,
    Prospect,
    answers_to,
    belief_of,
    chance_of,
    could_hold,
    interesting,
    usual_share,
)

MOST_QUESTIONS = 14
"""So many questions are looked at, those first that tell the suspects apart best."""
MOST_DEEP = 3
"""So many of those for which the whole case must be worked out again for each answer."""


@dataclass(frozen=True, eq=False)
class Looking:
    """A case, the faults that may be acted on, the steps of this line and of lines above, and what is foreseen.

    ``every`` holds the steps that nobody may take for this customer as well.
    """

    case: Consideration
    usable: tuple[Candidate, ...]
    offers: tuple[Offer, ...]
    above: tuple[Offer, ...]
    prices: Prices
    foresight: Foresight
    every: tuple[Offer, ...] = ()

    @cached_property
    def responsible(self) -> dict[str, float]:
        """The responsibility of each fault looked at; open ones count with the chance of what they wait for."""
        faults = self.foresight.belief.faults
        return {fault.id: chance for fault, chance in zip(faults, self.foresight.responsible, strict=True)}

    @cached_property
    def questions(self) -> tuple[Prospect, ...]:
        """The questions that tell the suspects apart, the cheapest way on first."""
        foresight = self.foresight
        names = interesting(
            self.case.reading, foresight.belief, foresight.responsible, self.case.answering, MOST_QUESTIONS
        )
        deep = [name for name in names if foresight.deep(name)]
        left_out = set(deep[MOST_DEEP:])
        found = [self.prospect(name) for name in names if name not in left_out]
        return tuple(sorted(found, key=lambda each: (round(each.whole, 9), each.attribute)))

    def prospect(self, name: str) -> Prospect:
        """What asking for ``name`` leads to."""
        if not self.foresight.deep(name):
            return self.foresight.prospect(name)
        reading = self.case.reading
        answers = answers_to(reading, name, self.foresight.belief.faults)
        shares = [(answer, usual_share(reading, name, answer, len(answers))) for answer in answers]
        return self.foresight.prospect_anew(name, shares, self._anew)

    def _anew(self, name: str, answer: Value) -> Anew:
        reading = self.case.reading
        supposed = consider(Reading.of(reading.kb, reading.with_answer(name, answer)), self.case.standing)
        return Anew(look(supposed).foresight.cost, supposed.scales.weights.total)


def look(case: Consideration) -> Looking:
    """``case`` with what is foreseen of it."""
    kb, standing = case.reading.kb, case.standing
    usable = suspects_in(case)
    belief = belief_of(case.reading, case.scales)
    looked_at = belief.places
    suspects = [each for each in usable if each.id in looked_at]
    offers = offers_of(case.reading, suspects, standing.done, case.answering.among, standing.at_line)
    all_offers = _harmless_where_assumed(case, suspects, offers)
    every = feasible(case, all_offers)
    asking = _Asking(case, suspects)
    own = tuple(asking.priced(each) for each in within_competence(kb, every, standing.at_line, standing.terms))
    advice = advice_offers(kb, [each for each in suspects if each.playbook.outcome in ADVICE], standing.at_line)
    prices = prices_of(kb, standing.at_line, on_site=standing.on_site)
    foresight = Foresight(
        case.reading, case.scales, belief, standing.treatment, (*own, *advice), prices, case.answering
    )
    mine = {offer.step.id for offer in own}
    above = tuple(offer for offer in every if offer.step.id not in mine)
    return Looking(case, usable, own, above, prices, foresight, all_offers)


def suspects_in(case: Consideration) -> tuple[Candidate, ...]:
    """The faults that may be acted on, the likeliest cause first.

    Where somebody was asked what an open fault waits for and did not know, nothing more can be learned, and a harmless
    step may still be the cheapest way on (ADR 0006).
    """
    asked_in_vain = case.reading.inference.memory.unknown
    return tuple(
        each
        for each in usable_in(case, asked_in_vain)
        if each.id not in case.standing.done and (each.playbook.outcome == "plan" or may_fit(case, each))
    )


def may_fit(case: Consideration, fault: Candidate) -> bool:
    """Whether ``fault`` is matched, or answers that can still be had could make it so."""
    return fault.matched or could_hold(case.reading, fault.playbook.condition, case.answering)


def _harmless_where_assumed(
    case: Consideration, suspects: Iterable[Candidate], offers: Iterable[Offer]
) -> tuple[Offer, ...]:
    """The ``offers`` without those that are dear, risky or want a yes, and rest on what was asked in vain."""
    if not case.reading.inference.memory.unknown:
        return tuple(offers)
    shut = {each.id for each in suspects if not may_fit(case, each)}
    settings = case.reading.kb.settings
    return tuple(
        offer
        for offer in offers
        if any(fault not in shut for fault, _ in offer.fixes)
        or (offer.cost < settings.dear and not settings.risk.get(offer.step.risk, 0.0) and not offer.step.confirm)
    )


class _Asking:
    """What asking adds to steps that wait for answers.

    One answer alone may save nothing where several are needed in a row; so a step is reckoned together with them.
    """

    def __init__(self, case: Consideration, suspects: Iterable[Candidate]) -> None:
        self._case = case
        self._suspects = {each.id: each for each in suspects}
        numbers = {each.id: number for number, each in enumerate(case.candidates.all)}
        self._present = {name: case.scales.found.present[numbers[name]] for name in self._suspects}
        self._usual: dict[str, float] = {}

    def priced(self, offer: Offer) -> Offer:
        """A step with what asking for it costs, and its own cost as far as the answers let it be taken."""
        if not offer.waits_for:
            return offer
        asking = math.fsum([self._case.answering.cost(name) for name in offer.waits_for])
        return replace(offer, cost=asking + self._chance_to_open(offer) * offer.cost)

    def _chance_to_open(self, offer: Offer) -> float:
        """The chance that the answers allow the step: its fault is there, or they come out so anyway."""
        faults = [fault for fault, _ in offer.fixes]
        present = math.fsum([self._present[fault] for fault in faults])
        required = offer.step.requires
        allowed = 1.0 if required is None else chance_of(self._case.reading, required.condition)
        return min(1.0, present + max(map(self._usually, faults))) * allowed

    def _usually(self, fault: str) -> float:
        known = self._usual.get(fault)
        if known is None:
            known = chance_of(self._case.reading, self._suspects[fault].playbook.condition)
            self._usual[fault] = known
        return known
