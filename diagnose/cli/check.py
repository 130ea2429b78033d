"""``diagnose check``: everything there is to say about the documents of a knowledge base."""

from __future__ import annotations

from pathlib import Path

import click

from diagnose.cli import exits
from diagnose.cli.findings import FORMATS
from diagnose.cli.options import FOLDER
from diagnose.errors import Finding, Severity

_LEVELS = {severity.word: severity for severity in Severity}


@click.command()
@click.argument("folder", type=FOLDER, required=False, metavar="[DIR]")
@click.option("--kb", "other", type=FOLDER, help="The same as DIR.")
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="Form of the output."
)
@click.option(
    "--fail-level",
    type=click.Choice(list(_LEVELS)[::-1]),
    default="error",
    show_default=True,
    help="From which level the exit code is 1.",
)
@click.option("--quiet", is_flag=True, help="Leave out what is below the fail level.")
def check(folder: Path | None, other: Path | None, form: str, fail_level: str, quiet: bool) -> int:
    """Check the documents of a knowledge base.

    DIR is its folder, `playbooks` if it is not given. All findings come in one run, with file, line, column, code and
    advice; `diagnose codes CODE` says more about one. The exit code is 1 when a finding reaches the fail level.
    """
    from diagnose.kb.lint import check as findings_of
    from diagnose.nodes import find_documents
    from diagnose.nodes.files import is_folder

    if folder and other and folder != other:
        raise click.UsageError(f"DIR is '{folder}' and --kb is '{other}'; give one of them")
    where = other or folder or Path("playbooks")
    if not is_folder(where):
        raise click.UsageError(f"there is no folder '{where}'")
    if not find_documents(where):
        click.echo(f"there is no document in '{where}'", err=True)
        return exits.NOTHING_SELECTED
    findings = findings_of(where)
    level = _LEVELS[fail_level]
    shown = tuple(each for each in findings if each.severity >= level) if quiet else findings
    text = FORMATS[form](shown, where)
    if text:
        click.echo(text)
    return exits.FINDINGS if _reaches(findings, level) else exits.GOOD


def _reaches(findings: tuple[Finding, ...], level: Severity) -> bool:
    return any(finding.severity >= level for finding in findings)
