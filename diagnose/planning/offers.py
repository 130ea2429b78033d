"""Which steps could be taken in a case, and what they cost."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from diagnose.hypotheses import Candidate, Reading
from diagnose.hypotheses.treatment import ADVICE_SETTLES
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Playbook, Step
from diagnose.planning.types import Offer, Prices

ADVISING = 120.0
"""Seconds that it takes to give an advice and to hear whether it settles the case."""

Answerable: TypeAlias = Callable[[frozenset[str]], frozenset[str]]
"""Those of some attributes that somebody can still be asked for."""

ESCALATION = (60.0, 150.0, 400.0)
"""What handing over costs by rank of the line when ``kb.yaml`` gives no price at all."""


def prices_of(kb: KnowledgeBase, at_line: str, *, on_site: bool = False) -> Prices:
    """The prices of ``kb`` as seen from line ``at_line``; a line without a price has that of the next one below."""
    rank = kb.support.rank(at_line)
    declared = kb.settings.escalation
    hand_over = declared.get(at_line)
    if hand_over is None:
        below = [declared[line.id] for line in kb.support.lines if line.rank <= rank and line.id in declared]
        hand_over = below[-1] if below else ESCALATION[min(rank, len(ESCALATION) - 1)]
    return Prices(hand_over, 0.0 if on_site else kb.settings.visit)


def cost_of(kb: KnowledgeBase, step: Step, at_line: str | None = None) -> float:
    """Time, price and risk of ``step`` in the currency of ``kb``, without a visit.

    The time is that of the line that does it: ``at_line``, or ``by`` where that stands higher.
    """
    settings, rank = kb.settings, kb.support.rank
    line = step.by if at_line is None or rank(step.by) > rank(at_line) else at_line
    return step.takes / 3600.0 * hour_of(kb, line) + step.price + settings.risk.get(step.risk, 0.0)


def hour_of(kb: KnowledgeBase, line: str) -> float:
    """What an hour of ``line`` costs: its own price, else that of ``kb.yaml``."""
    found = kb.support.line(line)
    return kb.settings.hour if found is None or found.hour is None else found.hour


def only_on_site(kb: KnowledgeBase, step: Step) -> bool:
    """Whether ``step`` needs somebody on the spot."""
    channels = kb.support.channels
    return bool(step.via) and all(name in channels and channels[name].kind == "on-site" for name in step.via)


def offers_of(
    reading: Reading,
    candidates: Iterable[Candidate],
    tried: Collection[str],
    answerable: Answerable,
    at_line: str | None = None,
) -> tuple[Offer, ...]:
    """The steps of ``candidates`` that were not ``tried`` yet and are not ruled out, in order of id.

    A step waits for what its playbooks or its ``requires`` still wait for, as far as it is ``answerable``. Where
    nobody can answer, the closed world decides about ``requires``. The time of a step is that of ``at_line``.
    """
    merged: dict[str, list[tuple[Candidate, Offer]]] = {}
    for candidate in candidates:
        own = _own_offers(reading.kb, candidate.playbook, at_line)
        left = {step.id for step in steps_left(candidate.playbook, tried)} if tried else own.keys()
        for name, offer in own.items():
            if name in left:
                merged.setdefault(name, []).append((candidate, offer))
    offers = []
    for name in sorted(merged):
        owners = merged[name]
        waits = _requirement_waits(reading, owners[0][1].step, answerable)
        if waits is not None:
            offers.append(_merged(owners, waits, answerable))
    return tuple(offers)


def advice_offers(kb: KnowledgeBase, candidates: Iterable[Candidate], at_line: str) -> tuple[Offer, ...]:
    """What ``candidates`` that need no repair have to say, as a step with the id of the playbook."""
    takes = ADVISING / 3600.0 * hour_of(kb, at_line)
    return tuple(
        Offer(
            Step(each.id, each.playbook.say, at_line, takes=ADVISING, fixes=ADVICE_SETTLES),
            fixes=((each.id, ADVICE_SETTLES),),
            cost=takes,
        )
        for each in candidates
    )


def _own_offers(kb: KnowledgeBase, playbook: Playbook, at_line: str | None) -> Mapping[str, Offer]:
    """The steps of a playbook by themselves; the same in every case at a line, and kept."""
    kept: dict[str | None, Mapping[str, Offer]] | None = kb.derived.get(("offers", playbook.id))
    if kept is None:
        kept = kb.derived["offers", playbook.id] = {}
    line = at_line if any(each.hour is not None for each in kb.support.lines) else None
    if line not in kept:
        kept[line] = {
            step.id: Offer(
                step=step,
                fixes=((playbook.id, step.fixes),),
                cost=cost_of(kb, step, line),
                visit=only_on_site(kb, step),
                after=frozenset(step.after),
            )
            for step in playbook.steps
        }
    return kept[line]


def steps_left(playbook: Playbook, tried: Collection[str]) -> tuple[Step, ...]:
    """The steps of ``playbook`` that remain; none after a ``stop`` step that was tried in vain."""
    if any(step.stop and step.id in tried for step in playbook.steps):
        return ()
    return tuple(step for step in playbook.steps if step.id not in tried)


def _requirement_waits(reading: Reading, step: Step, answerable: Answerable) -> frozenset[str] | None:
    """What ``requires`` waits for: nothing, some attributes, or None when the step is ruled out."""
    if step.requires is None:
        return frozenset()
    condition = step.requires.condition
    truth = reading.truth(condition)
    if truth is None:
        waits = answerable(reading.possible.open_attributes(condition))
        if waits:
            return waits
        truth = reading.holds(condition)
    return frozenset() if truth else None


def _merged(owners: Sequence[tuple[Candidate, Offer]], required: frozenset[str], answerable: Answerable) -> Offer:
    first = owners[0][1]
    matched = [candidate for candidate, _ in owners if candidate.matched]
    gates = [answerable(each.waits_for) for each in matched or [candidate for candidate, _ in owners]]
    gate = frozenset[str]().union(*gates) if all(gates) else frozenset[str]()
    if len(owners) == 1 and matched and not gate and not required:
        return first
    return replace(
        first,
        fixes=tuple(fixes for _, offer in owners for fixes in offer.fixes),
        after=frozenset(name for _, offer in owners for name in offer.after),
        open=not matched,
        waits_for=tuple(sorted(required | gate)),
    )
