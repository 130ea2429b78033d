"""A dossier that comes from outside: its shape, its intake and its events are looked at first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from diagnose.case import Case, Intake
from diagnose.case.taking import Taking, described
from diagnose.case.writing import event_of
from diagnose.casework.dossier.schema import ROOT, definition
from diagnose.casework.dossier.shapes import Shape
from diagnose.errors import DossierError, Finding, HistoryFormatError, IntakeError, Location, Severity
from diagnose.nodes import INTAKE, Limits, Mapping, Node, read_json
from diagnose.wording import phrase, worded

LIMITS: Final = Limits(file=16 * 1024 * 1024, nodes=1_000_000, depth=24, scalar=4 * INTAKE.scalar)
"""The bounds of a dossier."""
NAME: Final = "dossier"
ELSEWHERE: Final = frozenset({"intake"})


def read(text: str | bytes) -> dict[str, Any]:
    """The plain data of the dossier in ``text``.

    Raises:
        DossierError: with every finding.
    """
    node = _node(text)
    taking = Taking(LIMITS.scalar)
    Shape(taking, definition, ELSEWHERE).look(node, ROOT)
    findings = [*taking.findings, *_intake(node)]
    content: dict[str, Any] = json.loads(text)
    if not findings:
        findings += _moments(content, node.at) or _unsealed(content, node.at) or _history(content, node.at)
    if findings:
        raise DossierError(tuple(findings))
    return content


def _node(text: str | bytes) -> Mapping:
    if not isinstance(text, str | bytes):
        message = worded("found {found} where a text is wanted", found=described(text))
        raise DossierError((Finding("PB102", message, Location(NAME), advice="pass what Dossier.to_json gave"),))
    node, findings = read_json(text, NAME, LIMITS)
    wrong = tuple(each for each in findings if each.severity is Severity.ERROR)
    if node is None or wrong:
        raise DossierError(wrong)
    if not isinstance(node, Mapping):
        raise DossierError((Finding("PB102", "a dossier is a mapping", node.at, advice="see docs/dossier.md"),))
    return node


def _intake(node: Mapping) -> tuple[Finding, ...]:
    """What is wrong with the intake of the consultation."""
    consultation = node.get("consultation")
    found: Node | None = consultation.get("intake") if isinstance(consultation, Mapping) else None
    try:
        if found is not None:
            Intake.from_node(found)
    except IntakeError as error:
        return error.findings
    return ()


def _moments(content: Any, at: Location, path: str = "") -> list[Finding]:
    """Moments of the parts that are read out which are none, although they look like it."""
    return [
        Finding(
            "PB108", worded("{path}: {problem}", path=each, problem=phrase("this is no date and time")), at, path=each
        )
        for each in _wrong_moments(content, path)
    ]


def _wrong_moments(content: dict[str, Any], path: str) -> Iterator[str]:
    case = content["case"]
    told = {
        "made_at": content["made_at"],
        **{f"case.{key}": case[key] for key in ("opened_at", "reported_at") if key in case},
    }
    for name, text in told.items():
        try:
            if datetime.fromisoformat(text).tzinfo is None:
                yield f"{path}{name}"
        except ValueError:
            yield f"{path}{name}"


def _unsealed(content: dict[str, Any], at: Location) -> list[Finding]:
    """What only a redacted dossier may be without: the case that its seals belong to, and where they end."""
    missing = [key for key in ("id", "head") if key not in content["case"]] if content["redacted"] is None else []
    return [
        Finding("PB101", worded("'{key}' is missing", key=key), at, advice="take it from an earlier copy", path="case")
        for key in missing
    ]


def _history(content: dict[str, Any], at: Location) -> list[Finding]:
    """What keeps the events from being a history; whether their seals are right is for ``Dossier.breaks``."""
    if content["redacted"] is not None:
        return []
    try:
        Case.of(content["case"]["id"], [event_of(each) for each in content["events"]])
    except HistoryFormatError as error:
        message = worded("{path}: {problem}", path="events", problem=phrase(error.args[0]))
        return [Finding("PB118", message, at, advice="take it from an earlier copy", path="events")]
    return []
