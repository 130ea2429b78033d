"""``--update``: explanations that cases keep as golden files are written anew, and nothing else ever is."""

from __future__ import annotations

import os
import sys

import click

from diagnose.authoring.answer import Answer
from diagnose.authoring.fixture import FixtureCase
from diagnose.authoring.golden import golden_path, golden_text
from diagnose.authoring.suite import case_files, read_case_file
from diagnose.case import Intake
from diagnose.cli.options import load_kb
from diagnose.cli.testing.choosing import selection_of
from diagnose.cli.testing.request import Request
from diagnose.errors import DiagnoseError, UsageError
from diagnose.kb.base import KnowledgeBase

_OFF = ("", "0", "false", "no")


def update(request: Request, *, agreed: bool) -> None:
    """Write the explanations of the chosen cases; ``agreed`` spares the question.

    Raises:
        UsageError: ``CI`` is set, or there is nobody to ask.
    """
    _refuse_without_a_person(agreed=agreed)
    kb = load_kb(request.folder, drafts=request.drafts)
    selection = selection_of(request, kb)
    files = [read_case_file(path, request.folder) for path in case_files(request.folder) if selection.takes_file(path)]
    chosen = [case for file in files for case in file.cases if case.golden and selection.takes(case)]
    fresh = [(case, text) for case in chosen if (text := _changed(case, kb, request)) is not None]
    if fresh and not agreed:
        _ask([case for case, _ in fresh])
    for case, text in fresh:
        _write(case, text, request)


def _refuse_without_a_person(*, agreed: bool) -> None:
    if os.environ.get("CI", "").lower() not in _OFF:
        raise UsageError(
            "--update is refused where CI is set: a run that rewrites what it compares with proves nothing"
        )
    if not agreed and not (sys.stdin is not None and sys.stdin.isatty()):
        raise UsageError("--update asks before it writes, and no terminal is there; add --yes")


def _changed(case: FixtureCase, kb: KnowledgeBase, request: Request) -> str | None:
    """The explanation of ``case`` if it is not what is kept; None as well where none can be had or kept."""
    path = golden_path(case, request.folder)
    if path is None:
        return None
    try:
        text = golden_text(Answer(Intake.from_node(case.intake), kb).diagnosis)
    except DiagnoseError:
        return None  # the run that follows says why
    kept = path.read_text("utf-8", "replace") if path.is_file() else None
    return None if kept == text else text


def _ask(cases: list[FixtureCase]) -> None:
    for case in cases:
        click.echo(f"  {case.golden}  ({case.id})", err=True)
    click.confirm("write these files?", abort=True, err=True)


def _write(case: FixtureCase, text: str, request: Request) -> None:
    path = golden_path(case, request.folder)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
        click.echo(f"wrote {case.golden}", err=True)
