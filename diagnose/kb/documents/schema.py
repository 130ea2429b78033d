"""JSON Schema (draft 2020-12) of every kind of document, for editors and for other programs."""

from __future__ import annotations

from typing import Any

from diagnose.errors import UsageError
from diagnose.kb.documents.cases import EXPECT_SCHEMA
from diagnose.kb.documents.definitions import DEFINITIONS, INTAKE_SCHEMA
from diagnose.kb.documents.fields import DEFINED
from diagnose.kb.documents.reading import KINDS

NAMES = {**{name: name for name in KINDS if name != "format"}, "kb": "format"}
"""Names of schemas with the first key of the document."""

SCHEMA_NAMES = (*sorted(NAMES), "intake")
_OURS = ("default", "examples", "title")
"""Keywords that stand for how we read: absent keys, examples in YAML, names of classes and fields."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(kind: str) -> dict[str, Any]:
    """The schema of documents of ``kind``: one of ``SCHEMA_NAMES``.

    Raises:
        UsageError: there is no such kind.
    """
    if kind == "intake":
        schema: dict[str, Any] = {"title": "Intake", **INTAKE_SCHEMA}
    elif kind in NAMES:
        schema = {"title": kind.capitalize(), **_as_written(KINDS[NAMES[kind]].model_json_schema())}
        schema["required"] = [NAMES[kind], *(key for key in schema.get("required", ()) if key != NAMES[kind])]
    else:
        raise UsageError(f"there is no schema '{kind}'; known: {', '.join(SCHEMA_NAMES)}")
    definitions = {**schema.pop("$defs", {}), **DEFINITIONS, "expect": EXPECT_SCHEMA}
    return {"$schema": _DIALECT, **schema, "$defs": _used(schema, definitions)}


def _as_written(schema: Any) -> Any:
    """``schema`` without the null and the defaults that stand for keys left out, and with our own definitions."""
    if isinstance(schema, list):
        return [_as_written(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if isinstance(schema.get(DEFINED), str):
        return {"$ref": f"#/$defs/{schema[DEFINED]}"}
    kept: dict[str, Any] = {}
    for key, part in schema.items():
        if key == "properties":
            kept[key] = {name: _as_written(each) for name, each in part.items()}
        elif key not in _OURS:
            kept[key] = _as_written(part)
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
            name = str(part.get("$ref", "")).removeprefix("#/$defs/")
            if name in definitions and name not in found:
                found.add(name)
                waiting.append(definitions[name])
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
    return {name: definitions[name] for name in sorted(found)}
