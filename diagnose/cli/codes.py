"""``diagnose codes``: what the codes of findings mean."""

from __future__ import annotations

import difflib
import textwrap
from typing import TYPE_CHECKING, Any

import click

from diagnose.cli import exits
from diagnose.cli.options import format_option, lang_option
from diagnose.cli.screen import show, show_json

if TYPE_CHECKING:
    from diagnose.kb.codes.code import Code


@click.command()
@click.argument("code", required=False)
@lang_option
@format_option("text", "json", "markdown")
def codes(code: str | None, lang: str, form: str) -> int:
    """Say what the code of a finding means, or list all codes."""
    from diagnose.kb.catalogue import CODES

    chosen = list(CODES.values()) if code is None else [_named(code, dict(CODES))]
    if form == "json":
        show_json({"schema": "diagnose/codes/1", "codes": [_data(each) for each in chosen]})
    elif form == "markdown":
        click.echo(markdown(chosen), nl=False)
    elif code is None:
        show("\n".join(f"{each.code}  {each.severity.word:<7}  {each.title.say(lang)}" for each in chosen))
    else:
        show(page(chosen[0], lang))
    return exits.GOOD


def _named(code: str, known: dict[str, Code]) -> Code:
    found = known.get(code.upper())
    if found is None:
        near = difflib.get_close_matches(code.upper(), known, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise click.BadParameter(f"there is no code '{code[:20]}'.{hint}", param_hint="CODE")
    return found


def page(code: Code, language: str = "en") -> str:
    """Everything about ``code``: what it finds, why it matters, an example and what to write instead."""
    parts = [
        f"{code.code} ({code.severity.word}): {code.title.say(language)}",
        "What it finds\n" + textwrap.indent(textwrap.fill(code.what, 96), "  "),
        "Why it matters\n" + textwrap.indent(textwrap.fill(code.why, 96), "  "),
        "Example\n" + textwrap.indent(code.example, "  "),
        "Write instead\n" + textwrap.indent(code.instead, "  "),
    ]
    return "\n\n".join(parts) + "\n"


def markdown(codes_: list[Code]) -> str:
    """The page of documentation about ``codes_``."""
    parts = [_MARKDOWN_HEAD, *(_markdown_section(each) for each in codes_)]
    return "\n".join(parts)


_MARKDOWN_HEAD = """\
# Codes of findings

What `diagnose check` and `diagnose test` have to say, by code. Codes are permanent; a retired one is never used again.
Errors keep a knowledge base from loading. `diagnose codes CODE` shows the same at the command line.
"""


def _markdown_section(code: Code) -> str:
    russian = code.title.say("ru")
    return (
        f"## {code.code}: {code.title.say('en')}\n\n"
        f"{code.severity.word.capitalize()}; {russian}. Since {code.since}.\n\n"
        f"**What it finds.** {code.what}\n\n"
        f"**Why it matters.** {code.why}\n\n"
        f"Example:\n\n```text\n{code.example}\n```\n\n"
        f"Write instead:\n\n```text\n{code.instead}\n```\n"
    )


def _data(code: Code) -> dict[str, Any]:
    return {
        "code": code.code,
        "level": code.severity.word,
        "title": code.title.to_data(),
        "what": code.what,
        "why": code.why,
        "example": code.example,
        "instead": code.instead,
        "since": code.since,
    }
