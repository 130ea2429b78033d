"""Git, asked about the folder of a knowledge base. Nothing else in the library starts another program."""

from __future__ import annotations

import subprocess
from pathlib import Path

from diagnose.errors import UsageError, echo
from diagnose.wording import worded


def asked(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git answers in ``folder``; ``given`` goes to its standard input.

    Raises:
        UsageError: there is no git, or it refuses; its first words are the reason.
    """
    done = _run(folder, *arguments, given=given)
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise UsageError(worded("git: {reason}", reason=echo(reason)))
    return done.stdout


def answered(folder: Path, *arguments: str) -> bytes | None:
    """The same, None where git refuses."""
    done = _run(folder, *arguments)
    return None if done.returncode else done.stdout


def commit_of(folder: Path, revision: str) -> str:
    """The commit that ``revision`` names in the repository in which ``folder`` lies.

    Raises:
        UsageError: there is no git, no repository, or no such revision.
    """
    if answered(folder, "rev-parse", "--is-inside-work-tree") is None:
        raise UsageError(worded("'{folder}' lies in no repository of git", folder=echo(folder)))
    found = answered(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found is None:
        raise UsageError(worded("git knows no revision '{revision}'", revision=echo(revision)))
    return found.decode("ascii", "replace").strip()


def _run(folder: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    # a repository may name a program of its own as the monitor of its files: it is not started
    command = ["git", "-C", str(folder), "-c", "core.fsmonitor=false", *arguments]
    try:
        return subprocess.run(command, input=given, capture_output=True, check=False)  # noqa: S603 - the words are ours
    except FileNotFoundError:
        raise UsageError("git was not found; revisions cannot be looked at without it") from None
