"""Support documents: lines, sectors, channels, options, levels, calendars, vendors."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import Field

from diagnose.errors import echo
from diagnose.kb.documents.fields import NameId, Reads, Reference, Seconds, Words, YesNo, one_of
from diagnose.kb.documents.lists import NO_TEXT, References, items, table
from diagnose.kb.documents.model import DocumentPart, EntryPart
from diagnose.kb.documents.problems import problem, wrong_type
from diagnose.kb.documents.texts import LanguageText
from diagnose.nodes import Scalar, Sequence
from diagnose.wording import worded

_HOUR = re.compile(r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9]|24:00", re.ASCII)
_HOURS_EXAMPLE = "['09:00', '13:00']"
_KINDS = ("consultation", "remote", "web-tool", "on-site", "service-centre")


def _hours(node: Any) -> tuple[str, str]:
    if not isinstance(node, Sequence) or len(node.items) != 2:
        raise wrong_type(node, "a pair of times", _HOURS_EXAMPLE)
    opens, closes = (_time(item) for item in node.items)
    if opens >= closes:
        message = worded("{opens} is not before {closes}", opens=opens, closes=closes)
        raise problem("PB109", message, node.at, worded("write it like {example}", example=_HOURS_EXAMPLE))
    return opens, closes


def _time(node: Any) -> str:
    if not isinstance(node, Scalar):
        raise wrong_type(node, "a time", "'09:00'")
    if not _HOUR.fullmatch(node.text):
        message = worded("'{text}' is no time of day", text=echo(node.text))
        raise problem("PB108", message, node.at, "write it like '09:00'")
    return node.text.rjust(5, "0")


_TIME_SCHEMA = {"type": "string", "pattern": "^(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)$"}
Hours = Annotated[
    tuple[str, str],
    Reads(_hours, {"type": "array", "items": _TIME_SCHEMA, "minItems": 2, "maxItems": 2}),
]
Weekday = Annotated[str, one_of("mon", "tue", "wed", "thu", "fri", "sat", "sun")]
May = Annotated[str, one_of(*_KINDS)]


class LineDocument(EntryPart):
    """One line of support; their order in the document is their rank."""

    title: LanguageText = NO_TEXT
    may: Annotated[tuple[May, ...], items("[consultation, remote]")] = ()
    channels: References = ()
    sectors: References = ()
    competence: Annotated[str, one_of("mend", "consult")] = "mend"
    vendors: YesNo = False


class SectorDocument(EntryPart):
    """A field of work."""

    title: LanguageText = NO_TEXT
    equipment: References = ()
    location: References = ()


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


class LevelDocument(EntryPart):
    """Targets of service, in seconds of working time."""

    title: LanguageText = NO_TEXT
    respond: Seconds = Field(examples=["4 h"])
    resolve: Seconds = Field(examples=["3 d"])
    calendar: Reference | None = None


class CalendarDocument(EntryPart):
    """Working days and hours."""

    title: LanguageText = NO_TEXT
    days: Annotated[tuple[Weekday, ...], items("[mon]", needed=True), Field(min_length=1)] = Field(examples=["[mon]"])
    hours: Annotated[tuple[Hours, ...], items("[['09:00', '18:00']]", needed=True), Field(min_length=1)] = Field(
        examples=["[['09:00', '18:00']]"]
    )
    holidays: Words | None = None


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
    levels: Levels = Field(default_factory=dict)
    calendars: Calendars = Field(default_factory=dict)
    vendors: Vendors = Field(default_factory=dict)
