"""Findings in the formats that other programs exchange: JUnit XML and SARIF 2.1.0."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from diagnose._version import __version__
from diagnose.errors import Finding, Location, Severity

_SARIF = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def as_junit(findings: tuple[Finding, ...], folder: Path) -> str:
    """JUnit XML: a failing test for each finding, or a single one that passes."""
    cases = [_junit_case(finding) for finding in findings] or ['  <testcase classname="diagnose" name="check"/>']
    count = f'tests="{len(cases)}" failures="{len(findings)}"'
    head = f"<testsuite name={quoteattr(f'diagnose check {folder.as_posix()}')} {count}>"
    return "\n".join(['<?xml version="1.0" encoding="utf-8"?>', head, *cases, "</testsuite>"])


def _junit_case(finding: Finding) -> str:
    name = f"{finding.code} {finding.at}"
    message = _printable(f"{finding.severity.word}: {finding.message}")
    body = escape(_printable(finding.advice))
    return (
        f"  <testcase classname={quoteattr(finding.at.file)} name={quoteattr(_printable(name))}>"
        f"<failure message={quoteattr(message)}>{body}</failure></testcase>"
    )


def _printable(text: str) -> str:
    return "".join(ch if ch.isprintable() else "\N{REPLACEMENT CHARACTER}" for ch in " ".join(text.split()))


def as_sarif(findings: tuple[Finding, ...], _folder: Path) -> str:
    """A log of SARIF 2.1.0 with the rules that the findings name."""
    codes = sorted({finding.code for finding in findings})
    driver = {"name": "diagnose", "version": __version__, "rules": [_rule(code) for code in codes]}
    results = [_result(finding, codes.index(finding.code)) for finding in findings]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rule(code: str) -> dict[str, Any]:
    from diagnose.kb.catalogue import CODES

    known = CODES.get(code)
    if known is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": known.title.say("en")},
        "fullDescription": {"text": known.what},
        "help": {"text": f"{known.why} Write instead: {known.instead}"},
        "defaultConfiguration": {"level": _SARIF[known.severity]},
    }


def _result(finding: Finding, index: int) -> dict[str, Any]:
    text = f"{finding.message}; {finding.advice}" if finding.advice else finding.message
    mark = hashlib.sha256(f"{finding.code}\0{finding.at.file}\0{finding.message}".encode()).hexdigest()
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _SARIF[finding.severity],
        "message": {"text": text},
        "locations": [_place(finding.at)],
        "partialFingerprints": {"codeFileMessage/v1": mark},
    }
    if finding.related:
        result["relatedLocations"] = [{**_place(at), "message": {"text": words}} for at, words in finding.related]
    return result


def _place(at: Location) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(at.file)}}
    if at.line:
        place["region"] = {"startLine": at.line, "startColumn": max(1, at.column)}
    return {"physicalLocation": place}


def _uri(file: str) -> str:
    from urllib.parse import quote

    return quote(file)
