"""Events as plain data, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from diagnose.case.events import KINDS, CaseEvent, Deed, Precedent, Terms, What, kind_of
from diagnose.case.intake import Intake
from diagnose.case.reading import deed_of, event_of, what_of

__all__ = ["EVENT", "body", "canonical", "deed_of", "event_data", "event_of", "what_data", "what_of"]

EVENT: Final = "diagnose/event/1"
"""The name of the format of an event."""
_FIELDS: Final[Mapping[type[What], tuple[tuple[str, object, object], ...]]] = {
    kind: tuple((each.name, each.default, each.default_factory) for each in fields(kind)) for kind in KINDS.values()
}
"""The fields of every kind of event, each with what it is when nothing is said."""


def what_data(what: What) -> dict[str, Any]:
    """What happened as plain data; fields that say nothing are left out."""
    written: dict[str, Any] = {}
    for name, default, factory in _FIELDS[type(what)]:
        value = getattr(what, name)
        if not _goes_without_saying(value, default, factory):
            written[name] = _plain(value)
    return written


def event_data(event: CaseEvent) -> dict[str, Any]:
    """A sealed event as plain data."""
    return {**body(event.number, event.deed, event.what), "before": event.before, "seal": event.seal}


def body(number: int, deed: Deed, what: What) -> dict[str, Any]:
    """An event without its seal, as plain data."""
    about = {"channel": deed.channel, "digest": deed.digest, "revisions": dict(deed.revisions) or None}
    return {
        "number": number,
        "kind": kind_of(what),
        "at": deed.at.isoformat(),
        "by": deed.by,
        "line": deed.line,
        **{name: value for name, value in about.items() if value is not None},
        "what": what_data(what),
    }


def canonical(data: Any) -> str:
    """``data`` as JSON, the same text for the same content."""
    return _CANONICAL.encode(data)


_AS_IT_IS: Final = frozenset({str, bool, int, float})
_CANONICAL: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _goes_without_saying(value: object, default: object, factory: object) -> bool:
    if default is not MISSING:
        return value == default and type(value) is type(default)
    return factory is not MISSING and not value


def _plain(value: Any) -> Any:
    if value is None or type(value) in _AS_IT_IS:
        return value
    match value:
        case Intake():
            return value.to_data()
        case Terms() | Precedent():
            return {each.name: _plain(got) for each in fields(value) if (got := getattr(value, each.name)) is not None}
        case datetime():
            return value.isoformat()
        case StrEnum():
            return value.value
        case tuple() | list():
            return [_plain(each) for each in value]
        case Mapping():
            return {str(key): _plain(each) for key, each in value.items()}
        case _:
            return value
