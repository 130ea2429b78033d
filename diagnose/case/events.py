"""What can happen to a request. Each is said once and never changed: a history only grows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias

from diagnose.case.intake import Intake
from diagnose.case.reported import Outcome


class WaitingFor(StrEnum):
    """Whom a case waits for; the clock of the service level stands still meanwhile."""

    CUSTOMER = "customer"
    VENDOR = "vendor"


class Ending(StrEnum):
    """How a request was settled.

    ``SOLVED`` by a step; ``NO_FAULT``, ``OUT_OF_SCOPE`` and ``HOW_TO`` by an advice; the rest without either.
    """

    SOLVED = "solved"
    NO_FAULT = "no-fault"
    OUT_OF_SCOPE = "out-of-scope"
    HOW_TO = "how-to"
    WENT_AWAY = "went-away"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Terms:
    """What the customer is entitled to in this case, as it was found when the case was opened or looked at again.

    ``option`` is the support option, ``entitlement`` the id of what grants it, ``until`` the last moment it covers.
    """

    option: str | None = None
    entitlement: str | None = None
    until: datetime | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """The request came in, with what was known then."""

    intake: Intake
    terms: Terms = Terms()


@dataclass(frozen=True, slots=True)
class Told:
    """``attribute`` is ``value``, in plain data as in an intake; ``source`` said so. Perhaps it ``corrects``."""

    attribute: str
    value: Any
    source: str | None = None
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class Precedent:
    """A closed case: how ``like`` the one in question it is, in [0, 1], and how it ended.

    ``shared`` names what the two have in common, the rarest first.
    """

    case: str
    like: float
    ending: str = ""
    fault: str | None = None
    fixed_by: str | None = None
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagnosed:
    """A decision was made. ``sha256`` names the bytes of the whole diagnosis, ``outline`` what matters of it.

    ``precedents`` are those that were handed in, in order, if somebody ``looked`` for them; ``closest`` is the likeness
    of the closest closed case.
    """

    decision: str
    sha256: str
    library: str
    fault: str | None = None
    reason: str | None = None
    to_line: str | None = None
    outline: Mapping[str, Any] = field(default_factory=dict)
    precedents: tuple[Precedent, ...] = ()
    closest: float | None = None
    looked: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question was put to ``of``; the answer comes as :class:`Told`."""

    attribute: str
    of: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class TriedStep:
    """A step was done, or could not be; ``seen`` is what was looked at afterwards, in plain data."""

    step: str
    outcome: Outcome
    seen: Mapping[str, Any] = field(default_factory=dict)
    charged: bool = False


@dataclass(frozen=True, slots=True)
class Helped:
    """Another line helped without taking the case: ``line`` said or did ``text``."""

    line: str
    text: str


@dataclass(frozen=True, slots=True)
class Escalated:
    """The case goes up to ``to_line``; ``because`` says why in words, also why lines in between were ``skipped``.

    What nobody did is ``automatic``: this ``fraction`` of a target had passed.
    """

    to_line: str
    reason: str
    because: str = ""
    sector: str | None = None
    vendor: str | None = None
    skipped: tuple[str, ...] = ()
    automatic: bool = False
    fraction: float | None = None


@dataclass(frozen=True, slots=True)
class Returned:
    """The case goes back down to ``to_line``, for a reason that must be given."""

    to_line: str
    because: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """The case waits for somebody outside (for which ``vendor``); ``until`` is when to look again."""

    on: WaitingFor
    because: str = ""
    until: datetime | None = None
    vendor: str | None = None


@dataclass(frozen=True, slots=True)
class Resumed:
    """The waiting is over."""

    because: str = ""


@dataclass(frozen=True, slots=True)
class Prioritised:
    """The case was given a priority from ``impact`` and ``urgency``, and the targets that follow from it.

    ``respond`` and ``resolve`` are in seconds of working time by ``calendar``; None where there is no target. ``terms``
    are what the customer is entitled to, if that has changed.
    """

    priority: str | None = None
    impact: str | None = None
    urgency: str | None = None
    level: str | None = None
    respond: float | None = None
    resolve: float | None = None
    calendar: str | None = None
    because: str = ""
    terms: Terms | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """The case is settled: how, which fault it was (None: nothing that is known), which step ended it."""

    ending: Ending
    fault: str | None = None
    fixed_by: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reopened:
    """The trouble is back, or was never gone."""

    because: str


@dataclass(frozen=True, slots=True)
class Closed:
    """Nothing more will happen; what the case teaches counts from now on."""

    text: str = ""


What: TypeAlias = (
    Opened
    | Told
    | Diagnosed
    | Asked
    | TriedStep
    | Helped
    | Escalated
    | Returned
    | Waiting
    | Resumed
    | Prioritised
    | Resolved
    | Reopened
    | Closed
)

KINDS: Mapping[str, type[What]] = {
    "opened": Opened,
    "told": Told,
    "diagnosed": Diagnosed,
    "asked": Asked,
    "tried": TriedStep,
    "helped": Helped,
    "escalated": Escalated,
    "returned": Returned,
    "waiting": Waiting,
    "resumed": Resumed,
    "prioritised": Prioritised,
    "resolved": Resolved,
    "reopened": Reopened,
    "closed": Closed,
}
"""What each kind of event is called when it is written."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Who did something, when, at which line and over which channel; ``at`` has an offset.

    ``digest`` names the knowledge base that was used, ``revisions`` the playbooks of it that the deed rests on.
    """

    by: str
    at: datetime
    line: str
    channel: str | None = None
    digest: str | None = None
    revisions: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """One entry of the history of a case: its number from 1 on, what happened, and the seal that holds it in place.

    ``before`` is the seal of the entry before it; see :mod:`diagnose.case.chain`.
    """

    number: int
    deed: Deed
    what: What
    before: str
    seal: str

    @property
    def kind(self) -> str:
        """What the event is called when it is written."""
        return kind_of(self.what)


def kind_of(what: What) -> str:
    """The kind of event that ``what`` is."""
    return _NAMES[type(what)]


_NAMES: Mapping[type[What], str] = {each: name for name, each in KINDS.items()}
