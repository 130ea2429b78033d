"""``diagnose case history``: what happened to a case, an event a line."""

from __future__ import annotations

import click

from diagnose.case.writing import event_data
from diagnose.cli.case.options import Asked, case_argument, desk, reading
from diagnose.cli.case.pages import heading
from diagnose.cli.case.saying import event_line, kind_width
from diagnose.cli.screen import show, show_json

HISTORY = "diagnose/history/1"


@click.command()
@case_argument
@reading
def history(asked: Asked, case: str) -> int:
    """Show what happened to a case: when, what, who, a line each.

    The document holds the events as they were sealed, schema diagnose/history/1.
    """
    with desk(asked) as at:
        found = at.book.case(case)
        if asked.form == "json":
            events = [event_data(event) for event in found.events]
            show_json({"schema": HISTORY, "case": found.id, "head": found.head, "events": events})
            return 0
        words = at.words_of(found)
        width = kind_width(found.events, words)
        lines = [event_line(event, words, width) for event in found.events]
        show("\n".join([heading(found, words), *("  " + line for line in lines)]))
    return 0
