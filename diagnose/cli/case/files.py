"""Files that are written for somebody: whole or not at all, and never over something that is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from diagnose.errors import UsageError, echo
from diagnose.wording import phrase, worded


@contextmanager
def new_file(path: Path) -> Iterator[IO[str]]:
    """A file that was not there before; it is taken away again when what goes into it fails.

    Raises:
        UsageError: it is there, or cannot be written.
    """
    try:
        stream = path.open("x", encoding="utf-8", newline="\n")
    except FileExistsError:
        raise UsageError(worded("'{file}' is there already; name another file", file=echo(path))) from None
    except OSError as error:
        reason = phrase(error.strerror or "error")
        raise UsageError(worded("cannot write '{file}': {reason}", file=echo(path), reason=reason)) from None
    try:
        with stream:
            yield stream
    except BaseException:
        path.unlink(missing_ok=True)
        raise
