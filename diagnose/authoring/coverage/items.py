"""What there is to cover, and whether some case does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from diagnose.errors import Location


class Measure(StrEnum):
    """What is counted."""

    RULE = "rule"
    """A playbook or conclusion holds in a case that expects it."""
    NEGATIVE = "negative"
    """A case that nearly fits a rule expects that it does not hold."""
    CONDITION = "condition"
    """A test is seen as the rule wants it, and seen as the only thing that keeps the rule from holding."""
    BRANCH = "branch"
    """One alternative of ``any`` alone makes the rule hold."""
    BOUNDARY = "boundary"
    """There is a case at the end of a range, and one a step beyond it."""
    OUTCOME = "outcome"
    """For a kind of equipment some case expects a settled fault, one more facts, one that nothing is known."""
    STEP = "step"
    """A step of a plan is in the plan of a case."""
    VOCABULARY = "vocabulary"
    """An abnormal value, or a kind of equipment, occurs in a case."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to cover, at its place; ``by`` is the first case that does so, else ``wanted`` says what case would."""

    measure: Measure
    subject: str
    at: Location
    what: str
    by: str = ""
    wanted: str = ""

    @property
    def covered(self) -> bool:
        """Whether some case covers it."""
        return bool(self.by)

    @property
    def area(self) -> str:
        """The first part of the id of its subject."""
        return self.subject.split(".")[0]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of ``total`` are covered."""

    covered: int
    total: int

    @property
    def percent(self) -> float:
        """In percent, with one decimal, rounded down: 100 means all. 100 as well when there is nothing to cover."""
        return 100.0 if self.covered == self.total else int(1000.0 * self.covered / self.total) / 10.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """Everything there is to cover, by measure and place; ``left_out`` cases do not pass and so cover nothing."""

    items: tuple[Item, ...]
    cases: int
    left_out: int = 0

    def share(self, measure: Measure, area: str | None = None) -> Share:
        """How much of ``measure`` is covered, in one area or in all."""
        listed = [each for each in self.items if each.measure is measure and area in (None, each.area)]
        return Share(sum(each.covered for each in listed), len(listed))

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas that have rules, in order of name; words are counted over all of them."""
        return tuple(sorted({each.area for each in self.items if each.measure is not Measure.VOCABULARY}))

    @property
    def missing(self) -> tuple[Item, ...]:
        """What no case covers."""
        return tuple(each for each in self.items if not each.covered)

    def below(self, least: Mapping[Measure, float]) -> tuple[tuple[Measure, float, float], ...]:
        """The measures that are below ``least``, in percent: measure, what there is, what is wanted."""
        found = ((measure, self.share(measure).percent, wanted) for measure, wanted in sorted(least.items()))
        return tuple(each for each in found if each[1] < each[2])


def in_order(items: Iterable[Item]) -> tuple[Item, ...]:
    """``items`` by measure, place and words."""
    order = list(Measure)
    return tuple(sorted(items, key=lambda each: (order.index(each.measure), each.at, each.subject, each.what)))
