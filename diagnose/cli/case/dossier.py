"""``diagnose case dossier``: what the next line, or the vendor, has to know."""

from __future__ import annotations

from pathlib import Path

import click

from diagnose.cli.case.files import new_file
from diagnose.cli.case.options import Asked, case_argument, desk, reading_as


@click.command()
@case_argument
@click.option("--redacted", is_flag=True, help="Without what people wrote, names, numbers and private attributes.")
@click.option("--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write it to a file.")
@reading_as("markdown", "html", "json")
def dossier(asked: Asked, case: str, redacted: bool, output: Path | None) -> int:
    """Write the hand-over dossier of a case: as a page for people, or as one file that can be re-run offline.

    The JSON document is of schema diagnose/dossier/1 and holds the page in both languages.
    """
    with desk(asked) as at:
        found = at.book.dossier(case, redacted=redacted)
        match asked.form:
            case "json":
                text = found.to_json()
            case "html":
                text = found.html(asked.lang)
            case _:
                text = found.markdown(asked.lang)
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return 0
    with new_file(output) as stream:
        stream.write(text)
    return 0
