"""From tallies to what a history says about each number: conjugate posteriors with the author's words as prior."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from diagnose.authoring.calibration.beta import Beta
from diagnose.authoring.calibration.numbers import Expected, Frequency, Learned, Strength, Success
from diagnose.authoring.calibration.tallies import RowTally, Tallies, Tally
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Playbook, Shown
from diagnose.vocabulary import AttributeType

EDGE = 1e-6
"""No share is believed to be nearer to 0 or 1 at the start."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How many cases the author's words are worth: a frequency so many requests, the others so many of the fault."""

    requests: float = 50.0
    of_fault: float = 10.0


def learn(tallies: Tallies, kb: KnowledgeBase, weights: Weights) -> tuple[Learned, ...]:
    """What was learned, in order of playbook, then frequency, rows and steps as written."""
    found: list[Learned] = []
    for name in sorted(kb.playbooks):
        playbook = kb.playbooks[name]
        tally = tallies.frequencies.get(name)
        if tally is not None:
            found.append(_plain(Frequency(name), playbook.prior, tally, weights.requests))
        found += _rows(playbook, tallies, kb, weights.of_fault)
        for step in playbook.steps:
            done = tallies.steps.get((name, step.id))
            if done is not None:
                found.append(_plain(Success(name, step.id), step.fixes, done, weights.of_fault))
    return tuple(found)


def _plain(number: Frequency | Success, present: float, tally: Tally, weight: float) -> Learned:
    """A number that is itself the share that is counted."""
    expected = Expected(_kept(present))
    after = Beta.around(expected.share, weight).after(tally.hits, tally.cases)
    return Learned(number, present, tally.hits, tally.cases, expected, after)


def _rows(playbook: Playbook, tallies: Tallies, kb: KnowledgeBase, weight: float) -> Iterator[Learned]:
    for number, row in enumerate(playbook.shows):
        tally = tallies.rows.get((playbook.id, number))
        if tally is not None and row.value is not None:
            strength = Strength(playbook.id, number, row.attribute, row.value)
            yield _row(strength, row, tally, weight, _held(playbook, row, kb))


def _held(playbook: Playbook, row: Shown, kb: KnowledgeBase) -> tuple[str, ...]:
    """The rows under one ``given`` whose values exclude each other; members of a set do not."""
    alone = (str(row.value),) if kb.vocabulary.attributes[row.attribute].type is AttributeType.SET else ()
    return (playbook.id, row.attribute, "" if row.given is None else row.given.written, *alone)


def _row(number: Strength, row: Shown, tally: RowTally, weight: float, held: tuple[str, ...]) -> Learned:
    mean, hits, cases = tally.mean(), tally.seen.hits, tally.seen.cases
    expected = replace(mean, share=_kept(mean.share))
    after = Beta.around(expected.share, weight).after(hits, cases)
    normal = (mean.normal * weight + tally.normal) / (weight + cases)
    return Learned(number, row.strength, hits, cases, expected, after, normal, held)


def _kept(share: float) -> float:
    return min(1.0 - EDGE, max(EDGE, share))
