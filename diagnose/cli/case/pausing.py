"""``diagnose case wait`` and ``resume``: the clock of the service level stands still, and goes on."""

from __future__ import annotations

import click

from diagnose.case import WaitingFor
from diagnose.cli.case.acts import show_case
from diagnose.cli.case.options import Asked, acting, case_argument, desk, moment
from diagnose.cli.case.passing import because_option


@click.command()
@case_argument
@click.argument("whom", metavar="|".join(WaitingFor))
@click.option("--until", metavar="MOMENT", help="When to look again.")
@click.option("--vendor", metavar="ID", help="The vendor that is waited for.")
@because_option
@acting
def wait(  # noqa: PLR0913 - click passes every option
    asked: Asked, case: str, whom: str, until: str | None, vendor: str | None, because: str
) -> int:
    """Let a case wait for the customer or the vendor."""
    with desk(asked) as at:
        then = None if until is None else moment(until, at.kb)
        show_case(at, at.book.wait(case, whom, because=because, until=then, vendor=vendor, **at.deed(case)))
    return 0


@click.command()
@case_argument
@because_option
@acting
def resume(asked: Asked, case: str, because: str) -> int:
    """Go on with a case that waited."""
    with desk(asked) as at:
        show_case(at, at.book.resume(case, because=because, **at.deed(case)))
    return 0
