"""What planning leaves behind."""

from __future__ import annotations

from dataclasses import dataclass

from diagnose.kb.playbook import Step


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step in its place: the faults it serves, its chance to end the case, and what it costs.

    ``waits_for`` names the open attributes that must be known before it may be taken, ``charged`` what of it costs
    the customer: kinds of channel, and parts.
    """

    step: Step
    faults: tuple[str, ...]
    chance: float
    cost: float
    waits_for: tuple[str, ...] = ()
    charged: tuple[str, ...] = ()


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

    ``cost`` leaves out the visit, which is due once for all steps that need one. ``open`` when all its playbooks
    are; ``waits_for`` names what must be asked before it is taken, ``charged`` what of it costs the customer.
    """

    step: Step
    fixes: tuple[tuple[str, float], ...]
    cost: float
    visit: bool = False
    after: frozenset[str] = frozenset()
    open: bool = False
    waits_for: tuple[str, ...] = ()
    charged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prices:
    """What a plan is reckoned with: handing over now, and a visit (0 when somebody is on site already)."""

    hand_over: float
    visit: float = 0.0
