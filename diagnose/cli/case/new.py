"""``diagnose case new``: a request comes in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from diagnose.case import Intake
from diagnose.cli.case.incidents import incident_at, incident_data
from diagnose.cli.case.options import Asked, Desk, desk, opening
from diagnose.cli.case.pages import first_page
from diagnose.cli.case.values import pairs_typed
from diagnose.cli.case.view import case_data, view_of
from diagnose.cli.options import read_intake
from diagnose.cli.screen import show, show_json
from diagnose.errors import UsageError
from diagnose.wording import worded


@click.command("new")
@click.argument(
    "source", metavar="[INTAKE]", required=False, type=click.Path(exists=True, dir_okay=False, allow_dash=True)
)
@click.option("--equipment", metavar="ID", help="What the request is about.")
@click.option("--location", metavar="ID", help="Where that is.")
@click.option("--fact", "facts", metavar="ATTRIBUTE=VALUE", multiple=True, help="Something reported. May be repeated.")
@click.option("--story", metavar="TEXT", help="What the customer says, in their own words.")
@click.option("--impact", metavar="WORD", help="How much is affected, for the priority.")
@click.option("--urgency", metavar="WORD", help="How soon it matters, for the priority.")
@opening
def new(  # noqa: PLR0913 - click passes every option
    asked: Asked,
    source: str | None,
    equipment: str | None,
    location: str | None,
    facts: tuple[str, ...],
    story: str | None,
    impact: str | None,
    urgency: str | None,
) -> int:
    """Open a case: what is decided, what to do next, what covers it, and when it is due.

    INTAKE is a YAML or JSON file, or - for standard input; a few words can be given by options in its place, or beside
    it. The exit code is that of `diagnose run`: 0 for a plan or advice, 10 for more facts, 20 for an unprecedented case
    and 21 for an escalation.
    """
    given = {"equipment": equipment, "location": location, "story": story}
    intake = Intake() if source is None else read_intake(source)
    with desk(asked, makes=True) as at:
        intake = _with(intake, {name: text for name, text in given.items() if text is not None}, facts, at)
        case = at.book.new(intake, impact=impact, urgency=urgency, **at.deed())
        view = view_of(at, case)
        incident = incident_at(at, case.id)
        if asked.form == "json":
            show_json({**case_data(view), "incident": None if incident is None else incident_data(incident)})
        else:
            notice = [] if incident is None else [incident.text(asked.lang, at.kb), ""]
            show("\n".join([*notice, first_page(view, at.words)]))
        return view.exit_code


def _with(intake: Intake, given: dict[str, Any], facts: tuple[str, ...], at: Desk) -> Intake:
    """The intake with what the options say besides.

    Raises:
        UsageError: an option says something that stands in the intake already.
    """
    for name in given:
        if getattr(intake, name):
            raise UsageError(worded("the intake names its {name} already; leave --{name} out", name=name))
    told = pairs_typed(facts, at.words)
    more = [
        {"attribute": name, **(value if isinstance(value, dict) else {"value": value})} for name, value in told.items()
    ]
    if more:
        return replace(intake, **given, facts=(*intake.facts, *more))
    return replace(intake, **given)
