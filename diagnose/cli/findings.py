"""Findings in the forms that people read, and the table of all forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from diagnose.cli.exchange import as_json, as_junit, as_tap
from diagnose.cli.report import Report
from diagnose.cli.sarif import as_sarif
from diagnose.errors import Finding, Location, Severity
from diagnose.wording import phrase, worded, worded_from

SHOWN = 50
"""So many findings are listed; the others are counted."""

_WIDEST = 160
_COUNTS = {Severity.ERROR: "errors: {count}", Severity.WARNING: "warnings: {count}", Severity.INFO: "remarks: {count}"}


def short_list(head: str, findings: Iterable[Finding], language: str = "en") -> str:
    """``head`` with the first fifty findings, a line each, in ``language``."""
    from diagnose.kb.russian import said, translated

    listed = list(findings)
    many = phrase("1 finding") if len(listed) == 1 else worded("{count} findings", count=len(listed))
    first = said(worded("{head}: {many}", head=phrase(head), many=many), language)
    lines = [first, *(f"  {_plain(translated(finding, language))}" for finding in listed[:SHOWN])]
    if len(listed) > SHOWN:
        lines.append(said(worded("  ... and {count} more", count=len(listed) - SHOWN), language))
    return "\n".join(lines)


def _plain(finding: Finding) -> str:
    path = f" ({finding.path})" if finding.path not in finding.message else ""
    return f"{finding}{path}"


def as_text(report: Report) -> str:
    """Each finding with the line it is about and its span underlined; then how many there are."""
    parts = ["\n".join(_with_excerpt(finding, report)) for finding in report.findings[:SHOWN]]
    if len(report.findings) > SHOWN:
        parts.append(report.say(worded("... and {count} more", count=len(report.findings) - SHOWN)))
    return "\n".join([*parts, summary(report)])


def summary(report: Report) -> str:
    """How many findings there are of each level."""
    levels = [(level, sum(each.severity is level for each in report.findings)) for level in reversed(Severity)]
    if report.language == "en":
        listed = [f"{number} {level.word}{'s' if number != 1 else ''}" for level, number in levels if number]
    else:
        listed = [report.say(worded_from(_COUNTS[level], {"count": number})) for level, number in levels if number]
    return ", ".join(listed) or report.say("no findings")


def _with_excerpt(finding: Finding, report: Report) -> Iterator[str]:
    yield f"{finding.at}: {report.say(finding.severity.word)}[{finding.code}] {report.say(finding.message)}"
    yield from excerpt(finding.at, report)
    if finding.advice:
        yield f"    = {report.say(finding.advice)}"
    if finding.witness:
        yield f"    = {report.say(worded('for example: intake: {witness}', witness=finding.witness))}"
    if finding.fix is not None:
        yield f"    = {report.say('`diagnose fix` corrects it')}"
    for at, text in finding.related:
        yield f"    {at}: {report.say(text)}"
        yield from excerpt(at, report)


def excerpt(at: Location, report: Report) -> Iterator[str]:
    """The line at ``at`` with its span underlined; nothing where there is no such line."""
    line = report.sources.line(at)
    if not line.strip():
        return
    number = str(at.line)
    start = max(0, at.column - _WIDEST // 2)
    shown = "".join(ch if ch.isprintable() else " " for ch in line)[start : start + _WIDEST]
    yield f"  {number} | {shown}"
    if at.column:
        end = report.end(at)
        width = (end.column if end.line == at.line else len(line.rstrip()) + 1) - at.column
        room = start + len(shown) - at.column + 1
        yield f"  {' ' * len(number)} | {' ' * (at.column - 1 - start)}{'^' * max(1, min(width, room))}"


def as_compact(report: Report) -> str:
    """``file:line:col: level[CODE] message``, a line each."""
    return "\n".join(
        f"{_place(each.at)}: {each.severity.word}[{each.code}] {report.whole(each)}" for each in report.findings
    )


def _place(at: Location) -> str:
    return f"{at.file}:{at.line or 1}:{at.column or 1}"


def as_github(report: Report) -> str:
    """Workflow commands that put each finding beside its line."""
    return "\n".join(_annotation(each, report) for each in report.findings)


_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def _annotation(finding: Finding, report: Report) -> str:
    at, end = finding.at, report.end(finding.at)
    more = f",endColumn={end.column}" if end.line == at.line and end.column > at.column else ""
    places = f"file={_escaped(at.file, ':,')},line={at.line or 1},col={at.column or 1}{more},title={finding.code}"
    return f"::{_GITHUB[finding.severity]} {places}::{_escaped(report.whole(finding), '')}"


def _escaped(text: str, more: str) -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": as_text,
    "compact": as_compact,
    "json": as_json,
    "sarif": as_sarif,
    "junit": as_junit,
    "github": as_github,
    "tap": as_tap,
}
"""The forms of ``diagnose check --format``."""
