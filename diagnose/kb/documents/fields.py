"""The types of fields that are written as one scalar, and how each is read from its node."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, TypeAlias

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

from diagnose.errors import Fix, FixKind, echo
from diagnose.kb.documents.placed import placed
from diagnose.kb.documents.problems import problem, warn, wrong_type
from diagnose.names import IdShape, closest, fold, problem_with_id
from diagnose.nodes import Scalar, as_bool, as_date, as_duration, as_number, is_ambiguous, is_null
from diagnose.wording import worded

DURATION_PATTERN = r"^[0-9]{1,12}(\.[0-9]{1,9})? ?(s|min|h|d)$"
ID_PART = r"[^\s\d._/:,#-][^\s./:,#]*"
"""A part of an id for readers of JSON Schema, whose regular expressions differ on letters beyond ASCII."""

Schema: TypeAlias = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Reads:
    """How a field is read from its node, and the JSON Schema of what an author writes there."""

    function: Callable[..., Any]
    schema: Schema

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.function)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> Schema:
        return dict(self.schema)


@dataclass(frozen=True, eq=False)
class ReadsAndNotes(Reads):
    """The same for functions that take the validation's notes as well."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self.function)


DEFINED = "x-defined"
"""Stands in a schema for a reference to a definition of ours, which pydantic does not know."""


def defined(name: str) -> Schema:
    """The schema that refers to definition ``name`` of :mod:`diagnose.kb.documents.definitions`."""
    return {DEFINED: name}


def plain(node: Any, wanted: str, example: str) -> Scalar:
    """The scalar that ``node`` is, or the error that something else stands there."""
    if not isinstance(node, Scalar) or is_null(node):
        raise wrong_type(node, wanted, example)
    return node


def identifier(node: Any, shape: IdShape) -> Scalar:
    """The identifier that ``node`` declares."""
    scalar = plain(node, "an id", shape.value)
    found = problem_with_id(scalar.text, shape)
    if found:
        raise problem(found.code, found.message, scalar.at, found.advice)
    return scalar


def an_id(shape: IdShape, pattern: str) -> Reads:
    """A field that declares an identifier."""

    def read(node: Any) -> Scalar:
        return identifier(node, shape)

    return Reads(read, {"type": "string", "pattern": pattern})


def _reference(node: Any) -> Scalar:
    scalar = plain(node, "an id", "toner-empty")
    if not scalar.text.strip():
        raise wrong_type(scalar, "an id", "toner-empty")
    return scalar


def one_of(*words: str) -> Reads:
    """A field that takes one of ``words``."""

    def read(node: Any) -> str:
        scalar = plain(node, "a word", words[0])
        if scalar.text not in words:
            near = closest(scalar.text, words)
            advice = worded("allowed: {words}", words=", ".join(words))
            if near:
                advice = worded("{near} {advice}", near=worded("did you mean '{near}'?", near=near), advice=advice)
            meant = Scalar(near, False, scalar.at) if near else None
            message = worded("'{text}' is not allowed here", text=echo(scalar.text))
            certain = near is not None and fold(near) == fold(scalar.text)
            fix = Fix(FixKind.REPLACE, scalar.at, near) if near and certain else None
            raise problem("PB103", message, scalar.at, advice, instead=meant, fix=fix)
        return scalar.text

    return Reads(read, {"enum": list(words)})


def _words(node: Any, info: ValidationInfo) -> str:
    scalar = plain(node, "a text", "'some words'")
    note_ambiguity(scalar, info)
    if not scalar.text.strip():
        raise problem("PB102", "the text is empty", scalar.at, "write the words, or leave the key out")
    return scalar.text


def note_ambiguity(scalar: Scalar, info: ValidationInfo) -> None:
    """PB113: a text that other readers of YAML take for something else."""
    if is_ambiguous(scalar):
        message = worded("'{text}' without quotes is no text for every reader of YAML", text=echo(scalar.text))
        warn(info, "PB113", message, scalar.at, "put it in quotes", Fix(FixKind.QUOTE, scalar.at))


def _label(node: Any) -> str:
    return plain(node, "a word", "office").text


def _seconds(node: Any) -> float:
    scalar = plain(node, "a duration", "5 min")
    seconds = as_duration(scalar.text)
    if seconds is None:
        message = worded("'{text}' is no duration", text=echo(scalar.text))
        raise problem("PB108", message, scalar.at, "write a number with s, min, h or d: 90 s, 5 min, 3 h, 2 d")
    return seconds


def _day(node: Any) -> date:
    scalar = plain(node, "a date", "2026-11-22")
    day = as_date(scalar.text)
    if day is None:
        message = worded("'{text}' is no date", text=echo(scalar.text))
        raise problem("PB108", message, scalar.at, "write year-month-day: 2026-11-22")
    return day


def _yes_no(node: Any) -> bool:
    scalar = plain(node, "true or false", "true")
    answer = as_bool(scalar)
    if answer is None:
        raise wrong_type(scalar, "true or false", "true")
    return answer


def a_number(low: float, high: float | None = None) -> Reads:
    """A field that takes a finite number from ``low`` to ``high``."""

    def read(node: Any) -> float:
        scalar = plain(node, "a number", "40")
        value = as_number(scalar)
        if value is None:
            raise wrong_type(scalar, "a number", "40")
        if value < low or (high is not None and value > high):
            ends = worded("of at least {low:g}", low=low)
            if high is not None:
                ends = worded("between {low:g} and {high:g}", low=low, high=high)
            message = worded("{text} is out of range", text=echo(scalar.text))
            raise problem("PB103", message, scalar.at, worded("write a number {ends}", ends=ends))
        return value

    ends = {"minimum": low} if high is None else {"minimum": low, "maximum": high}
    return Reads(read, {"type": "number", **ends})


def _placed_amount(node: Any) -> Any:
    value = a_number(0).function(node)
    return placed(value, node.at)


def _placed_words(node: Any) -> Any:
    scalar = plain(node, "a word", "Europe/Moscow")
    return placed(scalar.text, scalar.at)


def _whole(node: Any) -> int:
    scalar = plain(node, "a whole number", "3")
    value = as_number(scalar)
    if value is None or not value.is_integer() or not 1 <= value <= 1e15:
        raise wrong_type(scalar, "a whole number from 1", "3")
    return int(value)


def _word_or_number(node: Any) -> Scalar:
    return plain(node, "a word or a number", "common")


_TEXT: Schema = {"type": "string", "minLength": 1}

WordId = Annotated[Scalar, an_id(IdShape.WORD, rf"^{ID_PART}$")]
NameId = Annotated[Scalar, an_id(IdShape.NAME, rf"^{ID_PART}(\.{ID_PART})*$")]
DottedId = Annotated[Scalar, an_id(IdShape.DOTTED, rf"^{ID_PART}(\.{ID_PART})+$")]
PlaceId = Annotated[Scalar, an_id(IdShape.PLACE, rf"^{ID_PART}([./]{ID_PART})*$")]
Reference = Annotated[Scalar, Reads(_reference, _TEXT)]
Words = Annotated[str, ReadsAndNotes(_words, _TEXT)]
Label = Annotated[str, Reads(_label, {"type": ["string", "number"]})]
Seconds = Annotated[float, Reads(_seconds, {"type": "string", "pattern": DURATION_PATTERN})]
Day = Annotated[date, Reads(_day, {"type": "string", "format": "date"})]
YesNo = Annotated[bool, Reads(_yes_no, {"type": "boolean"})]
Amount = Annotated[float, a_number(0)]
Share = Annotated[float, a_number(0, 1)]
PlacedAmount = Annotated[float, Reads(_placed_amount, {"type": "number", "minimum": 0})]
PlacedWords = Annotated[str, Reads(_placed_words, _TEXT)]
Whole = Annotated[int, Reads(_whole, {"type": "integer", "minimum": 1})]
WordOrNumber = Annotated[Scalar, Reads(_word_or_number, {"type": ["string", "number"]})]
