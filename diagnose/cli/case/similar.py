"""``diagnose case similar``: the closed cases that are like a case."""

from __future__ import annotations

from collections.abc import Sequence

import click

from diagnose.case import Precedent
from diagnose.cli.case.options import Asked, Desk, case_argument, desk, reading
from diagnose.cli.screen import show, show_json
from diagnose.desk.closed_cases import precedent_data
from diagnose.explain.page import page, section
from diagnose.explain.precedents import closest, listed

PRECEDENTS = "diagnose/precedents/1"


@click.command()
@case_argument
@reading
def similar(asked: Asked, case: str) -> int:
    """List the closed cases that are like a case, the closest first, with how each ended."""
    with desk(asked) as at:
        found = at.book.similar(case)
        if asked.form == "json":
            show_json({"schema": PRECEDENTS, "case": case, "precedents": [precedent_data(each) for each in found]})
        else:
            show(_page(found, at, case))
    return 0


def _page(found: Sequence[Precedent], at: Desk, case: str) -> str:
    words = at.words
    if not found:
        return words.say("similar.none")
    verdict = at.book.diagnosis(case).verdict
    lines = [*listed(found, verdict, words), *closest(verdict, words)]
    return page(section(words.say("part.precedents"), lines))
