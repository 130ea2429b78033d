"""Vocabulary documents: taxonomies, attributes and chains."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from diagnose.errors import Finding, Location
from diagnose.kb.documents.fields import NameId, Reference, Seconds, Words, YesNo, a_number, one_of
from diagnose.kb.documents.lists import (
    NO_TEXT,
    Common,
    Condition,
    DottedIds,
    Ends,
    Labels,
    NeededReferences,
    PartIds,
    Phrases,
    PlaceIds,
    Points,
    References,
    ValueList,
    items,
    numbers,
    table,
)
from diagnose.kb.documents.model import DocumentPart, EntryPart, lacking, word
from diagnose.kb.documents.texts import LanguageText
from diagnose.names import IdShape
from diagnose.nodes import Node
from diagnose.wording import worded

_TYPES = ("yes/no", "choice", "number", "duration", "date", "version", "text", "set")
_LISTED = ("choice", "set")
_ONLY = MappingProxyType(
    {"values": _LISTED, "unit": ("number",), "also": ("number",), "range": ("number", "duration"), "step": ("number",)}
)
Positive = Annotated[float, a_number(1e-12)]


class KindDocument(EntryPart):
    """One kind of equipment, below another kind."""

    is_a: Reference | None = None
    title: LanguageText = NO_TEXT
    vendor: Reference | None = None
    formerly: PlaceIds = ()


class PlaceDocument(EntryPart):
    """One location, within another."""

    shape = IdShape.PLACE

    within: Reference | None = None
    title: LanguageText = NO_TEXT
    formerly: PlaceIds = ()


class TaxonomiesDocument(DocumentPart):
    """The forests of kinds and places."""

    equipment: Annotated[dict[str, KindDocument], table("{printer: {title: Printer}}")] = Field(default_factory=dict)
    location: Annotated[dict[str, PlaceDocument], table("{msk: {title: Moscow}}")] = Field(default_factory=dict)


class AttributeDocument(EntryPart):
    """One thing that can be observed, asked or concluded; ``takes`` in seconds."""

    shape = IdShape.DOTTED
    vital = frozenset({"values"})

    type: Annotated[str, one_of(*_TYPES)] = Field(examples=["choice"])
    title: LanguageText = NO_TEXT
    values: ValueList | None = None
    abnormal: ValueList | None = None
    complaint: YesNo = False
    common: Common | None = None
    relevant: Condition | None = None
    question: LanguageText = NO_TEXT
    answered_by: References = ()
    takes: Seconds | None = None
    labels: Labels | None = None
    phrases: Phrases | None = None
    unit: Words | None = None
    also: Annotated[dict[str, Positive], numbers("{mV: 0.001}")] = Field(default_factory=dict)
    range: Ends | None = None
    step: Positive | None = None
    private: YesNo | None = None
    formerly: DottedIds = ()

    @classmethod
    def disagreements(cls, entries: dict[str, Node], at: Location) -> Iterator[Finding]:
        """What the type needs, and what it has no use for."""
        kind = word(entries, "type")
        if kind in _LISTED and "values" not in entries:
            yield lacking("values", worded("the type {type} needs them", type=kind), at, "[normal, faded]")
        for key, types in _ONLY.items():
            if key in entries and kind in _TYPES and kind not in types:
                message = worded("'{key}' has no meaning for the type {type}", key=key, type=kind)
                advice = worded("it belongs to: {types}", types=", ".join(types))
                yield Finding("PB104", message, entries[key].at, advice=advice)


class ChainDocument(EntryPart):
    """Components in the order in which something passes them, and what is seen behind a broken one."""

    title: LanguageText = NO_TEXT
    parts: PartIds = Field(examples=["[line, terminal, router]"])
    points: Points = Field(examples=["{terminal: {terminal.lamp: red}}"])


class CompleteForDocument(DocumentPart):
    """A promise: every combination of the values of ``attributes`` on ``equipment`` has a playbook."""

    equipment: Reference = Field(examples=["laser-printer"])
    attributes: NeededReferences = Field(examples=["[print.output, printer.icon]"])


class VocabularyDocument(DocumentPart):
    """Words of one area."""

    vocabulary: NameId = Field(examples=["printing"])
    taxonomies: TaxonomiesDocument | None = None
    attributes: Annotated[
        dict[str, AttributeDocument], table("{print.output: {type: choice, values: [normal, faded]}}")
    ] = Field(default_factory=dict)
    chains: Annotated[
        dict[str, ChainDocument], table("{internet: {parts: [line, router], points: {line: {router.lamp: red}}}}")
    ] = Field(default_factory=dict)
    complete_for: Annotated[
        tuple[CompleteForDocument, ...], items("[{equipment: laser-printer, attributes: [print.output]}]")
    ] = ()
