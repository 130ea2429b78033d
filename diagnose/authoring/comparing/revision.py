"""A knowledge base as it stood at a revision of git, in a folder of its own."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

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
    root = Path(_git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
    commit = _commit(folder, revision)
    inside = folder.resolve().relative_to(root.resolve()).as_posix()
    with TemporaryDirectory(prefix="diagnose-") as held:
        files = list(_files(root, commit, inside))
        if not files:
            raise UsageError(f"the revision '{echo(revision)}' has no documents in '{inside}'")
        _write(root, Path(held), files)
        yield Path(held) / inside


def _commit(folder: Path, revision: str) -> str:
    if revision.startswith("-"):
        raise UsageError(f"'{echo(revision)}' is no revision")
    try:
        found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except UsageError:
        raise UsageError(f"git knows no revision '{echo(revision)}'; name a commit, a branch or a tag") from None
    return found.decode().split("\n")[0]


def _files(root: Path, commit: str, inside: str) -> Iterator[tuple[str, str]]:
    """The object and the path of every document in the folder ``inside`` at ``commit``."""
    listed = _git(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", f"{inside}/" if inside != "." else ".")
    for entry in listed.split(b"\0"):
        about, _, name = entry.partition(b"\t")
        path = name.decode("utf-8", "surrogateescape")
        if about.startswith(_FILE) and is_called(path, SUFFIXES):
            yield about.split()[2].decode(), path


def _write(root: Path, held: Path, files: list[tuple[str, str]]) -> None:
    """Write each of ``files`` into ``held``, with one call of git for all."""
    asked = "".join(f"{name}\n" for name, _ in files).encode()
    answer = memoryview(_git(root, "cat-file", "--batch", given=asked))
    start = 0
    for _, path in files:
        end = start + bytes(answer[start : start + 200]).index(b"\n")
        size = int(bytes(answer[start:end]).split()[2])
        target = held / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(answer[end + 1 : end + 1 + size])
        start = end + 1 + size + 1


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False)  # noqa: S603 - the words are ours
    except FileNotFoundError:
        raise UsageError("git was not found; a revision can only be compared with git") from None
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise UsageError(f"git: {echo(reason) or 'it failed'}")
    return done.stdout
