"""``diagnose case prioritise``: another priority, and the targets that follow from it."""

from __future__ import annotations

import click

from diagnose.cli.case.acts import show_case
from diagnose.cli.case.options import Asked, acting, case_argument, desk
from diagnose.cli.case.passing import because_needed


@click.command()
@case_argument
@click.option("--impact", metavar="WORD", help="How much is affected.")
@click.option("--urgency", metavar="WORD", help="How soon it matters.")
@because_needed
@acting
def prioritise(asked: Asked, case: str, impact: str | None, urgency: str | None, because: str) -> int:
    """Give a case another priority; time that is used up stays used up."""
    with desk(asked) as at:
        deed = at.deed(case)
        show_case(at, at.book.prioritise(case, because=because, impact=impact, urgency=urgency, **deed))
    return 0
