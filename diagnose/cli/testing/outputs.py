"""Where reports go: one to standard output, others into files."""

from __future__ import annotations

import os
from pathlib import Path

import click

from diagnose.authoring.running import Report
from diagnose.cli.screen import show
from diagnose.cli.testing.formats import FORMATS
from diagnose.cli.testing.request import Request


def read_output(text: str) -> tuple[str, Path]:
    """Format and file of ``FORMAT=FILE``.

    Raises:
        click.UsageError: it is written otherwise, or there is no such format.
    """
    form, _, file = text.partition("=")
    if form not in FORMATS or not file:
        raise click.UsageError(f"--output takes FORMAT=FILE with FORMAT one of {', '.join(FORMATS)}, not {text!r:.80}")
    return form, Path(file)


def write_outputs(report: Report, request: Request) -> None:
    """Write ``report`` as the options say; where a workflow of GitHub runs, annotations follow the text.

    Raises:
        click.UsageError: a file cannot be written.
    """
    for form, path in request.outputs:
        _write(path, FORMATS[form](report, request.lang))
    text = FORMATS[request.form](report, request.lang)
    if text:
        show(text) if request.form == "text" else click.echo(text)
    if request.form == "text" and os.environ.get("GITHUB_ACTIONS") == "true":
        annotations = FORMATS["github"](report, request.lang)
        if annotations:
            click.echo(annotations)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(f"{text}\n" if text else "", "utf-8", newline="\n")
    except OSError as error:
        raise click.UsageError(f"cannot write {path}: {error.strerror}") from None
