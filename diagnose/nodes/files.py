"""Files and folders of documents. Nothing else in the library reads them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from diagnose.errors import Finding, Location
from diagnose.nodes.limits import DOCUMENT, Limits
from diagnose.nodes.tree import Node
from diagnose.nodes.yaml_text import read_text
from diagnose.wording import phrase, worded

_ADVICE = "give folders another name; linked folders are not read"
SUFFIXES = (".yaml", ".yml")


def find_documents(folder: Path) -> tuple[Path, ...]:
    """Everything below ``folder`` that is called ``*.yaml`` or ``*.yml``, in any case, sorted; no hidden names.

    Linked folders are not entered; they come back as paths of their own, which :func:`read_file` refuses, as it does
    whatever else is called so without being a file.
    """
    if not is_folder(folder):
        return (folder,) if os.path.lexists(folder) else ()
    found: list[Path] = []
    for base, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        here = Path(base)
        found += [here / name for name in folders if is_called(name, SUFFIXES) or (here / name).is_symlink()]
        found += [here / name for name in files if is_called(name, SUFFIXES) and not name.startswith(".")]
    return tuple(sorted(found, key=Path.as_posix))


def is_folder(path: Path) -> bool:
    """Whether ``path`` is a folder; False for one that cannot be looked up, such as a name that is too long."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises


def exists_below(folder: Path, base: Path, target: Path) -> bool:
    """Whether ``target``, as seen from ``base`` or from ``folder``, is there and lies in ``folder``."""
    try:
        return any(
            (start / target).resolve().is_relative_to(folder.resolve()) and os.path.exists(start / target)  # noqa: PTH110
            for start in (base, folder)
        )
    except (OSError, RuntimeError, ValueError):  # a name that cannot be looked up leads nowhere
        return False


def is_called(name: str, endings: tuple[str, ...]) -> bool:
    """Whether a file of this ``name`` has one of the ``endings``, in small letters or capitals."""
    return name.lower().endswith(endings)


def read_file(path: Path, root: Path, limits: Limits = DOCUMENT) -> tuple[Node | None, tuple[Finding, ...]]:
    """The node in the file at ``path``, which must lie below ``root`` even when links are followed."""
    content = read_bytes(path, root, limits.file)
    if isinstance(content, Finding):
        return None, (content,)
    return read_text(content, name_of(path), limits)


def read_bytes(path: Path, root: Path | None = None, limit: int = DOCUMENT.file) -> bytes | Finding:
    """The bytes of the file at ``path``, one more than ``limit`` at most, or the finding PB017."""
    try:
        if root is not None and not path.resolve().is_relative_to(root.resolve()):
            return _unreadable(path, "the link leads out of the folder", "put a copy of the file here")
        opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(opened, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return _unreadable(path, "this is no file", _ADVICE)
            return file.read(limit + 1)
    except IsADirectoryError:
        return _unreadable(path, "this is a folder, not a file", _ADVICE)
    except OSError as error:
        message = worded("cannot be read: {reason}", reason=phrase(error.strerror or "error"))
        return _unreadable(path, message, "check that it exists and may be read")
    except (RuntimeError, ValueError):  # a loop of links before Python 3.13; a NUL in the name
        return _unreadable(path, "cannot be read: the path leads nowhere", "check that it exists and may be read")


def read_all(paths: Iterable[Path], root: Path) -> Iterator[bytes | Finding]:
    """The same as :func:`read_bytes` for each of ``paths``; folders that hold many of them are looked up once."""
    inside: dict[Path, bool] = {}
    for path in paths:
        folder = path.parent
        if folder not in inside:
            inside[folder] = _lies_in(folder, root)
        plain = inside[folder] and not os.path.islink(path)  # noqa: PTH114 - Path.is_symlink raises
        yield read_bytes(path, None if plain else root)


def _lies_in(folder: Path, root: Path) -> bool:
    try:
        return folder.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def name_of(path: Path) -> str:
    """The name under which findings mention the file: the path as given, with forward slashes and printable."""
    name = path.as_posix()
    if name.isprintable():
        return name
    return "".join(ch if ch.isprintable() else "\N{REPLACEMENT CHARACTER}" for ch in name)


def _unreadable(path: Path, reason: str, advice: str) -> Finding:
    return Finding("PB017", reason, Location(name_of(path), 1, 1), advice=advice)
