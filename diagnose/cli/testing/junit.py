"""Reports of fixture cases as JUnit XML."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from diagnose.authoring.fixtures import CaseState
from diagnose.authoring.report import in_words
from diagnose.authoring.running import CaseRecord, Report
from diagnose.errors import Finding, Severity


def as_junit(report: Report, language: str) -> str:
    """JUnit XML: a suite for each file of cases, and one for findings that are errors. Times are left out."""
    errors = [in_words(each, language) for each in report.findings if each.severity is Severity.ERROR]
    suites = [_suite(file, list(cases)) for file, cases in groupby(report.cases, key=lambda case: case.at.file)]
    if errors:
        suites.append(_suite_of_findings(errors))
    count = len(report.cases) + len(errors)
    head = f'<testsuites name="diagnose test" tests="{count}">'
    return "\n".join(['<?xml version="1.0" encoding="utf-8"?>', head, *suites, "</testsuites>"])


def _suite(file: str, cases: list[CaseRecord]) -> str:
    states = [case.state for case in cases]
    failures = states.count(CaseState.FAILED) + states.count(CaseState.TODO_PASSES)
    counts = (
        f'tests="{len(cases)}" failures="{failures}" errors="{states.count(CaseState.BROKEN)}"'
        f' skipped="{states.count(CaseState.TODO)}"'
    )
    lines = [line for case in cases for line in _case(case)]
    return "\n".join([f"  <testsuite name={_quoted(file)} {counts}>", *lines, "  </testsuite>"])


def _case(case: CaseRecord) -> Iterator[str]:
    head = f"    <testcase classname={_quoted(case.file)} name={_quoted(case.name)} file={_quoted(case.at.file)}"
    inner = _outcome(case)
    yield f'{head} line="{case.at.line}"{">" if inner else "/>"}'
    if inner:
        yield from (f"      {inner}", "    </testcase>")


def _outcome(case: CaseRecord) -> str:
    match case.state:
        case CaseState.PASSED:
            return ""
        case CaseState.TODO:
            return f"<skipped message={_quoted(f'todo: {case.todo}')}/>"
        case _:
            tag = "error" if case.state is CaseState.BROKEN else "failure"
            lines = case.text.split("\n")
            message = lines[1].strip() if len(lines) > 1 else lines[0]
            return f"<{tag} message={_quoted(message)}>{escape(_legal(case.text))}</{tag}>"


def _suite_of_findings(findings: list[Finding]) -> str:
    lines = [line for finding in findings for line in _finding(finding)]
    head = f'  <testsuite name="findings" tests="{len(findings)}" failures="0" errors="{len(findings)}" skipped="0">'
    return "\n".join([head, *lines, "  </testsuite>"])


def _finding(finding: Finding) -> Iterator[str]:
    name = f"{finding.code} {finding.at}"
    yield f"    <testcase classname={_quoted(finding.at.file)} name={_quoted(name)} file={_quoted(finding.at.file)}>"
    yield f"      <error message={_quoted(finding.message)}>{escape(_legal(finding.advice))}</error>"
    yield "    </testcase>"


def _quoted(text: str) -> str:
    return quoteattr(_legal(" ".join(text.split())))


def _legal(text: str) -> str:
    """``text`` without the characters that XML 1.0 cannot hold."""
    return "".join(ch if ch == "\n" or ch.isprintable() else "\N{REPLACEMENT CHARACTER}" for ch in text)
