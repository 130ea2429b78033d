"""The intake itself: its fields, and the ways to make one."""

from __future__ import annotations

import json
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as AnySequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, Final

from diagnose.case.observations import Observations, same_attribute
from diagnose.case.reported import INTAKE, Reported, Tried, node_place, plain
from diagnose.case.taking import Taking, described, is_mapping, listed
from diagnose.errors import Finding, IntakeError, Location, Severity
from diagnose.nodes import INTAKE as INTAKE_LIMITS
from diagnose.nodes import Limits, Mapping, Node, Scalar, kind_of, read_json, read_text
from diagnose.wording import worded

SCHEMA: Final = "diagnose/intake/1"
"""The name of the format of an intake document."""

MOST_FACTS: Final = 500
"""So many facts may one intake report."""

_TEXTS = (
    *("location", "channel", "support", "at_line", "story", "since", "changed", "impact", "source"),
    *("customer", "contract", "serial"),
)
_EXAMPLES = {
    "location": "msk/office-3",
    "channel": "phone",
    "support": "warranty",
    "at_line": "line-1",
    "customer": "c-17",
    "contract": "'2026-114'",
    "serial": "VNC3F08123",
}


@dataclass(frozen=True, slots=True, eq=False)
class Intake:
    """What is known when a request comes in; every field may be left out.

    ``symptoms`` and ``facts`` are one mapping from attribute to value: a value, ``Unknown(by)``, ``DoesNotApply()``
    or as documents write them; in a list a bare attribute is a yes/no attribute reported true, and a mapping
    ``{attribute, value, source, at, about}``, or a ``Fact``, says more. ``reported_at`` has an offset. ``askable``
    names who can still be asked; None leaves that to the channel. ``tried`` are the steps done before. ``customer``,
    ``contract`` and ``serial`` say what the customer is entitled to; they are private.

    Once made, ``equipment`` and ``askable`` are tuples and ``symptoms``, ``facts`` and ``tried`` tuples of
    :class:`Reported` and :class:`Tried`.

    Raises:
        IntakeError: with every finding, each naming the path of what is wrong.
    """

    location: str | None = None
    equipment: str | AnySequence[str] = ()
    symptoms: AnyMapping[str, Any] | AnySequence[Any] = ()
    facts: AnyMapping[str, Any] | AnySequence[Any] = ()
    channel: str | None = None
    support: str | None = None
    at_line: str | None = None
    reported_at: datetime | None = None
    story: str | None = None
    since: str | None = None
    changed: str | None = None
    impact: str | None = None
    tried: AnySequence[Any] = ()
    source: str | None = None
    askable: AnySequence[str] | None = None
    customer: str | None = None
    contract: str | None = None
    serial: str | None = None
    _places: AnyMapping[str, Location] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        taking = Taking(INTAKE_LIMITS.scalar)
        start = Location(INTAKE)
        given = {each.name: getattr(self, each.name) for each in fields(self) if each.init}
        places = {name: node_place(value, start) for name, value in given.items()}
        taken = _taken(given, places, taking)
        if taking.findings:
            raise IntakeError(_in_order(taking.findings))
        for name, value in taken.items():
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_places", places)

    @classmethod
    def parse(cls, text: str | bytes, file: str = INTAKE, limits: Limits = INTAKE_LIMITS) -> Intake:
        """The intake that ``text`` holds, in JSON (it begins with ``{``) or YAML.

        Raises:
            IntakeError: with every finding, each with file, line, column and path.
        """
        if not isinstance(text, str | bytes):
            message = worded("found {found} where a text is wanted", found=described(text))
            advice = "pass what the document holds, as str or bytes"
            raise IntakeError((Finding("PB102", message, Location(file), advice=advice),))
        node, findings = _read(text, file, limits)
        wrong = tuple(finding for finding in findings if finding.severity is Severity.ERROR)
        if node is None:
            raise IntakeError(wrong)
        return cls.from_node(node, wrong)

    @classmethod
    def from_node(cls, node: Node, findings: tuple[Finding, ...] = ()) -> Intake:
        """The intake in a document that was read already; ``findings`` are reported together with new ones.

        Raises:
            IntakeError: with every finding.
        """
        if not isinstance(node, Mapping):
            advice = "write entries such as 'equipment: ...' and 'symptoms: {...}'"
            wrong = Finding(
                "PB102", worded("found {found} where an intake is wanted", found=kind_of(node)), node.at, advice=advice
            )
            raise IntakeError((*findings, wrong))
        return cls._made(node, node.at, findings)

    @classmethod
    def from_data(cls, data: AnyMapping[str, Any]) -> Intake:
        """The intake in plain data, as :meth:`to_data` writes it.

        Raises:
            IntakeError: with every finding.
        """
        at = Location(INTAKE)
        if not isinstance(data, AnyMapping):
            raise IntakeError((Finding("PB102", "an intake is a mapping", at, advice="pass a dict"),))
        return cls._made(data, at, ())

    @classmethod
    def _made(cls, source: Any, at: Location, findings: tuple[Finding, ...]) -> Intake:
        taking = Taking(INTAKE_LIMITS.scalar)
        names = tuple(each.name for each in fields(cls) if each.init)
        given = taking.known_keys(source, ("schema", *names), "", at)
        schema = given.pop("schema", SCHEMA)
        if (schema.text if isinstance(schema, Scalar) else schema) != SCHEMA:
            advice = worded("write {text}", text=SCHEMA)
            taking.report("PB115", "this is another format", "schema", node_place(schema, at), advice)
        try:
            intake = cls(**given)
        except IntakeError as error:
            raise IntakeError(_in_order([*findings, *taking.findings, *error.findings])) from None
        if findings or taking.findings:
            raise IntakeError(_in_order([*findings, *taking.findings]))
        return intake

    def reported(self) -> tuple[Reported, ...]:
        """Everything reported, symptoms before facts, in the order given."""
        return (*self.symptoms, *self.facts)

    def place(self, name: str) -> Location:
        """Where field ``name`` stands in the document; the intake as a whole when it came from Python."""
        return self._places.get(name, Location(INTAKE))

    def to_data(self) -> dict[str, Any]:
        """The intake as plain data with its schema, ready for JSON; ``from_data`` gives an equal one back."""
        written: dict[str, Any] = {"schema": SCHEMA}
        for each in fields(self):
            value = getattr(self, each.name)
            if each.init and value is not None and (value != () or each.name == "askable"):
                written[each.name] = _written(each.name, value, self.source or INTAKE)
        return written

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Intake) and self.to_data() == other.to_data()

    def __hash__(self) -> int:
        return hash(json.dumps(self.to_data(), sort_keys=True))


def _taken(given: dict[str, Any], places: dict[str, Location], taking: Taking) -> dict[str, Any]:
    """The fields in their final form; what is wrong with them is reported to ``taking``."""
    taken: dict[str, Any] = {}
    for name in _TEXTS:
        if given[name] is not None:
            taken[name] = taking.words(given[name], name, places[name], _EXAMPLES.get(name, "'some words'"))
    for name in ("equipment", "askable"):
        if given[name] is not None:
            taken[name] = taking.several(given[name], name, places[name], "[printer, router]")
    if given["reported_at"] is not None:
        taken["reported_at"] = taking.moment(given["reported_at"], "reported_at", places["reported_at"])
    taken["tried"] = _tried(given["tried"], places["tried"], taking)
    observations = Observations(taking, taken.get("source"), places["symptoms"])
    taken["symptoms"] = tuple(observations.read(given["symptoms"], "symptoms"))
    taken["facts"] = tuple(observations.read(given["facts"], "facts"))
    _check_together(taken["symptoms"], taken["facts"], taking)
    return taken


def _check_together(symptoms: tuple[Reported, ...], facts: tuple[Reported, ...], taking: Taking) -> None:
    for symptom, fact in same_attribute(list(symptoms), list(facts)):
        related = (symptom.location, "reported here as well")
        message = worded("'{name}' is named in symptoms and in facts", name=fact.attribute)
        taking.report("PB010", message, fact.path, fact.location, "keep one of the two", related)
    count = len(symptoms) + len(facts)
    if count > MOST_FACTS:
        at = (*symptoms, *facts)[MOST_FACTS].location
        message = worded("{count} facts are more than the limit of {limit}", count=count, limit=MOST_FACTS)
        taking.report("PB008", message, "facts", at, "leave some out")


def _tried(source: Any, at: Location, taking: Taking) -> tuple[Tried, ...]:
    items = listed(source)
    if items is None:
        taking.wrong(source, "a list of steps", "tried", node_place(source, at), "[restart-router]")
        return ()
    found = (_tried_step(item, f"tried[{index}]", node_place(item, at), taking) for index, item in enumerate(items))
    return tuple(step for step in found if step is not None)


def _tried_step(item: Any, path: str, at: Location, taking: Taking) -> Tried | None:
    if isinstance(item, Tried):
        return item
    before = len(taking.findings)
    keys = taking.known_keys(item, ("step", "outcome"), path, at) if is_mapping(item) else {"step": item}
    if "step" not in keys:
        if len(taking.findings) == before:
            taking.report("PB101", "'step' is missing", path, at, "write {step: restart-router, outcome: failed}")
        return None
    step = taking.words(keys["step"], path, at, "restart-router")
    outcome = taking.words(keys.get("outcome", "failed"), f"{path}.outcome", at, "failed")
    return Tried(step, outcome) if step is not None and outcome is not None else None


def _written(name: str, value: Any, source: str) -> Any:
    if name in ("symptoms", "facts"):
        return _written_reports(value, source)
    if name == "tried":
        return [{"step": each.step, "outcome": each.outcome} for each in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _written_reports(reports: tuple[Reported, ...], source: str) -> Any:
    simple = all(each.source == source and each.at is None and each.about is None for each in reports)
    if simple and len({each.attribute for each in reports}) == len(reports):
        return {each.attribute: plain(each.value) for each in reports}
    return [each.to_data(source) for each in reports]


def _read(text: str | bytes, file: str, limits: Limits) -> tuple[Node | None, tuple[Finding, ...]]:
    start = text[:64] if isinstance(text, str) else text[:64].decode("utf-8", "replace")
    if not start.lstrip("\ufeff \t\r\n").startswith("{"):
        return read_text(text, file, limits)
    node, findings = read_json(text, file, limits)
    if node is None and any(finding.code == "PB001" for finding in findings):
        flow, found = read_text(text, file, limits)  # {equipment: printer} is YAML as well
        return (flow, found) if flow is not None else (node, findings)
    return node, findings


def _in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.sort_key))
