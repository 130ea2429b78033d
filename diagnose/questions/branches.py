"""The sets of faults that look-ahead reckons with: the likeliest ones, with what each makes of every fault."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from diagnose.hypotheses import Candidate, Reading, Scales
from diagnose.hypotheses.evidence import Cause
from diagnose.hypotheses.following import active_shares
from diagnose.hypotheses.models import clamp
from diagnose.questions.chances import chance_with_fault

COVERED = 0.98
"""So much of the weight of all sets is looked at."""
MOST = 32
"""So many sets at most."""
LEAST_SHARE = 1e-9
LEAST_LEFT = 0.1
"""At least this part of how common a complaint is has no known cause."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One set: its ``members`` by place among the faults looked at, its weight, and who is an active cause in it.

    ``shares`` gives for each member the chance that it is an active cause of a complaint.
    """

    members: tuple[int, ...]
    weight: float
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Belief:
    """The likeliest sets over a few ``faults``; their weights sum to 1."""

    faults: tuple[Candidate, ...]
    branches: tuple[Branch, ...]

    @property
    def places(self) -> Mapping[str, int]:
        """By fault its place."""
        return {fault.id: place for place, fault in enumerate(self.faults)}

    def responsible(self, weights: Sequence[float] | None = None) -> list[float]:
        """The chance of each fault to be an active cause; ``weights`` may stand in for those of the branches."""
        found = [0.0] * len(self.faults)
        total = 0.0
        for place, branch in enumerate(self.branches):
            weight = branch.weight if weights is None else weights[place]
            total += weight
            for member, share in zip(branch.members, branch.shares, strict=True):
                found[member] += weight * share
        return [chance / total for chance in found] if total > 0.0 else found

    def after_failure(self, fixes: Mapping[str, float]) -> Belief:
        """The belief once a step that mends these faults with these chances has not ended the case."""
        mends = [fixes.get(fault.id, 0.0) for fault in self.faults]
        failed = []
        for branch in self.branches:
            solved = [share * mends[member] for member, share in zip(branch.members, branch.shares, strict=True)]
            weight = branch.weight * max(0.0, 1.0 - math.fsum(solved))
            shares = [share - part for share, part in zip(branch.shares, solved, strict=True)]
            left = max(LEAST_SHARE, 1.0 - math.fsum(solved))
            failed.append(Branch(branch.members, weight, tuple([min(1.0, share / left) for share in shares])))
        total = math.fsum([branch.weight for branch in failed])
        scaled = tuple([Branch(each.members, each.weight / total, each.shares) for each in failed])
        return Belief(self.faults, scaled)


def belief_of(reading: Reading, scales: Scales) -> Belief:
    """The belief that ``scales`` show; an open fault counts with the chance that its condition turns out to hold."""
    weights = scales.weights
    ranked = sorted(range(len(weights.sets)), key=lambda place: (-weights.chances[place], place))
    kept: list[int] = []
    covered = 0.0
    for place in ranked[:MOST]:
        kept.append(place)
        covered += weights.chances[place]
        if covered >= COVERED:
            break
    numbers = sorted({number for place in kept for number in weights.sets[place]})
    faults = tuple([scales.candidates.all[number] for number in numbers])
    assured = [_assured(reading, fault) for fault in faults]
    at = {number: place for place, number in enumerate(numbers)}
    causes = [_net_of_known(cause, scales) for cause in scales.evidence.causes]
    branches = [_branch(scales, causes, at, assured, place) for place in kept]
    total = math.fsum([branch.weight for branch in branches])
    scaled = tuple([Branch(each.members, each.weight / total, each.shares) for each in branches])
    return Belief(faults, scaled)


def _branch(
    scales: Scales, causes: Sequence[Cause], at: Mapping[int, int], assured: Sequence[float], place: int
) -> Branch:
    """The set at ``place``, weighed with ``causes`` in place of those of the evidence."""
    numbers = scales.weights.sets[place]
    members = tuple([at[number] for number in numbers])
    weight = scales.weights.chances[place]
    for member in members:
        weight *= assured[member]
    chances = [cause.chance(numbers) for cause in causes]
    for old, chance in zip(scales.evidence.causes, chances, strict=True):
        weight *= chance / old.chance(numbers)
    return Branch(members, weight, active_shares(causes, chances, numbers))


def _net_of_known(cause: Cause, scales: Scales) -> Cause:
    """The complaint with the leak that the known faults leave of it.

    How common a complaint is counts requests whatever their cause. That is the right measure for novelty; but what is
    left to chance once the known faults have their part is less, and a plan would be given up too early with the whole.
    """
    known = [
        clamp(fault.playbook.prior) * strength
        for fault, strength in zip(scales.candidates.all, cause.strengths, strict=True)
    ]
    return replace(cause, leak=max(LEAST_LEFT * cause.leak, cause.leak - math.fsum(known)))


def _assured(reading: Reading, fault: Candidate) -> float:
    """The chance that what the condition of a fault still waits for turns out as it asks; 1 for one that is settled."""
    return 1.0 if fault.certain else chance_with_fault(reading, fault.playbook.condition)
