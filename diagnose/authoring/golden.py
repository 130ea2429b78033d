"""Whole explanations kept beside a case, so that every change of wording or weight is seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from diagnose.authoring.fixture import FixtureCase
from diagnose.authoring.judge import Mismatch
from diagnose.desk import Diagnosis
from diagnose.errors import Finding, echo
from diagnose.explain import explain
from diagnose.explain.messages import LANGUAGES
from diagnose.kb.codes.cases import CV711
from diagnose.nodes import read_bytes
from diagnose.wording import worded

SUFFIXES = (".txt", ".md", ".golden")
"""How files of kept explanations are called, so that nothing else is ever compared or written."""


def golden_path(case: FixtureCase, root: Path) -> Path | None:
    """Where the explanation of ``case`` is kept below ``root``.

    None without ``golden``, if that leads outside, or to what is no text file of our own.
    """
    if not case.golden or "\0" in case.golden or not case.golden.lower().endswith(SUFFIXES):
        return None
    folder = root.resolve()
    path = (folder / case.file).parent / case.golden
    return path if path.resolve().is_relative_to(folder) else None


def golden_text(diagnosis: Diagnosis) -> str:
    """What is kept: the explanation in every language of the knowledge base that has messages.

    Places and the digest are left out: they change with every line and every playbook, whatever it is about.
    """
    verdict, memory, kb, intake = diagnosis.verdict, diagnosis.memory, diagnosis.kb, diagnosis.intake
    changes = diagnosis.changes()
    return "\n".join(
        explain(verdict, memory, kb, language, intake=intake, changes=changes, places=False)
        for language in kb.languages
        if language in LANGUAGES
    )


def compare(case: FixtureCase, diagnosis: Diagnosis, root: Path) -> tuple[tuple[Mismatch, ...], tuple[Finding, ...]]:
    """The first line in which the explanation differs from what is kept; CV711 when nothing is kept."""
    path = golden_path(case, root)
    if path is None:
        message = worded("no explanation can be kept as '{file}'", file=echo(case.golden))
        advice = "name a .txt file in the folder of the case"
        return (), (CV711.finding(message, case.at, advice),)
    kept = read_bytes(path)
    if isinstance(kept, Finding):
        message = worded("no explanation is kept as '{file}'", file=echo(case.golden))
        return (), (CV711.finding(message, case.at, "write it with: diagnose test --update"),)
    return tuple(_first_difference(kept.decode("utf-8", "replace"), golden_text(diagnosis))), ()


def _first_difference(kept: str, now: str) -> Iterator[Mismatch]:
    before, after = kept.splitlines(), now.splitlines()
    for number in range(max(len(before), len(after))):
        pair = [lines[number] if number < len(lines) else "(end)" for lines in (before, after)]
        if pair[0] != pair[1]:
            yield Mismatch(f"golden line {number + 1}", echo(pair[0].strip()), echo(pair[1].strip()))
            return
