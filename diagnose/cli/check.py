"""``diagnose check``: everything there is to say about the documents of a knowledge base."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diagnose.cli import exits
from diagnose.cli.config import (
    Scope,
    outputs,
    paths_argument,
    scope_of,
    scope_options,
    selection_options,
    with_selection,
)
from diagnose.cli.findings import FORMATS
from diagnose.cli.fix import many
from diagnose.cli.options import keep_language, standard_input
from diagnose.cli.report import Report
from diagnose.errors import Finding, Severity

if TYPE_CHECKING:
    from diagnose.authoring.checking import Checked
    from diagnose.kb.caching import Memory

_LEVELS = {severity.word: severity for severity in Severity}


@dataclass(frozen=True, slots=True)
class _Wishes:
    """How the findings are written."""

    form: str
    files: tuple[tuple[str, Path], ...]
    level: Severity
    quiet: bool
    most: int | None
    language: str


@click.command()
@paths_argument
@scope_options
@selection_options
@click.option("--fail-level", type=click.Choice(list(_LEVELS)[::-1]), help="From which level the exit code is 1.")
@click.option("--max-per-code", type=click.IntRange(min=1), metavar="N", help="At most N findings of each code.")
@click.option("--baseline", type=click.Path(path_type=Path), metavar="FILE", help="Findings that are known already.")
@click.option("--write-baseline", is_flag=True, help="Write all that is found now to the baseline.")
@click.option("--stdin-filename", type=click.Path(path_type=Path), metavar="NAME", help="Standard input is this file.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="Form of the output.")
@click.option("--output", "files", multiple=True, metavar="FORMAT=FILE", help="Write a form to a file as well.")
@click.option("--lang", type=click.Choice(["en", "ru"]), help="Language of the messages.")
@click.option("--cache/--no-cache", "cache", default=None, help="Whether to remember what has not changed since.")
@click.option("--quiet", is_flag=True, help="Leave out what is below the fail level.")
def check(  # noqa: PLR0913 - click passes every option
    paths: tuple[Path, ...],
    kb: Path | None,
    config_file: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: tuple[str, ...],
    fail_level: str | None,
    max_per_code: int | None,
    baseline: Path | None,
    write_baseline: bool,
    stdin_filename: Path | None,
    form: str,
    files: tuple[str, ...],
    lang: str | None,
    cache: bool | None,
    quiet: bool,
) -> int:
    """Check the documents of a knowledge base.

    PATH is its folder, or files and folders in it: then all of it is read, and only findings about them are shown. All
    findings come in one run, with file, line, column, code and advice; `diagnose codes CODE` says more about one. The
    exit code is 1 when a finding reaches the fail level.
    """
    scope = scope_of(paths or _around(stdin_filename, kb), kb, config_file)
    config = with_selection(scope.config, select, ignore, severity)
    config = replace(config, baseline=baseline or config.baseline, cache=config.cache if cache is None else cache)
    scope = replace(scope, config=config)
    keep_language(lang or config.lang)
    wishes = _Wishes(
        form,
        tuple(outputs(files, FORMATS)),
        _LEVELS[fail_level] if fail_level else config.fail_level,
        quiet,
        max_per_code,
        lang or config.lang,
    )
    if not stdin_filename and not scope.documents():
        click.echo(f"there is no document in '{(*scope.paths, scope.folder)[0]}'", err=True)
        return exits.NOTHING_SELECTED
    if write_baseline:
        return _write_baseline(scope)
    return _say(_checked(scope, stdin_filename), scope, wishes)


def _around(stdin_filename: Path | None, kb: Path | None) -> tuple[Path, ...]:
    """Where to look for the knowledge base of a file that need not be there yet."""
    return (stdin_filename.parent,) if stdin_filename and not kb else ()


def _checked(scope: Scope, stdin_filename: Path | None) -> Checked:
    from diagnose.authoring.checking import check_folder, read_baseline
    from diagnose.authoring.checking.checking import inside

    known = read_baseline(scope.config.baseline) if scope.config.baseline else None
    if stdin_filename is None:
        memory = _memory(scope)
        checked = check_folder(
            scope.folder, scope.config, paths=scope.paths, baseline=known, today=_today(), memory=memory
        )
        if memory is not None:
            memory.save()
        return checked
    if not stdin_filename.resolve().is_relative_to(scope.folder.resolve()):
        raise click.UsageError(f"'{stdin_filename}' does not lie in the knowledge base '{scope.folder}'")
    path = inside(stdin_filename, scope.folder)
    unsaved = {path: standard_input()}
    return check_folder(scope.folder, scope.config, paths=(path,), baseline=known, unsaved=unsaved, today=_today())


def _memory(scope: Scope) -> Memory | None:
    """What earlier runs found; None where nobody wants it, or where the user has no place for it."""
    from diagnose.kb.caching import cache_folder, memory_of

    return memory_of(scope.folder, cache_folder(os.environ)) if scope.config.cache else None


def _today() -> date:
    return datetime.now(tz=UTC).date()


def _write_baseline(scope: Scope) -> int:
    from diagnose.authoring.checking import baseline_of, check_folder

    target = scope.config.baseline
    if target is None:
        raise click.UsageError("--write-baseline needs --baseline FILE, or baseline: in the configuration")
    if scope.paths:
        raise click.UsageError("a baseline is about the whole knowledge base; leave PATH out")
    checked = check_folder(scope.folder, scope.config, today=_today())
    kept = baseline_of(checked.findings, checked.sources)
    _write(target, kept.to_json())
    click.echo(f"wrote {many(kept.entries.total(), 'finding')} to {target}", err=True)
    errors = sum(each.severity is Severity.ERROR for each in checked.findings)
    if errors:
        click.echo(f"errors are not kept, since nothing loads with them: {errors} left to correct", err=True)
    return exits.FINDINGS if errors else exits.GOOD


def _say(checked: Checked, scope: Scope, wishes: _Wishes) -> int:
    """Write the findings in every form that is asked for; the exit code."""
    loud = (each for each in checked.findings if each.severity >= wishes.level or not wishes.quiet)
    shown, left_out = _few_of_each(loud, wishes.most)
    report = Report(shown, checked.sources, checked.suppressed, wishes.language, scope.config.help_url)
    text = FORMATS[wishes.form](report)
    if text:
        click.echo(text)
    if wishes.form == "text" and os.environ.get("GITHUB_ACTIONS") and shown:
        click.echo(FORMATS["github"](report))
    for form, file in wishes.files:
        _write(file, FORMATS[form](report) + "\n")
    for note in (*left_out, *_notes(checked, quiet=wishes.quiet)):
        click.echo(note, err=True)
    return exits.FINDINGS if checked.reaches(wishes.level) else exits.GOOD


def _few_of_each(findings: Iterable[Finding], most: int | None) -> tuple[tuple[Finding, ...], list[str]]:
    counts: Counter[str] = Counter()
    shown = []
    for finding in findings:
        counts[finding.code] += 1
        if most is None or counts[finding.code] <= most:
            shown.append(finding)
    beyond = {code: count - most for code, count in sorted(counts.items()) if most is not None and count > most}
    return tuple(shown), [f"{count} more of {code} are not shown" for code, count in beyond.items()]


def _notes(checked: Checked, *, quiet: bool) -> list[str]:
    notes = []
    if checked.unselected:
        hidden = many(checked.unselected, "error")
        notes.append(f"not shown for their codes: {hidden}; with errors nothing loads")
    if not quiet:
        notes += [f"fixed, so take it out of the baseline: {entry}" for entry in checked.stale]
    return notes


def _write(file: Path, text: str) -> None:
    from diagnose.authoring.fixing import save

    try:
        save(file, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise click.UsageError(f"cannot write '{file}': {error.strerror}") from None
