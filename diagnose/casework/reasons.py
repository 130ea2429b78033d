"""Why a case goes up although its decision does not say so."""

from __future__ import annotations

from enum import StrEnum


class DeskReason(StrEnum):
    """Somebody chose to, nobody goes on with the plan, or the time runs out."""

    CHOSEN = "chosen"
    PLAN_GIVEN_UP = "plan-given-up"
    TIME_RUNS_OUT = "time-runs-out"
