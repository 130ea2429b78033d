"""What is written to standard output: plain text, JSON, and bold headings when a terminal is looking."""

from __future__ import annotations

import json
import sys
from typing import Any

import click


def show(text: str) -> None:
    """Write a page of text; on a terminal its headings stand out."""
    if not sys.stdout.isatty():
        click.echo(text, nl=not text.endswith("\n"))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    before = ""
    for line in text.rstrip("\n").split("\n"):
        heading = bool(line) and not before and not line.startswith((" ", "-"))
        console.print(Text(line, style="bold" if heading else ""))
        before = line


def show_json(content: Any) -> None:
    """Write ``content`` as JSON, keys in the order given, the same bytes each time."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))
