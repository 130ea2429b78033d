"""The parts of JSON Schemas that stand for what the compiler reads from nodes: texts, conditions, tables, intakes."""

from __future__ import annotations

from typing import Any

from diagnose.case import SCHEMA
from diagnose.kb.documents.texts import LANGUAGE, TEXT_SCHEMA
from diagnose.vocabulary import BUILT_IN

_SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"]}
_TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
_TEXTS: dict[str, Any] = {"type": "array", "items": _TEXT}
_VALUES: dict[str, Any] = {"type": "array", "items": _SCALAR, "minItems": 1}
_WEIGHT: dict[str, Any] = {"type": ["string", "number"]}
_ATTRIBUTE = {"pattern": f"(\\.)|^({'|'.join(BUILT_IN)})$"}
_DOTTED = "\\."


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _group(members: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": members, "minItems": 1}


_ENDS = ("at_least", "at_most", "above", "below")
_AGES = ("older_than", "newer_than")
_MOMENTS = ("before", "after")
_VERSIONS = ("version_below", "version_at_least")
_LISTS = ("none_of", "contains_all", "contains_none")
_PLAIN = ("is_not", "contains")
_FLAGS = ("known", "applies")

OPERATORS: dict[str, Any] = {
    **dict.fromkeys((*_ENDS, *_AGES, *_MOMENTS, *_VERSIONS), _WEIGHT),
    **dict.fromkeys(_LISTS, _VALUES),
    **dict.fromkeys(_PLAIN, _SCALAR),
    **{name: {"type": "boolean"} for name in _FLAGS},
    "between": {"type": "array", "items": _WEIGHT, "minItems": 2, "maxItems": 2},
    "within": {"anyOf": [_TEXT, {**_TEXTS, "minItems": 1}]},
    "matches": {
        "anyOf": [
            _TEXT,
            {
                "type": "object",
                "minProperties": 1,
                "additionalProperties": False,
                "properties": {"word": _TEXT, "phrase": _TEXT, "regex": _TEXT},
            },
        ]
    },
}
"""What each operator takes."""

_WEIGHTS: dict[str, Any] = {
    "type": "object",
    "properties": {"given": _ref("condition")},
    "additionalProperties": _WEIGHT,
}
_WEIGHED: dict[str, Any] = {"anyOf": [_WEIGHT, _WEIGHTS, {"type": "array", "items": _WEIGHTS, "minItems": 1}]}

_FACT: dict[str, Any] = {
    "source": _TEXT,
    "at": {"type": "string", "format": "date-time"},
    "about": _TEXT,
    "value": {"anyOf": [_SCALAR, {"type": "array", "items": {"type": ["string", "number"]}}]},
    "unknown": _TEXT,
    "applies": {"const": False},
    "written": _TEXT,
}
_STATE: dict[str, Any] = {
    "oneOf": [{"required": [name]} for name in ("value", "unknown", "applies", "written")],
}
_REPORTS: dict[str, Any] = {
    "anyOf": [
        {
            "type": "object",
            "propertyNames": {"pattern": _DOTTED},
            "additionalProperties": {
                "anyOf": [
                    _SCALAR,
                    {"type": "array", "items": {"type": ["string", "number"]}},
                    {"type": "object", "additionalProperties": False, "properties": _FACT, **_STATE},
                ]
            },
        },
        {
            "type": "array",
            "items": {
                "anyOf": [
                    _TEXT,
                    {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["attribute"],
                        "properties": {"attribute": _TEXT, **_FACT},
                        **_STATE,
                    },
                ]
            },
        },
    ]
}
INTAKE_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "schema": {"const": SCHEMA},
        "location": _TEXT,
        "equipment": {"anyOf": [_TEXT, _TEXTS]},
        "symptoms": _REPORTS,
        "facts": _REPORTS,
        **dict.fromkeys(("channel", "support", "at_line"), _TEXT),
        "reported_at": {"type": "string", "format": "date-time"},
        **dict.fromkeys(("story", "since", "changed", "impact", "source"), _TEXT),
        "tried": {
            "type": "array",
            "items": {
                "anyOf": [
                    _TEXT,
                    {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["step"],
                        "properties": {"step": _TEXT, "outcome": _TEXT},
                    },
                ]
            },
        },
        "askable": {"anyOf": [_TEXT, _TEXTS]},
    },
}

_REMOVAL: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["remove"],
    "properties": {"remove": {"const": True}},
}
_CHANGED_REPORTS: dict[str, Any] = {
    "anyOf": [
        {"type": "object", "additionalProperties": {"anyOf": [_REMOVAL, _SCALAR, {"type": ["array", "object"]}]}},
        *_REPORTS["anyOf"],
    ]
}

DEFINITIONS: dict[str, Any] = {
    "text": TEXT_SCHEMA,
    "condition": {
        "description": "All entries must hold: tests on attributes, and groups.",
        "type": "object",
        "minProperties": 1,
        "properties": {
            **{name: _group(_ref("condition")) for name in ("all", "any", "none")},
            "count": {
                "type": "object",
                "additionalProperties": False,
                "required": ["of"],
                "properties": {
                    "at_least": {"type": "integer", "minimum": 0},
                    "at_most": {"type": "integer", "minimum": 0},
                    "of": _group(_ref("condition")),
                },
            },
        },
        "patternProperties": {_ATTRIBUTE["pattern"]: _ref("test")},
        "additionalProperties": False,
    },
    "test": {
        "description": "A value, a list of values of which one must be seen, or operators that must all hold.",
        "anyOf": [
            _SCALAR,
            _VALUES,
            {"type": "object", "minProperties": 1, "additionalProperties": False, "properties": OPERATORS},
        ],
    },
    "shows": {"type": "object", "propertyNames": {"pattern": _DOTTED}, "additionalProperties": _WEIGHED},
    "common": _WEIGHED,
    "values": {
        "type": "object",
        "minProperties": 1,
        "propertyNames": _ATTRIBUTE,
        "additionalProperties": {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}]},
    },
    "points": {
        "type": "object",
        "minProperties": 1,
        "additionalProperties": {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": _DOTTED},
            "additionalProperties": _SCALAR,
        },
    },
    "valueList": {
        "type": "array",
        "minItems": 1,
        "items": {
            "anyOf": [
                _SCALAR,
                {
                    "type": "object",
                    "maxProperties": 1,
                    "additionalProperties": {
                        "type": "object",
                        "additionalProperties": False,
                        "properties": {"formerly": _TEXTS},
                    },
                },
            ]
        },
    },
    "range": {"type": "array", "items": _WEIGHT, "minItems": 2, "maxItems": 2},
    "labels": {"type": "object", "additionalProperties": _ref("text")},
    "phrases": {
        "type": "object",
        "additionalProperties": {
            "anyOf": [
                _TEXTS,
                {
                    "type": "object",
                    "propertyNames": {"pattern": f"^{LANGUAGE.pattern}$"},
                    "additionalProperties": _TEXTS,
                },
            ]
        },
    },
    "intake": INTAKE_SCHEMA,
    "change": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            **{
                name: {"anyOf": [_REMOVAL, part]}
                for name, part in INTAKE_SCHEMA["properties"].items()
                if name not in ("symptoms", "facts")
            },
            "symptoms": _CHANGED_REPORTS,
            "facts": _CHANGED_REPORTS,
        },
    },
}
"""Definitions by name, as ``$ref`` uses them."""
