"""The numbers of playbooks that a history can correct, and what it says about each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from diagnose.authoring.calibration.beta import Beta, at_least, at_most
from diagnose.facts import Value

PART = 0.9
"""The part of a belief that its interval holds."""
MOST = 0.999
"""No number of a playbook is higher."""


@dataclass(frozen=True, slots=True, order=True)
class Frequency:
    """How many of 1 000 requests about such equipment have the fault of ``playbook``."""

    playbook: str


@dataclass(frozen=True, slots=True, order=True)
class Strength:
    """How often the fault of ``playbook`` shows ``value``; ``row`` counts the rows of its ``shows``."""

    playbook: str
    row: int
    attribute: str = field(compare=False)
    value: Value = field(compare=False)


@dataclass(frozen=True, slots=True, order=True)
class Success:
    """How often ``step`` mends the fault of ``playbook``."""

    playbook: str
    step: str


Number: TypeAlias = Frequency | Strength | Success


@dataclass(frozen=True, slots=True)
class Expected:
    """What the numbers of today lead one to expect of one value, in one case.

    ``share`` and ``normal`` are the chances of that value and of a normal one, once they are made to sum to 1 with the
    others; ``mass`` is what they summed to before. ``leak`` and ``clear`` are those of a sign; nothing else has them.
    """

    share: float
    mass: float = 1.0
    normal: float = 0.0
    leak: float = 0.0
    clear: float = 1.0

    def value_at(self, share: float, normal: float) -> float:
        """The number under which the value has ``share`` and the normal values together have ``normal``, up to 0.999.

        The inverse of the noisy-or with leak (Pearl 1988): what chance brings about is not the fault's doing. Without
        a leak it is the share itself.
        """
        value, rest = share * self.mass, normal * self.mass
        if self.leak:
            value = (value + rest) / (self.clear + self.leak) - rest / self.clear
        return min(MOST, max(0.0, value))


@dataclass(frozen=True, slots=True)
class Learned:
    """What a history says about ``number``, which is ``present`` now.

    ``hits`` of ``cases`` is what was counted where ``expected`` was to be expected; ``after`` is the belief in that
    share afterwards, and ``normal`` what is left for normal values. ``held`` names what stands together: the values of
    one sign exclude each other and are corrected together.
    """

    number: Number
    present: float
    hits: int
    cases: int
    expected: Expected
    after: Beta
    normal: float = 0.0
    held: tuple[str, ...] = ()

    @property
    def estimate(self) -> float:
        """The number that would lead one to expect the mean of the belief."""
        return self.expected.value_at(self.after.mean, self.normal)

    @property
    def interval(self) -> tuple[float, float]:
        """The numbers that the ends of the central 90 % of the belief stand for."""
        low, high = self.after.interval(PART)
        rest = self.normal / (1.0 - self.after.mean)
        return self.expected.value_at(low, rest * (1.0 - low)), self.expected.value_at(high, rest * (1.0 - high))

    @property
    def stands_out(self) -> bool:
        """Whether the present number lies outside the central 90 %, with the author's word counted and without it.

        Without it: by the two tails of the binomial distribution (Clopper and Pearson 1934). A word for something very
        rare is worth so little in cases that its own belief already lies below it.
        """
        tail, share = (1.0 - PART) / 2.0, self.expected.share
        if tail <= self.after.below(share) <= 1.0 - tail:
            return False
        counted = at_most if self.hits < share * self.cases else at_least
        return counted(self.hits, self.cases, share) < tail
