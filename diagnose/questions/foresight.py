"""What is foreseen of a case: the expected cost of repair now, and after the answer to a question.

ECO(q) = cost of asking q + sum over its answers v of P(v) * ECR(v): a question is worth asking when this is below the
expected cost of repair now (Heckerman, Breese and Rommelse 1995). The answers weigh the same sets anew; only for
attributes from which something is concluded, or on which a ``given`` depends, the case is worked out again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass

from diagnose.facts import Value
from diagnose.hypotheses import Reading, Scales, Treatment
from diagnose.hypotheses.evidence import mended_before
from diagnose.planning import Offer, Prices
from diagnose.planning.reckoning import Reckoner
from diagnose.questions.answering import Answering
from diagnose.questions.branches import Belief
from diagnose.questions.replies import Reply, replies_to
from diagnose.questions.supposed import Supposed, read_by_rules
from diagnose.questions.worth import UNLIKELY
from diagnose.rules.conditions import attributes_of


@dataclass(frozen=True, slots=True)
class Prospect:
    """A question as it is foreseen: ``cost`` of asking, and the expected cost of repair ``after`` its answer."""

    attribute: str
    cost: float
    after: float

    @property
    def whole(self) -> float:
        """ECO: asking and repair together."""
        return self.cost + self.after


@dataclass(frozen=True, slots=True)
class Anew:
    """A case worked out again with one more answer: its expected cost of repair, and the log weight of what is seen."""

    cost: float
    weight: float


class Foresight:
    """Looks one answer ahead in one case."""

    def __init__(  # noqa: PLR0913 - all that a look ahead rests on
        self,
        reading: Reading,
        scales: Scales,
        belief: Belief,
        treatment: Treatment,
        offers: Sequence[Offer],
        prices: Prices,
        answering: Answering,
    ) -> None:
        self.reading = reading
        self.answering = answering
        self.weight = scales.weights.total
        self._silenced = mended_before(belief.faults, treatment, treatment.done)
        self._prices = prices
        self._look(belief, offers)

    def _look(self, belief: Belief, offers: Sequence[Offer]) -> None:
        self.belief = belief
        self._offers = offers
        self.responsible = belief.responsible()
        self._reckoner = Reckoner(offers, belief.places, self._prices)
        self._requiring = [
            (place, offer.step.requires.condition, attributes_of(offer.step.requires.condition))
            for place, offer in enumerate(offers)
            if offer.step.requires is not None
        ]
        self.cost, self._first = self._reckoner.best(self.responsible)

    def after_failure(self, step: str) -> Foresight:
        """What is foreseen once ``step``, which is on offer, has been taken and has not ended the case."""
        fixes = next(dict(offer.fixes) for offer in self._offers if offer.step.id == step)
        later = copy(self)
        left = [offer for offer in self._offers if offer.step.id != step]
        later._look(self.belief.after_failure(fixes), left)  # noqa: SLF001 - a copy of the same class
        return later

    def deep(self, name: str) -> bool:
        """Whether an answer about ``name`` may change more than the weight of the sets."""
        if name in read_by_rules(self.reading.kb):
            return True
        return any(name in fault.rows_wait_for for fault in self.belief.faults)

    def prospect(self, name: str) -> Prospect:
        """What asking for ``name`` leads to, weighing the same sets anew."""
        weights = [branch.weight for branch in self.belief.branches]
        parts = []
        for reply in self.replies(name):
            joint = [weight * chance for weight, chance in zip(weights, reply.chances, strict=True)]
            chance = math.fsum(joint)
            if chance >= UNLIKELY:
                parts.append((chance, self._best_after(name, reply, joint)[0]))
        return Prospect(name, self.answering.cost(name), self._mean(parts))

    def replies(self, name: str) -> tuple[Reply, ...]:
        """The replies to a question about ``name``, with their chances under each branch of the belief."""
        return replies_to(self.reading, self.belief, self._silenced, name)

    def prospect_anew(
        self, name: str, answers: Iterable[tuple[Value, float]], suppose: Callable[[str, Value], Anew]
    ) -> Prospect:
        """The same with the whole case worked out again for each of ``answers``, which come with their usual share."""
        worked = [(share, suppose(name, value)) for value, share in answers]
        parts = [(share * math.exp(min(700.0, anew.weight - self.weight)), anew.cost) for share, anew in worked]
        return Prospect(name, self.answering.cost(name), self._mean(parts))

    def _mean(self, parts: Sequence[tuple[float, float]]) -> float:
        total = math.fsum([chance for chance, _ in parts])
        kept = [(chance, cost) for chance, cost in parts if chance >= UNLIKELY * total]
        total = math.fsum([chance for chance, _ in kept])
        return math.fsum([chance * cost for chance, cost in kept]) / total if total > 0.0 else self.cost

    def could_turn(self, name: str) -> bool:
        """Whether some reply to a question about ``name`` would make another step the first."""
        weights = [branch.weight for branch in self.belief.branches]
        for reply in self.replies(name):
            joint = [weight * chance for weight, chance in zip(weights, reply.chances, strict=True)]
            if math.fsum(joint) >= UNLIKELY and self._best_after(name, reply, joint)[1] != self._first:
                return True
        return False

    def _best_after(self, name: str, reply: Reply, joint: Sequence[float]) -> tuple[float, int]:
        barred = frozenset[int]()
        concerned = [(place, condition) for place, condition, read in self._requiring if name in read]
        if concerned:
            supposed = Supposed(self.reading, name, reply.value)
            barred = frozenset(place for place, condition in concerned if condition.truth(supposed) is False)
        return self._reckoner.best(self.belief.responsible(joint), barred)
