"""What JSON Schemas say about keys taken together, as the models do in ``disagreements``."""

from __future__ import annotations

from typing import Any

from diagnose.vocabulary import BUILT_IN

_LISTED = ("choice", "set")
_ONLY = {
    "values": _LISTED,
    "unit": ("number",),
    "also": ("number",),
    "range": ("number", "duration"),
    "step": ("number",),
}


def _where(key: str, *values: str) -> dict[str, Any]:
    return {"required": [key], "properties": {key: {"enum": list(values)}}}


def _if(condition: dict[str, Any], then: dict[str, Any]) -> dict[str, Any]:
    return {"if": condition, "then": then}


PLAYBOOK: dict[str, Any] = {
    "not": {"required": ["plan", "outcome"]},
    "allOf": [
        _if(
            {
                "anyOf": [_where("kind", "how-to"), _where("outcome", "no-fault", "out-of-scope", "how-to")],
                "not": {"required": ["plan", "outcome"]},
            },
            {"required": ["say"]},
        ),
        _if(
            {**_where("outcome", "hand-over"), "not": _where("kind", "how-to")},
            {"required": ["escalate"]},
        ),
    ],
}
ATTRIBUTE: dict[str, Any] = {
    "allOf": [
        _if(
            _where("type", *_LISTED),
            {"required": ["values"], "properties": {"common": {"type": ["object", "array"]}}},
        ),
        *(_if({"required": [key]}, {"properties": {"type": {"enum": list(types)}}}) for key, types in _ONLY.items()),
        _if({"required": ["also"]}, {"required": ["unit"]}),
        _if(
            {"required": ["complaint"], "properties": {"complaint": {"const": True}}},
            {"required": ["abnormal"]},
        ),
    ]
}
CASE: dict[str, Any] = {"oneOf": [{"required": ["intake"]}, {"required": ["like"]}]}

CALENDAR: dict[str, Any] = {
    "if": {"properties": {"hours": {"type": "object"}}},
    "then": {"not": {"required": ["days"]}},
    "else": {"required": ["days"]},
}
STEPS: dict[str, Any] = {"oneOf": [{"required": ["only"]}, {"required": ["never"]}]}

TOGETHER: dict[str, dict[str, Any]] = {
    "AttributeDocument": ATTRIBUTE,
    "CalendarDocument": CALENDAR,
    "CaseDocument": CASE,
    "StepsDocument": STEPS,
    "playbook": PLAYBOOK,
}
"""Keywords that join the schema of a definition, or of a kind of document."""

_TABLE: dict[str, Any] = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": f"(\\.)|^({'|'.join(sorted(BUILT_IN))})$"},
    "additionalProperties": {"type": "array", "minItems": 1},
}
CLOCK: dict[str, Any] = {
    "type": ["string", "integer"],
    "pattern": "^(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)$",
    "minimum": 0,
    "maximum": 1440,
}
"""A time of day: a reader of YAML 1.1 takes 13:00 without quotes for the number 780."""

_PAIRS: dict[str, Any] = {
    "type": "array",
    "items": {"type": "array", "items": CLOCK, "minItems": 2, "maxItems": 2},
}
_WEEK: dict[str, Any] = {
    "type": "object",
    "minProperties": 1,
    "properties": dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), _PAIRS),
    "additionalProperties": False,
}

WIDER: dict[tuple[str, str], dict[str, Any]] = {
    ("CaseDocument", "table"): _TABLE,
    ("CalendarDocument", "hours"): {"anyOf": [{**_PAIRS, "minItems": 1}, _WEEK]},
    ("kb", "format"): {"enum": [1, "1"]},
    ("kb", "version"): {"type": ["string", "number", "boolean"]},
    ("playbook", "requires"): {"type": ["number", "string"]},
}
"""What stands under a key, where the model cannot say it: by definition or kind of document, and key."""


def joined(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """``schema`` of the definition or kind ``name`` with what holds for its keys together."""
    parts = {key: part for (holder, key), part in WIDER.items() if holder == name}
    properties = {key: parts.get(key, part) for key, part in schema.get("properties", {}).items()}
    made = {**schema, "properties": properties} if properties else schema
    return {**made, **TOGETHER.get(name, {})}
