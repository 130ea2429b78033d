"""Plans: the steps of several hypotheses in one order, cut where handing over is cheaper (decision-model.md)."""

from __future__ import annotations

from diagnose.planning.offers import cost_of, offers_of, prices_of, steps_left
from diagnose.planning.plans import cheapest_prefix, plan_of
from diagnose.planning.types import Offer, Plan, PlannedStep, Prices

__all__ = [
    "Offer",
    "Plan",
    "PlannedStep",
    "Prices",
    "cheapest_prefix",
    "cost_of",
    "offers_of",
    "plan_of",
    "prices_of",
    "steps_left",
]
