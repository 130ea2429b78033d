"""JSON Schemas of every kind of document, for editors and for other programs."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, unquote

from diagnose.errors import UsageError
from diagnose.kb.documents.agreement import joined
from diagnose.kb.documents.cases import EXPECT_SCHEMA
from diagnose.kb.documents.definitions import DEFINITIONS, either_requires
from diagnose.kb.documents.fields import DEFINED
from diagnose.kb.documents.reading import KINDS
from diagnose.kb.documents.reported import INTAKE_SCHEMA

NAMES = {**{name: name for name in KINDS if name != "format"}, "kb": "format"}
"""Names of schemas with the first key of the document."""

DOCUMENT = "document"
"""The schema of every kind at once, for editors that cannot tell the kinds by the names of files."""

SCHEMA_NAMES = tuple(sorted((*NAMES, DOCUMENT, "intake")))

REQUIRES = "RequiresDocument"
"""The definition of what a step requires, which may be written in two ways."""

DRAFTS = ("2020-12", "7")
"""The drafts of JSON Schema in which a schema can be had; the first is the default."""

_OURS = ("default", "examples", "title")
"""Keywords that stand for how we read: absent keys, examples in YAML, names of classes and fields."""

_DIALECTS = {
    "2020-12": "https://json-schema.org/draft/2020-12/schema",
    "7": "http://json-schema.org/draft-07/schema#",
}


def json_schema(kind: str, draft: str = "2020-12") -> dict[str, Any]:
    """The schema of documents of ``kind``: one of ``SCHEMA_NAMES``; ``draft`` is one of ``DRAFTS``.

    Raises:
        UsageError: there is no such kind.
    """
    return in_draft(raw_schema(kind), draft)


def raw_schema(kind: str) -> dict[str, Any]:
    """The schema of documents of ``kind`` with all its definitions, those that nothing refers to included.

    Raises:
        UsageError: there is no such kind.
    """
    if kind == "intake":
        schema: dict[str, Any] = {"title": "Intake", **INTAKE_SCHEMA}
    elif kind == DOCUMENT:
        schema = _any_kind()
    elif kind in NAMES:
        schema = {"title": kind.capitalize(), **_as_written(KINDS[NAMES[kind]].model_json_schema())}
        schema["required"] = [NAMES[kind], *(key for key in schema.get("required", ()) if key != NAMES[kind])]
    else:
        raise UsageError(f"there is no schema '{kind}'; known: {', '.join(SCHEMA_NAMES)}")
    definitions = {**schema.pop("$defs", {}), **DEFINITIONS, "expect": EXPECT_SCHEMA}
    if kind != DOCUMENT:
        schema = joined(kind, schema)
        definitions = {name: joined(name, part) for name, part in definitions.items()}
    if REQUIRES in definitions and kind != DOCUMENT:
        definitions[REQUIRES] = either_requires(definitions[REQUIRES], definitions["condition"])
    return {**schema, "$defs": definitions}


def in_draft(schema: dict[str, Any], draft: str) -> dict[str, Any]:
    """``schema`` as ``draft`` has it, with the definitions that it reaches, sorted by name."""
    kept = {key: part for key, part in schema.items() if key != "$defs"}
    whole = {"$schema": _DIALECTS[draft], **kept, "$defs": _used(kept, schema["$defs"])}
    if draft == "2020-12":
        return whole
    older: dict[str, Any] = _older(whole)
    return older


def reference(name: str) -> dict[str, Any]:
    """A reference to the definition ``name``."""
    return {"$ref": _HERE + quote(name, safe=":")}


_HERE = "#/$defs/"


def _any_kind() -> dict[str, Any]:
    """A schema that takes a document of any kind, told by the key that names it."""
    definitions: dict[str, Any] = {}
    choices = []
    for name, key in sorted(NAMES.items()):
        part = raw_schema(name)
        definitions |= part.pop("$defs")
        definitions[f"{name}:document"] = {each: part[each] for each in part if each != "title"}
        choices.append({"if": {"required": [key]}, "then": reference(f"{name}:document")})
    known = [{"required": [key]} for _, key in sorted(NAMES.items())]
    return {"title": "Document", "type": "object", "anyOf": known, "allOf": choices, "$defs": definitions}


def _older(schema: Any) -> Any:
    """``schema`` in draft 7, where definitions have another name and nothing may stand beside a reference."""
    if isinstance(schema, list):
        return [_older(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {"definitions" if key == "$defs" else key: _older(part) for key, part in schema.items()}
    target = made.get("$ref")
    if not isinstance(target, str):
        return made
    there = {"$ref": target.replace(_HERE, "#/definitions/", 1)}
    rest = {key: part for key, part in made.items() if key != "$ref"}
    return {**rest, "allOf": [*rest.get("allOf", ()), there]} if rest else there


def _as_written(schema: Any) -> Any:
    """``schema`` without the null and the defaults that stand for keys left out, and with our own definitions."""
    if isinstance(schema, list):
        return [_as_written(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if isinstance(schema.get(DEFINED), str):
        return reference(schema[DEFINED])
    kept: dict[str, Any] = {}
    for key, part in schema.items():
        if key == "properties":
            kept[key] = {name: _as_written(each) for name, each in part.items()}
        elif key not in _OURS:
            kept[key] = _as_written(part)
    if (
        kept.get("type") == "array" and "minLength" in kept
    ):  # what some versions of pydantic make of a list's min_length
        kept["minItems"] = kept.pop("minLength")
    if kept == {"type": "string", "minLength": 1}:
        kept["pattern"] = "\\S"
    return _without_null(kept)


def _without_null(kept: dict[str, Any]) -> dict[str, Any]:
    choices = kept.get("anyOf")
    if choices and {"type": "null"} in choices:
        rest = [choice for choice in choices if choice != {"type": "null"}]
        del kept["anyOf"]
        kept |= rest[0] if len(rest) == 1 else {"anyOf": rest}
    return kept


def _used(schema: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """Those of ``definitions`` that ``schema`` reaches, sorted by name."""
    found: set[str] = set()
    waiting = [schema]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            name = unquote(str(part.get("$ref", "")).removeprefix(_HERE))
            if name in definitions and name not in found:
                found.add(name)
                waiting.append(definitions[name])
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
    return {name: definitions[name] for name in sorted(found)}
