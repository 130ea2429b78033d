"""Working hours as they are written: for all working days alike, or by weekday."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, Any, TypeAlias

from pydantic import Field, ValidationInfo

from diagnose.errors import Finding, Location, echo
from diagnose.kb.documents.fields import Day, Reads, ReadsAndNotes, note_ambiguity, one_of, plain
from diagnose.kb.documents.lists import items
from diagnose.kb.documents.placed import placed
from diagnose.kb.documents.problems import problem, wrong_type
from diagnose.names import did_you_mean
from diagnose.nodes import Mapping, Node, Scalar, Sequence
from diagnose.wording import Wording, worded

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOUR = re.compile(r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9]|24:00", re.ASCII)
_PAIR = "['09:00', '13:00']"
_LIST = "[['09:00', '18:00']]"

Pair: TypeAlias = tuple[str, str]


def _pair(node: Any) -> Pair:
    if not isinstance(node, Sequence) or len(node.items) != 2:
        raise wrong_type(node, "a pair of times", _PAIR)
    opens, closes = (_time(item) for item in node.items)
    if opens >= closes:
        message = worded("{opens} is not before {closes}", opens=opens, closes=closes)
        raise problem("PB109", message, node.at, _to_be_written(opens, closes))
    return opens, closes


def _to_be_written(opens: str, closes: str) -> Wording:
    """How hours past midnight are written: as the two ends of the day."""
    if "00:00" < closes < opens < "24:00":
        example = f"['00:00', '{closes}'], ['{opens}', '24:00']"
        return worded("hours past midnight are two pairs: {example}", example=example)
    return worded("write it like {example}", example=_PAIR)


def _time(node: Any) -> str:
    if not isinstance(node, Scalar):
        raise wrong_type(node, "a time", "'09:00'")
    if not _HOUR.fullmatch(node.text):
        message = worded("'{text}' is no time of day", text=echo(node.text))
        raise problem("PB108", message, node.at, "write it like '09:00'")
    return node.text.rjust(5, "0")


def _pairs(node: Any, *, needed: bool) -> tuple[Pair, ...]:
    """The pairs in order of time; two that overlap are no hours."""
    if not isinstance(node, Sequence):
        raise wrong_type(node, "a list of pairs of times", _LIST)
    if needed and not node.items:
        advice = worded("write at least one entry: {example}", example=_LIST)
        raise problem("PB110", "the list is empty", node.at, advice)
    found = sorted((_pair(item), item.at) for item in node.items)
    for (before, _), (after, at) in pairwise(found):
        if after[0] < before[1]:
            message = worded("{opens} to {closes} overlaps with the hours before it", opens=after[0], closes=after[1])
            raise problem("PB109", message, at, worded("write it like {example}", example=_LIST))
    return tuple(pair for pair, _ in found)


def _hours(node: Any) -> tuple[Pair, ...] | dict[str, tuple[Pair, ...]]:
    if not isinstance(node, Mapping):
        return _pairs(node, needed=True)
    for key, _ in node.entries:
        if key.text not in WEEKDAYS:
            message = worded("'{text}' is not allowed here", text=echo(key.text))
            advice = did_you_mean(key.text, WEEKDAYS) or worded("allowed: {words}", words=", ".join(WEEKDAYS))
            raise problem("PB103", message, key.at, advice)
    found = {key.text: _pairs(entry, needed=False) for key, entry in node.entries}
    return {day: found[day] for day in WEEKDAYS if day in found}


def _country(node: Any, info: ValidationInfo) -> Any:
    scalar = plain(node, "a country", "RU")
    note_ambiguity(scalar, info)
    if not scalar.text.strip():
        raise problem("PB102", "the text is empty", scalar.at, "write the words, or leave the key out")
    return placed(scalar.text.strip(), scalar.at)


def hours_disagree(entries: dict[str, Node], at: Location) -> Iterator[Finding]:
    """What is wrong with ``days`` and ``hours`` together: hours by weekday name the days themselves."""
    hours, days = entries.get("hours"), entries.get("days")
    if not isinstance(hours, Mapping):
        if days is None and hours is not None:
            missing = worded("'{key}' is missing", key="days")
            yield Finding("PB101", missing, at, advice=worded("write {key}: {example}", key="days", example="[mon]"))
        return
    if days is not None:
        message = "the days stand under 'hours' already"
        yield Finding("PB104", message, days.at, advice="leave 'days' out")


_TIME_SCHEMA = {"type": "string", "pattern": "^(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)$"}

DayHours = Annotated[
    tuple[Pair, ...] | dict[str, tuple[Pair, ...]],
    Reads(_hours, {"type": "array", "items": {"type": "array", "items": _TIME_SCHEMA}}),
]
Weekday = Annotated[str, one_of(*WEEKDAYS)]
Weekdays = Annotated[tuple[Weekday, ...], items("[mon]", needed=True), Field(min_length=1)]
Days = Annotated[tuple[Day, ...], items("[2026-12-31]")]
Country = Annotated[str, ReadsAndNotes(_country, {"type": "string", "minLength": 1})]
