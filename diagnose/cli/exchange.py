"""Findings in the formats that other programs read: JSON, JUnit XML and TAP. SARIF has a module of its own."""

from __future__ import annotations

import json
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from diagnose.cli.report import Report, as_range
from diagnose.errors import Finding

SCHEMA = "diagnose/findings/2"


def as_json(report: Report) -> str:
    """A document of schema ``diagnose/findings/2``: what version 1 had, with spans, fixes and examples."""
    content = {
        "schema": SCHEMA,
        "findings": [as_data(finding, report) for finding in report.findings],
        "suppressed": [{**as_data(each.finding, report), "reason": each.remark.reason} for each in report.suppressed],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def as_data(finding: Finding, report: Report) -> dict[str, Any]:
    """``finding`` as plain data."""
    return {
        **finding.to_dict(),
        "message": report.say(finding.message),
        "advice": report.say(finding.advice),
        "range": as_range(report, finding.at, report.end(finding.at)),
        "help": f"diagnose codes {finding.code}",
        "url": report.page(finding.code),
        "subject": finding.subject,
        "witness": finding.witness,
        "related": [_related(at, report.say(text), report) for at, text in finding.related],
        "fixes": _fixes(finding, report),
    }


def _related(at: Any, text: str, report: Report) -> dict[str, Any]:
    place = {"file": at.file, "line": at.line, "column": at.column, "message": text}
    return {**place, "range": as_range(report, at, report.end(at))}


def _fixes(finding: Finding, report: Report) -> list[dict[str, Any]]:
    if finding.fix is None:
        return []
    edits = [
        {"file": start.file, "range": as_range(report, start, end), "text": text}
        for start, end, text in report.edits(finding)
    ]
    return [{"kind": finding.fix.kind.value, "edits": edits}]


def as_junit(report: Report) -> str:
    """JUnit XML: a failing test for each finding, or a single one that passes."""
    skipped = [_junit_skipped(each.finding, each.remark.reason) for each in report.suppressed]
    failures = [_junit_case(finding, report) for finding in report.findings]
    cases = [*failures, *skipped] or ['  <testcase classname="diagnose" name="check"/>']
    count = f'tests="{len(cases)}" failures="{len(failures)}"' + (f' skipped="{len(skipped)}"' if skipped else "")
    head = f"<testsuite name={quoteattr(f'diagnose check {report.sources.folder.as_posix()}')} {count}>"
    return "\n".join(['<?xml version="1.0" encoding="utf-8"?>', head, *cases, "</testsuite>"])


def _junit_case(finding: Finding, report: Report) -> str:
    message = _printable(f"{finding.severity.word}: {report.say(finding.message)}")
    body = escape(_printable(report.say(finding.advice)))
    return f"  {_testcase(finding)}<failure message={quoteattr(message)}>{body}</failure></testcase>"


def _junit_skipped(finding: Finding, reason: str) -> str:
    return f"  {_testcase(finding)}<skipped message={quoteattr(_printable(reason))}/></testcase>"


def _testcase(finding: Finding) -> str:
    name = quoteattr(_printable(f"{finding.code} {finding.at}"))
    return f"<testcase classname={quoteattr(_printable(finding.at.file))} name={name}>"


def _printable(text: str) -> str:
    return "".join(ch if ch.isprintable() else "\N{REPLACEMENT CHARACTER}" for ch in " ".join(text.split()))


def as_tap(report: Report) -> str:
    """The Test Anything Protocol, version 14: a point that fails for each finding, or a single one that passes."""
    failed = [
        f"not ok {number} - {_tap(f'{each.at}: {each.severity.word}[{each.code}] {report.whole(each)}')}"
        for number, each in enumerate(report.findings, 1)
    ]
    points = [
        *failed,
        *(
            f"ok {number} - {_tap(f'{each.finding.at}: [{each.finding.code}]')} # SKIP {_tap(each.remark.reason)}"
            for number, each in enumerate(report.suppressed, len(failed) + 1)
        ),
    ] or ["ok 1 - check"]
    return "\n".join(["TAP version 14", f"1..{len(points)}", *points])


def _tap(text: str) -> str:
    return _printable(text).replace("\\", "\\\\").replace("#", "\\#")
