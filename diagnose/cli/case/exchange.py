"""``diagnose case export`` and ``import``: the whole record as JSON lines."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from diagnose.cli import exits
from diagnose.cli.case.files import new_file
from diagnose.cli.case.options import opened, record_option
from diagnose.cli.case.progress import watched
from diagnose.cli.options import format_option, lang_option
from diagnose.cli.screen import show_json
from diagnose.explain.messages import say
from diagnose.explain.words import clean

if TYPE_CHECKING:
    from diagnose.record import Record

IMPORTED = "diagnose/import/1"


class Counted:
    """A stream to write to whose lines are counted; on a terminal a bar shows that it goes on."""

    def __init__(self, stream: IO[str]) -> None:
        self.stream = stream
        self.count = 0
        self._bar = watched(self._endless(), "lines")

    def write(self, text: str) -> int:
        """Hand ``text`` on."""
        self.count += text.count("\n")
        next(self._bar)
        return self.stream.write(text)

    def close(self) -> None:
        """Take the bar away."""
        self._bar.close()

    def _endless(self) -> Iterator[int]:
        while True:
            yield self.count


@click.command("export")
@click.argument("target", metavar="FILE", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--closed-cases", is_flag=True, help="Only settled cases, as `diagnose calibrate` reads them.")
@record_option
@lang_option
def export_record(target: str, record: str, lang: str, closed_cases: bool) -> int:
    """Write the whole record as JSON lines: cases with their histories, and each knowledge base once.

    FILE may be - for standard output; a file that is there already is not written over.
    """
    with opened(record) as found:
        if target == "-":
            _export(found, sys.stdout, closed_cases=closed_cases)
            return 0
        with new_file(Path(target)) as stream:
            count = _export(found, stream, closed_cases=closed_cases)
    click.echo(say("act.exported", lang, count=count), err=True)
    return 0


def _export(record: Record, stream: IO[str], *, closed_cases: bool) -> int:
    """How many lines were written."""
    if not closed_cases:
        counted = Counted(stream)
        try:
            record.export(counted)
        finally:
            counted.close()
        return counted.count
    from diagnose.record.report import history_lines

    count = 0
    for line in watched(history_lines(record), "cases"):
        stream.write(line if line.endswith("\n") else f"{line}\n")
        count += 1
    return count


@click.command("import")
@click.argument("source", metavar="FILE", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@record_option
@lang_option
@format_option("text", "json")
def import_record(source: str, record: str, lang: str, form: str) -> int:
    """Take an export into a record, which is made if it is not there.

    FILE may be - for standard input. What is there already stays as it is; every chain is checked. The exit code is 4
    when a line cannot be read, and 1 when a case has another history here, which is left alone.
    """
    with opened(record, makes=True) as found:
        if source == "-":
            taken = found.take_in(sys.stdin)
        else:
            with Path(source).open(encoding="utf-8", errors="surrogateescape") as stream:
                taken = found.take_in(watched(stream, "lines"))
    if form == "json":
        show_json({"schema": IMPORTED, **asdict(taken), "conflicts": list(taken.conflicts)})
    else:
        click.echo(say("act.imported", lang, count=taken.new, number=taken.knowledge_bases, total=taken.known))
        for case in taken.conflicts:
            click.echo(say("act.conflict", lang, case=clean(case)))
    return exits.FINDINGS if taken.conflicts else exits.GOOD
