"""``diagnose schema``: JSON Schemas for editors."""

from __future__ import annotations

import click

from diagnose.cli import exits
from diagnose.cli.screen import show_json

KINDS = ("playbook", "conclusion", "vocabulary", "support", "cases", "kb", "intake")


@click.command()
@click.argument("kind", type=click.Choice(KINDS), required=False)
def schema(kind: str | None) -> int:
    """Print the JSON Schema of a kind of document, or of all kinds in one object."""
    from diagnose.kb.documents.schema import json_schema

    show_json(json_schema(kind) if kind else {each: json_schema(each) for each in KINDS})
    return exits.GOOD
