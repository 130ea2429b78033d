"""``diagnose diff``: what a change of the playbooks means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diagnose.cli import exits
from diagnose.cli.findings import short_list
from diagnose.cli.options import drafts_option, format_option, kb_option, lang_option, load_kb
from diagnose.cli.screen import show, show_json
from diagnose.wording import worded

if TYPE_CHECKING:
    from diagnose.authoring.comparing import PastCase
    from diagnose.kb.base import KnowledgeBase


@click.command()
@click.argument("revision", metavar="REV")
@kb_option
@click.option("--to", metavar="REV", help="Compare with this revision in place of the folder as it is.")
@click.option(
    "--cases",
    "histories",
    multiple=True,
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Past cases: intakes or closed cases, one a line in JSON, or a list in JSON or YAML. May be repeated.",
)
@click.option("--no-fixtures", is_flag=True, help="Leave the fixture cases of the folder out.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 when something differs.")
@lang_option
@format_option("text", "markdown", "json")
@drafts_option
def diff(  # noqa: PLR0913 - click passes every option
    revision: str,
    folder: Path,
    to: str | None,
    histories: tuple[Path, ...],
    no_fixtures: bool,
    exit_code: bool,
    lang: str,
    form: str,
    drafts: bool,
) -> int:
    """Say what changed since REV: which playbooks hold for more or fewer cases, and which cases get another answer.

    REV is a revision of git (a commit, a branch, a tag), or a folder with another version of the knowledge base. The
    past cases are the fixture cases of the folder and those named with --cases.
    """
    from diagnose.authoring.comparing import as_data, as_markdown, as_text, compare
    from diagnose.cli.past_cases import fixture_intakes, read_past_cases
    from diagnose.errors import IntakeError

    with _version(folder, revision, lang, drafts) as old, _version(folder, to, lang, drafts) as new:
        if old is None or new is None:
            return exits.KNOWLEDGE_BASE
        try:
            past = [each for path in histories for each in read_past_cases(path)]
        except IntakeError as error:
            click.echo(short_list("the past cases cannot be read", error.findings, lang), err=True)
            return exits.INTAKE
        fixtures: Iterable[PastCase] = () if no_fixtures else fixture_intakes(folder)
        comparison = compare(old, new, [*fixtures, *past])
    if form == "json":
        show_json(as_data(comparison))
    elif form == "markdown":
        click.echo(as_markdown(comparison, lang), nl=False)
    else:
        show(as_text(comparison, lang))
    return exits.FINDINGS if exit_code and comparison else exits.GOOD


@contextmanager
def _version(folder: Path, revision: str | None, language: str, drafts: bool) -> Iterator[KnowledgeBase | None]:
    """The knowledge base at ``revision``; None, after its findings, when it cannot be loaded."""
    from diagnose.authoring.comparing.revision import at_revision
    from diagnose.errors import KnowledgeBaseError

    try:
        if revision is None:
            yield load_kb(folder, drafts=drafts)
        elif Path(revision).is_dir():
            yield load_kb(Path(revision), drafts=drafts)
        else:
            with at_revision(folder, revision) as held:
                yield load_kb(held, drafts=drafts)
    except KnowledgeBaseError as error:
        head = "the knowledge base cannot be loaded"
        if revision is not None:
            head = worded("it cannot be loaded as of {revision}", revision=revision)
        click.echo(short_list(head, error.findings, language), err=True)
        yield None
