"""``diagnose graph``: faults, signs and conclusions as a picture."""

from __future__ import annotations

from pathlib import Path

import click

from diagnose.cli import exits
from diagnose.cli.options import drafts_option, kb_option, lang_option, load_kb


@click.command()
@click.argument("only", nargs=-1, metavar="[ID]...")
@kb_option
@lang_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["mermaid", "dot"]),
    default="mermaid",
    show_default=True,
    help="Form of the output.",
)
@drafts_option
def graph(only: tuple[str, ...], folder: Path, lang: str, form: str, drafts: bool) -> int:
    """Print the graph of faults, signs and conclusions as Mermaid or DOT.

    With IDs of playbooks, conclusions or attributes: only these and what touches them.
    """
    from diagnose.kb.graph import picture, to_dot, to_mermaid

    kb = load_kb(folder, drafts=drafts)
    known = {*kb.playbooks, *kb.conclusions, *kb.vocabulary.attributes}
    for wanted in only:
        if wanted not in known:
            raise click.BadParameter(f"no playbook, conclusion or attribute is called '{wanted[:80]}'", param_hint="ID")
    drawn = picture(kb, lang, only)
    click.echo(to_mermaid(drawn) if form == "mermaid" else to_dot(drawn), nl=False)
    return exits.GOOD
