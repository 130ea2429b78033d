"""``diagnose case alternatives``: what line 2 may go by where no playbook fits."""

from __future__ import annotations

import click

from diagnose.cli.case.options import Asked, case_argument, desk, reading
from diagnose.cli.screen import show, show_json
from diagnose.desk.alternatives import ALTERNATIVES, alternatives_data
from diagnose.explain.alternatives import alternatives as in_words


@click.command()
@case_argument
@reading
def alternatives(asked: Asked, case: str) -> int:
    """List other ways: near misses and playbooks of related equipment with what would have to be different, precedents.

    Where there is none of the three the case must go to the experts.
    """
    with desk(asked) as at:
        found = at.book.alternatives(case)
        if asked.form == "json":
            show_json({"schema": ALTERNATIVES, "case": case, **alternatives_data(found)})
        else:
            show(in_words(found, at.book.diagnosis(case).verdict, at.book.kb_of(at.book.case(case)), asked.lang))
    return 0
