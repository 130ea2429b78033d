"""``diagnose ask``: work through a case at the terminal."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from diagnose.case import Intake
from diagnose.cli import exits
from diagnose.cli.options import FOLDER, drafts_option, kb_option, lang_option, load_kb, read_intake


@click.command()
@click.argument(
    "source", metavar="[INTAKE]", required=False, type=click.Path(exists=True, dir_okay=False, allow_dash=True)
)
@click.option("--equipment", metavar="ID", help="The equipment that the case is about.")
@click.option("--save", "save", type=FOLDER, help="Keep the consultation in this file after every answer.")
@click.option("--resume", "resume", type=FOLDER, help="Go on with the consultation kept in this file.")
@kb_option
@lang_option
@drafts_option
def ask(  # noqa: PLR0913 - click passes every option
    source: str | None,
    equipment: str | None,
    save: Path | None,
    resume: Path | None,
    folder: Path,
    lang: str,
    drafts: bool,
) -> int:
    """Work through a case step by step: what to ask or to do next, and why.

    INTAKE is a YAML or JSON file, or - for standard input; without it the first questions are what the customer says
    and where it is. Every answer is a single key; from a pipe it is a line. The exit code is 0 when the case is settled
    or left before its end, 20 or 21 when it is handed over as unprecedented or as an escalation.
    """
    from diagnose.cli.ask.beginning import begun, resumed
    from diagnose.cli.ask.dialogue import dialogue
    from diagnose.cli.ask.display import Display
    from diagnose.cli.ask.keeping import Keeping, check_place
    from diagnose.cli.ask.keyboard import keyboard_at
    from diagnose.cli.ask.session import Session
    from diagnose.cli.ask.talk import Talk
    from diagnose.explain.words import Words

    if resume is not None and (source is not None or equipment is not None):
        raise click.UsageError("--resume goes on with its own intake; leave INTAKE and --equipment out")
    if save is not None and save != resume:
        check_place(save)
    intake = None if source is None else _with_equipment(read_intake(source), equipment)
    kb = load_kb(folder, drafts=drafts)
    with keyboard_at(sys.stdin, terminal=source == "-") as keyboard:
        talk = Talk(Display(), keyboard, Words(kb, lang))
        try:
            consultation = resumed(talk, resume) if resume is not None else begun(talk, intake, equipment)
            return exits.GOOD if consultation is None else dialogue(Session(talk, consultation, Keeping(save)))
        except EOFError:
            return exits.GOOD


def _with_equipment(intake: Intake, equipment: str | None) -> Intake:
    if equipment is None:
        return intake
    if intake.equipment:
        raise click.UsageError("the intake names its equipment; leave --equipment out")
    return replace(intake, equipment=equipment)
