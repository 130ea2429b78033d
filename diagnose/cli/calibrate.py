"""``diagnose calibrate``: what closed cases say about the numbers of a knowledge base."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diagnose.cli import exits
from diagnose.cli.findings import short_list
from diagnose.cli.options import format_option, kb_option, lang_option, load_kb
from diagnose.cli.screen import show, show_json

if TYPE_CHECKING:
    from diagnose.authoring.calibration import Calibration, Plan, Source
    from diagnose.case.closed import ClosedCase
    from diagnose.kb.base import KnowledgeBase

_FILE = click.Path(dir_okay=False, path_type=Path)
_LONG = 500
"""From so many cases on a terminal is shown how far it is."""


@click.command()
@click.argument(
    "histories",
    nargs=-1,
    required=True,
    metavar="HISTORY...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@kb_option
@click.option("--out", type=_FILE, help="Write the patch to this file, and the report to standard output.")
@click.option("--plot", type=_FILE, help="Draw confidence against share right as SVG into this file.")
@click.option(
    "--prior-cases",
    type=click.FloatRange(min=0.1, max=1e6),
    metavar="N",
    default=50.0,
    show_default=True,
    help="How many requests an author's frequency is worth; a strength or `fixes` is worth a fifth of it in cases of "
    "the fault.",
)
@click.option(
    "--least",
    type=click.IntRange(min=1),
    metavar="N",
    default=10,
    show_default=True,
    help="From how many cases on to propose.",
)
@click.option(
    "--folds",
    type=click.IntRange(min=2),
    metavar="N",
    default=5,
    show_default=True,
    help="Parts for testing what was learned.",
)
@click.option("--all", "every", is_flag=True, help="Propose also what lies within the 90 % interval.")
@click.option("--complaints", is_flag=True, help="Learn also from complaints and from the signs that `when` asks for.")
@lang_option
@format_option("text", "json")
def calibrate(  # noqa: PLR0913 - click passes every option
    histories: tuple[Path, ...],
    folder: Path,
    out: Path | None,
    plot: Path | None,
    prior_cases: float,
    least: int,
    folds: int,
    every: bool,
    complaints: bool,
    lang: str,
    form: str,
) -> int:
    """Propose new numbers from closed cases.

    HISTORY is a file of closed cases: one a line in JSON, or a list in JSON or YAML. The patch goes to standard output
    and the report to standard error, unless --out is given. The knowledge base is never changed. The exit code is 4
    when a history cannot be read and 5 when it holds no case.
    """
    from diagnose.authoring.calibration import Plan, Wanted, Weights
    from diagnose.case.closed import HistoryError

    for path in (out, plot):
        _keep_away(path, folder, histories)
    kb = load_kb(folder)
    plan = Plan(Weights(prior_cases, prior_cases / 5.0), Wanted(least, every), folds, complaints)
    try:
        cases = _cases(histories)
        if not cases:
            click.echo("there is no closed case to learn from", err=True)
            return exits.NOTHING_SELECTED
        calibration, source = _calibrated(cases, kb, folder, plan)
    except HistoryError as error:
        click.echo(short_list("the history cannot be read", error.findings, lang), err=True)
        return exits.INTAKE
    return _answer(_Answer(calibration, source, kb, folder), out, plot, lang, form)


def _keep_away(path: Path | None, folder: Path, histories: tuple[Path, ...]) -> None:
    """Refuse to write into the knowledge base, or over a history."""
    if path is None:
        return
    if path.resolve().is_relative_to(folder.resolve()):
        raise click.UsageError(f"'{path}' lies in the knowledge base; write it elsewhere")
    if any(path.resolve() == history.resolve() for history in histories):
        raise click.UsageError(f"'{path}' is a history; write to another file")


def _cases(histories: tuple[Path, ...]) -> list[ClosedCase]:
    from diagnose.case.closed import HistoryError
    from diagnose.case.history import LINES, read_history
    from diagnose.errors import Finding
    from diagnose.nodes import read_bytes
    from diagnose.nodes.files import name_of

    cases: list[ClosedCase] = []
    findings: list[Finding] = []
    for path in histories:
        content = read_bytes(path, limit=LINES)
        found, wrong = ((), (content,)) if isinstance(content, Finding) else read_history(content, name_of(path))
        cases += found
        findings += wrong
    if findings:
        raise HistoryError(tuple(findings))
    return cases


def _calibrated(cases: list[ClosedCase], kb: KnowledgeBase, folder: Path, plan: Plan) -> tuple[Calibration, Source]:
    from diagnose.authoring.calibration import calibrate as calibrated
    from diagnose.authoring.calibration import lessons_of, source_of

    source = source_of(folder, kb)
    with _progress(4 * len(cases)) as tick:
        return calibrated(lessons_of(cases, kb, tick), kb, source, plan, tick), source


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A function to call after each of ``total`` parts; on a terminal a bar shows how far it is."""
    if total < 4 * _LONG or sys.stderr is None or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("calibrate", total=total)
        yield lambda: progress.advance(task)


@dataclass(frozen=True, slots=True)
class _Answer:
    calibration: Calibration
    source: Source
    kb: KnowledgeBase
    folder: Path


def _answer(answer: _Answer, out: Path | None, plot: Path | None, lang: str, form: str) -> int:
    from diagnose.authoring.calibration.patch import as_patch, command_for
    from diagnose.authoring.calibration.plot import reliability_svg
    from diagnose.authoring.calibration.report import report_data, report_text

    calibration = answer.calibration
    patch = as_patch(calibration.proposals, answer.source, answer.folder.as_posix())
    written = True
    if plot is not None:
        after = calibration.held_out or calibration.fitted
        written &= _write(plot, reliability_svg(calibration.before.causes, after.causes, lang))
    if out is not None:
        written &= _write(out, patch)
    if not written:
        return exits.OUTPUT
    command = command_for(answer.folder.as_posix(), "PATCH" if out is None else str(out)) if patch else None
    if form == "json":
        show_json(report_data(calibration, answer.kb, patch))
    elif out is not None:
        show(report_text(calibration, lang, command))
    else:
        click.echo(report_text(calibration, lang, command), err=True, nl=False)
        click.echo(patch.encode(), nl=False)
    return exits.GOOD


def _write(path: Path, text: str) -> bool:
    """Write ``text``; whether that was possible, which is said otherwise."""
    try:
        path.write_bytes(text.encode())
    except OSError as error:
        click.echo(f"diagnose: '{path}' cannot be written: {error.strerror or 'error'}", err=True)
        return False
    return True
