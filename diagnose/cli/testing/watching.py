"""``--watch``: run again whenever a file of the knowledge base changes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from time import sleep

import click

from diagnose.authoring.golden import SUFFIXES as KEPT
from diagnose.nodes.files import SUFFIXES, is_called

_PAUSE = 0.2
"""Seconds between two looks at the files."""

Signature = tuple[tuple[str, int, int], ...]


def watch(folder: Path, run: Callable[[], int]) -> None:
    """Call ``run`` now and after each change below ``folder``, until somebody interrupts."""
    seen = signature(folder)
    run()
    while True:
        click.echo(f"watching {folder.as_posix()} ...", err=True)
        seen = _changed(folder, seen)
        run()


def signature(folder: Path) -> Signature:
    """What tells one state of the files from another: name, time and size of each document and kept explanation."""
    found: list[tuple[str, int, int]] = []
    for base, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if is_called(name, (*SUFFIXES, *KEPT)):
                found += _state(Path(base) / name)
    return tuple(sorted(found))


def _state(path: Path) -> list[tuple[str, int, int]]:
    try:
        status = path.stat()
    except OSError:
        return []  # it went away while we looked
    return [(path.as_posix(), status.st_mtime_ns, status.st_size)]


def _changed(folder: Path, seen: Signature) -> Signature:
    """The next state of the files that differs from ``seen`` and holds still for a moment."""
    while True:
        sleep(_PAUSE)
        now = signature(folder)
        if now != seen:
            sleep(_PAUSE / 2)
            if signature(folder) == now:
                return now
