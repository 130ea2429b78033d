"""``diagnose run``: an intake, to a decision."""

from __future__ import annotations

from pathlib import Path

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


@click.command()
@intake_argument
@kb_option
@lang_option
@format_option("text", "json")
@drafts_option
def run(source: str, folder: Path, lang: str, form: str, drafts: bool) -> int:
    """Diagnose an intake and print the decision.

    INTAKE is a YAML or JSON file, or - for standard input. The exit code is 0 for a fix plan or advice, 10 when more
    facts are needed, 20 for an unprecedented case and 21 for an escalation.
    """
    from diagnose.desk import diagnose
    from diagnose.explain import answer

    intake = read_intake(source)
    diagnosis = diagnose(intake, load_kb(folder, drafts=drafts))
    if form == "json":
        show_json(diagnosis.to_data())
    else:
        show(answer(diagnosis.verdict, diagnosis.memory, diagnosis.kb, lang, intake=intake))
    return exit_code(diagnosis.decision)
