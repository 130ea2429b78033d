"""``diagnose case answer`` and ``ask``: what somebody said, and what somebody is asked."""

from __future__ import annotations

import click

from diagnose.cli.case.acts import show_case
from diagnose.cli.case.options import Asked, acting, case_argument, desk
from diagnose.cli.case.values import value_typed


@click.command()
@case_argument
@click.argument("attribute")
@click.argument("value")
@click.option("--source", metavar="WHO", help="Who said so, such as customer.")
@click.option("--correct", is_flag=True, help="What was said before was wrong.")
@acting
def answer(  # noqa: PLR0913 - click passes every option
    asked: Asked, case: str, attribute: str, value: str, source: str | None, correct: bool
) -> int:
    """Take in an answer, or anything else that somebody tells.

    VALUE is written as in an intake: faded, true, 3.5, '5 min', 2026-11-22, or a, b for several. `unknown:customer`
    says that the customer was asked and does not know, `not-applicable` that there is no such thing here.
    """
    with desk(asked) as at:
        told = value_typed(attribute, value, at.words)
        show_case(at, at.book.tell(case, attribute, told, source=source, corrects=correct, **at.deed(case)))
    return 0


@click.command()
@case_argument
@click.argument("attribute")
@click.option("--of", "whom", metavar="WHO", help="Whom it is asked of; by default the first who can answer.")
@acting
def ask(asked: Asked, case: str, attribute: str, whom: str | None) -> int:
    """Note that a question was put to somebody; the answer comes with `diagnose case answer`."""
    with desk(asked) as at:
        show_case(at, at.book.ask(case, attribute, of=whom, **at.deed(case)))
    return 0
