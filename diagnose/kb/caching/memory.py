"""Results of earlier runs by the hash of all that they depend on, in one file that is believed only when it is whole.

The file is text: a line with the hash of the rest, then a line for each result, its key and JSON. It is read without
running anything, and what is damaged, foreign or unreadable counts as empty. What a run did not ask for is forgotten.
"""

from __future__ import annotations

import json
import logging
import os
import tempfile
from hashlib import blake2b
from pathlib import Path
from typing import Any

_FORMAT = b"diagnose-cache 1"
_MOST = 512 * 1024 * 1024
_FOLDERS = 32
"""So many knowledge bases are remembered; who comes after them takes the place of the one not seen for longest."""
_LOG = logging.getLogger(__name__)


class Memory:
    """The results kept at ``path``; ``identity`` names the program that worked them out."""

    def __init__(self, path: Path, identity: str) -> None:
        self._path = path
        self._begun = blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=20)
        self._before = _read(path)
        self._now: dict[str, bytes] = {}

    def key(self, what: str, *parts: str | bytes) -> str:
        """The key of ``what``, which depends on nothing but ``parts`` and the program."""
        found = self._begun.copy()
        for part in (what, *parts):
            content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
            found.update(b"%d " % len(content))
            found.update(content)
        return found.hexdigest()

    def recall(self, key: str) -> Any:
        """What was kept under ``key``; None for nothing."""
        line = self._now.get(key) or self._before.get(key)
        if line is None:
            return None
        self._now[key] = line
        return json.loads(line)

    def keep(self, key: str, value: Any) -> None:
        """Keep ``value``, plain data other than None, until a run no longer asks for it."""
        self._now[key] = json.dumps(value, separators=(",", ":")).encode("ascii")

    def keep_all(self) -> None:
        """Go on keeping everything, asked for or not: nothing has changed."""
        self._now = self._before | self._now

    def save(self) -> None:
        """Write what is to be kept, all or nothing; where that cannot be done, the next run does the work again."""
        if self._now == self._before:
            return
        lines = b"".join(b"%s %s\n" % (key.encode("ascii"), line) for key, line in sorted(self._now.items()))
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".new-")
            with os.fdopen(handle, "wb") as file:
                file.write(b"%s %s\n%s" % (_FORMAT, _hash(lines), lines))
            Path(name).replace(self._path)
            _make_room(self._path.parent)
        except OSError as error:
            _LOG.info("the cache cannot be written: %s", error)


def _make_room(folder: Path) -> None:
    files = sorted(folder.glob("check-*"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    for path in files[:-_FOLDERS]:
        path.unlink(missing_ok=True)


def _hash(content: bytes) -> bytes:
    return blake2b(content, digest_size=20).hexdigest().encode("ascii")


def _read(path: Path) -> dict[str, bytes]:
    """The lines of the file by key; none unless every byte of it is as it was written."""
    try:
        if path.stat().st_size > _MOST:
            return {}
        head, _, lines = path.read_bytes().partition(b"\n")
    except (OSError, ValueError):
        return {}
    if head != b"%s %s" % (_FORMAT, _hash(lines)):
        _LOG.info("the cache at %s is damaged, or of another version", path)
        return {}
    parted = (line.partition(b" ") for line in lines.splitlines())
    return {key.decode("ascii"): line for key, _, line in parted}
