"""Arguments and options that several commands share, and what they read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from diagnose.case import Intake
from diagnose.errors import Finding, IntakeError, Location
from diagnose.kb.base import KnowledgeBase
from diagnose.wording import phrase, worded

LANGUAGE = "language"
"""Under this key the context of a call holds the language that was asked for."""
_Command = TypeVar("_Command", bound=Callable[..., Any])
_DOCUMENT_LIMIT = 4 * 1024 * 1024

FOLDER = click.Path(path_type=Path)
"""Whether the folder is there, and what is in it, is for the library to say."""


def kb_option(command: _Command) -> _Command:
    """``--kb DIR``."""
    option = click.option(
        "--kb",
        "folder",
        type=FOLDER,
        default=Path("playbooks"),
        help="Folder of the knowledge base.",
        show_default=True,
    )
    return option(command)


def lang_option(command: _Command) -> _Command:
    """``--lang en|ru``; the language is kept for what goes wrong later (see :func:`diagnose.cli.app.run`)."""
    option = click.option(
        "--lang",
        type=click.Choice(["en", "ru"]),
        default="en",
        help="Language of the answer.",
        show_default=True,
        callback=_keep_language,
    )
    return option(command)


def _keep_language(context: click.Context, _: click.Parameter, language: str) -> str:
    if isinstance(context.obj, dict):
        context.obj[LANGUAGE] = language
    return language


def keep_language(language: str) -> None:
    """Keep ``language`` for what goes wrong later, as the option does."""
    click.get_current_context().ensure_object(dict)[LANGUAGE] = language


def format_option(*formats: str) -> Callable[[_Command], _Command]:
    """``--format`` with the first of ``formats`` as default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        help="Form of the output.",
        show_default=True,
    )


def drafts_option(command: _Command) -> _Command:
    """``--drafts``."""
    return click.option("--drafts", is_flag=True, help="Let draft playbooks take part.")(command)


def intake_argument(command: _Command) -> _Command:
    """``INTAKE``: a file, or ``-`` for standard input."""
    kind = click.Path(exists=True, dir_okay=False, allow_dash=True)
    return click.argument("source", metavar="INTAKE", type=kind)(command)


def read_intake(source: str) -> Intake:
    """The intake in a file, or on standard input for ``-``; JSON or YAML."""
    if source == "-":
        return Intake.parse(standard_input(), file="<stdin>")
    try:
        with Path(source).open("rb") as stream:
            return Intake.parse(stream.read(_DOCUMENT_LIMIT), file=source)
    except OSError as error:
        raise click.UsageError(f"cannot read {source}: {error.strerror}") from None


def standard_input() -> bytes:
    """All of standard input, up to 4 MiB.

    Raises:
        IntakeError: it cannot be read.
    """
    try:
        if sys.stdin is not None:
            return sys.stdin.buffer.read(_DOCUMENT_LIMIT)
        reason = phrase("it is closed")
    except OSError as error:
        reason = phrase(error.strerror or "error")
    at = Location("<stdin>", 1, 1)
    raise IntakeError(
        (Finding("PB017", worded("cannot be read: {reason}", reason=reason), at, advice="name a file, or send one"),)
    )


def load_kb(folder: Path, *, drafts: bool = False) -> KnowledgeBase:
    """The knowledge base in ``folder``."""
    from diagnose.kb.load import load

    return load(folder, drafts=drafts)
