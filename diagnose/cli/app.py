"""The command group, and the one place where errors become messages and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TextIO

import click

from diagnose.cli import exits
from diagnose.cli.commands import COMMANDS
from diagnose.cli.findings import short_list
from diagnose.cli.options import LANGUAGE
from diagnose.errors import (
    ConsultationError,
    DiagnoseError,
    IntakeError,
    KnowledgeBaseError,
    RefusedError,
    echo,
)
from diagnose.wording import phrase, worded

EPILOG = (
    "Exit codes: 0 plan, advice or all good; 1 findings or failing cases; 2 usage; 3 invalid knowledge base; "
    "4 invalid intake; 5 nothing selected; 6 no such case; 7 refused; 8 somebody was faster; 9 no use of the record; "
    "10 more facts; 20 unprecedented; 21 escalation."
)


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="diagnose")
def group() -> None:
    """Rule-based diagnosis for technical support: from an intake to a decision that can be explained."""


for command in COMMANDS:
    group.add_command(command)


def run(arguments: Sequence[str] | None = None) -> int:
    """The exit code of one call; messages go to the standard streams, a traceback never does."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if sys.stdout is None:
        return _unwritable("standard output is closed")
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go(sys.stdout)
        return exits.BROKEN_PIPE
    except OSError as error:
        _let_go(sys.stdout)
        return _unwritable(error.strerror or "error")
    return code


def _run(arguments: Sequence[str] | None) -> int:
    asked: dict[str, str] = {}
    try:
        result = group.main(
            None if arguments is None else list(arguments), "diagnose", standalone_mode=False, obj=asked
        )
    except click.ClickException as error:
        if sys.stderr is not None:
            error.show()
        return exits.USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return exits.INTERRUPTED
    except DiagnoseError as error:
        return _refused(error, asked.get(LANGUAGE, "en"))
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None:  # not a file, so one of the standard streams
            raise
        return _internal(error)
    return result if isinstance(result, int) else exits.GOOD


def _refused(error: DiagnoseError, language: str) -> int:
    click.echo(_told(error, language), err=True)
    return exits.error_code(error)


def _told(error: DiagnoseError, language: str) -> str:
    match error:
        case KnowledgeBaseError(findings=findings):
            return short_list("the knowledge base cannot be loaded", findings, language)
        case IntakeError(findings=findings):
            return short_list("the intake cannot be read", findings, language)
        case ConsultationError(findings=findings):
            return short_list("the consultation cannot be resumed", findings, language)
        case RefusedError():
            from diagnose.kb.russian import said

            refused = said(worded("refused: {reason}", reason=_worded(error)), language)
            return f"diagnose: {refused}"
        case _:
            return f"diagnose: {_reason(error, language)}"


def _reason(error: DiagnoseError, language: str) -> str:
    from diagnose.kb.russian import said

    return said(error.args[0], language) if error.args and isinstance(error.args[0], str) else str(error)


def _worded(error: DiagnoseError) -> str:
    reason = error.args[0] if error.args and isinstance(error.args[0], str) else str(error)
    return phrase(reason)


def _internal(error: Exception) -> int:
    if os.environ.get("DIAGNOSE_DEBUG"):
        raise error
    what = f"{type(error).__name__}: {echo(error)}"
    click.echo(f"diagnose: internal error ({what}). Please report it; DIAGNOSE_DEBUG=1 shows more.", err=True)
    return exits.INTERNAL


def _unwritable(reason: str) -> int:
    try:
        click.echo(f"diagnose: the output cannot be written: {reason}", err=True)
    except OSError:
        _let_go(sys.stderr)
    return exits.OUTPUT


def _let_go(stream: TextIO) -> None:
    """What is left in the buffer can go nowhere; without this Python would complain about it at exit."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
