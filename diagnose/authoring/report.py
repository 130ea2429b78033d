"""Results of fixture cases in words: what was expected, what came, and which condition failed where."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.authoring.fixtures import CaseResult, CaseState
from diagnose.authoring.judge import Mismatch
from diagnose.errors import Finding
from diagnose.explain.evidence import reported
from diagnose.explain.grounds import say_why_not
from diagnose.explain.messages import say
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


def counts_text(total: int, passed: int, failed: int, todo: int, language: str = "en") -> str:
    """How many cases there were and how they ended."""
    return say("test.counts", language, total=total, count=passed, number=failed, other=todo)


def in_words(finding: Finding, language: str) -> Finding:
    """``finding`` in the words of ``language``."""
    if language == "en":
        return finding
    from diagnose.kb.russian import translated

    return translated(finding, language)


def finding_text(finding: Finding, language: str = "en") -> str:
    """``finding`` on one line: place, level, code, message and advice."""
    told = in_words(finding, language)
    said = f"{told.message}; {told.advice}" if told.advice else told.message
    return f"{told.at}: {told.severity.word}[{told.code}] {said}"


def failure_text(result: CaseResult, kb: KnowledgeBase, language: str = "en", command: str = "diagnose test") -> str:
    """``result`` of a case that did not pass, over several lines; the last says how ``command`` runs it again."""
    words = Words(kb, language)
    again = clean(result.case.id).replace("'", "'\\''")
    rerun = "  " + words.say("test.rerun", text=command, case=again)
    return "\n".join([*_lines(result, words), rerun])


def _lines(result: CaseResult, words: Words) -> Iterator[str]:
    case = result.case
    like = f"   (like: {clean(case.like)})" if case.like else ""
    yield f"{case.at}: {_SHOWN[result.state]} {clean(case.name)}{like}"
    yield from (f"  {finding_text(finding, words.language)}" for finding in result.findings)
    explained: set[str] = set()
    for mismatch in result.mismatches:
        yield "  " + _head(mismatch, words)
        if mismatch.fault not in explained and mismatch.total:
            explained.add(mismatch.fault)
            yield from ("  " + line for line in _grounds(mismatch, words))


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
