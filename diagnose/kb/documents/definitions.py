"""The parts of JSON Schemas that stand for what the compiler reads from nodes: texts, conditions, tables, intakes."""

from __future__ import annotations

from typing import Any

from diagnose.kb.documents.reported import CHANGE_SCHEMA, DOTTED, INTAKE_SCHEMA, SCALAR, TEXT, TEXTS, WORDS
from diagnose.kb.documents.texts import LANGUAGES_SCHEMA
from diagnose.vocabulary import BUILT_IN

_VALUES: dict[str, Any] = {"type": "array", "items": SCALAR, "minItems": 1}
WEIGHT: dict[str, Any] = {"type": ["string", "number"]}
_ATTRIBUTE = {"pattern": f"(\\.)|^({'|'.join(sorted(BUILT_IN))})$"}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _group(members: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": members, "minItems": 1}


ENDS = ("at_least", "at_most", "above", "below", "before", "after", "version_below", "version_at_least")
AGES = ("older_than", "newer_than")
_LISTS = ("none_of", "contains_all", "contains_none")
_PLAIN = ("is_not", "contains")
_FLAGS = ("known", "applies")

OPERATORS: dict[str, Any] = {
    **dict.fromkeys((*ENDS, *AGES), WEIGHT),
    **dict.fromkeys(_LISTS, _VALUES),
    **dict.fromkeys(_PLAIN, SCALAR),
    **{name: {"type": "boolean"} for name in _FLAGS},
    "between": {"type": "array", "items": WEIGHT, "minItems": 2, "maxItems": 2},
    "within": {"anyOf": [TEXT, {**TEXTS, "minItems": 1}]},
    "matches": {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
        "properties": {"word": {**WORDS, "pattern": r"^\s*\S+\s*$"}, "phrase": WORDS, "regex": WORDS},
    },
}
"""What each operator takes."""

_WEIGHTS: dict[str, Any] = {
    "type": "object",
    "properties": {"given": _ref("condition")},
    "additionalProperties": WEIGHT,
}
_WEIGHED: dict[str, Any] = {
    "anyOf": [
        WEIGHT,
        {**_WEIGHTS, "not": {"required": ["given"]}},  # a row with a condition is an item of a list
        {"type": "array", "items": _WEIGHTS, "minItems": 1},
    ]
}

_LABEL: dict[str, Any] = {
    "anyOf": [WORDS, {"type": "object", "minProperties": 1, "additionalProperties": SCALAR}],
}
_PHRASES: dict[str, Any] = {"type": "array", "items": WORDS}

DEFINITIONS: dict[str, Any] = {
    "text": {"anyOf": [TEXT, {**LANGUAGES_SCHEMA, "additionalProperties": TEXT}]},
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
                "anyOf": [{"required": ["at_least"]}, {"required": ["at_most"]}],
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
            SCALAR,
            _VALUES,
            {"type": "object", "minProperties": 1, "additionalProperties": False, "properties": OPERATORS},
        ],
    },
    "shows": {"type": "object", "propertyNames": {"pattern": DOTTED}, "additionalProperties": _WEIGHED},
    "common": _WEIGHED,
    "values": {
        "type": "object",
        "minProperties": 1,
        "propertyNames": _ATTRIBUTE,
        "additionalProperties": {"anyOf": [SCALAR, {"type": "array", "items": SCALAR}]},
    },
    "points": {
        "type": "object",
        "minProperties": 1,
        "additionalProperties": {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": DOTTED},
            "additionalProperties": SCALAR,
        },
    },
    "valueList": {
        "type": "array",
        "minItems": 1,
        "items": {
            "anyOf": [
                WORDS,
                {
                    "type": "object",
                    "minProperties": 1,
                    "maxProperties": 1,
                    "additionalProperties": {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["formerly"],
                        "properties": {"formerly": {"type": "array", "items": SCALAR}},
                    },
                },
            ]
        },
    },
    "range": {"type": "array", "items": WEIGHT, "minItems": 2, "maxItems": 2},
    "labels": {"type": "object", "additionalProperties": _LABEL},
    "phrases": {
        "type": "object",
        "additionalProperties": {
            "anyOf": [
                _PHRASES,
                {
                    "type": "object",
                    "additionalProperties": _PHRASES,
                },
            ]
        },
    },
    "intake": INTAKE_SCHEMA,
    "change": CHANGE_SCHEMA,
}
"""Definitions by name, as ``$ref`` uses them."""


def either_requires(long: dict[str, Any], condition: dict[str, Any]) -> dict[str, Any]:
    """What a step requires: ``long``, with ``when``, or the entries of ``condition`` with ``safety`` beside them."""
    alone = {"required": ["safety"], "maxProperties": 1}
    entries = {**condition["properties"], "safety": _ref("text")}
    return {"anyOf": [long, {**condition, "properties": entries, "not": alone}]}
