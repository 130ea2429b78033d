"""``diagnose codes``: what the codes of findings mean."""

from __future__ import annotations

import difflib
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from diagnose.cli import exits
from diagnose.cli.codes_pages import index, write_pages
from diagnose.cli.codes_pages import page as markdown_page
from diagnose.cli.options import format_option, lang_option
from diagnose.cli.screen import show, show_json
from diagnose.errors import Severity

if TYPE_CHECKING:
    from diagnose.kb.codes.code import Code


@click.command()
@click.argument("code", required=False)
@lang_option
@format_option("text", "json", "markdown")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Write the pages of all codes there.")
def codes(code: str | None, lang: str, form: str, out: Path | None) -> int:
    """Say what the code of a finding means, or list all codes."""
    from diagnose.kb.catalogue import CODES

    chosen = list(CODES.values()) if code is None else [_named(code, dict(CODES))]
    if out is not None:
        show(f"wrote {len(write_pages(CODES.values(), out))} pages to {out}")
    elif form == "json":
        show_json({"schema": "diagnose/codes/1", "codes": [_data(each) for each in chosen]})
    elif form == "markdown":
        click.echo(index(chosen) if code is None else markdown_page(chosen[0]), nl=False)
    elif code is None:
        show("\n".join(_line(each, lang) for each in chosen))
    else:
        show(page(chosen[0], lang))
    return exits.GOOD


def _line(code: Code, language: str) -> str:
    from diagnose.kb.russian import said

    words = {severity: said(severity.word, language) for severity in Severity}
    return f"{code.code}  {words[code.severity]:<{max(map(len, words.values()))}}  {code.title.say(language)}"


def _named(code: str, known: dict[str, Code]) -> Code:
    found = known.get(code.upper())
    if found is None:
        near = difflib.get_close_matches(code.upper(), known, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise click.BadParameter(f"there is no code '{code[:20]}'.{hint}", param_hint="CODE")
    return found


def page(code: Code, language: str = "en") -> str:
    """Everything about ``code``: what it finds, why it matters, an example and what to write instead."""
    from diagnose.kb.russian import said

    what, why = (textwrap.fill(said(" ".join(text.split()), language), 96) for text in (code.what, code.why))
    sections = (
        ("What it finds", what),
        ("Why it matters", why),
        ("Example", said(code.example, language)),
        ("Write instead", said(code.instead, language)),
    )
    head = f"{code.code} ({said(code.severity.word, language)}): {code.title.say(language)}"
    parts = [head, *(f"{said(title, language)}\n{textwrap.indent(text, '  ')}" for title, text in sections)]
    return "\n\n".join(parts) + "\n"


def _data(code: Code) -> dict[str, Any]:
    from diagnose.kb.catalogue import FIXABLE

    return {
        "code": code.code,
        "level": code.severity.word,
        "title": code.title.to_data(),
        "what": code.what,
        "why": code.why,
        "example": code.example,
        "instead": code.instead,
        "since": code.since,
        "fixable": code.code in FIXABLE,
    }
