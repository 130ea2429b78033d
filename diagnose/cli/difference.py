"""Changes of files: shown as a unified difference, or written."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

import click


def difference(path: Path, before: bytes, after: bytes) -> str:
    """The lines of ``path`` that change, with three around them, as `diff -u` shows them."""
    old, new = (text.decode("utf-8", "replace").splitlines(keepends=True) for text in (before, after))
    name = path.as_posix()
    lines = difflib.unified_diff(old, new, name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def write_all(texts: Mapping[Path, bytes]) -> None:
    """Write every file, each as a whole."""
    from diagnose.authoring.fixing import save

    for path, content in sorted(texts.items()):
        try:
            save(path, content)
        except OSError as error:
            raise click.UsageError(f"cannot write '{path}': {error.strerror}") from None
