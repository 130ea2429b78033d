"""Support documents: lines, sectors, channels, options, entitlements, priorities, levels, calendars, vendors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from diagnose.errors import Finding, Location
from diagnose.kb.documents.fields import (
    Amount,
    Day,
    NameId,
    PlacedWords,
    Reference,
    Seconds,
    Words,
    YesNo,
    one_of,
)
from diagnose.kb.documents.hours import Country, DayHours, Days, Weekdays, hours_disagree
from diagnose.kb.documents.lists import NO_TEXT, NeededReferences, PartIds, References, WordList, items, table
from diagnose.kb.documents.model import DocumentPart, EntryPart, lacking
from diagnose.kb.documents.targets import Fractions, PriorityTable, Stairs
from diagnose.kb.documents.texts import LanguageText
from diagnose.names import IdShape
from diagnose.nodes import Node, Scalar, as_date
from diagnose.wording import worded

_KINDS = ("consultation", "remote", "web-tool", "on-site", "service-centre")

May = Annotated[str, one_of(*_KINDS)]
Charge = Annotated[str, one_of(*_KINDS, "parts")]


class StepsDocument(DocumentPart):
    """Which steps a line may take: these alone, or all but these."""

    only: NeededReferences | None = None
    never: NeededReferences | None = None

    @classmethod
    def disagreements(cls, entries: dict[str, Node], at: Location) -> Iterator[Finding]:
        """One of the two."""
        if "only" in entries and "never" in entries:
            message = "a line may take some steps only, or never some, not both"
            yield Finding("PB104", message, entries["never"].at, advice="delete one of the two")
        elif "only" not in entries and "never" not in entries:
            yield lacking("only", "a limit on steps names some", at, "[restart-router]")


class LineDocument(EntryPart):
    """One line of support; their order in the document is their rank."""

    title: LanguageText = NO_TEXT
    may: Annotated[tuple[May, ...], items("[consultation, remote]")] = ()
    channels: References = ()
    sectors: References = ()
    competence: Annotated[str, one_of("mend", "consult")] = "mend"
    vendors: YesNo = False
    risk: Reference | None = None
    steps: StepsDocument | None = None
    hour: Amount | None = None


class SectorDocument(EntryPart):
    """A field of work."""

    title: LanguageText = NO_TEXT
    equipment: References = ()
    location: References = ()
    skill: Words | None = None


class ChannelDocument(EntryPart):
    """A way in which requests come in and steps are done."""

    title: LanguageText = NO_TEXT
    kind: Annotated[str, one_of(*_KINDS, "automatic")] = "consultation"
    askable: References = ()


class OptionDocument(EntryPart):
    """What the customer is entitled to."""

    title: LanguageText = NO_TEXT
    pays: Words | None = None
    level: Reference | None = None
    channels: References = ()
    hours: Reference | None = None
    charges: Annotated[tuple[Charge, ...], items("[on-site, parts]")] = ()


class EntitlementDocument(EntryPart):
    """Who has a support option, for what and how long; ``starts`` is written ``from``."""

    shape: ClassVar[IdShape] = IdShape.NAME
    vital: ClassVar[frozenset[str]] = frozenset(
        {"equipment", "location", "serials", "customer", "contract", "from", "until"}
    )

    option: Reference = Field(examples=["warranty"])
    equipment: References = ()
    location: References = ()
    serials: WordList = ()
    customer: Words | None = None
    contract: Words | None = None
    starts: Day | None = Field(None, alias="from")
    until: Day | None = None

    @classmethod
    def disagreements(cls, entries: dict[str, Node], at: Location) -> Iterator[Finding]:  # noqa: ARG003 - not needed
        """An entitlement that ends before it begins."""
        starts, until = entries.get("from"), entries.get("until")
        if isinstance(starts, Scalar) and isinstance(until, Scalar):
            first, last = as_date(starts.text), as_date(until.text)
            if first is not None and last is not None and last < first:
                message = worded("{opens} is not before {closes}", opens=starts.text, closes=until.text)
                yield Finding(
                    "PB109", message, until.at, advice="write the first day under 'from', the last under 'until'"
                )


class PrioritiesDocument(DocumentPart):
    """Priorities, the most pressing first, and which of them an impact and an urgency give."""

    order: PartIds = Field(examples=["[p1, p2, p3]"])
    impacts: PartIds = Field(examples=["[one-person, everybody]"])
    urgencies: PartIds = Field(examples=["[can-wait, urgent]"])
    table: PriorityTable = Field(examples=["{one-person: {can-wait: p3, urgent: p2}}"])


class TargetsDocument(EntryPart):
    """The targets of one priority, in seconds of working time."""

    respond: Seconds = Field(examples=["30 min"])
    resolve: Seconds = Field(examples=["4 h"])


Targets = Annotated[dict[str, TargetsDocument], table("{p1: {respond: 30 min, resolve: 4 h}}")]


class LevelDocument(EntryPart):
    """Targets of service, in seconds of working time."""

    title: LanguageText = NO_TEXT
    respond: Seconds = Field(examples=["4 h"])
    resolve: Seconds = Field(examples=["3 d"])
    calendar: Reference | None = None
    priorities: Targets = Field(default={})
    warn: Fractions | None = None
    escalate: Stairs = ()


class CalendarDocument(EntryPart):
    """Working days and hours; without ``days`` the hours stand by weekday."""

    title: LanguageText = NO_TEXT
    days: Weekdays = ()
    hours: DayHours = Field(examples=["[['09:00', '18:00']]"])
    holidays: Country | None = None
    closed: Days = ()
    opened: Days = ()
    timezone: PlacedWords | None = None

    @classmethod
    def disagreements(cls, entries: dict[str, Node], at: Location) -> Iterator[Finding]:
        """Days with hours for all of them alike, or hours by weekday."""
        yield from hours_disagree(entries, at)


class AgreementDocument(DocumentPart):
    """What a vendor has agreed to, in seconds of working time."""

    respond: Seconds = Field(examples=["1 d"])
    resolve: Seconds = Field(examples=["10 d"])
    calendar: Reference | None = None


class VendorDocument(EntryPart):
    """A manufacturer or supplier."""

    title: LanguageText = NO_TEXT
    contact: Words | None = None
    agreement: AgreementDocument | None = None
    evidence: References = ()


Lines = Annotated[dict[str, LineDocument], table("{line-1: {title: Service desk}}")]
Sectors = Annotated[dict[str, SectorDocument], table("{printing: {equipment: [printer]}}")]
Channels = Annotated[dict[str, ChannelDocument], table("{phone: {kind: consultation}}")]
Options = Annotated[dict[str, OptionDocument], table("{warranty: {pays: organisation}}")]
Entitlements = Annotated[dict[str, EntitlementDocument], table("{head-office: {option: premium, customer: c-17}}")]
Levels = Annotated[dict[str, LevelDocument], table("{standard: {respond: 4 h, resolve: 3 d}}")]
Calendars = Annotated[dict[str, CalendarDocument], table("{working-days: {days: [mon], hours: [...]}}")]
Vendors = Annotated[dict[str, VendorDocument], table("{hp: {title: HP}}")]


class SupportDocument(DocumentPart):
    """The support organisation, or a part of it."""

    support: NameId = Field(examples=["office"])
    lines: Lines = Field(default_factory=dict)
    sectors: Sectors = Field(default_factory=dict)
    channels: Channels = Field(default_factory=dict)
    options: Options = Field(default_factory=dict)
    entitlements: Entitlements = Field(default={})
    priorities: PrioritiesDocument | None = None
    levels: Levels = Field(default_factory=dict)
    calendars: Calendars = Field(default_factory=dict)
    vendors: Vendors = Field(default_factory=dict)
