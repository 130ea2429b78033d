"""Vocabulary documents: taxonomies and attributes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from diagnose.kb.documents.fields import DottedId, NameId, PlaceId, Reference, Seconds, Words, YesNo, a_number, one_of
from diagnose.kb.documents.lists import (
    NO_TEXT,
    Common,
    Condition,
    DottedIds,
    Ends,
    Labels,
    Phrases,
    PlaceIds,
    References,
    ValueList,
    numbers,
    table,
)
from diagnose.kb.documents.model import KEY, DocumentPart, HiddenKey
from diagnose.kb.documents.texts import LanguageText

Positive = Annotated[float, a_number(1e-12)]


class KindDocument(DocumentPart):
    """One kind of equipment, below another kind."""

    id: HiddenKey[PlaceId] = Field(alias=KEY)
    is_a: Reference | None = None
    title: LanguageText = NO_TEXT
    vendor: Reference | None = None
    formerly: PlaceIds = ()


class PlaceDocument(DocumentPart):
    """One location, within another."""

    id: HiddenKey[PlaceId] = Field(alias=KEY)
    within: Reference | None = None
    title: LanguageText = NO_TEXT
    formerly: PlaceIds = ()


class TaxonomiesDocument(DocumentPart):
    """The forests of kinds and places."""

    equipment: Annotated[dict[str, KindDocument], table("{printer: {title: Printer}}")] = {}
    location: Annotated[dict[str, PlaceDocument], table("{msk: {title: Moscow}}")] = {}


class AttributeDocument(DocumentPart):
    """One thing that can be observed, asked or concluded; ``takes`` in seconds."""

    id: HiddenKey[DottedId] = Field(alias=KEY)
    type: Annotated[
        str, one_of("yes/no", "choice", "number", "duration", "date", "version", "text", "set")
    ] = Field(examples=["choice"])
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
    also: Annotated[dict[str, Positive], numbers("{mV: 0.001}")] = {}
    range: Ends | None = None
    step: Positive | None = None
    private: YesNo = False
    formerly: DottedIds = ()


class VocabularyDocument(DocumentPart):
    """Words of one area."""

    vocabulary: NameId = Field(examples=["printing"])
    taxonomies: TaxonomiesDocument | None = None
    attributes: Annotated[
        dict[str, AttributeDocument], table("{print.output: {type: choice, values: [normal, faded]}}")
    ] = {}
