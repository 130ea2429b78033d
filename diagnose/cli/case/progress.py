"""A bar for what goes through the whole record, on a terminal alone."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable
from time import monotonic
from typing import TypeVar

_T = TypeVar("_T")
_PATIENCE = 0.7
"""So many seconds pass before a bar appears."""


def watched(items: Iterable[_T], what: str, total: int | None = None) -> Generator[_T, None, None]:
    """``items`` as they come; after a while a bar on standard error counts them, if a terminal is looking."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield from items
        return
    yield from _counted(items, what, total)


def _counted(items: Iterable[_T], what: str, total: int | None) -> Generator[_T, None, None]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    begun, shown = monotonic(), False
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    task = progress.add_task(what, total=total)
    try:
        for item in items:
            progress.advance(task)
            if not shown and monotonic() - begun > _PATIENCE:
                progress.start()
                shown = True
            yield item
    finally:
        if shown:
            progress.stop()
