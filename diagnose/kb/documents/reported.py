"""The parts of JSON Schemas for what is reported: texts and values, intakes, and what a fixture case changes in one."""

from __future__ import annotations

from typing import Any

from diagnose.case import SCHEMA

SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"]}
TEXT: dict[str, Any] = {"type": "string", "minLength": 1, "pattern": "\\S"}
WORDS: dict[str, Any] = {**SCALAR, "minLength": 1, "pattern": "\\S"}
"""A text that may look like a number or a yes/no to readers of YAML."""

TEXTS: dict[str, Any] = {"type": "array", "items": TEXT}
DOTTED = "\\."

_FACT: dict[str, Any] = {
    "source": WORDS,
    "at": {"type": "string", "format": "date-time", "pattern": "\\S"},
    "about": WORDS,
    "value": {"anyOf": [SCALAR, {"type": "array", "items": WORDS}]},
    "unknown": WORDS,
    "applies": {"const": False},
    "written": WORDS,
}
_STATE: dict[str, Any] = {
    "oneOf": [{"required": [name]} for name in ("value", "unknown", "applies", "written")],
}
_REPORTS: dict[str, Any] = {
    "anyOf": [
        {
            "type": "object",
            "propertyNames": {"pattern": DOTTED},
            "additionalProperties": {
                "anyOf": [
                    SCALAR,
                    {"type": "array", "items": SCALAR},
                    {"type": "object", "additionalProperties": False, "properties": _FACT, **_STATE},
                ]
            },
        },
        {
            "type": "array",
            "items": {
                "anyOf": [
                    TEXT,
                    {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["attribute"],
                        "properties": {"attribute": TEXT, **_FACT},
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
        "location": TEXT,
        "equipment": {"anyOf": [TEXT, TEXTS]},
        "symptoms": _REPORTS,
        "facts": _REPORTS,
        **dict.fromkeys(("channel", "support", "at_line"), TEXT),
        "reported_at": {"type": "string", "format": "date-time", "pattern": "\\S"},
        **dict.fromkeys(("story", "since", "changed", "impact", "source", "customer", "contract", "serial"), WORDS),
        "tried": {
            "type": "array",
            "items": {
                "anyOf": [
                    WORDS,
                    {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["step"],
                        "properties": {"step": WORDS, "outcome": WORDS},
                    },
                ]
            },
        },
        "askable": {"anyOf": [TEXT, TEXTS]},
    },
}

_REMOVAL: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["remove"],
    "properties": {"remove": {}},
}
_CHANGED_REPORTS: dict[str, Any] = {
    "anyOf": [
        {
            **_REPORTS["anyOf"][0],
            "additionalProperties": {"anyOf": [_REMOVAL, *_REPORTS["anyOf"][0]["additionalProperties"]["anyOf"]]},
        },
        _REPORTS["anyOf"][1],
    ]
}

CHANGE_SCHEMA: dict[str, Any] = {
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
}
"""What a fixture case changes in the intake of another."""
