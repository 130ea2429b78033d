"""The JSON Schema of a dossier: what is published is what a dossier is read with."""

from __future__ import annotations

from typing import Any, Final

from diagnose.case.events import KINDS
from diagnose.casework.dossier.declared import DEADLINES
from diagnose.casework.dossier.parts import DOSSIER
from diagnose.desk import ACTION, TRACE
from diagnose.desk.saving import CONSULTATION
from diagnose.explain import LANGUAGES
from diagnose.kb.documents.reported import INTAKE_SCHEMA
from diagnose.kb.documents.schema import in_draft, reference

_TEXT: Final[dict[str, Any]] = {"type": "string"}
_NUMBER: Final[dict[str, Any]] = {"type": "number"}
_COUNT: Final[dict[str, Any]] = {"type": "integer", "minimum": 0}
_YES_NO: Final[dict[str, Any]] = {"type": "boolean"}
_SEAL: Final[dict[str, Any]] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_MOMENT: Final[dict[str, Any]] = {"type": "string", "format": "date-time", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T"}
_CHANCE: Final[dict[str, Any]] = {"type": "number", "minimum": 0, "maximum": 1}
_OBJECT: Final[dict[str, Any]] = {"type": "object"}
_OBJECTS: Final[dict[str, Any]] = {"type": "array", "items": _OBJECT}
_TEXTS: Final[dict[str, Any]] = {"type": "array", "items": _TEXT}
_COUNTS: Final[dict[str, Any]] = {"type": "object", "additionalProperties": _COUNT}
_SPOKEN: Final[dict[str, Any]] = {"type": ["string", "object"]}


def _or_null(part: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [part, {"type": "null"}]}


def _record(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    """An object with these keys and no others."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": {**required, **optional},
    }


def _several(part: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": part}


_PRIORITY: Final = _record(
    {},
    **dict.fromkeys(("priority", "impact", "urgency", "level", "calendar", "words"), _TEXT),
    respond=_NUMBER,
    resolve=_NUMBER,
)
_ENDED: Final = _record({}, ending=_TEXT, fault=_TEXT, fixed_by=_TEXT, words=_TEXT)
_CASE: Final = _record(
    {
        "tried": _COUNT,
        "reopened": _COUNT,
        "version": _COUNT,
        "stays": _several(_record({}, line=_TEXT, entered=_MOMENT, left=_MOMENT)),
    },
    **dict.fromkeys(("id", "status", "line", "sector", "vendor", "channel", "waiting_for"), _TEXT),
    **dict.fromkeys(("opened_at", "reported_at", "resolved_at"), _MOMENT),
    head=_SEAL,
    resolution=_ENDED,
    priority=_PRIORITY,
    said=_record({}, **dict.fromkeys(("story", "since", "changed", "impact"), _TEXT)),
    subject=_record({}, **dict.fromkeys(("customer", "contract", "serial"), _TEXT)),
)
_ENTITLEMENT: Final = _record(
    {}, option=_TEXT, entitlement=_TEXT, until=_MOMENT, level=_TEXT, pays=_TEXT, charges=_TEXTS
)
_HEARD: Final = _record(
    {
        "attribute": _TEXT,
        "at": _MOMENT,
        "event": _COUNT,
        "line": _TEXT,
        "corrects": _YES_NO,
        "counts": _YES_NO,
        "private": _YES_NO,
    },
    value={"type": ["string", "number", "boolean", "array"]},
    unknown=_TEXT,
    applies={"const": False},
    written={},
    taken_out=_TEXT,
    **dict.fromkeys(("by", "source", "about", "after"), _TEXT),
)
_TRIED: Final = _record(
    {"step": _TEXT, "outcome": _TEXT, "before": _YES_NO, "charged": _YES_NO, "gone": _TEXTS},
    event=_COUNT,
    at=_MOMENT,
    by=_TEXT,
    line=_TEXT,
)
_FELL: Final = _record(
    {
        "kind": {"enum": ["refuted", "open", "less-likely", "no-complaint", "chosen", "retired", "draft"]},
        "conditions": _COUNT,
        "standings": _OBJECTS,
        "waits_for": _TEXTS,
        "ahead": _or_null(_TEXT),
        "against": _several(_record({"attribute": _TEXT, "log_odds": _NUMBER})),
        "replaced_by": _or_null(_TEXT),
    }
)
_HYPOTHESIS: Final = _record(
    {"fault": _TEXT, "revision": _COUNT, "responsible": _or_null(_CHANCE), "fell": _FELL, "failed_steps": _TEXTS}
)
_OPEN: Final = _record({"attribute": _TEXT, "who": _TEXTS, "reason": _or_null(_TEXT)})
_PRECEDENT: Final = _record(
    {
        "case": _TEXT,
        "like": _CHANCE,
        "ending": _TEXT,
        "fault": _or_null(_TEXT),
        "fixed_by": _or_null(_TEXT),
        "shared": _TEXTS,
    }
)
_VENDOR: Final = _record(
    {"id": _TEXT, "evidence": _several(_record({"attribute": _TEXT, "known": _YES_NO, "private": _YES_NO}))},
    contact=_TEXT,
)
_DEADLINE: Final = _record(
    {},
    **dict.fromkeys(("target", "consumed", "left", "fraction"), _NUMBER),
    **dict.fromkeys(("due", "met_at"), _or_null(_MOMENT)),
    **dict.fromkeys(("paused", "breached"), _YES_NO),
    warned=_several(_NUMBER),
)
_ENTRY: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["number", "kind", "at"],
    "properties": {"number": _COUNT, "kind": {"enum": sorted(KINDS)}, "at": _MOMENT},
}
_EVENT: Final = _record(
    {
        "number": _COUNT,
        "kind": {"enum": sorted(KINDS)},
        "at": _MOMENT,
        "by": _TEXT,
        "line": _TEXT,
        "what": _OBJECT,
        "before": _SEAL,
        "seal": _SEAL,
    },
    channel=_TEXT,
    digest=_TEXT,
    revisions={"type": "object", "additionalProperties": {"type": "integer"}},
)
_DECISION: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["outcome"],
    "properties": {
        "outcome": {
            "enum": ["plan", "no-fault", "out-of-scope", "how-to", "more-facts", "unprecedented", "escalation"]
        },
        "fault": _or_null(_TEXT),
        "reason": _TEXT,
        "to_line": _TEXT,
        "sector": _or_null(_TEXT),
        "text": _SPOKEN,
        "steps": _OBJECTS,
        "unexplained": _TEXTS,
        "questions": _OBJECTS,
        "near_misses": _OBJECTS,
    },
}
_NEXT: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["schema", "action", "why"],
    "properties": {
        "schema": {"const": ACTION},
        "action": {"enum": ["ask", "do", "hand-over", "done"]},
        "why": {"type": "object", "additionalProperties": _TEXT},
    },
}
_TRACE: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["schema", "digest", "facts", "concluded", "matched", "firings", "hypotheses", "sets"],
    "properties": {
        "schema": {"const": TRACE},
        "library": _TEXT,
        "digest": _TEXT,
        "playbooks": {"type": "object", "additionalProperties": _COUNT},
        "facts": _OBJECTS,
        "concluded": _OBJECT,
        "matched": _TEXTS,
        "firings": _OBJECTS,
        "conflicts": _OBJECTS,
        "complaints": _OBJECT,
        "hypotheses": _OBJECTS,
        "sets": _OBJECTS,
        "unexplained": _OBJECT,
        "plan": _or_null(_OBJECT),
        "questions": _OBJECTS,
        "near_misses": _OBJECTS,
        "notes": _TEXTS,
    },
}
_CONSULTATION: Final = _record(
    {
        "schema": {"const": CONSULTATION},
        "library": _TEXT,
        "knowledge_base": reference("base"),
        "intake": reference("intake"),
        "events": {**_OBJECTS, "maxItems": 1000},
    },
    precedents=_several(_PRECEDENT),
)
_LINE: Final = _record({"text": _TEXT, "level": {"type": "integer", "minimum": 0, "maximum": 20}})
_PAGE: Final = _record({"title": _TEXT, "parts": _several(_record({"title": _TEXT, "lines": _several(_LINE)}))})

_DEFINITIONS: Final[dict[str, Any]] = {
    "base": _record({"name": _TEXT, "version": _TEXT, "digest": _TEXT}),
    "intake": INTAKE_SCHEMA,
    "page": _PAGE,
}

ROOT: Final = _record(
    {
        "schema": {"const": DOSSIER},
        "library": _TEXT,
        "made_at": _MOMENT,
        "redacted": _or_null(_record({"taken_out": _COUNTS, "masked": _COUNTS})),
        "knowledge_base": reference("base"),
        "case": _CASE,
        "entitlement": _ENTITLEMENT,
        "deadlines": _record({}, at=_MOMENT, **dict.fromkeys(DEADLINES, _DEADLINE)),
        "decision": _DECISION,
        "next": _NEXT,
        "facts": _several(_HEARD),
        "steps": _several(_TRIED),
        "unexplained": _several(_record({"attribute": _TEXT, "chance": _CHANCE})),
        "hypotheses": _several(_HYPOTHESIS),
        "open": _several(_OPEN),
        "precedents": _or_null(_several(_PRECEDENT)),
        "closest": _or_null(_CHANCE),
        "alternatives": _record({"near": _OBJECTS, "siblings": _OBJECTS, "precedents": _TEXTS}),
        "vendor": _or_null(_VENDOR),
        "history": _several(_ENTRY),
        "trace": _TRACE,
        "consultation": _CONSULTATION,
        "events": _several(_EVENT),
        "page": _record(dict.fromkeys(LANGUAGES, reference("page"))),
    }
)
"""The schema without its definitions."""


def definition(name: str) -> dict[str, Any]:
    """The definition that is called ``name``."""
    found: dict[str, Any] = _DEFINITIONS[name]
    return found


def dossier_schema(draft: str = "2020-12") -> dict[str, Any]:
    """The JSON Schema of a dossier in a ``draft``: 2020-12 or 7."""
    return in_draft({"title": "Dossier", **ROOT, "$defs": _DEFINITIONS}, draft)
