"""Which questions are worth a look: those whose answer tells the suspects apart."""

from __future__ import annotations

from collections.abc import Sequence

from diagnose.hypotheses import Candidate, Reading
from diagnose.hypotheses.models import leaks_of
from diagnose.questions.answering import Answering
from diagnose.questions.branches import Belief

SETTLING = 1.0
"""An answer that may refute a fault parts it from all others."""


def interesting(
    reading: Reading, belief: Belief, responsible: Sequence[float], answering: Answering, most: int
) -> tuple[str, ...]:
    """The open attributes that tell the suspects apart best, at most ``most``.

    What counts is the variance, over the suspects, of the chance that the attribute is not as usual.
    """
    sums: dict[str, tuple[float, float]] = {}
    for fault, chance in zip(belief.faults, responsible, strict=True):
        for name, unusual in _unusual(reading, fault).items():
            first, second = sums.get(name, (0.0, 0.0))
            sums[name] = (first + chance * unusual, second + chance * unusual * unusual)
    ranked = sorted((-round(second - first * first, 12), name) for name, (first, second) in sums.items())
    found: list[str] = []
    for negative, name in ranked:
        if negative < 0.0 and answering.who(name):
            found.append(name)
            if len(found) == most:
                break
    return tuple(found)


def _unusual(reading: Reading, fault: Candidate) -> dict[str, float]:
    """By attribute how far the fault takes it from what is usual."""
    attributes = reading.kb.vocabulary.attributes
    found = dict.fromkeys((*fault.waits_for, *fault.rows_wait_for), SETTLING)
    for name, shape in fault.model.signs.items():
        if name not in reading.values and name not in found:
            leaks = leaks_of(reading, attributes[name])
            if leaks is not None:
                found[name] = shape.total * leaks.clear
    for name, tilts in fault.model.tilts.items():
        if name not in reading.values and name not in found:
            found[name] = max(tilts.values())
    return found
