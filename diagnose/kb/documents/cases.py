"""Fixture cases: intakes beside the decision that is expected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import Field, ValidationInfo

from diagnose.errors import Finding, Location, echo
from diagnose.kb.documents.fields import NameId, Reads, ReadsAndNotes, Words, defined, note_ambiguity
from diagnose.kb.documents.lists import IntakePart, items, raw
from diagnose.kb.documents.model import DocumentPart, lacking
from diagnose.kb.documents.problems import Notes, problem, wrong_type
from diagnose.names import did_you_mean
from diagnose.nodes import Mapping, Node, Scalar, Sequence, as_date, as_number, is_null, kind_of
from diagnose.wording import worded

OUTCOMES = ("plan", "no-fault", "out-of-scope", "how-to", "more-facts", "unprecedented", "escalation")
ONE = ("fault", "first_step", "question", "line")
SEVERAL = ("faults_include", "steps_include", "matched", "not_matched")
FIGURES = ("chance", "evidence")
EXPECTATIONS = ("outcome", *ONE, *SEVERAL, *FIGURES)


def _expectation(node: Any, info: ValidationInfo) -> Mapping:
    if not isinstance(node, Mapping):
        raise wrong_type(node, "what is expected", "{outcome: plan, fault: printing.toner-empty}")
    found = [error for key, entry in node for error in _entry(key, entry)]
    if isinstance(info.context, Notes):
        info.context.errors += found
    return node


def _entry(key: Scalar, node: Node) -> list[Finding]:
    name = key.text
    if name not in EXPECTATIONS:
        near = did_you_mean(name, EXPECTATIONS)
        advice = near or worded("known: {known}", known=", ".join(EXPECTATIONS))
        return [Finding("PB104", worded("unknown key '{key}'", key=echo(name)), key.at, advice=advice)]
    if name in SEVERAL:
        return _list(name, node)
    if name in FIGURES:
        return list(_figures(name, node))
    if not isinstance(node, Scalar) or is_null(node):
        message = worded("'{name}' takes one word", name=name)
        return [Finding("PB102", message, node.at, advice=worded("write {name}: an id", name=name))]
    if name == "outcome" and node.text not in OUTCOMES:
        near = did_you_mean(node.text, OUTCOMES)
        advice = worded("allowed: {words}", words=", ".join(OUTCOMES))
        advice = worded("{near} {advice}", near=near, advice=advice) if near else advice
        return [Finding("PB103", worded("'{text}' is no outcome", text=echo(node.text)), node.at, advice=advice)]
    return []


def _list(name: str, node: Node) -> list[Finding]:
    if isinstance(node, Scalar) and not is_null(node):
        message = worded("'{name}' takes a list", name=name)
        advice = worded("write {name}: [{text}]", name=name, text=echo(node.text))
        return [Finding("PB116", message, node.at, advice=advice)]
    if not isinstance(node, Sequence):
        message = worded("'{name}' takes a list of ids", name=name)
        return [Finding("PB102", message, node.at, advice=worded("write {name}: [id, id]", name=name))]
    wrong = (item for item in node.items if not isinstance(item, Scalar) or is_null(item))
    return [
        Finding("PB102", worded("'{name}' takes ids alone", name=name), item.at, advice="write an id") for item in wrong
    ]


def _figures(name: str, node: Node) -> Iterator[Finding]:
    example = "{printing.toner-empty: 0.8}" if name == "chance" else "{print.output: 25}"
    advice = worded("write it like {example}", example=f"{name}: {example}")
    if not isinstance(node, Mapping):
        yield Finding("PB102", worded("'{name}' takes a map of ids and numbers", name=name), node.at, advice=advice)
        return
    if not node.entries:
        yield Finding("PB110", worded("'{name}' names nothing", name=name), node.at, advice=advice)
    for _, entry in node:
        number = as_number(entry) if isinstance(entry, Scalar) else None
        if number is None or number < 0 or (name == "chance" and number > 1) or (name == "evidence" and number == 0):
            wanted = worded("a chance from 0 to 1") if name == "chance" else worded("a number above 0")
            message = worded("found {found} where {wanted} is wanted", found=kind_of(entry), wanted=wanted)
            yield Finding("PB102", message, entry.at, advice=advice)


def _table(node: Any) -> Mapping:
    example = "{ups.temperature: [39, 40, 41]}"
    if not isinstance(node, Mapping):
        raise wrong_type(node, "a table of attributes and lists", example)
    for _, entry in node:
        if not isinstance(entry, Sequence):
            raise wrong_type(entry, "a list of values", example)
    if not node.entries:
        raise problem("PB110", "the table is empty", node.at, worded("write it like {example}", example=example))
    return node


_EXAMPLE = "[{name: ..., intake: ..., expect: ...}]"
_IDS = {"type": "array", "items": {"type": "string"}}


def _figure_schema(limits: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "minProperties": 1, "additionalProperties": {"type": "number", **limits}}


EXPECT_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "outcome": {"enum": list(OUTCOMES)},
        **{name: {"type": "string"} for name in ONE},
        **dict.fromkeys(SEVERAL, _IDS),
        "chance": _figure_schema({"minimum": 0, "maximum": 1}),
        "evidence": _figure_schema({"exclusiveMinimum": 0}),
    },
}
Expectation = Annotated[Mapping, ReadsAndNotes(_expectation, defined("expect"))]
_TABLE_SCHEMA = {"type": "object", "minProperties": 1, "additionalProperties": {"type": "array"}}
Table = Annotated[Mapping, Reads(_table, _TABLE_SCHEMA)]
Change = Annotated[Mapping, raw("change", "what changes", "{symptoms: {print.output: blank}}", Mapping)]


@dataclass(frozen=True, slots=True)
class TodoMark:
    """Why a case may fail for now, and since when it has been so; None where nobody has written the day."""

    why: str
    since: date | None = None


_TODO_EXAMPLE = "{why: needs a sensor playbook, since: 2026-11-01}"
_TODO_KEYS = ("why", "since")


def _todo(node: Any, info: ValidationInfo) -> TodoMark:
    if not isinstance(node, Mapping):
        return TodoMark(_why(node, info))
    for key, _ in node:
        if key.text not in _TODO_KEYS:
            advice = did_you_mean(key.text, _TODO_KEYS) or worded("known here: {known}", known=", ".join(_TODO_KEYS))
            raise problem("PB104", worded("unknown key '{key}'", key=echo(key.text)), key.at, advice)
    why, since = node.get("why"), node.get("since")
    if why is None:
        advice = worded("write it like {example}", example=_TODO_EXAMPLE)
        raise problem("PB101", worded("'{key}' is missing", key="why"), node.at, advice)
    return TodoMark(_why(why, info), None if since is None else _since(since))


def _why(node: Any, info: ValidationInfo) -> str:
    if not isinstance(node, Scalar) or is_null(node) or not node.text.strip():
        raise wrong_type(node, "some words, or why and since", _TODO_EXAMPLE)
    note_ambiguity(node, info)
    return node.text


def _since(node: Node) -> date:
    day = as_date(node.text) if isinstance(node, Scalar) else None
    if day is None:
        raise wrong_type(node, "a date", "2026-11-22")
    return day


_TODO_SCHEMA = {
    "anyOf": [
        {"type": "string", "minLength": 1},
        {
            "type": "object",
            "additionalProperties": False,
            "required": ["why"],
            "properties": {
                "why": {"type": "string", "minLength": 1},
                "since": {"type": "string", "format": "date"},
            },
        },
    ]
}
Todo = Annotated[TodoMark, ReadsAndNotes(_todo, _TODO_SCHEMA)]


class CaseDocument(DocumentPart):
    """One test, or with ``table`` several: ``intake``, or ``like`` another one with a ``change``."""

    name: Words = Field(examples=["faded page, low cartridge"])
    ticket: Words | None = None
    todo: Todo | None = None
    intake: IntakePart | None = None
    like: Words | None = None
    change: Change | None = None
    table: Table | None = None
    expect: Expectation | None = None
    expect_each: Annotated[tuple[Expectation, ...], items("[{fault: a.b}]", needed=True), Field(min_length=1)] = ()
    golden: Words | None = None

    @classmethod
    def disagreements(cls, entries: dict[str, Node], at: Location) -> Iterator[Finding]:
        """An intake of its own or another case to start from; and keys that mean nothing without another."""
        if "intake" not in entries and "like" not in entries:
            yield lacking("intake", "a case has an intake, or names another one under 'like'", at, "{symptoms: {...}}")
        elif "intake" in entries and "like" in entries:
            message = "a case has an intake or starts from another one, not both"
            yield Finding("PB104", message, entries["like"].at, advice="delete 'like', or write 'change' for 'intake'")
        elif "change" in entries and "like" not in entries:
            message = "'change' changes another case, and 'like' names none"
            yield Finding("PB104", message, entries["change"].at, advice="write what is changed into 'intake'")
        if "expect_each" in entries and "table" not in entries:
            message = "'expect_each' goes with the rows of a table, and there is none"
            yield Finding("PB104", message, entries["expect_each"].at, advice="write 'expect' for 'expect_each'")


class CasesDocument(DocumentPart):
    """The fixture cases of one playbook or of one area."""

    cases: NameId = Field(examples=["printing.toner-empty"])
    given: IntakePart | None = None
    tests: Annotated[tuple[CaseDocument, ...], items(_EXAMPLE, needed=True), Field(min_length=1)] = Field(
        examples=[_EXAMPLE]
    )
