"""Where results are kept: in the user's own folder for caches, which no knowledge base can bring along."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from diagnose.kb.caching.memory import Memory

_RESTS_ON = ("PyYAML", "pydantic", "pydantic-core", "networkx", "tzdata")
"""What has a say in the findings besides this library."""


def cache_folder(environment: Mapping[str, str], system: str = sys.platform) -> Path | None:
    """The folder for caches of ``diagnose`` by the rules of the ``system``; None where nobody has one."""
    home = environment.get("USERPROFILE" if system == "win32" else "HOME", "")
    named = environment.get("LOCALAPPDATA" if system == "win32" else "XDG_CACHE_HOME", "")
    if named and Path(named).is_absolute():
        return Path(named) / "diagnose"
    if not home:
        return None
    return Path(home) / {"darwin": "Library/Caches", "win32": "AppData/Local"}.get(system, ".cache") / "diagnose"


def memory_of(folder: Path, caches: Path | None) -> Memory | None:
    """What is remembered of the knowledge base in ``folder``, kept below ``caches``; None without such a folder."""
    if caches is None:
        return None
    try:
        where, identity = os.fsencode(folder.resolve()), _identity()
    except (OSError, RuntimeError, ValueError):
        return None
    return Memory(caches / f"check-{blake2b(where, digest_size=12).hexdigest()}", identity)


def _identity() -> str:
    """What names this very program: after any change of its files nothing is believed that it kept before."""
    root = Path(__file__).parents[2]
    return "\n".join((platform.python_version(), *map(_version, _RESTS_ON), *sorted(_files(str(root)))))


def _version(distribution: str) -> str:
    try:
        return f"{distribution} {version(distribution)}"
    except PackageNotFoundError:
        return ""


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            elif entry.name.endswith(".py"):
                found = entry.stat()
                yield f"{entry.path} {found.st_size} {found.st_mtime_ns}"
