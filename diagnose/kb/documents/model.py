"""The common ground of all document models: they read located nodes and remember where they stood."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, model_validator
from pydantic.json_schema import SkipJsonSchema

from diagnose.errors import Location
from diagnose.kb.documents.problems import wrong_type
from diagnose.nodes import Mapping

AT = "\0at"
KEY = "\0key"
"""Names under which place and key are handed to the model; no document can hold them."""


T = TypeVar("T")
HiddenKey = SkipJsonSchema[T]
"""The key under which an entry of a table stands."""


def _as_it_is(value: Any) -> Any:
    return value


class DocumentPart(BaseModel):
    """A mapping in a document; ``at`` is where it begins."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True, validate_by_name=False
    )

    at: SkipJsonSchema[Annotated[Location, PlainValidator(_as_it_is)]] = Field(alias=AT, repr=False)

    @model_validator(mode="before")
    @classmethod
    def _from_node(cls, node: Any) -> dict[str, Any]:
        key = None
        if isinstance(node, tuple):
            key, node = node
        if not isinstance(node, Mapping):
            raise wrong_type(node, "a mapping", "{key: value}")
        entries: dict[str, Any] = {name.text: entry for name, entry in node.entries}
        entries[AT] = node.at
        if key is not None:
            entries[KEY] = key
        return entries
