"""Results of fixture cases in words: what was expected, what came, and which condition failed where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from diagnose.authoring.fixtures import CaseResult, CaseState
from diagnose.authoring.judge import Mismatch
from diagnose.errors import Finding, Severity
from diagnose.explain.data import plain
from diagnose.explain.evidence import reported
from diagnose.explain.grounds import say_why_not
from diagnose.explain.standing import Part
from diagnose.explain.words import Words, clean
from diagnose.kb.base import KnowledgeBase

_SHOWN = {
    CaseState.FAILED: "FAIL",
    CaseState.BROKEN: "ERROR",
    CaseState.TODO: "todo",
    CaseState.TODO_PASSES: "FAIL",
    CaseState.PASSED: "pass",
}


@dataclass(frozen=True, slots=True)
class Report:
    """The results of a run and the findings about the documents that hold the cases."""

    results: tuple[CaseResult, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def good(self) -> bool:
        """Whether every case passed or may fail, and no finding is an error."""
        return all(each.state.good for each in self.results) and not any(
            each.severity is Severity.ERROR for each in self.findings
        )

    def count(self, *states: CaseState) -> int:
        """How many cases ended in one of ``states``."""
        return sum(each.state in states for each in self.results)

    def to_data(self) -> dict[str, Any]:
        """The report as plain data, ready for JSON."""
        return {
            "schema": "diagnose/test/1",
            "good": self.good,
            "counts": {state.value: self.count(state) for state in CaseState},
            "findings": [finding.to_dict() for finding in self.findings],
            "cases": [_case_data(result) for result in self.results],
        }


def _case_data(result: CaseResult) -> dict[str, Any]:
    case = result.case
    return {
        "id": case.id,
        "about": case.about,
        "line": case.at.line,
        "state": result.state.value,
        "mismatches": plain(result.mismatches),
        "findings": [finding.to_dict() for finding in (*result.findings, *result.warnings)],
    }


def report_text(report: Report, kb: KnowledgeBase, language: str = "en") -> str:
    """Every case that did not pass with its grounds, every finding, and the counts."""
    words = Words(kb, language)
    parts = [failure_text(each, kb, language) for each in report.results if not each.state.good]
    warnings = [finding for each in report.results for finding in each.warnings]
    lines = [f"{each.at}: {each.severity.word}[{each.code}] {_said(each)}" for each in (*report.findings, *warnings)]
    counts = words.say(
        "test.counts",
        total=len(report.results),
        count=report.count(CaseState.PASSED),
        number=report.count(CaseState.FAILED, CaseState.BROKEN, CaseState.TODO_PASSES),
        other=report.count(CaseState.TODO),
    )
    return "\n".join([*parts, *lines, counts])


def _said(finding: Finding) -> str:
    return f"{finding.message}; {finding.advice}" if finding.advice else finding.message


def failure_text(result: CaseResult, kb: KnowledgeBase, language: str = "en") -> str:
    """``result`` of a case that did not pass, over several lines."""
    return "\n".join(_lines(result, Words(kb, language)))


def _lines(result: CaseResult, words: Words) -> Iterator[str]:
    case = result.case
    like = f"   (like: {clean(case.like)})" if case.like else ""
    yield f"{case.at}: {_SHOWN[result.state]} {clean(case.name)}{like}"
    if result.state is CaseState.TODO_PASSES:
        yield "  " + words.say("test.todo-passes", text=clean(case.todo))
    yield from (f"  {finding}" for finding in result.findings)
    explained: set[str] = set()
    for mismatch in result.mismatches:
        yield "  " + _head(mismatch, words)
        if mismatch.fault not in explained and mismatch.total:
            explained.add(mismatch.fault)
            yield from ("  " + line for line in _grounds(mismatch, words))
    yield "  " + words.say("test.rerun", case=case.id.replace("'", "'\\''"))


def _head(mismatch: Mismatch, words: Words) -> str:
    key = "test.must-not" if mismatch.holds else "test.expected"
    return words.say(key, name=mismatch.key, value=clean(mismatch.expected), other=clean(mismatch.got))


def _grounds(mismatch: Mismatch, words: Words) -> Iterator[str]:
    count, total = len(mismatch.standings), mismatch.total
    if mismatch.holds:
        yield words.say("test.holds", fault=mismatch.fault, total=total)
    elif mismatch.why_not:
        yield from say_why_not(mismatch.why_not, words)
    elif count:
        yield words.say("test.does-not-hold", fault=mismatch.fault, count=count, total=total)
    else:
        yield words.say("test.holds-all", fault=mismatch.fault)
    for standing in mismatch.standings:
        yield from ("  " + _part(part, words) for part in standing.parts)


def _part(part: Part, words: Words) -> str:
    place = f"{clean(part.place)}  " if part.place else ""
    barred = "none: " if part.barred else ""
    return f"{place}{barred}{clean(part.written)}      {words.say('test.reported', seen=reported(part, words))}"
