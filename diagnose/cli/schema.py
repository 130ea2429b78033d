"""``diagnose schema``: JSON Schemas for editors."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from diagnose.cli import exits
from diagnose.cli.options import kb_option, lang_option, load_kb
from diagnose.cli.screen import show_json

DOSSIER = "dossier"
KINDS = ("playbook", "conclusion", "vocabulary", "support", "cases", "kb", "intake", "document", DOSSIER)


@click.command()
@click.argument("kind", type=click.Choice(KINDS), required=False)
@click.option(
    "--draft",
    type=click.Choice(["2020-12", "7"]),
    default="2020-12",
    show_default=True,
    help="Draft of JSON Schema; editors do best with 7.",
)
@click.option("--with-vocabulary", is_flag=True, help="With the names and values of the knowledge base.")
@kb_option
@lang_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write files KIND-v1.json into this folder.",
)
def schema(  # noqa: PLR0913 - click passes every option
    kind: str | None, draft: str, with_vocabulary: bool, folder: Path, lang: str, out: Path | None
) -> int:
    """Print the JSON Schema of a kind of document, or of all kinds in one object.

    `document` takes every kind that stands in a knowledge base. With --with-vocabulary editors complete the attributes,
    values, equipment, lines, channels, steps and playbooks of the knowledge base in --kb.
    """
    make = _maker(draft, folder if with_vocabulary else None, lang)
    kinds = (kind,) if kind else KINDS
    if out is not None:
        return _write(out, {f"{each}-v1.json": make(each) for each in kinds})
    show_json(make(kind) if kind else {each: make(each) for each in kinds})
    return exits.GOOD


def _maker(draft: str, folder: Path | None, lang: str) -> Callable[[str], dict[str, Any]]:
    from diagnose.casework.dossier.schema import dossier_schema
    from diagnose.kb.documents.schema import json_schema

    if folder is None:
        return lambda kind: dossier_schema(draft) if kind == DOSSIER else json_schema(kind, draft)
    from diagnose.kb.vocabulary_schema import vocabulary_schema

    kb = load_kb(folder, drafts=True)
    return lambda kind: dossier_schema(draft) if kind == DOSSIER else vocabulary_schema(kind, kb, draft, lang)


def _write(folder: Path, schemas: dict[str, dict[str, Any]]) -> int:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in schemas.items():
            (folder / name).write_bytes(json.dumps(content, ensure_ascii=False, indent=2).encode() + b"\n")
    except OSError as error:
        click.echo(f"diagnose: '{folder}' cannot be written: {error.strerror or 'error'}", err=True)
        return exits.OUTPUT
    for name in schemas:
        click.echo(f"wrote {(folder / name).as_posix()}")
    return exits.GOOD
