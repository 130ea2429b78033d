"""Whole explanations kept beside a case, so that every change of wording or weight is seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from diagnose.authoring.cases import FixtureCase
from diagnose.authoring.judge import Mismatch
from diagnose.desk import Diagnosis
from diagnose.errors import Finding, Severity, echo


def golden_path(case: FixtureCase, root: Path) -> Path | None:
    """Where the explanation of ``case`` is kept below ``root``; None without ``golden``, or if that leads outside."""
    if not case.golden:
        return None
    folder = root.resolve()
    path = (folder / case.file).parent / case.golden
    return path if path.resolve().is_relative_to(folder) else None


def golden_text(diagnosis: Diagnosis) -> str:
    """What is kept: the explanation in every language of the knowledge base that has messages."""
    return "\n".join(diagnosis.explain(language) for language in diagnosis.kb.languages if language in ("en", "ru"))


def compare(case: FixtureCase, diagnosis: Diagnosis, root: Path) -> tuple[tuple[Mismatch, ...], tuple[Finding, ...]]:
    """The first line in which the explanation differs from what is kept; CV711 when nothing is kept yet."""
    if not case.golden:
        return (), ()
    path = golden_path(case, root)
    if path is None or not path.is_file():
        message = f"no explanation is kept as '{echo(case.golden)}'"
        advice = "write it with: diagnose test --update"
        return (), (Finding("CV711", message, case.at, Severity.WARNING, advice),)
    kept = path.read_text("utf-8", "replace")
    return tuple(_first_difference(kept, golden_text(diagnosis))), ()


def _first_difference(kept: str, now: str) -> Iterator[Mismatch]:
    before, after = kept.splitlines(), now.splitlines()
    for number in range(max(len(before), len(after))):
        pair = [lines[number] if number < len(lines) else "(end)" for lines in (before, after)]
        if pair[0] != pair[1]:
            yield Mismatch(f"golden line {number + 1}", echo(pair[0].strip()), echo(pair[1].strip()))
            return
