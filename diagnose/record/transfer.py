"""The format in which a record goes from one place to another: JSON lines, each of them one thing.

The first line names the format. A case stands on one line with its whole history; seals go with it.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from diagnose.case import Case
from diagnose.case.chain import genesis
from diagnose.case.writing import event_of
from diagnose.errors import DiagnoseError, ExportFormatError, echo
from diagnose.record.about import About
from diagnose.record.history import seal_of_data
from diagnose.record.moments import shown_or_none, stored
from diagnose.record.tables import MOST_EVENTS
from diagnose.wording import worded

RECORD: Final = "diagnose/record/1"
"""The name of the format of an export."""

_TEXTS: Final = ("equipment", "location", "customer", "serial")
_MOMENTS: Final = ("due_at", "warn_at")


@dataclass(frozen=True, slots=True)
class Arriving:
    """A case on its way in, whose history holds together; ``told`` are its events as they are stored."""

    number: int
    case: Case
    about: About
    told: tuple[Mapping[str, Any], ...]


def line_of(data: Mapping[str, Any]) -> str:
    """One line of an export."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"


def about_data(about: About) -> dict[str, Any]:
    """What is known of a case beside its history, as plain data; what is not known is left out."""
    moments = {name: value.isoformat() for name in _MOMENTS if (value := getattr(about, name)) is not None}
    plain = {name: value for name in (*_TEXTS, "alternatives") if (value := getattr(about, name)) is not None}
    return {**plain, **moments, **({"features": sorted(about.features)} if about.features else {})}


def about_of_row(row: Mapping[str, Any], features: frozenset[str]) -> About:
    """The same, from the row of the table of cases."""
    return About(
        row["equipment"],
        row["location"],
        row["customer"],
        row["serial"],
        shown_or_none(row["due_at"]),
        shown_or_none(row["warn_at"]),
        row["alternatives"],
        features,
    )


def read_line(text: str, line: int) -> dict[str, Any]:
    """The mapping on this ``line``.

    Raises:
        ExportFormatError: there is none.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise unfit(line, worded("this is not JSON: {reason}", reason=echo(error))) from error
    if not isinstance(found, dict):
        raise unfit(line, worded("this is no mapping"))
    return found


def arriving(data: Mapping[str, Any], line: int) -> Arriving:
    """The case on this ``line``.

    Raises:
        ExportFormatError: it cannot be read, or its history does not hold together.
    """
    name = data["case"]
    if not (isinstance(name, str) and name.isascii() and name.isdigit() and name[0] != "0" and len(name) < 15):
        raise unfit(line, worded("'{case}' is no id of a case", case=echo(name)))
    try:
        told = tuple(data["events"])
        if not 0 < len(told) <= MOST_EVENTS:
            raise unfit(line, worded("a case has 1 to {most} events", most=MOST_EVENTS))
        case = _case(name, told, line)
        if data["head"] != case.head:
            raise unfit(line, worded("the history of case {case} is not whole", case=name))
        return Arriving(int(name), case, _about(data.get("about", {})), told)
    except ExportFormatError:
        raise
    except DiagnoseError as error:
        raise unfit(line, error.args[0]) from error
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError, OverflowError) as error:
        raise unfit(line, worded("the case cannot be read: {reason}", reason=echo(error))) from error


def packed_of(text: Any, line: int) -> bytes | None:
    """The bytes that stand in ``text``.

    Raises:
        ExportFormatError: there are none.
    """
    if text is None:
        return None
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError, TypeError) as error:
        raise unfit(line, worded("the documents cannot be read: {reason}", reason=echo(error))) from error


def unfit(line: int, problem: str) -> ExportFormatError:
    """Something is wrong with this ``line``."""
    message = worded("line {line} of the export: {problem}", line=line, problem=problem)
    return ExportFormatError(message, line)


def _case(name: str, told: Sequence[Mapping[str, Any]], line: int) -> Case:
    before = genesis(name)
    events = []
    for number, each in enumerate(told, 1):
        event = event_of({**each, "before": before})
        sealed = {key: value for key, value in each.items() if key != "seal"}
        if event.number != number or seal_of_data(before, sealed) != event.seal:
            problem = worded("the history of case {case} was altered at event {number}", case=name, number=number)
            raise unfit(line, problem)
        events.append(event)
        before = event.seal
    return Case.of(name, events)


def _about(data: Mapping[str, Any]) -> About:
    unknown = sorted(data.keys() - {*_TEXTS, *_MOMENTS, "alternatives", "features"})
    texts = {name: data[name] for name in _TEXTS if name in data}
    features = data.get("features", [])
    alternatives = data.get("alternatives")
    fit = not unknown and all(isinstance(each, str) for each in (*texts.values(), *features))
    if not fit or not isinstance(features, list) or not isinstance(alternatives, bool | None):
        raise ValueError("about")
    due_at, warn_at = (_moment(data[name]) if name in data else None for name in _MOMENTS)
    return About(**texts, due_at=due_at, warn_at=warn_at, alternatives=alternatives, features=frozenset(features))


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    stored(moment)
    return moment
