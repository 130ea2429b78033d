"""Events as plain data, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from diagnose.case.events import (
    KINDS,
    CaseEvent,
    Deed,
    Ending,
    Precedent,
    Resolved,
    Terms,
    TriedStep,
    Waiting,
    WaitingFor,
    What,
    kind_of,
)
from diagnose.case.intake import Intake
from diagnose.case.reported import Outcome
from diagnose.errors import HistoryFormatError, echo
from diagnose.nodes import as_instant
from diagnose.wording import worded

EVENT: Final = "diagnose/event/1"
"""The name of the format of an event."""

_ENUMS: Mapping[tuple[type[What], str], type[StrEnum]] = {
    (Resolved, "ending"): Ending,
    (Waiting, "on"): WaitingFor,
    (TriedStep, "outcome"): Outcome,
}
_FIELDS: Mapping[str, frozenset[str]] = {
    kind: frozenset(each.name for each in fields(made)) for kind, made in KINDS.items()
}


def what_data(what: What) -> dict[str, Any]:
    """What happened as plain data; fields that say nothing are left out."""
    written: dict[str, Any] = {}
    for each in fields(what):
        value = getattr(what, each.name)
        if not _goes_without_saying(value, each.default, each.default_factory):
            written[each.name] = _plain(value)
    return written


def what_of(kind: str, data: Mapping[str, Any]) -> What:
    """What :func:`what_data` wrote.

    Raises:
        HistoryFormatError: there is no such kind of event, or a field is missing, unknown or of another type.
    """
    made = KINDS.get(kind)
    if made is None:
        raise HistoryFormatError(worded("'{kind}' is no kind of event", kind=echo(kind)))
    unknown = sorted(data.keys() - _FIELDS[kind])
    if unknown:
        raise HistoryFormatError(worded("an event '{kind}' has no '{name}'", kind=kind, name=echo(unknown[0])))
    try:
        return made(**{name: _typed(made, name, value) for name, value in data.items()})
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        message = worded("an event '{kind}' cannot be read: {reason}", kind=kind, reason=echo(error))
        raise HistoryFormatError(message) from None


def event_data(event: CaseEvent) -> dict[str, Any]:
    """A sealed event as plain data."""
    return {**body(event.number, event.deed, event.what), "before": event.before, "seal": event.seal}


def event_of(data: Mapping[str, Any]) -> CaseEvent:
    """The event that :func:`event_data` wrote; whether its seal is right is for the chain to say.

    Raises:
        HistoryFormatError: it cannot be read.
    """
    try:
        deed = deed_of(data)
        return CaseEvent(int(data["number"]), deed, what_of(data["kind"], data["what"]), data["before"], data["seal"])
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise HistoryFormatError(worded("an event cannot be read: {reason}", reason=echo(error))) from None


def deed_of(data: Mapping[str, Any]) -> Deed:
    """Who, when and where, from the plain data of an event."""
    revisions = tuple(sorted((str(name), int(number)) for name, number in data.get("revisions", {}).items()))
    at = _moment(data["at"])
    return Deed(str(data["by"]), at, str(data["line"]), data.get("channel"), data.get("digest"), revisions)


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
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _goes_without_saying(value: object, default: object, factory: object) -> bool:
    if default is not MISSING:
        return value == default and type(value) is type(default)
    return factory is not MISSING and not value


def _plain(value: Any) -> Any:
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


def _typed(made: type[What], name: str, value: Any) -> Any:
    """``value`` as the field ``name`` of ``made`` holds it."""
    match name:
        case "intake":
            return Intake.from_data(value)
        case "terms":
            until = value.get("until")
            return Terms(**{**value, "until": None if until is None else _moment(until)})
        case "until":
            return _moment(value)
        case "precedents":
            return tuple(Precedent(**{**each, "shared": tuple(each.get("shared", ()))}) for each in value)
        case "skipped":
            return tuple(str(each) for each in value)
        case "outline" | "seen":
            return MappingProxyType(dict(value))
        case _ if (made, name) in _ENUMS:
            return _ENUMS[made, name](value)
        case _:
            return value


def _moment(text: str) -> datetime:
    moment = as_instant(text)
    if moment is None or moment.tzinfo is None:
        raise ValueError(f"'{echo(text)}' is no moment with an offset")
    return moment
