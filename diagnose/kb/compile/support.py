"""The support organisation, joined from all its documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from diagnose.kb.compile.names import declared_once
from diagnose.kb.compile.workbench import Workbench
from diagnose.kb.documents.support import (
    AgreementDocument,
    CalendarDocument,
    ChannelDocument,
    LevelDocument,
    LineDocument,
    OptionDocument,
    SectorDocument,
    SupportDocument,
    VendorDocument,
)
from diagnose.kb.lexicon import Problem
from diagnose.nodes import Scalar
from diagnose.support import (
    PEOPLE,
    Calendar,
    Channel,
    Sector,
    ServiceLevel,
    Support,
    SupportLine,
    SupportOption,
    Vendor,
)
from diagnose.vocabulary import EQUIPMENT, LOCATION

Part = TypeVar(
    "Part",
    LineDocument,
    SectorDocument,
    ChannelDocument,
    OptionDocument,
    LevelDocument,
    CalendarDocument,
    VendorDocument,
)


def compile_support(bench: Workbench, documents: Iterable[SupportDocument]) -> Support:
    """Everything declared in ``documents``; references to what is not declared are findings."""
    found = tuple(documents)
    lines = _parts(bench, "line", (line for each in found for line in each.lines.values()))
    sectors = _parts(bench, "sector", (part for each in found for part in each.sectors.values()))
    channels = _parts(bench, "channel", (part for each in found for part in each.channels.values()))
    options = _parts(bench, "support option", (part for each in found for part in each.options.values()))
    levels = _parts(bench, "service level", (part for each in found for part in each.levels.values()))
    calendars = _parts(bench, "calendar", (part for each in found for part in each.calendars.values()))
    vendors = _parts(bench, "vendor", (part for each in found for part in each.vendors.values()))
    declared: Mapping[str, Mapping[str, object]] = {
        "line": lines,
        "sector": sectors,
        "channel": channels,
        "service level": levels,
        "calendar": calendars,
    }
    names = _Names(bench, declared)
    return Support(
        lines=tuple(names.line(rank, part) for rank, part in enumerate(lines.values())),
        sectors={name: names.sector(part) for name, part in sorted(sectors.items())},
        channels={name: names.channel(part) for name, part in sorted(channels.items())},
        options={name: names.option(part) for name, part in sorted(options.items())},
        levels={name: names.level(part) for name, part in sorted(levels.items())},
        calendars={name: _calendar(part) for name, part in sorted(calendars.items())},
        vendors={name: names.vendor(part) for name, part in sorted(vendors.items())},
    )


def known_askable(bench: Workbench, names: Iterable[Scalar], lines: Mapping[str, object]) -> tuple[str, ...]:
    """Who can be asked: the customer, a line, a remote tool, somebody on site."""
    declared = {**dict.fromkeys(PEOPLE), **lines}
    return tuple(name for each in names if (name := bench.known(each, "line or person", declared)))


def _parts(bench: Workbench, what: str, documents: Iterable[Part]) -> dict[str, Part]:
    parts: dict[str, Part] = {}
    names: list[Scalar] = []
    for part in documents:
        names.append(part.id)
        parts.setdefault(part.id.text, part)
    bench.findings.extend(declared_once(what, names))
    return parts


class _Names:
    """The names that parts of the organisation refer to."""

    def __init__(self, bench: Workbench, declared: Mapping[str, Mapping[str, object]]) -> None:
        self._bench = bench
        self._declared = declared

    def line(self, rank: int, part: LineDocument) -> SupportLine:
        """One line of support."""
        return SupportLine(
            id=part.id.text,
            rank=rank,
            title=part.title,
            may=tuple(part.may),
            channels=tuple(self._all("channel", part.channels)),
            sectors=tuple(self._all("sector", part.sectors)),
            competence=part.competence,
            vendors=part.vendors,
        )

    def sector(self, part: SectorDocument) -> Sector:
        """One field of work."""
        kinds, places = self._kinds(EQUIPMENT, part.equipment), self._kinds(LOCATION, part.location)
        return Sector(part.id.text, tuple(kinds), tuple(places))

    def channel(self, part: ChannelDocument) -> Channel:
        """One way in which requests come in."""
        return Channel(part.id.text, part.kind, known_askable(self._bench, part.askable, self._declared["line"]))

    def option(self, part: OptionDocument) -> SupportOption:
        """What one kind of customer is entitled to."""
        channels = tuple(self._all("channel", part.channels))
        level = self._one("service level", part.level)
        return SupportOption(part.id.text, part.title, part.pays or "organisation", level, channels)

    def level(self, part: LevelDocument) -> ServiceLevel:
        """One set of targets."""
        return ServiceLevel(part.id.text, part.respond, part.resolve, self._one("calendar", part.calendar))

    def vendor(self, part: VendorDocument) -> Vendor:
        """One manufacturer or supplier."""
        found = [(name, self._bench.lexicon.attribute(name.text)) for name in part.evidence]
        for name, attribute in found:
            if isinstance(attribute, Problem):
                self._bench.report(attribute, name.at)
        evidence = tuple(attribute.id for _, attribute in found if not isinstance(attribute, Problem))
        agreement = None if part.agreement is None else self._agreement(part.id.text, part.agreement)
        return Vendor(part.id.text, part.title, part.contact or "", agreement, evidence)

    def _agreement(self, vendor: str, part: AgreementDocument) -> ServiceLevel:
        return ServiceLevel(vendor, part.respond, part.resolve, self._one("calendar", part.calendar))

    def _one(self, what: str, name: Scalar | None) -> str | None:
        return None if name is None else self._bench.known(name, what, self._declared[what])

    def _all(self, what: str, names: Iterable[Scalar]) -> Iterator[str]:
        for name in names:
            known = self._bench.known(name, what, self._declared[what])
            if known is not None:
                yield known

    def _kinds(self, taxonomy: str, names: Iterable[Scalar]) -> Iterator[str]:
        for name in names:
            found = self._bench.lexicon.kind(name.text, taxonomy)
            if isinstance(found, str):
                yield found
                continue
            self._bench.report(found, name.at)
            if isinstance(found.instead, str):
                yield found.instead


def _calendar(part: CalendarDocument) -> Calendar:
    return Calendar(part.id.text, tuple(part.days), tuple(part.hours), part.holidays)
