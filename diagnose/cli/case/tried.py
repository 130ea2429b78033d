"""``diagnose case tried``: a step was done, or could not be."""

from __future__ import annotations

import click

from diagnose.case import OUTCOMES
from diagnose.cli.case.acts import show_case
from diagnose.cli.case.options import Asked, acting, case_argument, desk
from diagnose.cli.case.values import pairs_typed


@click.command()
@case_argument
@click.argument("step")
@click.argument("outcome", metavar="|".join(OUTCOMES))
@click.option("--seen", metavar="ATTRIBUTE=VALUE", multiple=True, help="What is seen after it. May be repeated.")
@acting
def tried(asked: Asked, case: str, step: str, outcome: str, seen: tuple[str, ...]) -> int:
    """Take in what came of a step.

    With `partly`, --seen names the complaints that are gone.
    """
    with desk(asked) as at:
        found = pairs_typed(seen, at.words)
        show_case(at, at.book.try_step(case, step, outcome, found or None, **at.deed(case)))
    return 0
