"""One run of ``diagnose test``, from the options to a report and an exit code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from diagnose.authoring.running import FileRecord, Report, Run, Selection, run_files
from diagnose.authoring.suite import about_proofs, case_files
from diagnose.cli import exits
from diagnose.cli.options import load_kb
from diagnose.cli.testing.choosing import nothing_selected, selection_of
from diagnose.cli.testing.progress import watched
from diagnose.cli.testing.request import Request
from diagnose.errors import Finding, Severity
from diagnose.explain.messages import say
from diagnose.kb.base import KnowledgeBase
from diagnose.nodes import read_bytes

if TYPE_CHECKING:
    from diagnose.kb.suppressing import Remark


@dataclass(frozen=True, slots=True)
class Outcome:
    """The report of a run and the exit code; without a report nothing was selected."""

    report: Report | None
    code: int


def run_once(request: Request) -> Outcome:
    """What comes of ``request``. Drafts left out, slow cases and an empty selection are said on standard error.

    Raises:
        KnowledgeBaseError: the knowledge base cannot be loaded.
        UsageError: an option cannot be read.
    """
    kb = load_kb(request.folder, drafts=request.drafts)
    selection = selection_of(request, kb)
    paths = [path for path in case_files(request.folder) if selection.takes_file(path)]
    run = _run_of(request, kb, selection)
    records = list(watched(run_files(run, paths, request.processes(len(paths))), len(paths)))
    cases = tuple(case for record in records for case in record.cases)
    drafts = sum(record.drafts for record in records)
    if drafts:
        click.echo(say("test.drafts", request.lang, count=drafts), err=True)
    findings = _concerning(records, kb, selection)
    if not cases and not any(each.severity is Severity.ERROR for each in findings):
        _explain_nothing(request, kb, records, paths)
        return Outcome(None, exits.NOTHING_SELECTED)
    report = Report(cases, findings)
    _say_slowest(report, request.slowest)
    return Outcome(report, exits.GOOD if report.good else exits.FINDINGS)


def _run_of(request: Request, kb: KnowledgeBase, selection: Selection) -> Run:
    return Run(
        kb,
        request.folder,
        selection,
        language=request.lang,
        command=request.command,
        today=date.today(),  # noqa: DTZ011 - the author's own day
        patience=request.patience,
        shuffled=request.seed,
        fail_fast=request.fail_fast,
        clock=perf_counter,
    )


def _concerning(records: list[FileRecord], kb: KnowledgeBase, selection: Selection) -> tuple[Finding, ...]:
    """Everything about the suite when all of it runs; else what is wrong with the files that were run."""
    if selection.everything and not any(record.stopped for record in records):
        found = [finding for record in records for finding in record.findings]
        proofs = (proof for record in records for proof in record.proofs)
        return _told([*found, *about_proofs(proofs, kb)])
    concerned = (record for record in records if record.cases or not record.held)
    return _told(each for record in concerned for each in record.findings if each.severity is Severity.ERROR)


def _told(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """``findings`` in order, without those that a remark in their file holds back."""
    listed = sorted(findings, key=lambda finding: finding.sort_key)
    if not listed:
        return ()
    from diagnose.kb.suppressing import sift

    remarks = [remark for file in sorted({each.at.file for each in listed}) for remark in _remarks(file)]
    return tuple(sift(listed, remarks).findings)


def _remarks(file: str) -> Iterable[Remark]:
    from diagnose.kb.suppressing import remarks_in

    content = read_bytes(Path(file))
    return () if isinstance(content, Finding) else remarks_in(content.decode("utf-8", "replace"), file)


def _explain_nothing(request: Request, kb: KnowledgeBase, records: list[FileRecord], paths: list[Path]) -> None:
    from diagnose.kb.russian import said

    held = sum(record.held for record in records)
    ids = [name for record in records for name in record.ids]
    click.echo(said(nothing_selected(request, kb, len(paths), held, ids), request.lang), err=True)


def _say_slowest(report: Report, count: int) -> None:
    for line in _slowest(report, count):
        click.echo(line, err=True)


def _slowest(report: Report, count: int) -> Iterator[str]:
    ordered = sorted(report.cases, key=lambda case: (-case.spent, case.id))
    return (f"{case.spent * 1000:8.1f} ms  {case.id}" for case in ordered[:count])
