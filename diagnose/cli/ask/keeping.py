"""Where a consultation is kept: written whole or not at all, and never over something else."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from diagnose.desk.saving import CONSULTATION, LIMITS
from diagnose.errors import UsageError

_START = 200
"""So many bytes show whether a file holds a consultation."""


class Keeping:
    """The file that a consultation is kept in, if there is one, and what was written there last."""

    def __init__(self, path: Path | None, written: str = "") -> None:
        self.path = path
        self.written = written

    def keep(self, text: str) -> None:
        """Write ``text`` to the file.

        Raises:
            OSError: that was not possible; what was there before is still there.
            UsageError: the file holds something else.
        """
        if self.path is None or text == self.written:
            return
        check_place(self.path)
        _replace(self.path.resolve(), text)
        self.written = text


def check_place(path: Path) -> None:
    """Nothing, if a consultation may be written to ``path``.

    Raises:
        UsageError: there is something else, or no folder.
    """
    try:
        with path.open("rb") as stream:
            start = stream.read(_START)
    except FileNotFoundError:
        if path.parent.is_dir():
            return
        raise UsageError(f"there is no folder '{path.parent}'") from None
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from None
    if start.strip() and CONSULTATION.encode() not in start:
        raise UsageError(f"{path} holds something else than a consultation; name another file")


def read_saved(path: Path) -> bytes:
    """What was kept in ``path``.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            return stream.read(LIMITS.file + 1)
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from None


def _replace(path: Path, text: str) -> None:
    """A file beside it is written first, so that a crash leaves the old one or the new one, never half of it."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink()
