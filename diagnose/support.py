"""The support organisation: lines, sectors, channels, options, service levels, calendars, vendors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from diagnose.texts import Text

PEOPLE = ("customer", "remote-tool", "on-site")
"""Who can be asked besides the lines."""


@dataclass(frozen=True, slots=True)
class SupportLine:
    """One line of support; ``rank`` counts from 0 in the order declared. ``competence``: mend or consult."""

    id: str
    rank: int
    title: Text = Text()
    may: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    competence: str = "mend"
    vendors: bool = False


@dataclass(frozen=True, slots=True)
class Sector:
    """A field of work: the kinds of equipment and the locations it covers."""

    id: str
    equipment: tuple[str, ...] = ()
    location: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Channel:
    """A way a request comes in or a step is done; ``askable`` names who can be asked over it."""

    id: str
    kind: str = "consultation"
    askable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SupportOption:
    """What the customer is entitled to: who pays, which service level, which channels."""

    id: str
    title: Text = Text()
    pays: str = "organisation"
    level: str | None = None
    channels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    """Targets in seconds of working time by ``calendar``."""

    id: str
    respond: float
    resolve: float
    calendar: str | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days and hours; ``holidays`` names a country, or nothing."""

    id: str
    days: tuple[str, ...] = ()
    hours: tuple[tuple[str, str], ...] = ()
    holidays: str | None = None


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

    def line(self, name: str) -> SupportLine | None:
        """The line called ``name``."""
        return next((line for line in self.lines if line.id == name), None)

    def rank(self, name: str) -> int:
        """The place of line ``name`` in the order of lines, 0 for the first."""
        found = self.line(name)
        return found.rank if found else 0

    def above(self, name: str) -> SupportLine | None:
        """The next line above ``name``; None for the last one."""
        rank = self.rank(name) + 1
        return self.lines[rank] if rank < len(self.lines) else None
