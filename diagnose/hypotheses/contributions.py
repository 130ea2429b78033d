"""How much each fact speaks for each hypothesis."""

from __future__ import annotations

import math
from collections.abc import Sequence

from diagnose.hypotheses.candidates import Candidate
from diagnose.hypotheses.evidence import Evidence, SignSeen, log_chance
from diagnose.hypotheses.models import clamp
from diagnose.hypotheses.sets import DIGITS
from diagnose.hypotheses.types import Contribution


def contributions_of(
    evidence: Evidence, candidates: Sequence[Candidate], kept: Sequence[int]
) -> dict[int, tuple[Contribution, ...]]:
    """For each candidate in ``kept`` log[P(fact | f, the others at their priors) / P(fact | not f, the others so)].

    The strongest comes first. A circumstance only tilts: its contribution is log[P(value | f) / common(value)].
    """
    priors = {number: clamp(candidates[number].playbook.prior) for number in kept}
    found: dict[int, list[Contribution]] = {number: [] for number in kept}
    for sign in evidence.signs:
        for number, odds in _sign_odds(sign, priors):
            found[number].append(Contribution(sign.attribute, sign.value, round(odds, DIGITS)))
    for circumstance in evidence.circumstances:
        for number, ratio in circumstance.named:
            if number in found:
                found[number].append(Contribution(circumstance.attribute, circumstance.value, round(ratio, DIGITS)))
    return {
        number: tuple(sorted(each, key=lambda one: (-abs(one.log_odds), one.attribute, str(one.value))))
        for number, each in found.items()
    }


def _sign_odds(sign: SignSeen, priors: dict[int, float]) -> list[tuple[int, float]]:
    """The other candidates are independent of each other, so each leaves 1 - p + p * (its factor) on average."""
    averaged = [
        (number, silent, allowing, 1.0 - prior * (1.0 - silent), 1.0 - prior * (1.0 - allowing))
        for number, silent, allowing in sign.named
        if (prior := priors.get(number)) is not None
    ]
    all_silent = math.prod(entry[3] for entry in averaged)
    all_allowing = math.prod(entry[4] for entry in averaged)
    odds = []
    for number, silent, allowing, own_silent, own_allowing in averaged:
        others_silent, others_allowing = all_silent / own_silent, all_allowing / own_allowing
        present = log_chance(sign, others_silent * silent, others_allowing * allowing)
        odds.append((number, present - log_chance(sign, others_silent, others_allowing)))
    return odds
