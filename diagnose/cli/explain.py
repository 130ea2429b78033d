"""``diagnose explain``: why this decision, why not that fault, what would change it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from diagnose.cli.exits import exit_code
from diagnose.cli.options import (
    drafts_option,
    format_option,
    intake_argument,
    kb_option,
    lang_option,
    load_kb,
    read_intake,
)
from diagnose.cli.screen import show, show_json

if TYPE_CHECKING:
    from diagnose.desk import Diagnosis


@click.command()
@intake_argument
@click.option("--why", "why_id", metavar="ID", help="Only: what speaks for this playbook.")
@click.option("--why-not", "why_not_id", metavar="ID", help="Only: what keeps this playbook from being the answer.")
@kb_option
@lang_option
@format_option("text", "json")
@drafts_option
def explain(  # noqa: PLR0913 - click passes every option
    source: str, why_id: str | None, why_not_id: str | None, folder: Path, lang: str, form: str, drafts: bool
) -> int:
    """Explain the decision about an intake.

    Without --why or --why-not: everything the decision rests on, and what each open answer would change. The exit code
    is that of `diagnose run`; with --why or --why-not it is 0.
    """
    from diagnose.desk import diagnose

    diagnosis = diagnose(read_intake(source), load_kb(folder, drafts=drafts))
    pages, content = _asked(diagnosis, why_id, why_not_id, lang)
    whole = not pages
    if whole:
        pages, content = _whole(diagnosis, lang)
    if form == "json":
        show_json({"schema": "diagnose/explanation/1", **content})
    else:
        show("\n".join(pages))
    return exit_code(diagnosis.decision) if whole else 0


def _asked(
    diagnosis: Diagnosis, why_id: str | None, why_not_id: str | None, lang: str
) -> tuple[list[str], dict[str, Any]]:
    from diagnose.explain import explain_why, explain_why_not, plain, why, why_not

    pages: list[str] = []
    content: dict[str, Any] = {}
    if why_id:
        found = why(why_id, diagnosis.verdict, diagnosis.kb)
        content["why"] = plain(found)
        pages.append(explain_why(found, diagnosis.kb, lang))
    if why_not_id:
        against = why_not(why_not_id, diagnosis.verdict, diagnosis.kb)
        content["why_not"] = plain(against)
        pages.append(explain_why_not(against, diagnosis.kb, lang))
    return pages, content


def _whole(diagnosis: Diagnosis, lang: str) -> tuple[list[str], dict[str, Any]]:
    from diagnose.explain import plain

    return [diagnosis.explain(lang)], {"diagnosis": diagnosis.to_data(), "changes": plain(diagnosis.changes())}
