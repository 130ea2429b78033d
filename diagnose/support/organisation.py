"""The support organisation as it is declared: lines, sectors, channels, options, service levels, calendars, vendors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from diagnose.texts import Text

PEOPLE = ("customer", "remote-tool", "on-site")
"""Who can be asked besides the lines."""


@dataclass(frozen=True, slots=True)
class SupportLine:
    """One line of support; ``rank`` counts from 0 in the order declared. ``competence``: mend or consult.

    ``risk`` is the highest risk of a step that it may take, in the words of ``kb.yaml``; None: any. With ``only_steps``
    it may take these alone, ``never_steps`` not at all. ``hour`` is what an hour of it costs; None: as in ``kb.yaml``.
    """

    id: str
    rank: int
    title: Text = Text()
    may: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    competence: str = "mend"
    vendors: bool = False
    risk: str | None = None
    only_steps: tuple[str, ...] = ()
    never_steps: tuple[str, ...] = ()
    hour: float | None = None


@dataclass(frozen=True, slots=True)
class Sector:
    """A field of work: the kinds of equipment and the locations it covers, and the skill that it asks for."""

    id: str
    equipment: tuple[str, ...] = ()
    location: tuple[str, ...] = ()
    skill: str | None = None
    title: Text = Text()


@dataclass(frozen=True, slots=True)
class Channel:
    """A way a request comes in or a step is done; ``askable`` names who can be asked over it."""

    id: str
    kind: str = "consultation"
    askable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SupportOption:
    """What the customer is entitled to: who pays, which service level, which channels, at which hours.

    ``hours`` names a calendar. ``charges`` names what costs the customer extra: kinds of channel (on-site, remote ...)
    and ``parts``.
    """

    id: str
    title: Text = Text()
    pays: str = "organisation"
    level: str | None = None
    channels: tuple[str, ...] = ()
    hours: str | None = None
    charges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entitlement:
    """Grants a support option to whom it is bound to, from ``starts`` to the end of the day ``until``.

    It covers a case that fits everything it names: kinds of ``equipment`` and places (``location``), each or below,
    ``serials``, customer, contract.
    """

    id: str
    option: str
    equipment: tuple[str, ...] = ()
    serials: tuple[str, ...] = ()
    customer: str | None = None
    contract: str | None = None
    starts: date | None = None
    until: date | None = None
    location: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Priorities:
    """Priorities from ``order[0]``, the most pressing, on; ``table`` gives one for each (impact, urgency)."""

    order: tuple[str, ...] = ()
    impacts: tuple[str, ...] = ()
    urgencies: tuple[str, ...] = ()
    table: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    """Targets in seconds of working time by ``calendar``.

    ``by_priority`` holds other targets (respond, resolve) for some priorities. ``warn`` are the fractions of a target
    at which a warning is due, ``escalate`` pairs of a fraction and the line to which the case goes then by itself.
    """

    id: str
    respond: float
    resolve: float
    calendar: str | None = None
    by_priority: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    warn: tuple[float, ...] = (0.5, 0.8)
    escalate: tuple[tuple[float, str], ...] = ()
    title: Text = Text()


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days and hours; ``holidays`` names a country (RU, or DE-BY with a subdivision), or nothing.

    ``hours_on`` holds other hours for some days of the week. ``closed`` are further days off, ``opened`` days that are
    worked although they would be off. ``timezone`` None: that of ``kb.yaml``.
    """

    id: str
    days: tuple[str, ...] = ()
    hours: tuple[tuple[str, str], ...] = ()
    holidays: str | None = None
    hours_on: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    closed: tuple[date, ...] = ()
    opened: tuple[date, ...] = ()
    timezone: str | None = None


@dataclass(frozen=True, slots=True)
class Vendor:
    """A manufacturer or supplier with its agreement and the evidence it wants to see."""

    id: str
    title: Text = Text()
    contact: str = ""
    agreement: ServiceLevel | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Support:
    """Everything declared in support documents, by id; ``lines`` in their order."""

    lines: tuple[SupportLine, ...] = ()
    sectors: Mapping[str, Sector] = field(default_factory=dict)
    channels: Mapping[str, Channel] = field(default_factory=dict)
    options: Mapping[str, SupportOption] = field(default_factory=dict)
    levels: Mapping[str, ServiceLevel] = field(default_factory=dict)
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    vendors: Mapping[str, Vendor] = field(default_factory=dict)
    entitlements: tuple[Entitlement, ...] = ()
    priorities: Priorities = Priorities()

    def line(self, name: str) -> SupportLine | None:
        """The line called ``name``."""
        return next((line for line in self.lines if line.id == name), None)

    def rank(self, name: str) -> int:
        """The place of line ``name`` in the order of lines, 0 for the first."""
        found = self.line(name)
        return found.rank if found else 0

    @property
    def expert(self) -> SupportLine | None:
        """The last line that is not the vendors': what nobody has written down ends there."""
        return next((line for line in reversed(self.lines) if not line.vendors), None)

    def above(self, name: str) -> SupportLine | None:
        """The next line above ``name``; None for the last one."""
        rank = self.rank(name) + 1
        return self.lines[rank] if rank < len(self.lines) else None
