"""``diagnose case escalate``, ``return`` and ``help``: between the lines of support."""

from __future__ import annotations

import click

from diagnose.cli.case.acts import show_case
from diagnose.cli.case.options import Asked, acting, case_argument, desk, line_called

because_option = click.option("--because", metavar="TEXT", default="", help="Why, in words.")
because_needed = click.option("--because", metavar="TEXT", required=True, help="Why, in words.")


@click.command()
@case_argument
@click.option("--to", "to_line", metavar="LINE", help="To which line, by id or number; by default where it belongs.")
@click.option("--sector", metavar="ID", help="The field of work.")
@click.option("--vendor", metavar="ID", help="The manufacturer or supplier that gets it.")
@because_option
@acting
def escalate(  # noqa: PLR0913 - click passes every option
    asked: Asked, case: str, to_line: str | None, sector: str | None, vendor: str | None, because: str
) -> int:
    """Pass a case up: where the decision says, or to a line that is named.

    Who leaves a line out says why.
    """
    with desk(asked) as at:
        line = None if to_line is None else line_called(to_line, at.kb)
        deed = at.deed(case)
        show_case(at, at.book.escalate(case, to_line=line, sector=sector, vendor=vendor, because=because, **deed))
    return 0


@click.command("return")
@case_argument
@click.option("--to", "to_line", metavar="LINE", help="To which line below; by default the one it came from.")
@because_needed
@acting
def give_back(asked: Asked, case: str, to_line: str | None, because: str) -> int:
    """Give a case back down, for a reason."""
    with desk(asked) as at:
        line = None if to_line is None else line_called(to_line, at.kb)
        show_case(at, at.book.give_back(case, because=because, to_line=line, **at.deed(case)))
    return 0


@click.command("help")
@case_argument
@click.argument("text")
@acting
def help_line(asked: Asked, case: str, text: str) -> int:
    """Note what another line said or did without taking the case.

    --line names the line that helps.
    """
    with desk(asked) as at:
        show_case(at, at.book.help(case, text, **at.deed(case)))
    return 0
