"""What weighing leaves behind."""

from __future__ import annotations

from dataclasses import dataclass

from diagnose.facts import Value


@dataclass(frozen=True, slots=True)
class Contribution:
    """How much one fact speaks for a hypothesis: a log-odds ratio against the other faults at their priors.

    ``value`` None stands for "does not apply".
    """

    attribute: str
    value: Value | None
    log_odds: float


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One fault that may stand behind the case.

    ``matched`` or else open; ``waits_for`` names the attributes its open gates (conditions, ``given`` rows,
    assumptions) still wait for, in order of id, ``assumes`` those that a matched one took for granted. ``present``
    is the chance that it is there, ``responsible`` that it is there and an active cause of a complaint; ``clears``
    gives for each complaint the chance that removing it alone ends the complaint.
    """

    fault: str
    matched: bool
    prior: float
    present: float
    responsible: float
    clears: tuple[tuple[str, float], ...] = ()
    contributions: tuple[Contribution, ...] = ()
    waits_for: tuple[str, ...] = ()
    assumes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WeighedSet:
    """A set of faults with its normalised probability; the empty set is "nothing of what we know"."""

    faults: tuple[str, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Weighing:
    """Everything weighed: hypotheses by (-responsible, id), sets by (-probability, faults).

    ``unexplained`` gives for each complaint the chance that nothing known is its cause. ``misfit`` is the mean
    surprise under the best set, None with fewer than six known signs. ``cut`` counts candidates beyond the bound.
    """

    hypotheses: tuple[Hypothesis, ...]
    sets: tuple[WeighedSet, ...]
    complaints: tuple[tuple[str, Value], ...]
    unexplained: tuple[tuple[str, float], ...]
    misfit: float | None = None
    misfit_limit: float | None = None
    cut: int = 0
