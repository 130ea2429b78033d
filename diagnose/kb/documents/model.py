"""The common ground of all document models: they read located nodes and remember where they stood."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, ValidationInfo, field_validator, model_validator
from pydantic.json_schema import SkipJsonSchema

from diagnose.errors import Finding, Location
from diagnose.kb.documents.fields import identifier
from diagnose.kb.documents.meaning import canonical
from diagnose.kb.documents.problems import Notes, wrong_type
from diagnose.names import IdShape
from diagnose.nodes import Mapping, Node, Scalar
from diagnose.wording import phrase, worded

AT = "\0at"
KEY = "\0key"
"""Names under which place and key are handed to the model; no document can hold them."""


def _as_it_is(value: Any) -> Any:
    return value


class DocumentPart(BaseModel):
    """A mapping in a document; ``at`` is where it begins."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True, validate_by_name=False
    )

    vital: ClassVar[frozenset[str]] = frozenset()
    """Keys that may be left out of the model, but not of the mapping: a faulty one spoils the whole."""

    at: SkipJsonSchema[Annotated[Location, PlainValidator(_as_it_is)]] = Field(alias="\0at", repr=False)  # AT

    @cached_property
    def fingerprint(self) -> bytes:
        """The SHA-256 of what it says: places, formatting, comments and the order of keys do not count."""
        return hashlib.sha256(canonical(self).encode()).digest()

    @model_validator(mode="before")
    @classmethod
    def _from_node(cls, node: Any, info: ValidationInfo) -> dict[str, Any]:
        key = None
        if isinstance(node, tuple):
            key, node = node
        if not isinstance(node, Mapping):
            raise wrong_type(node, "a mapping", "{key: value}")
        entries: dict[str, Any] = {name.text: entry for name, entry in node.entries}
        if isinstance(info.context, Notes):
            info.context.errors += cls.disagreements(entries, node.at)
        entries[AT] = node.at
        if key is not None:
            entries[KEY] = key
        return entries

    @classmethod
    def disagreements(cls, entries: dict[str, Node], at: Location) -> Iterator[Finding]:  # noqa: ARG003 - for others
        """What is wrong with the keys taken together."""
        return iter(())


class EntryPart(DocumentPart):
    """A mapping in a table of such; ``id`` is the key under which it stands."""

    shape: ClassVar[IdShape] = IdShape.WORD

    id: SkipJsonSchema[Scalar] = Field(alias="\0key")  # KEY

    @field_validator("id", mode="plain")
    @classmethod
    def _is_id(cls, key: Any) -> Scalar:
        return identifier(key, cls.shape)


def word(entries: dict[str, Node], key: str, default: str = "") -> str:
    """The text under ``key``, for a look before validation."""
    node = entries.get(key)
    return node.text if isinstance(node, Scalar) else default


def lacking(key: str, why: str, at: Location, example: str) -> Finding:
    """PB101 for a key that others make necessary."""
    message = worded("'{key}' is missing: {why}", key=key, why=phrase(why))
    return Finding("PB101", message, at, advice=worded("write {key}: {example}", key=key, example=example))
