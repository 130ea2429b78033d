"""The compiled parts of a knowledge base: playbooks with their steps, conclusions, and the settings of ``kb.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from diagnose.errors import Location
from diagnose.facts import Value
from diagnose.rules.conditions import Condition
from diagnose.texts import Text


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of ``shows``: this fault makes ``attribute`` be ``value`` with probability ``strength``.

    ``value`` None stands for "does not apply". The row counts only where ``given`` holds.
    """

    attribute: str
    value: Value | None
    strength: float
    given: Condition | None = None


@dataclass(frozen=True, slots=True)
class Common:
    """One row of ``common``: the ``share`` of requests in which ``attribute`` is ``value``, whatever the fault."""

    attribute: str
    value: Value
    share: float
    given: Condition | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """What must hold before a step is offered, and the words of caution that go with it."""

    condition: Condition
    safety: Text = Text()


@dataclass(frozen=True, slots=True)
class Step:
    """One action of a plan. ``takes`` in seconds, ``price`` in the currency of the knowledge base, ``fixes`` in [0, 1].

    ``check`` lists the values that must be seen afterwards.
    """

    id: str
    do: Text
    by: str
    via: tuple[str, ...] = ()
    takes: float = 0.0
    risk: str = "none"
    price: float = 0.0
    needs: tuple[Text, ...] = ()
    after: tuple[str, ...] = ()
    requires: Requirement | None = None
    confirm: Text = Text()
    fixes: float = 0.0
    check: tuple[tuple[str, Value], ...] = ()
    stop: bool = False
    formerly: tuple[str, ...] = ()
    at: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class EscalateTo:
    """Where a case goes when the plan does not help."""

    to: str
    sector: str | None = None
    because: Text = Text()
    condition: Condition | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Playbook:
    """One typical fault (or how-to). ``outcome``: plan, no-fault, out-of-scope, how-to or hand-over.

    ``condition`` joins ``applies_to`` and ``when``; ``gated`` is False when ``when`` was left out. ``part`` is the part
    of a chain that is broken, written ``chain.part``.
    """

    id: str
    kind: str
    title: Text
    condition: Condition
    prior: float
    outcome: str = "plan"
    gated: bool = True
    revision: int = 1
    status: str = "approved"
    scope: tuple[str, ...] = ()
    shows: tuple[Shown, ...] = ()
    because: Text = Text()
    say: Text = Text()
    steps: tuple[Step, ...] = ()
    escalate: EscalateTo | None = None
    vendor: str | None = None
    authors: tuple[str, ...] = ()
    reviewed: date | None = None
    sources: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    replaced_by: str | None = None
    part: str | None = None
    at: Location | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Conclusion:
    """What is inferred on the way: ``condition`` -> ``sets``."""

    id: str
    condition: Condition
    sets: tuple[tuple[str, Value], ...]
    because: Text = Text()
    sources: tuple[str, ...] = ()
    at: Location | None = None


def _no_numbers() -> Mapping[str, float]:
    return {}


@dataclass(frozen=True, slots=True)
class Settings:
    """``kb.yaml``: words as numbers, prices, thresholds and bounds. Frequencies are probabilities, not per 1 000."""

    name: str = "unnamed"
    version: str = "0"
    languages: tuple[str, ...] = ("en",)
    timezone: str = "UTC"
    currency: str = "EUR"
    signs: Mapping[str, float] = field(
        default_factory=lambda: {"rare": 0.02, "sometimes": 0.2, "often": 0.5, "usually": 0.8, "always": 0.98}
    )
    frequency: Mapping[str, float] = field(
        default_factory=lambda: {
            "exceptional": 0.0003,
            "rare": 0.001,
            "uncommon": 0.005,
            "occasional": 0.02,
            "common": 0.06,
            "very-common": 0.2,
        }
    )
    hour: float = 40.0
    visit: float = 55.0
    risk: Mapping[str, float] = field(default_factory=lambda: {"none": 0.0, "low": 0.0, "medium": 15.0, "high": 90.0})
    escalation: Mapping[str, float] = field(default_factory=_no_numbers)
    sure: float = 0.9
    unexplained: float = 0.5
    misfit: float = 0.99
    precedent: float = 0.75
    dear: float = 30.0
    candidates: int = 20
    set_size: int = 2
    firings: int = 10_000
    rules: tuple[str, ...] = ()
