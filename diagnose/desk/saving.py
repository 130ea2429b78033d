"""A consultation as a document: the intake and what happened, replayed when it is resumed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from diagnose._version import __version__
from diagnose.case import Intake, Precedent
from diagnose.case.reported import node_place
from diagnose.case.taking import Taking, described, is_mapping, listed
from diagnose.desk.closed_cases import precedent_data, precedents_in
from diagnose.desk.events import MOST_EVENTS, Answered, Corrected, Event, Given, StepReported, TakenOver
from diagnose.desk.giving import check_base
from diagnose.desk.replaying import SavedEvent, replayed
from diagnose.errors import (
    ConsultationError,
    Finding,
    IntakeError,
    KnowledgeBaseChangedError,
    Location,
    Severity,
)
from diagnose.kb.base import KnowledgeBase
from diagnose.nodes import INTAKE, Limits, Node, read_json
from diagnose.wording import worded

if TYPE_CHECKING:
    from diagnose.desk.consultation import Consultation

CONSULTATION: Final = "diagnose/consultation/1"
LIMITS: Final = Limits(file=8 * INTAKE.file, nodes=10 * INTAKE.nodes, depth=INTAKE.depth + 4, scalar=INTAKE.scalar)
"""The bounds of a saved consultation: an intake and :data:`MOST_EVENTS` events of some length."""
MOST_FINDINGS: Final = 50
"""A file with so many mistakes is not read any further."""
KEYS: Final = ("schema", "library", "knowledge_base", "intake", "precedents", "events")
_Begun = TypeVar("_Begun", bound="Consultation")
Start: TypeAlias = Callable[[Intake, KnowledgeBase, tuple[Precedent, ...] | None], _Begun]
"""How a consultation begins."""


def consultation_data(consultation: Consultation) -> dict[str, Any]:
    """The consultation as plain data."""
    kb, precedents = consultation.kb, consultation.precedents
    looked = {} if precedents is None else {"precedents": [precedent_data(each) for each in precedents]}
    return {
        "schema": CONSULTATION,
        "library": __version__,
        "knowledge_base": {"name": kb.settings.name, "version": kb.settings.version, "digest": kb.digest},
        "intake": consultation.intake.to_data(),
        **looked,
        "events": [_event_data(event) for event in consultation.events],
    }


def _event_data(event: Event) -> dict[str, Any]:
    match event:
        case Answered(given, by, at):
            return {"event": "answer", **_given_data(given), **_present(by=by, at=at)}
        case Corrected(given, by, at):
            return {"event": "correct", **_given_data(given), **_present(by=by, at=at)}
        case StepReported(step, outcome, seen, at):
            checked = {each.attribute: each.value for each in seen}
            return {"event": "report", "step": step, "outcome": outcome.value, **_present(seen=checked or None, at=at)}
        case TakenOver(line, channel):
            return {"event": "take-over", "line": line, **_present(channel=channel)}


def _given_data(given: Given) -> dict[str, Any]:
    return {"attribute": given.attribute, "value": given.value}


def _present(**values: Any) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
        if value is not None
    }


def resume(start: Start[_Begun], text: str | bytes, kb: KnowledgeBase) -> _Begun:
    """The consultation in ``text``, replayed event by event.

    Raises:
        ConsultationError: with every finding.
        KnowledgeBaseChangedError: it was begun with another knowledge base.
    """
    saved = _Saved(text)
    if saved.digest != check_base(kb).digest:
        raise KnowledgeBaseChangedError(saved.digest, kb.digest)
    consultation = saved.begin(start, kb)
    findings: list[Finding] = []
    for event in saved.events:
        findings += replayed(consultation, event)
        if len(findings) >= MOST_FINDINGS:
            break
    if findings:
        raise ConsultationError(tuple(findings))
    return consultation


def move(start: Start[_Begun], text: str | bytes, kb: KnowledgeBase) -> tuple[_Begun, tuple[str, ...]]:
    """The consultation in ``text`` replayed with another knowledge base, and what could not be taken along.

    Raises:
        ConsultationError: it cannot be read, or its intake does not fit.
    """
    saved = _Saved(text)
    consultation = saved.begin(start, kb)
    return consultation, tuple(str(finding) for event in saved.events for finding in replayed(consultation, event))


class _Saved:
    """A consultation as it was read: its shape is right, what it says has not been looked at."""

    def __init__(self, text: str | bytes) -> None:
        node = _read(text)
        taking = Taking(LIMITS.scalar)
        entries = taking.known_keys(node, KEYS, "", node.at)
        schema = taking.words(entries.get("schema"), "schema", node.at, CONSULTATION)
        if schema is not None and schema != CONSULTATION:
            advice = worded("it should be {schema}", schema=CONSULTATION)
            taking.report("PB115", "this is another format", "schema", node.at, advice)
        base = entries.get("knowledge_base")
        keys = taking.known_keys(base, ("name", "version", "digest"), "knowledge_base", node_place(base, node.at))
        place = node_place(base, node.at)
        self.digest = taking.words(keys.get("digest"), "knowledge_base.digest", place, "the digest it began with") or ""
        self.intake = entries.get("intake")
        if not is_mapping(self.intake):
            taking.report("PB101", "it is missing, or no mapping", "intake", node.at, "take it from an earlier copy")
        given = entries.get("precedents")
        self.precedents = None if given is None else precedents_in(given, taking, node.at)
        self.events = _events(entries.get("events"), taking, node.at)
        if taking.findings:
            raise ConsultationError(tuple(taking.findings))

    def begin(self, start: Start[_Begun], kb: KnowledgeBase) -> _Begun:
        """The consultation before its first event."""
        try:
            intake = Intake.from_node(self.intake)  # type: ignore[arg-type]  # a mapping, or it was refused
            return start(intake, kb, self.precedents)
        except IntakeError as error:
            raise ConsultationError(error.findings) from None


def _events(source: Any, taking: Taking, at: Location) -> tuple[SavedEvent, ...]:
    """The events in ``source``; too many are not looked at."""
    events = listed(source)
    if events is None:
        taking.report("PB101", "it is missing, or no list", "events", at, "take it from an earlier copy; it may be []")
        return ()
    if len(events) > MOST_EVENTS:
        message = worded("{count} events are more than the limit of {limit}", count=len(events), limit=MOST_EVENTS)
        taking.report("PB008", message, "events", node_place(events[MOST_EVENTS], at), "hand the case over")
        return ()
    return tuple(SavedEvent.of(each, number, taking, at) for number, each in enumerate(events))


def _read(text: str | bytes) -> Node:
    if not isinstance(text, str | bytes):
        advice = "pass what Consultation.to_json gave"
        wrong = Finding(
            "PB102",
            worded("found {found} where a text is wanted", found=described(text)),
            Location("consultation"),
            advice=advice,
        )
        raise ConsultationError((wrong,))
    node, findings = read_json(text, "consultation", LIMITS)
    wrong_ones = tuple(each for each in findings if each.severity is Severity.ERROR)
    if node is None or wrong_ones:
        raise ConsultationError(wrong_ones)
    if not is_mapping(node):
        raise ConsultationError(
            (Finding("PB102", "a consultation is a mapping", node.at, advice="see docs/python.md"),)
        )
    return node
