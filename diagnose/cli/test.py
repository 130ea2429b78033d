"""``diagnose test``: run the fixture cases of a knowledge base."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diagnose.cli import exits
from diagnose.cli.options import drafts_option, format_option, kb_option, lang_option, load_kb
from diagnose.cli.screen import show, show_json
from diagnose.errors import Severity

if TYPE_CHECKING:
    from diagnose.authoring.cases import FixtureCase
    from diagnose.authoring.fixtures import CaseResult
    from diagnose.authoring.suite import Suite
    from diagnose.errors import Finding
    from diagnose.kb.base import KnowledgeBase


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@kb_option
@click.option("-k", "words", metavar="EXPR", help="Only cases whose file or name contains EXPR.")
@click.option("--case", "case_id", metavar="ID", help="Only the case with this id (file::name).")
@click.option("--rule", "rule_id", metavar="ID", help="Only cases of this playbook, or that name it.")
@click.option("--update", is_flag=True, help="Write the explanations that cases keep as golden files.")
@lang_option
@format_option("text", "json")
@drafts_option
def test(  # noqa: PLR0913 - click passes every option
    paths: tuple[Path, ...],
    folder: Path,
    words: str | None,
    case_id: str | None,
    rule_id: str | None,
    update: bool,
    lang: str,
    form: str,
    drafts: bool,
) -> int:
    """Run the fixture cases of a knowledge base.

    PATH is a file or folder below it; all cases run if none is given. The exit code is 1 when a case fails, 5 when no
    case was selected.
    """
    from diagnose.authoring.fixtures import run_case
    from diagnose.authoring.report import Report, report_text
    from diagnose.authoring.suite import read_suite

    kb = load_kb(folder, drafts=drafts)
    suite = _without_drafts(read_suite(folder), kb, folder, lang)
    cases = [each for each in suite.cases if _selected(each, _Selection(paths, folder, words, case_id, rule_id))]
    if not cases and (suite.cases or not suite.findings):
        click.echo("no case was selected", err=True)
        return exits.NOTHING_SELECTED
    results = [run_case(each, kb, folder) for each in cases]
    if update and _update(results, folder):
        results = [run_case(each, kb, folder) for each in cases]
    findings = _concerning(suite, cases, kb)
    report = Report(tuple(results), findings)
    if form == "json":
        show_json(report.to_data())
    else:
        show(report_text(report, kb, lang))
    return exits.GOOD if report.good else exits.FINDINGS


def _without_drafts(suite: Suite, kb: KnowledgeBase, folder: Path, lang: str) -> Suite:
    """``suite`` without the cases of playbooks that are no more than drafts; their number is said."""
    from diagnose.authoring.suite import drafts_in
    from diagnose.explain.messages import say

    drafts = drafts_in(suite, kb, folder)
    kept = tuple(case for case in suite.cases if case.about not in drafts)
    if drafts:
        click.echo(say("test.drafts", lang, count=len(suite.cases) - len(kept)), err=True)
    return replace(suite, cases=kept)


def _concerning(suite: Suite, cases: list[FixtureCase], kb: KnowledgeBase) -> tuple[Finding, ...]:
    """Everything about the suite when all of it runs; else what is plainly wrong with the files that were chosen."""
    from diagnose.authoring.suite import about_the_suite

    if len(cases) == len(suite.cases):
        return (*suite.findings, *about_the_suite(cases, kb))
    files = {case.at.file for case in cases}
    return tuple(each for each in suite.findings if each.at.file in files and each.severity is Severity.ERROR)


@dataclass(frozen=True, slots=True)
class _Selection:
    paths: tuple[Path, ...]
    folder: Path
    words: str | None
    case_id: str | None
    rule_id: str | None


def _selected(case: FixtureCase, wanted: _Selection) -> bool:
    if wanted.case_id is not None:
        return case.id == wanted.case_id
    if wanted.words is not None and wanted.words.casefold() not in case.id.casefold():
        return False
    if wanted.rule_id is not None and wanted.rule_id not in case.concerned:
        return False
    return not wanted.paths or any(_below(case, path, wanted.folder) for path in wanted.paths)


def _below(case: FixtureCase, path: Path, folder: Path) -> bool:
    """Whether the file of ``case`` is ``path`` or lies below it; ``path`` counts from here or from ``folder``."""
    file = (folder / case.file).resolve()
    return any(file.is_relative_to(root.resolve()) for root in (path, folder / path))


def _update(results: list[CaseResult], folder: Path) -> bool:
    """Write the explanations that cases keep; whether there were any."""
    from diagnose.authoring.golden import golden_path, golden_text

    written = False
    for result in results:
        path = golden_path(result.case, folder)
        if path is not None and result.diagnosis is not None:
            path.write_text(golden_text(result.diagnosis), "utf-8")
            click.echo(f"wrote {result.case.golden}", err=True)
            written = True
    return written
