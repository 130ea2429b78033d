"""Findings as a log of SARIF 2.1.0, the format in which code scanners report."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from diagnose._version import __version__
from diagnose.cli.report import Report
from diagnose.errors import Finding, Location, Severity
from diagnose.wording import Wording

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def as_sarif(report: Report) -> str:
    """A log of SARIF 2.1.0 with the rules that the findings name; suppressed ones are in it and marked so."""
    every = (*report.findings, *(each.finding for each in report.suppressed))
    codes = sorted({finding.code for finding in every})
    reasons = [None] * len(report.findings) + [each.remark.reason for each in report.suppressed]
    seen: dict[str, int] = {}
    results = [
        _result(finding, codes.index(finding.code), reason, report, seen)
        for finding, reason in zip(every, reasons, strict=True)
    ]
    rules = [_rule(code, report) for code in codes]
    driver = {"name": "diagnose", "semanticVersion": _semantic(__version__), "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "language": {"en": "en-US", "ru": "ru-RU"}[report.language],
        "results": results,
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _semantic(version: str) -> str:
    """``version`` with three numbers."""
    numbers = "".join(sign if sign.isdigit() else " " for sign in version.partition("+")[0]).split()
    return ".".join([*numbers, "0", "0", "0"][:3])


def _rule(code: str, report: Report) -> dict[str, Any]:
    from diagnose.kb.catalogue import CODES

    known = CODES.get(code)
    if known is None:
        return {"id": code}
    why = report.say(known.why)
    rule = {
        "id": code,
        "name": known.title.say("en"),
        "shortDescription": {"text": known.title.say(report.language)},
        "fullDescription": {"text": report.say(known.what)},
        "help": {
            "text": f"{why} {report.say('Write instead')}: {known.instead}",
            "markdown": f"{why}\n\n{report.say('Write instead')}:\n\n```yaml\n{known.instead}\n```\n",
        },
        "defaultConfiguration": {"level": _LEVELS[known.severity]},
    }
    return {**rule, "helpUri": report.page(code)} if report.help_url else rule


def _result(finding: Finding, index: int, reason: str | None, report: Report, seen: dict[str, int]) -> dict[str, Any]:
    text = report.whole(finding)
    if finding.witness:
        text += f" (intake: {finding.witness})"
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [_place(finding.at, report)] if finding.at.file else [],
        "partialFingerprints": {"codeFileLineMessage/v2": _fingerprint(finding, report, seen)},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_place(at, report), "message": {"text": report.say(words)}}
            for number, (at, words) in enumerate(finding.related, 1)
        ]
    fixes = _fixes(finding, report)
    if fixes:
        result["fixes"] = fixes
    if reason is not None:
        result["suppressions"] = [{"kind": "inSource", "status": "accepted", "justification": reason}]
    return result


def _fingerprint(finding: Finding, report: Report, seen: dict[str, int]) -> str:
    """What stays when lines move: code, file, text of the line, the message without its values; and the how-manieth."""
    message = finding.message.template if isinstance(finding.message, Wording) else finding.message
    parts = (finding.code, report.sources.name(finding.at.file), report.sources.line(finding.at).strip(), message)
    mark = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    seen[mark] = seen.get(mark, 0) + 1
    return f"{mark}:{seen[mark]}"


def _fixes(finding: Finding, report: Report) -> list[dict[str, Any]]:
    edits = report.edits(finding)
    if not edits:
        return []
    replacements = [
        {"deletedRegion": _region(start, end), "insertedContent": {"text": text}} for start, end, text in edits
    ]
    change = {"artifactLocation": {"uri": _uri(edits[0][0].file)}, "replacements": replacements}
    return [{"description": {"text": report.say(finding.advice) or finding.code}, "artifactChanges": [change]}]


def _place(at: Location, report: Report) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(at.file)}}
    if at.line:
        place["region"] = _region(at, report.end(at))
    return {"physicalLocation": place}


def _region(start: Location, end: Location) -> dict[str, int]:
    region = {"startLine": start.line, "startColumn": max(1, start.column)}
    if end > start:
        region |= {"endLine": end.line, "endColumn": end.column}
    return region


def _uri(file: str) -> str:
    from urllib.parse import quote

    return quote(file)
