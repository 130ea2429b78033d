"""``diagnose cover``: how much of a knowledge base its fixture cases cover."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from diagnose.cli import exits
from diagnose.cli.options import drafts_option, format_option, kb_option, load_kb
from diagnose.cli.screen import show, show_json

if TYPE_CHECKING:
    from diagnose.authoring.coverage import Coverage, Measure


@click.command()
@kb_option
@click.option("--min", "least", metavar="MEASURE=PERCENT,...", default="", help="Exit with 1 below one of these.")
@click.option("--rule", "rules", multiple=True, metavar="ID", help="Only this playbook or conclusion; may be repeated.")
@click.option("--missing", type=click.IntRange(min=0), metavar="N", default=50, show_default=True, help="List so many.")
@format_option("text", "json", "xml")
@drafts_option
def cover(  # noqa: PLR0913 - click passes every option
    folder: Path, least: str, rules: tuple[str, ...], missing: int, form: str, drafts: bool
) -> int:
    """Say how much of a knowledge base its fixture cases cover.

    Counted are rules, near misses, tests, alternatives, ends of ranges, outcomes, steps and words; only cases that
    pass cover anything. The exit code is 1 below --min, and 5 when there is no case.
    """
    wanted = thresholds(least, folder)
    coverage = measured(folder, rules, drafts=drafts)
    if not coverage.cases:
        click.echo("no case passes, so nothing is covered", err=True)
        return exits.NOTHING_SELECTED
    show_coverage(coverage, form, missing)
    return below(coverage, wanted)


def measured(folder: Path, rules: tuple[str, ...] = (), *, drafts: bool = False) -> Coverage:
    """What all cases of the knowledge base in ``folder`` cover, of some rules or of everything."""
    from diagnose.authoring.coverage import coverage_of, places_of
    from diagnose.authoring.mutation import ground_of
    from diagnose.authoring.suite import read_suite
    from diagnose.kb.reading import read_folder

    kb = load_kb(folder, drafts=drafts)
    check_rules(rules, {*kb.playbooks, *kb.conclusions})
    ground = ground_of(kb, read_suite(folder).cases)
    return coverage_of(ground, places_of(read_folder(folder, cases=False).documents), rules)


def show_coverage(coverage: Coverage, form: str, missing: int | None) -> None:
    """Write ``coverage`` to standard output as text, json or xml."""
    from diagnose.authoring.coverage.report import coverage_data, coverage_text, coverage_xml

    if form == "json":
        show_json(coverage_data(coverage))
    elif form == "xml":
        click.echo(coverage_xml(coverage), nl=False)
    else:
        show(coverage_text(coverage, missing))


def thresholds(text: str, folder: Path) -> dict[Measure, float]:
    """The least percentages by measure that ``text`` names: ``rule=100,negative=80``; ``near-miss`` means negative.

    Where it names none, those of the configuration for the knowledge base in ``folder``.
    """
    from diagnose.authoring.config import configuration
    from diagnose.authoring.coverage import Measure

    if not text.strip():
        return {Measure(name): percent for name, percent in configuration(folder).min_coverage.items()}
    found: dict[Measure, float] = {}
    for part in filter(None, (each.strip() for each in text.split(","))):
        name, _, number = part.partition("=")
        name = {"near-miss": "negative"}.get(name.strip(), name.strip())
        if name not in list(Measure):
            raise click.UsageError(f"there is no measure '{name}'; there are {', '.join(Measure)}")
        try:
            percent = float(number)
        except ValueError:
            percent = -1.0
        if not 0.0 <= percent <= 100.0:
            raise click.UsageError(f"'{part}' is no percentage; write {name}=100")
        found[Measure(name)] = percent
    return found


def below(coverage: Coverage, wanted: dict[Measure, float]) -> int:
    """The exit code: 1, and a line for each measure that is below what is ``wanted``."""
    lacking = coverage.below(wanted)
    for measure, percent, least in lacking:
        click.echo(f"{measure} coverage of {percent:.1f} % is below {least:g} %", err=True)
    return exits.FINDINGS if lacking else exits.GOOD


def check_rules(rules: tuple[str, ...], known: set[str]) -> None:
    """Refuse names that no rule has."""
    from diagnose.kb.suggest import meant

    for name in rules:
        if name not in known:
            near = meant(name, known)
            raise click.UsageError(f"no playbook or conclusion is called '{name}'{f'; {near}' if near else ''}")
