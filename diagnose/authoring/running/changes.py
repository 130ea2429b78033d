"""Which files of a folder have changed since a revision of git, and what they held then."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from diagnose.errors import UsageError, echo
from diagnose.wording import worded

MOST_BYTES = 1 << 20
"""A file that was larger than this is not looked into."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The files below ``folder`` that differ from ``revision``, are new or are gone, named from the folder."""

    folder: Path
    revision: str
    files: tuple[str, ...]

    def earlier(self, file: str) -> str | None:
        """What ``file`` held at the revision; None where there was no such file."""
        done = _run(self.folder, "show", f"{self.revision}:./{file}")
        return done.stdout[:MOST_BYTES].decode("utf-8", "replace") if done.returncode == 0 else None


def changes_since(folder: Path, revision: str) -> Changes:
    """What has changed in ``folder`` since ``revision``: committed or not, added or deleted.

    Raises:
        UsageError: there is no git, ``folder`` is in no repository, or it has no such revision.
    """
    if _run(folder, "rev-parse", "--is-inside-work-tree").returncode:
        raise UsageError(worded("'{folder}' lies in no repository of git", folder=echo(folder)))
    found = _run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.returncode:
        raise UsageError(worded("git knows no revision '{revision}'", revision=echo(revision)))
    commit = found.stdout.decode("ascii", "replace").strip()
    differing = _names(
        folder, "diff", "--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff", commit, "--", "."
    )
    added = _names(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return Changes(folder, commit, tuple(sorted({*differing, *added})))


def _names(folder: Path, *arguments: str) -> list[str]:
    done = _run(folder, *arguments)
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise UsageError(worded("git: {reason}", reason=echo(reason)))
    return [os.fsdecode(name) for name in done.stdout.split(b"\0") if name]


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(folder), "-c", "core.fsmonitor=false", *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL)  # noqa: S603 - ours
    except FileNotFoundError:
        raise UsageError("git was not found; --changed-since needs it") from None
