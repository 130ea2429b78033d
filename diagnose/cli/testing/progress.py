"""A bar for runs that take long, on a terminal alone."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from time import monotonic

from diagnose.authoring.running import FileRecord

_PATIENCE = 0.7
"""So many seconds pass before a bar appears."""


def watched(records: Iterable[FileRecord], total: int) -> Iterator[FileRecord]:
    """``records`` as they come; after a while a bar on standard error counts them, if a terminal is looking."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield from records
        return
    yield from _counted(iter(records), total)


def _counted(records: Iterator[FileRecord], total: int) -> Iterator[FileRecord]:
    from rich.console import Console
    from rich.progress import Progress

    begun = monotonic()
    progress = Progress(console=Console(stderr=True), auto_refresh=False, transient=True)
    task = progress.add_task("cases", total=total)
    shown = False
    try:
        for record in records:
            progress.advance(task)
            if not shown and monotonic() - begun > _PATIENCE:
                progress.start()
                shown = True
            if shown:
                progress.refresh()
            yield record
    finally:
        if shown:
            progress.stop()
