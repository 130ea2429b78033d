"""``diagnose test``: run the fixture cases of a knowledge base."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from diagnose.cli import exits
from diagnose.cli.config import USUAL
from diagnose.cli.options import drafts_option, kb_option, lang_option

COVERAGE = ("text", "json", "xml")
FORMS = ("text", "compact", "json", "junit", "github", "tap")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@kb_option
@click.option(
    "-k", "words", metavar="EXPR", help="Only cases whose file or name fits EXPR: words with and, or, not, ()."
)
@click.option("--case", "ids", metavar="ID", multiple=True, help="Only the case with this id (file::name). Repeatable.")
@click.option("--rule", "rules", metavar="ID", multiple=True, help="Only cases of this playbook, or that name it.")
@click.option("--changed-since", "since", metavar="REV", help="Only cases that changes since this revision can reach.")
@click.option("--watch", is_flag=True, help="Run again whenever a file changes.")
@click.option("-j", "--jobs", type=click.IntRange(0, 64), default=0, help="Processes; 0 takes as many as pay.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first case that fails.")
@click.option("--update", is_flag=True, help="Write the explanations that cases keep as golden files, then run.")
@click.option("--yes", is_flag=True, help="Do not ask before --update writes.")
@click.option("--slowest", type=click.IntRange(0), default=0, metavar="N", help="Name the N cases that took longest.")
@click.option("--seed", type=int, metavar="N", help="Run the cases in an order drawn from N; results stay the same.")
@click.option(
    "--todo-days",
    "patience",
    type=click.IntRange(0),
    default=90,
    show_default=True,
    help="Warn of marks 'todo' that are older.",
)
@click.option(
    "--coverage",
    type=click.Choice(COVERAGE),
    is_flag=False,
    flag_value="text",
    help="Say as well what all the cases cover, as diagnose cover does.",
)
@click.option(
    "--min-coverage", "least", metavar="MEASURE=PERCENT,...", default="", help="Exit with 1 below one of these."
)
@lang_option
@click.option(
    "--format", "form", type=click.Choice(FORMS), default="text", show_default=True, help="Form of the output."
)
@click.option("--output", "outputs", multiple=True, metavar="FORMAT=FILE", help="Write a report into FILE. Repeatable.")
@drafts_option
def test(  # noqa: PLR0913 - click passes every option
    *,
    watch: bool,
    update: bool,
    yes: bool,
    outputs: tuple[str, ...],
    coverage: str | None,
    least: str,
    **options: Any,
) -> int:
    """Run the fixture cases of a knowledge base.

    PATH is a file or folder, from here or from the knowledge base; all cases run if none is given. The exit code is 1
    when a case fails, 3 when the knowledge base cannot be loaded, 5 when no case was selected.
    """
    from diagnose.cli.testing.keeping import update as update_golden
    from diagnose.cli.testing.outputs import read_output
    from diagnose.cli.testing.request import Request
    from diagnose.cli.testing.watching import watch as watch_folder

    options["folder"] = _home(options["paths"], options["folder"])
    request = Request(outputs=tuple(map(read_output, outputs)), **options)
    if update:
        update_golden(request, agreed=yes)
    if not watch:
        return _covered(request, coverage, least, _once(request))
    watch_folder(request.folder, lambda: _once_more(request))
    return exits.GOOD


def _home(paths: tuple[Path, ...], folder: Path) -> Path:
    """The knowledge base that is meant: where nobody named one and the usual one is missing, that of the first path."""
    if not paths or folder != USUAL or USUAL.exists():
        return folder
    return next((each for each in (paths[0], *paths[0].parents) if (each / "kb.yaml").is_file()), folder)


def _covered(request: Any, form: str | None, least: str, code: int) -> int:
    """The exit code with coverage in it, which is of all cases, whichever were run."""
    from diagnose.cli.cover import below, measured, show_coverage, thresholds

    wanted = thresholds(least, request.folder) if form is not None or least else {}
    if (form is None and not wanted) or code not in {exits.GOOD, exits.FINDINGS}:
        return code
    coverage = measured(request.folder, drafts=request.drafts)
    if form is not None:
        show_coverage(coverage, form, 50)
    return below(coverage, wanted) or code


def _once(request: Any) -> int:
    from diagnose.cli.testing.once import run_once
    from diagnose.cli.testing.outputs import write_outputs

    outcome = run_once(request)
    if outcome.report is not None:
        write_outputs(outcome.report, request)
    return outcome.code


def _once_more(request: Any) -> int:
    """A run that may fail altogether: while files are watched they may be broken for a time."""
    from diagnose.cli.findings import short_list
    from diagnose.errors import KnowledgeBaseError

    try:
        return _once(request)
    except KnowledgeBaseError as error:
        head = "the knowledge base cannot be loaded"
        click.echo(short_list(head, error.findings, request.lang), err=True)
        return exits.KNOWLEDGE_BASE
