"""What has been done in a case, as evidence: steps that did not help, and complaints that a step has cured.

The sets that are weighed are the faults that were there when the case came in. So what was done changes no sign that
had been seen before it; it says what mending a fault did to the complaints, and weakens what mended faults can still
show.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from diagnose.facts import Value
from diagnose.kb.playbook import Playbook

ADVICE_SETTLES = 0.98
"""The chance that saying what the right advice says settles the case."""
BY_ITSELF = 0.01
"""The chance that a complaint goes away after a step although the step mended nothing that caused it."""
MENDED = 0.0
"""What is left of a fault to which a cure may be owed."""


def _nothing() -> Mapping[str, frozenset[str]]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Cure:
    """A complaint that was gone after ``step``, and the value it had before."""

    attribute: str
    value: Value
    step: str


@dataclass(frozen=True, slots=True)
class Treatment:
    """Steps done: those that ``failed``, what was cured, and the signs first seen after steps, with those steps.

    An advice that did not settle the case counts as a failed step with the id of its playbook.
    """

    failed: frozenset[str] = frozenset()
    cures: tuple[Cure, ...] = ()
    seen_after: Mapping[str, frozenset[str]] = field(default_factory=_nothing)

    @property
    def done(self) -> frozenset[str]:
        """All steps that say something."""
        return self.failed.union(cure.step for cure in self.cures)

    @property
    def cured(self) -> frozenset[str]:
        """The complaints that are gone."""
        return frozenset(cure.attribute for cure in self.cures)

    def before_failures(self) -> Treatment:
        """What the case looked like without the steps that failed: they make it harder, not unheard of."""
        return Treatment(cures=self.cures)

    def remaining(self, playbook: Playbook) -> float:
        """The part of a fault's strength on the complaints that persist that the steps done have left."""
        left = 1.0 - ADVICE_SETTLES if playbook.id in self.failed else 1.0
        for step in playbook.steps:
            if step.id in self.failed:
                left *= 1.0 - step.fixes
        return MENDED if self.mends(playbook) else left

    def mends(self, playbook: Playbook, after: Collection[str] | None = None) -> bool:
        """Whether one of the cures can be owed to this fault: it shows the complaint and has the step."""
        return any(
            (after is None or cure.step in after) and treats(playbook, cure.step) and shows(playbook, cure)
            for cure in self.cures
        )


NOTHING_DONE = Treatment()


def treats(playbook: Playbook, step: str) -> bool:
    """Whether ``step`` is one against this fault."""
    return any(each.id == step for each in playbook.steps) or playbook.id == step


def shows(playbook: Playbook, cure: Cure) -> bool:
    """Whether the fault can show the complaint that was cured."""
    return any(row.attribute == cure.attribute and row.value == cure.value for row in playbook.shows)


def chance_to_mend(playbook: Playbook, step: str) -> float:
    """The chance that ``step`` mends this fault."""
    if playbook.id == step:
        return ADVICE_SETTLES
    return max((each.fixes for each in playbook.steps if each.id == step), default=0.0)
