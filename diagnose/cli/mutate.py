"""``diagnose mutate``: make small mistakes in the playbooks and see whether the fixture cases notice."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diagnose.cli import exits
from diagnose.cli.cover import check_rules
from diagnose.cli.options import drafts_option, format_option, kb_option, load_kb
from diagnose.cli.screen import show, show_json

if TYPE_CHECKING:
    from diagnose.authoring.mutation import Ground, Mutant, Trial
    from diagnose.kb.base import KnowledgeBase
    from diagnose.kb.playbook import Conclusion, Playbook

_LONG = 500
"""From so many mutants on a terminal is shown how far it is."""


@click.command()
@kb_option
@click.option("--operator", "operators", multiple=True, metavar="NAME", help="Only mutants of this kind. Repeatable.")
@click.option("--rule", "rules", multiple=True, metavar="ID", help="Only this playbook or conclusion. Repeatable.")
@click.option("--changed-since", "since", metavar="REV", help="Only rules that, or whose cases, changed since then.")
@click.option("--min-score", type=click.FloatRange(0, 100), metavar="PERCENT", help="Exit with 1 below this score.")
@click.option("--survivors", type=click.IntRange(0), metavar="N", default=50, show_default=True, help="List so many.")
@click.option("--suggest", is_flag=True, help="For each survivor, print a case that would kill it.")
@click.option("--write", is_flag=True, help="With --suggest: write the cases into the files, marked for a look.")
@click.option("--no-golden", is_flag=True, help="Do not count that a kept explanation would read otherwise.")
@click.option("-j", "--jobs", type=click.IntRange(1, 64), default=1, show_default=True, metavar="N", help="Processes.")
@format_option("text", "json")
@drafts_option
def mutate(  # noqa: PLR0913 - click passes every option
    *,
    folder: Path,
    min_score: float | None,
    survivors: int,
    suggest: bool,
    write: bool,
    no_golden: bool,
    jobs: int,
    form: str,
    drafts: bool,
    operators: tuple[str, ...],
    rules: tuple[str, ...],
    since: str | None,
) -> int:
    """Make small mistakes in the playbooks and see whether the fixture cases notice.

    Each mutant is one rule with one change. It is killed when a case that passes would fail. The exit code is 1 below
    --min-score, and 5 when nothing was selected.
    """
    from diagnose.authoring.config import configuration
    from diagnose.authoring.mutation import ground_of, score_of, try_mutants
    from diagnose.authoring.suite import read_suite

    if write and not suggest:
        raise click.UsageError("--write goes with --suggest")
    kb = load_kb(folder, drafts=drafts)
    mutants = _mutants(kb, folder, _Selection(operators, rules, since))
    if not mutants:
        click.echo("there is nothing to mutate", err=True)
        return exits.NOTHING_SELECTED
    ground = ground_of(kb, read_suite(folder).cases, None if no_golden else folder)
    with _progress(len(mutants)) as tick:
        trials = try_mutants(ground, mutants, tick, jobs)
    _show(trials, ground, form, 0 if suggest else survivors)
    if suggest:
        _suggest(trials, ground, folder if write else None, survivors, form)
    least = configuration(folder).min_score if min_score is None else min_score
    return _code(score_of(trials).percent, least)


@dataclass(frozen=True, slots=True)
class _Selection:
    operators: tuple[str, ...]
    rules: tuple[str, ...]
    since: str | None


def _mutants(kb: KnowledgeBase, folder: Path, wanted: _Selection) -> tuple[Mutant, ...]:
    from diagnose.authoring.mutation import Operator, mutants_of, selected, written_in

    known = [each.value for each in Operator]
    for name in wanted.operators:
        if name not in known:
            raise click.UsageError(f"there is no operator '{name}'; there are {', '.join(known)}")
    check_rules(wanted.rules, {*kb.playbooks, *kb.conclusions})
    mutants = selected(mutants_of(kb, written_in(folder), wanted.rules), map(Operator, wanted.operators), ())
    if wanted.since is None:
        return mutants
    changed = _changed_rules(kb, folder, wanted.since)
    return tuple(mutant for mutant in mutants if mutant.rule.id in changed)


def _changed_rules(kb: KnowledgeBase, folder: Path, since: str) -> frozenset[str]:
    """The rules that, or the cases about which, are not what they were at revision ``since``."""
    from diagnose.authoring.running.changes import changes_since
    from diagnose.authoring.suite import read_suite
    from diagnose.nodes.files import name_of

    files = changes_since(folder, since).files
    places = {name_of(folder / file) for file in files}
    rules: tuple[Playbook | Conclusion, ...] = (*kb.playbooks.values(), *kb.conclusions.values())
    own = {rule.id for rule in rules if rule.at is not None and rule.at.file in places}
    return frozenset(own | {case.about for case in read_suite(folder).cases if case.file in files})


def _show(trials: tuple[Trial, ...], ground: Ground, form: str, survivors: int) -> None:
    from diagnose.authoring.mutation.report import report_data, report_text

    if form == "json":
        show_json(report_data(trials, ground.left_out))
    else:
        show(report_text(trials, survivors, ground.left_out))


def _suggest(trials: tuple[Trial, ...], ground: Ground, folder: Path | None, most: int, form: str) -> None:
    """Print what would kill the first survivors, or write it into the files of cases."""
    from diagnose.authoring.mutation.inserting import written_into
    from diagnose.authoring.mutation.suggesting import suggestions
    from diagnose.authoring.mutation.writing import suggestion_text

    alive = [trial.mutant for trial in trials if trial.survives][:most]
    found = list(suggestions(ground, alive))
    if folder is None:
        for mutant, suggestion in found:
            if text := suggestion_text(suggestion):
                click.echo(f"# kills {mutant.id}\n{text}\n", err=form == "json")
        return
    for file, content in written_into(folder, [suggestion for _, suggestion in found]).items():
        (folder / file).write_bytes(content.encode())
        click.echo(f"wrote {file}", err=True)


def _code(percent: float, wanted: float | None) -> int:
    if wanted is None or percent >= wanted:
        return exits.GOOD
    click.echo(f"the score of {percent:.1f} % is below {wanted:g} %", err=True)
    return exits.FINDINGS


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    """A function to call with the number of mutants done; on a terminal a bar shows how far it is."""
    if total < _LONG or sys.stderr is None or not sys.stderr.isatty():
        yield lambda _count: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as progress:
        task = progress.add_task("mutate", total=total)

        def tick(count: int) -> None:
            progress.advance(task, count)
            progress.refresh()

        yield tick
