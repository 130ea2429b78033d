"""Fixture cases: intakes beside the decision that is expected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field, ValidationInfo

from diagnose.errors import Finding, Location, echo
from diagnose.kb.documents.fields import NameId, Reads, ReadsAndNotes, Words, defined
from diagnose.kb.documents.lists import IntakePart, items, raw
from diagnose.kb.documents.model import DocumentPart, lacking
from diagnose.kb.documents.problems import Notes, problem, wrong_type
from diagnose.names import did_you_mean
from diagnose.nodes import Mapping, Node, Scalar, Sequence, is_null

OUTCOMES = ("plan", "no-fault", "out-of-scope", "how-to", "more-facts", "unprecedented", "escalation")
ONE = ("fault", "first_step", "question", "line")
SEVERAL = ("faults_include", "steps_include", "matched", "not_matched")
EXPECTATIONS = ("outcome", *ONE, *SEVERAL)


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
        advice = near or f"known: {', '.join(EXPECTATIONS)}"
        return [Finding("PB104", f"unknown key '{echo(name)}'", key.at, advice=advice)]
    if name in SEVERAL:
        return _list(name, node)
    if not isinstance(node, Scalar) or is_null(node):
        return [Finding("PB102", f"'{name}' takes one word", node.at, advice=f"write {name}: an id")]
    if name == "outcome" and node.text not in OUTCOMES:
        near = did_you_mean(node.text, OUTCOMES)
        advice = f"{near} allowed: {', '.join(OUTCOMES)}".lstrip()
        return [Finding("PB103", f"'{echo(node.text)}' is no outcome", node.at, advice=advice)]
    return []


def _list(name: str, node: Node) -> list[Finding]:
    if isinstance(node, Scalar) and not is_null(node):
        return [Finding("PB116", f"'{name}' takes a list", node.at, advice=f"write {name}: [{echo(node.text)}]")]
    if not isinstance(node, Sequence):
        return [Finding("PB102", f"'{name}' takes a list of ids", node.at, advice=f"write {name}: [id, id]")]
    wrong = (item for item in node.items if not isinstance(item, Scalar) or is_null(item))
    return [Finding("PB102", f"'{name}' takes ids alone", item.at, advice="write an id") for item in wrong]


def _table(node: Any) -> Mapping:
    example = "{ups.temperature: [39, 40, 41]}"
    if not isinstance(node, Mapping):
        raise wrong_type(node, "a table of attributes and lists", example)
    for _, entry in node:
        if not isinstance(entry, Sequence):
            raise wrong_type(entry, "a list of values", example)
    if not node.entries:
        raise problem("PB110", "the table is empty", node.at, f"write it like {example}")
    return node


_EXAMPLE = "[{name: ..., intake: ..., expect: ...}]"
_IDS = {"type": "array", "items": {"type": "string"}}
EXPECT_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "outcome": {"enum": list(OUTCOMES)},
        **{name: {"type": "string"} for name in ONE},
        **dict.fromkeys(SEVERAL, _IDS),
    },
}
Expectation = Annotated[Mapping, ReadsAndNotes(_expectation, defined("expect"))]
_TABLE_SCHEMA = {"type": "object", "minProperties": 1, "additionalProperties": {"type": "array"}}
Table = Annotated[Mapping, Reads(_table, _TABLE_SCHEMA)]
Change = Annotated[Mapping, raw("change", "what changes", "{symptoms: {print.output: blank}}", Mapping)]


class CaseDocument(DocumentPart):
    """One test, or with ``table`` several: ``intake``, or ``like`` another one with a ``change``."""

    name: Words = Field(examples=["faded page, low cartridge"])
    ticket: Words | None = None
    todo: Words | None = None
    intake: IntakePart | None = None
    like: Words | None = None
    change: Change | None = None
    table: Table | None = None
    expect: Expectation | None = None
    expect_each: Annotated[tuple[Expectation, ...], items("[{fault: a.b}]", needed=True), Field(min_length=1)] = ()
    golden: Words | None = None

    @classmethod
    def disagreements(cls, entries: dict[str, Node], at: Location) -> Iterator[Finding]:
        """An intake of its own, or another case to start from."""
        if "intake" not in entries and "like" not in entries:
            yield lacking("intake", "a case has an intake, or names another one under 'like'", at, "{symptoms: {...}}")
        elif "intake" in entries and "like" in entries:
            message = "a case has an intake or starts from another one, not both"
            yield Finding("PB104", message, entries["like"].at, advice="delete 'like', or write 'change' for 'intake'")


class CasesDocument(DocumentPart):
    """The fixture cases of one playbook or of one area."""

    cases: NameId = Field(examples=["printing.toner-empty"])
    given: IntakePart | None = None
    tests: Annotated[tuple[CaseDocument, ...], items(_EXAMPLE, needed=True), Field(min_length=1)] = Field(
        examples=[_EXAMPLE]
    )
