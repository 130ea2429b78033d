"""The alternatives of a decision, and what stands behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import TypeAlias

from diagnose.case import Precedent
from diagnose.decision.terms import NOTHING_KNOWN, Coverage
from diagnose.facts import Value
from diagnose.hypotheses import Weighing
from diagnose.planning import Plan, PlannedStep
from diagnose.questions import Question
from diagnose.rules.trace import Inference
from diagnose.texts import Text


class UnprecedentedReason(Enum):
    """Why nobody has written this case down."""

    NOTHING_FITS = "nothing-fits"
    UNEXPLAINED = "unexplained"
    MISFIT = "misfit"


class EscalationReason(Enum):
    """Why an understood case goes to another line all the same."""

    HAND_OVER = "hand-over"
    CHEAPER = "handing-over-is-cheaper"
    USED_UP = "plan-used-up"
    ABOVE_LINE = "above-this-line"
    NOT_COVERED = "not-covered"
    PRECEDENT = "precedent"


@dataclass(frozen=True, slots=True)
class FailedCondition:
    """A test that kept a playbook from holding: what is written, where, and what the case says instead.

    ``seen`` is the value, or None when there is none; ``state``: value, never-asked, unknown or does-not-apply.
    """

    attribute: str
    written: str
    state: str
    seen: Value | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A playbook that nearly fitted: how many of its conditions hold, and those that do not."""

    playbook: str
    held: int
    failed: tuple[FailedCondition, ...]


@dataclass(frozen=True, slots=True)
class FixPlan:
    """A typical fault: do ``steps`` in this order. ``fault`` is the likeliest; ``unexplained`` complaints stay open.

    ``then_to`` is the line that takes over when the steps do not help.
    """

    fault: str
    steps: tuple[PlannedStep, ...]
    plan: Plan
    unexplained: tuple[str, ...] = ()
    then_to: str | None = None
    then_sector: str | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """Settled without a repair: ``outcome`` is no-fault, out-of-scope or how-to, ``text`` what to say."""

    fault: str
    outcome: str
    text: Text


@dataclass(frozen=True, slots=True)
class MoreFacts:
    """No step may be taken yet; an answer to ``questions`` could change that."""

    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Unprecedented:
    """Nobody has written this case down; it goes to ``to_line`` with everything known.

    ``precedents`` are the closed cases that were handed in, ``closest`` is how like the likest is: 0 for none at all,
    None where nobody looked.
    ``skipped`` are lines in between that have no sector for the equipment.
    """

    to_line: str
    reason: UnprecedentedReason
    sector: str | None = None
    near_misses: tuple[NearMiss, ...] = ()
    unexplained: tuple[str, ...] = ()
    precedents: tuple[Precedent, ...] = ()
    closest: float | None = None
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Escalation:
    """Understood (``fault``), but it goes to ``to_line`` all the same, for ``reason``.

    With the reason *precedent* no playbook explains the case, so ``fault`` is None: a closed case is close enough.
    ``precedents`` and ``closest`` are as in :class:`Unprecedented`.
    ``vendor`` is whom the line of the vendors is to ask; ``skipped`` are lines in between that have no sector for the
    equipment.
    """

    to_line: str
    reason: EscalationReason
    fault: str | None
    sector: str | None = None
    because: Text = Text()
    near_misses: tuple[NearMiss, ...] = ()
    unexplained: tuple[str, ...] = ()
    precedents: tuple[Precedent, ...] = ()
    closest: float | None = None
    vendor: str | None = None
    skipped: tuple[str, ...] = ()


Decision: TypeAlias = FixPlan | Advice | MoreFacts | Unprecedented | Escalation


@dataclass(frozen=True, eq=False)
class Verdict:
    """A decision with all that was worked out on the way to it.

    ``notes`` say which bounds cut something off. ``precedents`` are those that were handed in; None: nobody looked.
    ``coverage`` is what the customer is entitled to.
    """

    decision: Decision
    inference: Inference
    weighing: Weighing
    plan: Plan | None
    ask: Callable[[], tuple[Question, ...]] = field(repr=False)
    notes: tuple[str, ...] = ()
    precedents: tuple[Precedent, ...] | None = None
    coverage: Coverage = NOTHING_KNOWN

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The open attributes that could change the decision, gate questions first; worked out when first read."""
        return self.ask()

    @property
    def settled(self) -> bool:
        """Whether no question is left that could change the decision."""
        return not self.questions
