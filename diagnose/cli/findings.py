"""Findings in the forms that people and programs read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from diagnose.cli.exchange import as_junit, as_sarif
from diagnose.errors import Finding, Location, Severity

SHOWN = 50
"""So many findings are listed; the others are counted."""

_WIDEST = 160


def short_list(head: str, findings: Iterable[Finding]) -> str:
    """``head`` with the first fifty findings, a line each."""
    listed = list(findings)
    lines = [f"{head}: {_count(len(listed))}", *(f"  {_plain(finding)}" for finding in listed[:SHOWN])]
    if len(listed) > SHOWN:
        lines.append(f"  ... and {len(listed) - SHOWN} more")
    return "\n".join(lines)


def _count(number: int) -> str:
    return f"{number} finding" if number == 1 else f"{number} findings"


def _plain(finding: Finding) -> str:
    path = f" ({finding.path})" if finding.path not in finding.message else ""
    return f"{finding}{path}"


def as_text(findings: tuple[Finding, ...], folder: Path) -> str:
    """Each finding with the line it is about and a caret below the place; then how many there are."""
    parts = ["\n".join(_with_excerpt(finding, folder)) for finding in findings[:SHOWN]]
    if len(findings) > SHOWN:
        parts.append(f"... and {len(findings) - SHOWN} more")
    return "\n".join([*parts, summary(findings)])


def summary(findings: tuple[Finding, ...]) -> str:
    """How many findings there are of each level."""
    levels = [(level, sum(finding.severity is level for finding in findings)) for level in reversed(Severity)]
    listed = ", ".join(f"{number} {level.word}{'s' if number != 1 else ''}" for level, number in levels if number)
    return listed or "no findings"


def _with_excerpt(finding: Finding, folder: Path) -> Iterator[str]:
    advice = f"\n    = {finding.advice}" if finding.advice else ""
    yield f"{finding.at}: {finding.severity.word}[{finding.code}] {finding.message}"
    yield from excerpt(finding.at, folder)
    if advice:
        yield advice.lstrip("\n")
    for at, text in finding.related:
        yield f"    {at}: {text}"
        yield from excerpt(at, folder)


def excerpt(at: Location, folder: Path) -> Iterator[str]:
    """The line at ``at`` with a caret below its column; nothing where there is no such line."""
    line = source_line(at, folder)
    if line is None or not line.strip():
        return
    number = str(at.line)
    start = max(0, at.column - _WIDEST // 2)
    shown = "".join(ch if ch.isprintable() else " " for ch in line)[start : start + _WIDEST]
    yield f"  {number} | {shown}"
    if at.column:
        yield f"  {' ' * len(number)} | {' ' * (at.column - 1 - start)}^"


def source_line(at: Location, folder: Path) -> str | None:
    """The text of the line at ``at``; None without one, and for what does not lie in ``folder``."""
    path = Path(at.file)
    if not at.line or not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
        return None
    lines = path.read_bytes()[: 1 << 21].decode("utf-8", "replace").splitlines()
    return lines[at.line - 1] if at.line <= len(lines) else None


def as_compact(findings: tuple[Finding, ...], _folder: Path) -> str:
    """``file:line:col: level[CODE] message``, a line each."""
    return "\n".join(f"{_place(each.at)}: {each.severity.word}[{each.code}] {_one_line(each)}" for each in findings)


def _place(at: Location) -> str:
    return f"{at.file}:{at.line or 1}:{at.column or 1}"


def _one_line(finding: Finding) -> str:
    advice = f"; {finding.advice}" if finding.advice else ""
    return " ".join(f"{finding.message}{advice}".split())


def as_json(findings: tuple[Finding, ...], _folder: Path) -> str:
    """A document of schema ``diagnose/findings/1``."""
    content = {"schema": "diagnose/findings/1", "findings": [finding.to_dict() for finding in findings]}
    return json.dumps(content, ensure_ascii=False, indent=2)


def as_github(findings: tuple[Finding, ...], _folder: Path) -> str:
    """Workflow commands that put each finding beside its line."""
    return "\n".join(map(_annotation, findings))


_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def _annotation(finding: Finding) -> str:
    at = finding.at
    places = f"file={_escaped(at.file, ':,')},line={at.line or 1},col={at.column or 1},title={finding.code}"
    return f"::{_GITHUB[finding.severity]} {places}::{_escaped(_one_line(finding), '')}"


def _escaped(text: str, more: str) -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


FORMATS: Mapping[str, Callable[[tuple[Finding, ...], Path], str]] = {
    "text": as_text,
    "compact": as_compact,
    "json": as_json,
    "github": as_github,
    "junit": as_junit,
    "sarif": as_sarif,
}
"""The forms of ``diagnose check --format``."""
