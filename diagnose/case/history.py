"""Histories: many closed cases, as JSON lines or as one list in JSON or YAML."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from diagnose.case.closed import ClosedCase
from diagnose.case.intake import Intake
from diagnose.errors import Finding, IntakeError, Location, Severity
from diagnose.nodes import INTAKE as LINE_LIMITS
from diagnose.nodes import Limits, Mapping, Node, Scalar, Sequence, kind_of, read_json, read_text
from diagnose.nodes.source import decode
from diagnose.wording import worded

_Read = TypeVar("_Read")

LINES = 256 * 1024 * 1024
"""Most bytes of a history in lines; each line has the limits of an intake."""
LIST = Limits(file=16 * 1024 * 1024, nodes=1_000_000, depth=LINE_LIMITS.depth + 1, scalar=LINE_LIMITS.scalar)
"""The bounds of a history that is one list."""


def read_history(raw: bytes | str, file: str) -> tuple[tuple[ClosedCase, ...], tuple[Finding, ...]]:
    """The closed cases in ``raw``, in order, and what is wrong with it by place; a case with an error is left out.

    A text that begins with ``[`` is a list in JSON, one that begins with ``{`` holds one case a line; else it is a list
    in YAML. An empty text holds no case.
    """
    return _read(raw, file, ClosedCase.from_node)


def read_intakes(raw: bytes | str, file: str) -> tuple[tuple[tuple[Location, Intake], ...], tuple[Finding, ...]]:
    """The intakes in ``raw`` with their places, read as :func:`read_history` does, closed cases without their end."""
    return _read(raw, file, _intake_of)


def _intake_of(node: Node) -> tuple[Location, Intake]:
    if isinstance(node, Mapping) and node.get("closed") is not None:
        return node.at, ClosedCase.from_node(node).intake
    return node.at, Intake.from_node(node)


def _read(raw: bytes | str, file: str, read: Callable[[Node], _Read]) -> tuple[tuple[_Read, ...], tuple[Finding, ...]]:
    content = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    if not content.strip():
        return (), ()
    start = content[:256].removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start == b"{" and b"\0" not in content[:64]:
        return _of_lines(content, file, read)
    node, findings = read_json(content, file, LIST) if start == b"[" else read_text(content, file, LIST)
    if start == b"[" and node is None and _is_syntax(findings):
        flow, found = read_text(content, file, LIST)  # [{equipment: printer}] is YAML as well
        node, findings = (flow, found) if flow is not None else (node, findings)
    wrong = _errors(findings)
    if node is None:
        return (), wrong
    if not isinstance(node, Sequence):
        advice = "begin each case with a dash, or write one case a line in JSON"
        message = worded("found {found} where a list is wanted", found=kind_of(node))
        return (), (*wrong, Finding("PB102", message, node.at, advice=advice))
    cases, found = _cases(node.items, read)
    return cases, (*wrong, *found)


def _of_lines(
    content: bytes, file: str, read: Callable[[Node], _Read]
) -> tuple[tuple[_Read, ...], tuple[Finding, ...]]:
    """The cases of JSON lines; blank lines say nothing."""
    if len(content) > LINES:
        return (), decode(content, file, Limits(file=LINES))[1]
    nodes: list[Node] = []
    findings: list[Finding] = []
    for number, line in enumerate(content.split(b"\n")):
        if line.strip():
            node, found = read_json(line.removesuffix(b"\r"), file, LINE_LIMITS)
            findings += [_lower(each, number) for each in _errors(found)]
            if node is not None and not _errors(found):
                nodes.append(_sunk(node, number) if number else node)
    cases, wrong = _cases(nodes, read)
    return cases, tuple(sorted((*findings, *wrong), key=lambda each: each.sort_key))


def _cases(nodes: Iterable[Node], read: Callable[[Node], _Read]) -> tuple[tuple[_Read, ...], tuple[Finding, ...]]:
    cases: list[_Read] = []
    findings: list[Finding] = []
    for node in nodes:
        try:
            cases.append(read(node))
        except IntakeError as error:
            findings += error.findings
    return tuple(cases), tuple(findings)


def _errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(each for each in findings if each.severity is Severity.ERROR)


def _is_syntax(findings: Iterable[Finding]) -> bool:
    return any(each.code == "PB001" for each in findings)


def _lower(finding: Finding, lines: int) -> Finding:
    """``finding`` about a line of its own as one about the file."""
    related = tuple((_below(at, lines), text) for at, text in finding.related)
    return replace(finding, at=_below(finding.at, lines), related=related)


def _below(at: Location, lines: int) -> Location:
    return Location(at.file, max(1, at.line) + lines, at.column)


def _sunk(node: Node, lines: int) -> Node:
    """``node`` as it stands so many ``lines`` further down."""
    at = _below(node.at, lines)
    if isinstance(node, Scalar):
        return Scalar(node.text, node.quoted, at)
    if isinstance(node, Sequence):
        return Sequence(tuple([_sunk(item, lines) for item in node.items]), at)
    entries = [(Scalar(key.text, key.quoted, _below(key.at, lines)), _sunk(each, lines)) for key, each in node.entries]
    return Mapping(tuple(entries), at)
