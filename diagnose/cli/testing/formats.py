"""Reports of fixture cases in the forms that people and programs read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from diagnose.authoring.fixtures import CaseState
from diagnose.authoring.report import in_words
from diagnose.authoring.running import CaseRecord, Report
from diagnose.cli.testing.junit import as_junit
from diagnose.errors import Finding, Location, Severity

FAIL = "FAIL"
"""Stands where findings have their code."""


def as_text(report: Report, language: str) -> str:
    """Every case that did not pass with its grounds, the findings and the counts."""
    return report.text(language)


def as_compact(report: Report, language: str) -> str:
    """``file:line:col: level[CODE] message``, a line for each failing case and each finding."""
    lines = [f"{_place(case.at)}: error[{FAIL}] {_one_line(case.text)}" for case in _failing(report)]
    lines += [
        f"{_place(each.at)}: {each.severity.word}[{each.code}] {_said(each)}" for each in _translated(report, language)
    ]
    return "\n".join(lines)


def as_json(report: Report, language: str) -> str:
    """A document of schema ``diagnose/test/1``."""
    content = report.to_data()
    if language != "en":
        content["findings"] = [finding.to_dict() for finding in _translated(report, language)]
    return json.dumps(content, ensure_ascii=False, indent=2)


def as_github(report: Report, language: str) -> str:
    """Workflow commands that put each failure and each finding beside its line."""
    lines = [_command("error", case.at, f"{FAIL} {case.name}", case.text) for case in _failing(report)]
    findings = _translated(report, language)
    lines += [_command(_LEVELS[each.severity], each.at, each.code, _said(each)) for each in findings]
    return "\n".join(lines)


_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_tap(report: Report, language: str) -> str:
    """The Test Anything Protocol, version 14: a point for each case, and one for each finding that is an error."""
    errors = [each for each in _translated(report, language) if each.severity is Severity.ERROR]
    points = [*map(_case_point, report.cases), *map(_finding_point, errors)]
    lines = ["TAP version 14", f"1..{len(points)}"]
    for number, (good, name, more) in enumerate(points, start=1):
        lines += [f"{'ok' if good else 'not ok'} {number} - {name}", *more]
    return "\n".join(lines)


def _case_point(case: CaseRecord) -> tuple[bool, str, list[str]]:
    name = _escaped_tap(case.id)
    if case.state is CaseState.TODO:
        return False, f"{name} # TODO {_escaped_tap(case.todo)}", []
    return case.state.good, name, [] if case.state.good else _diagnostic(case.at, case.text)


def _finding_point(finding: Finding) -> tuple[bool, str, list[str]]:
    return False, _escaped_tap(f"{finding.at.file} {finding.code}"), _diagnostic(finding.at, _said(finding))


def _diagnostic(at: Location, text: str) -> list[str]:
    """A block of YAML; texts are written as JSON, which every reader of YAML takes."""
    entries = {"at": _place(at), "message": text}
    return ["  ---", *(f"  {key}: {json.dumps(value, ensure_ascii=True)}" for key, value in entries.items()), "  ..."]


def _escaped_tap(text: str) -> str:
    return " ".join(text.split()).replace("\\", "\\\\").replace("#", "\\#")


def _failing(report: Report) -> Iterator[CaseRecord]:
    return (case for case in report.cases if not case.state.good)


def _translated(report: Report, language: str) -> list[Finding]:
    return [in_words(finding, language) for finding in report.findings]


def _said(finding: Finding) -> str:
    return _one_line(f"{finding.message}; {finding.advice}" if finding.advice else finding.message)


def _one_line(text: str) -> str:
    """``text`` without the place that may stand before it, and without line ends."""
    return " ".join(text.split("FAIL ", 1)[-1].split())


def _place(at: Location) -> str:
    return f"{at.file}:{at.line or 1}:{at.column or 1}"


def _command(level: str, at: Location, title: str, text: str) -> str:
    place = f"file={_escaped(at.file, ':,')},line={at.line or 1},col={at.column or 1},title={_escaped(title, ':,')}"
    return f"::{level} {place}::{_escaped(text, '')}"


def _escaped(text: str, more: str) -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


FORMATS: Mapping[str, Callable[[Report, str], str]] = {
    "text": as_text,
    "compact": as_compact,
    "json": as_json,
    "junit": as_junit,
    "github": as_github,
    "tap": as_tap,
}
"""The forms of ``diagnose test --format`` and ``--output``."""
