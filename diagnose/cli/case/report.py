"""``diagnose report``: what the record teaches."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diagnose.cli.case.files import new_file
from diagnose.cli.case.options import Asked, Desk, desk, moment, reading_as
from diagnose.cli.screen import show

if TYPE_CHECKING:
    from diagnose.record.report import Report


@click.command()
@click.option("--since", metavar="MOMENT", help="Only cases opened since.")
@click.option("--until", metavar="MOMENT", help="Only cases opened before.")
@click.option("--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write it to a file.")
@reading_as("text", "json", "html")
def report(asked: Asked, since: str | None, until: str | None, output: Path | None) -> int:
    """Say what the record teaches: lines, playbooks, mistakes, new faults, clusters, vendors.

    The page of HTML has its plots in it and opens offline.
    """
    from diagnose.cli.case.moments import here
    from diagnose.record.report import report as found_in

    with desk(asked) as at:
        begin, end = (None if text is None else moment(text, at.kb) for text in (since, until))
        text = _written(found_in(at.book.record, now=here(at.at, at.kb), since=begin, until=end, kb=at.kb), at)
    if output is None:
        show(text)
        return 0
    with new_file(output) as stream:
        stream.write(text)
    return 0


def _written(found: Report, at: Desk) -> str:
    from diagnose.record.report import report_data, report_html, report_text

    match at.asked.form:
        case "json":
            return json.dumps(report_data(found), ensure_ascii=False, indent=2) + "\n"
        case "html":
            return report_html(found, at.asked.lang, at.kb)
        case _:
            return report_text(found, at.asked.lang, at.kb)
