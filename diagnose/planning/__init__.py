"""Plans: the steps of several hypotheses in one order, cut where handing over is cheaper (decision-model.md)."""

from __future__ import annotations

from diagnose.planning.offers import advice_offers, cost_of, hour_of, offers_of, only_on_site, prices_of, steps_left
from diagnose.planning.plans import cheapest_prefix, plan_of
from diagnose.planning.types import Offer, Plan, PlannedStep, Prices

__all__ = [
    "Offer",
    "Plan",
    "PlannedStep",
    "Prices",
    "advice_offers",
    "cheapest_prefix",
    "cost_of",
    "hour_of",
    "offers_of",
    "only_on_site",
    "plan_of",
    "prices_of",
    "steps_left",
]
