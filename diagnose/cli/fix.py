"""``diagnose fix``: mistakes that can be corrected without asking anybody."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from diagnose.cli import exits
from diagnose.cli.config import paths_argument, scope_of, scope_options, selection_options, with_selection
from diagnose.cli.difference import difference, write_all


@click.command()
@paths_argument
@scope_options
@selection_options
@click.option("--diff", is_flag=True, help="Show what would change, and change nothing.")
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; the exit code is 1 if something would change."
)
def fix(  # noqa: PLR0913 - click passes every option
    paths: tuple[Path, ...],
    kb: Path | None,
    config_file: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: tuple[str, ...],
    diff: bool,
    only_check: bool,
) -> int:
    """Correct in the documents of a knowledge base what can be corrected without asking.

    PATH is its folder, or files and folders in it. Comments, order and everything else stay as they are. What would
    bring new findings, or change what the knowledge base says, is left alone.
    """
    from diagnose.authoring.fixing import fix_folder

    scope = scope_of(paths, kb, config_file)
    if not scope.documents():
        click.echo(f"there is no document in '{(*scope.paths, scope.folder)[0]}'", err=True)
        return exits.NOTHING_SELECTED
    config = with_selection(scope.config, select, ignore, severity)
    fixed = fix_folder(scope.folder, config, scope.paths)
    for finding in fixed.refused:
        click.echo(f"{finding.at}: {finding.code} is not fixed: it would change more than its form", err=True)
    done = f"{many(len(fixed.applied), 'finding')} in {many(len(fixed.changes), 'file')}"
    click.echo(f"{'would fix' if diff or only_check else 'fixed'} {done}", err=True)
    return finish(fixed.changes, diff=diff, only_check=only_check)


def many(number: int, what: str) -> str:
    """``number`` with the word for what is counted."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def finish(changes: Mapping[Path, tuple[bytes, bytes]], *, diff: bool, only_check: bool) -> int:
    """Show or write the ``changes``; 1 if there are some and they were only to be looked for."""
    if diff:
        click.echo("".join(difference(path, *pair) for path, pair in changes.items()), nl=False)
    if not diff and not only_check:
        write_all({path: after for path, (_, after) in changes.items()})
    return exits.FINDINGS if changes and only_check else exits.GOOD
