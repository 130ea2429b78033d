"""Plans: the steps of several hypotheses in one order, cut where handing over is cheaper (decision-model.md)."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from diagnose.hypotheses import Candidate, Reading
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Playbook, Step

DIGITS = 9
ESCALATION = (60.0, 150.0, 400.0)
"""What handing over costs by rank of the line when ``kb.yaml`` gives no price at all."""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step in its place: the faults it serves, its chance to end the case, and what it costs.

    ``waits_for`` names the open attributes that must be known before it may be taken.
    """

    step: Step
    faults: tuple[str, ...]
    chance: float
    cost: float
    waits_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps in order with the expected cost of repair; ``left_out`` were cut because handing over is cheaper."""

    steps: tuple[PlannedStep, ...]
    expected_cost: float
    hand_over_price: float
    left_out: tuple[PlannedStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that could be taken, merged over the playbooks that hold it: by fault its chance to mend that fault.

    ``cost`` leaves out the visit, which is due once for all steps that need one; ``after`` names steps on offer.
    """

    step: Step
    fixes: tuple[tuple[str, float], ...]
    cost: float
    visit: bool = False
    after: frozenset[str] = frozenset()
    waits_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prices:
    """What a plan is reckoned with: handing over now, and a visit (0 when somebody is on site already)."""

    hand_over: float
    visit: float = 0.0


def prices_of(kb: KnowledgeBase, at_line: str, *, on_site: bool = False) -> Prices:
    """The prices of ``kb`` as seen from line ``at_line``; a line without its own price has that of the next below."""
    rank = kb.support.rank(at_line)
    declared = kb.settings.escalation
    hand_over = declared.get(at_line)
    if hand_over is None:
        below = [declared[line.id] for line in kb.support.lines if line.rank <= rank and line.id in declared]
        hand_over = below[-1] if below else ESCALATION[min(rank, len(ESCALATION) - 1)]
    return Prices(hand_over, 0.0 if on_site else kb.settings.visit)


def cost_of(kb: KnowledgeBase, step: Step) -> float:
    """Time, price and risk of ``step`` in the currency of ``kb``, without a visit."""
    settings = kb.settings
    return step.takes / 3600.0 * settings.hour + step.price + settings.risk.get(step.risk, 0.0)


def only_on_site(kb: KnowledgeBase, step: Step) -> bool:
    """Whether ``step`` needs somebody on the spot."""
    kinds = {kb.support.channels[name].kind for name in step.via if name in kb.support.channels}
    return kinds == {"on-site"}


def offers_of(
    reading: Reading,
    candidates: Iterable[Candidate],
    tried: Collection[str] = (),
    askable: Collection[str] = (),
) -> tuple[Offer, ...]:
    """The steps of ``candidates`` that were not ``tried`` yet and are not ruled out, in order of id.

    Where ``requires`` is still open, the step waits for the answer if an attribute in ``askable`` can give it;
    otherwise the closed world decides.
    """
    merged: dict[str, list[tuple[Candidate, Step]]] = {}
    for candidate in candidates:
        for step in steps_left(candidate.playbook, tried):
            merged.setdefault(step.id, []).append((candidate, step))
    offers = []
    for name in sorted(merged):
        waits = _requirement_waits(reading, merged[name][0][1], askable)
        if waits is not None:
            offers.append(_offer(reading.kb, merged[name], waits))
    return tuple(offers)


def steps_left(playbook: Playbook, tried: Collection[str]) -> tuple[Step, ...]:
    """The steps of ``playbook`` that remain; none after a ``stop`` step that was tried in vain."""
    if any(step.stop and step.id in tried for step in playbook.steps):
        return ()
    return tuple(step for step in playbook.steps if step.id not in tried)


def _requirement_waits(reading: Reading, step: Step, askable: Collection[str]) -> frozenset[str] | None:
    """What ``requires`` waits for: nothing, some attributes, or None when the step is ruled out."""
    if step.requires is None:
        return frozenset()
    condition = step.requires.condition
    truth = reading.truth(condition)
    if truth is None:
        waits = reading.possible.open_attributes(condition)
        if any(name in askable for name in waits):
            return waits
        truth = reading.holds(condition)
    return frozenset() if truth else None


def _offer(kb: KnowledgeBase, owners: Sequence[tuple[Candidate, Step]], waits: frozenset[str]) -> Offer:
    step = owners[0][1]
    gates = [_gate(candidate) for candidate, _ in owners]
    gate = frozenset() if any(not each for each in gates) else frozenset().union(*gates)
    return Offer(
        step=step,
        fixes=tuple((candidate.id, own.fixes) for candidate, own in owners),
        cost=cost_of(kb, step),
        visit=only_on_site(kb, step),
        after=frozenset(name for _, own in owners for name in own.after),
        waits_for=tuple(sorted(waits | gate)),
    )


def _gate(candidate: Candidate) -> frozenset[str]:
    """What a fault's own gate waits for; an open ``given`` ranks it but does not keep its steps back."""
    return candidate.waits_for


def plan_of(offers: Sequence[Offer], responsible: Mapping[str, float], prices: Prices) -> Plan:
    """The offers in the order of chance over cost, cut at the prefix with the least expected cost of repair."""
    planned = _ordered(offers, _shares(offers, responsible), prices.visit)
    best, cost = cheapest_prefix([(each.chance, each.cost) for each in planned], prices.hand_over)
    return Plan(
        steps=tuple(planned[:best]),
        expected_cost=round(cost, DIGITS),
        hand_over_price=prices.hand_over,
        left_out=tuple(planned[best:]),
    )


def cheapest_prefix(steps: Sequence[tuple[float, float]], hand_over: float) -> tuple[int, float]:
    """How many of ``steps`` (chance, cost) to take before handing over, and the expected cost of doing so.

    V_k = sum over i <= k of c_i * (1 - sum over j < i of r_j) + E * (1 - sum over j <= k of r_j).
    """
    best, least = 0, hand_over
    spent: list[float] = []
    mended: list[float] = []
    for number, (chance, cost) in enumerate(steps, start=1):
        spent.append(cost * (1.0 - math.fsum(mended)))
        mended.append(chance)
        expected = math.fsum(spent) + hand_over * (1.0 - math.fsum(mended))
        if round(expected, DIGITS) < round(least, DIGITS):
            best, least = number, expected
    return best, least


def _shares(offers: Sequence[Offer], responsible: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """For each step its chance to end the case by fault, scaled so that all together make at most 1."""
    raw: dict[str, dict[str, float]] = {}
    for offer in offers:
        parts = {fault: responsible.get(fault, 0.0) * fixes for fault, fixes in offer.fixes}
        total = math.fsum(parts.values())
        scale = 1.0 / total if total > 1.0 else 1.0
        raw[offer.step.id] = {fault: part * scale for fault, part in parts.items()}
    whole = max(1.0, math.fsum(part for parts in raw.values() for part in parts.values()))
    return {name: {fault: part / whole for fault, part in parts.items()} for name, parts in raw.items()}


def _ordered(offers: Sequence[Offer], shares: Mapping[str, dict[str, float]], visit: float) -> list[PlannedStep]:
    """Greedy: of the steps that nothing on offer must precede, the one with the most chance for its cost."""
    left = {offer.step.id: offer for offer in offers if math.fsum(shares[offer.step.id].values()) > 0.0}
    stopped: set[str] = set()
    planned: list[PlannedStep] = []
    while left:
        ranked = [_rated(offer, shares, stopped, visit) for offer in left.values()]
        free = [rated for rated in ranked if not any(name in left for name in rated[2].after)] or ranked
        worth, name, offer, faults, cost = min(free)
        del left[name]
        if worth == 0.0:
            continue
        chance = math.fsum(shares[name][fault] for fault in faults)
        planned.append(PlannedStep(offer.step, faults, round(chance, DIGITS), round(cost, DIGITS), offer.waits_for))
        visit = 0.0 if offer.visit else visit
        stopped.update(fault for fault in faults if offer.step.stop)
    return planned
