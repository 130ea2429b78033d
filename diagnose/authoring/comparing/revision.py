"""A knowledge base as it stood at a revision of git, in a folder of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from diagnose.authoring.git import asked, commit_of
from diagnose.errors import UsageError, echo
from diagnose.nodes.files import SUFFIXES, is_called

_FILE = b"100"
"""How the mode of an ordinary file begins; links and other repositories have another."""


@contextmanager
def at_revision(folder: Path, revision: str) -> Iterator[Path]:
    """A folder that holds what ``folder`` held at ``revision``; it is gone afterwards.

    Raises:
        UsageError: git is missing, ``folder`` lies in no repository, or the revision is not known.
    """
    commit = commit_of(folder, revision)
    root = Path(os.fsdecode(asked(folder, "rev-parse", "--show-toplevel")).rstrip("\n"))
    inside = folder.resolve().relative_to(root.resolve()).as_posix()
    with TemporaryDirectory(prefix="diagnose-") as held:
        files = list(_files(root, commit, inside))
        if not files:
            raise UsageError(f"the revision '{echo(revision)}' has no documents in '{inside}'")
        _write(root, Path(held), files)
        yield Path(held) / inside


def _files(root: Path, commit: str, inside: str) -> Iterator[tuple[str, str]]:
    """The object and the path of every document in the folder ``inside`` at ``commit``."""
    listed = asked(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", f"{inside}/" if inside != "." else ".")
    for entry in listed.split(b"\0"):
        about, _, name = entry.partition(b"\t")
        path = name.decode("utf-8", "surrogateescape")
        if about.startswith(_FILE) and is_called(path, SUFFIXES):
            yield about.split()[2].decode(), path


def _write(root: Path, held: Path, files: list[tuple[str, str]]) -> None:
    """Write each of ``files`` into ``held``, with one call of git for all."""
    names = "".join(f"{name}\n" for name, _ in files).encode()
    answer = memoryview(asked(root, "cat-file", "--batch", given=names))
    start = 0
    for _, path in files:
        end = start + bytes(answer[start : start + 200]).index(b"\n")
        size = int(bytes(answer[start:end]).split()[2])
        target = held / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(answer[end + 1 : end + 1 + size])
        start = end + 1 + size + 1
