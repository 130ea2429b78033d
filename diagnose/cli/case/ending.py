"""``diagnose case resolve``, ``reopen`` and ``close``: how a case ends."""

from __future__ import annotations

import click

from diagnose.cli.case.acts import show_case
from diagnose.cli.case.options import Asked, acting, case_argument, desk
from diagnose.cli.case.passing import because_needed

text_option = click.option("--text", metavar="TEXT", default="", help="What there is to say about it.")


@click.command()
@case_argument
@click.argument("ending", metavar="ENDING")
@click.option("--fault", metavar="ID", help="Which fault it was.")
@click.option("--fixed-by", "fixed_by", metavar="STEP", help="The step that ended it.")
@text_option
@acting
def resolve(  # noqa: PLR0913 - click passes every option
    asked: Asked, case: str, ending: str, fault: str | None, fixed_by: str | None, text: str
) -> int:
    """Settle a case.

    ENDING is solved, no-fault, out-of-scope, how-to, went-away, duplicate or withdrawn. What nobody has written down,
    and what has neither a precedent nor an alternative, goes up to the experts: settling it below them is refused.
    """
    with desk(asked) as at:
        deed = at.deed(case)
        show_case(at, at.book.resolve(case, ending, fault=fault, fixed_by=fixed_by, text=text, **deed))
    return 0


@click.command()
@case_argument
@because_needed
@acting
def reopen(asked: Asked, case: str, because: str) -> int:
    """Open a case again: the trouble is back, or was never gone."""
    with desk(asked) as at:
        show_case(at, at.book.reopen(case, because=because, **at.deed(case)))
    return 0


@click.command()
@case_argument
@text_option
@acting
def close(asked: Asked, case: str, text: str) -> int:
    """Close a case that is settled; what it teaches counts from now on."""
    with desk(asked) as at:
        show_case(at, at.book.close(case, text=text, **at.deed(case)))
    return 0
