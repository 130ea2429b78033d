"""How far what is seen lies from what the best explanation leads one to expect."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from diagnose.facts import Value
from diagnose.hypotheses.candidates import Candidate
from diagnose.hypotheses.models import FaultModel, leaks_of
from diagnose.hypotheses.reading import Reading
from diagnose.hypotheses.sets import DIGITS
from diagnose.vocabulary import Attribute

FEWEST_SIGNS = 6
"""With fewer known signs the figure says little."""
LEAST_VARIANCE = 1e-12


@dataclass(frozen=True, slots=True)
class Surprise:
    """How surprising one sign is: log(chance of the likeliest value / chance of the value seen).

    ``expected`` and ``variance`` are what the explanation itself leads one to expect of that figure.
    """

    seen: float
    expected: float
    variance: float


@dataclass(frozen=True, slots=True)
class Misfit:
    """The surprise over ``signs`` known signs: what was ``seen``, and what was ``expected`` give or take ``spread``."""

    signs: int
    seen: float
    expected: float
    spread: float

    @property
    def mean(self) -> float:
        """The mean surprise of a sign."""
        return round(self.seen / self.signs, DIGITS)

    @property
    def deviations(self) -> float:
        """By how many standard deviations the surprise is more than expected."""
        return (self.seen - self.expected) / self.spread

    def limit(self, deviations: float) -> float:
        """The mean surprise that lies so many ``deviations`` above what is expected."""
        return round((self.expected + deviations * self.spread) / self.signs, DIGITS)


def misfit_of(reading: Reading, faults: Sequence[Candidate]) -> Misfit | None:
    """The misfit of a case under ``faults``; None with fewer than six known signs."""
    models = [candidate.model for candidate in faults]
    attributes = reading.kb.vocabulary.attributes
    found: list[Surprise] = []
    for name in reading.values:
        attribute = attributes.get(name)
        if attribute is not None and attribute.abnormal:
            chances = chances_of(reading, attribute, models)
            if chances is not None:
                found.append(_surprise(chances, chances.get(reading.values[name], chances[None])))
    if len(found) < FEWEST_SIGNS:
        return None
    return Misfit(
        signs=len(found),
        seen=math.fsum([each.seen for each in found]),
        expected=math.fsum([each.expected for each in found]),
        spread=math.sqrt(max(LEAST_VARIANCE, math.fsum([each.variance for each in found]))),
    )


def chances_of(
    reading: Reading, attribute: Attribute, models: Iterable[FaultModel]
) -> dict[Value | None, float] | None:
    """The chance of each abnormal value of a sign, and under None that of a normal one, given these faults."""
    leaks = leaks_of(reading, attribute)
    if leaks is None:
        return None
    shapes = [model.signs[attribute.id] for model in models if attribute.id in model.signs]
    silent = math.prod(1.0 - shape.total for shape in shapes)
    chances: dict[Value | None, float] = {None: leaks.clear * silent}
    for value, leak in leaks.by_value.items():
        allowing = math.prod(1.0 - shape.total + shape.by_value.get(value, 0.0) for shape in shapes)
        chances[value] = leak * allowing + leaks.clear * (allowing - silent)
    return chances


def _surprise(chances: Mapping[Value | None, float], seen: float) -> Surprise:
    """The surprise of a value with chance ``seen``; the signs are independent given the faults."""
    most = max(chances.values())
    parts = [(chance, math.log(most / chance)) for chance in chances.values()]
    expected = math.fsum([chance * surprise for chance, surprise in parts])
    variance = math.fsum([chance * surprise * surprise for chance, surprise in parts]) - expected * expected
    return Surprise(math.log(most / seen), expected, max(0.0, variance))
