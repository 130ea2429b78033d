"""Files written so that a reader sees the old or the new text, never half of one."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def save(path: Path, content: bytes) -> None:
    """Write ``content`` in place of what the file at ``path`` holds; its permissions stay, and a link stays a link.

    A new file gets the permissions that the user gives to new files.

    Raises:
        OSError: the folder or the file cannot be written.
    """
    target = path.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, target.stat().st_mode & 0o7777 if target.exists() else _usual())  # noqa: PTH101 - a text
        os.replace(name, target)  # noqa: PTH105 - likewise
    except BaseException:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108 - likewise
        raise


def _usual() -> int:
    """The permissions of a new file; the mask can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask
