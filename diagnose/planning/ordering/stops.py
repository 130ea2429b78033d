"""Steps that end the treatment of their faults, put off until nothing else is left to do for these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from diagnose.planning.types import Offer


def stops_put_off(offers: Sequence[Offer]) -> list[Offer] | None:
    """``offers`` with each ``stop`` step after all that serve its faults; None where that changes nothing.

    Steps that must come after the ``stop`` step, and other ``stop`` steps, are not waited for.
    """
    stops = sorted([offer for offer in offers if offer.step.stop], key=lambda offer: offer.step.id)
    if not stops:
        return None
    after = {offer.step.id: offer.after for offer in offers}
    for stop in stops:
        faults = {fault for fault, _ in stop.fixes}
        serving = [each.step.id for each in offers if not each.step.stop and not faults.isdisjoint(dict(each.fixes))]
        after[stop.step.id] |= frozenset(serving) - _led_to(stop.step.id, after)
    if all(after[offer.step.id] == offer.after for offer in stops):
        return None
    return [replace(offer, after=after[offer.step.id]) if offer.step.stop else offer for offer in offers]


def _led_to(step: str, after: Mapping[str, frozenset[str]]) -> set[str]:
    """What must come after ``step``, directly or not."""
    found = {step}
    more = True
    while more:
        late = {name for name, needed in after.items() if name not in found and not needed.isdisjoint(found)}
        found |= late
        more = bool(late)
    return found
