"""Which files of a folder have changed since a revision of git, and what they held then."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from diagnose.authoring.git import answered, asked, commit_of

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
        held = answered(self.folder, "show", f"{self.revision}:./{file}")
        return None if held is None else held[:MOST_BYTES].decode("utf-8", "replace")


def changes_since(folder: Path, revision: str) -> Changes:
    """What has changed in ``folder`` since ``revision``: committed or not, added or deleted.

    Raises:
        UsageError: there is no git, ``folder`` is in no repository, or it has no such revision.
    """
    commit = commit_of(folder, revision)
    differing = _names(
        folder, "diff", "--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff", commit, "--", "."
    )
    added = _names(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return Changes(folder, commit, tuple(sorted({*differing, *added})))


def _names(folder: Path, *arguments: str) -> list[str]:
    return [os.fsdecode(name) for name in asked(folder, *arguments).split(b"\0") if name]
