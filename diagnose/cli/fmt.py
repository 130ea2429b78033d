"""``diagnose fmt``: documents written in the one way."""

from __future__ import annotations

from pathlib import Path

import click

from diagnose.cli import exits
from diagnose.cli.config import paths_argument, scope_of, scope_options
from diagnose.cli.fix import finish, many


@click.command()
@paths_argument
@scope_options
@click.option("--diff", is_flag=True, help="Show what would change, and change nothing.")
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; the exit code is 1 if something would change."
)
def fmt(paths: tuple[Path, ...], kb: Path | None, config_file: Path | None, diff: bool, only_check: bool) -> int:
    """Write the documents of a knowledge base in the one way: indentation, spaces, quotes, order of the first keys.

    PATH is its folder, or files and folders in it. Comments stay, and so does what the documents say. A document that
    cannot be read is left alone and named.
    """
    from diagnose.authoring.formatting import format_folder

    scope = scope_of(paths, kb, config_file)
    if not scope.documents():
        click.echo(f"there is no document in '{(*scope.paths, scope.folder)[0]}'", err=True)
        return exits.NOTHING_SELECTED
    formatted = format_folder(scope.folder, scope.paths)
    for path in formatted.skipped:
        click.echo(
            f"{path}: left as it is: it cannot be read, or not formatted without changing what it says", err=True
        )
    if only_check and not diff:
        for path in formatted.changes:
            click.echo(f"{path}: info[PB608] this document is not formatted; run: diagnose fmt")
    said = "would format" if diff or only_check else "formatted"
    click.echo(f"{said} {many(len(formatted.changes), 'file')}, left {formatted.unchanged} as they are", err=True)
    return finish(formatted.changes, diff=diff, only_check=only_check)
