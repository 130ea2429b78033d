"""The documents of a knowledge base as they were written: enough to load it again."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from diagnose.errors import UsageError, echo
from diagnose.wording import worded

ARCHIVE: Final = "diagnose/archive/1"
"""The name of the format of a packed archive."""


@dataclass(frozen=True, slots=True)
class Archive:
    """Names and bytes of the documents below ``root``, as they were called when they were loaded.

    ``drafts`` says whether drafts took part. ``rules`` are the import paths of the classes of Python rules that were
    handed in; their code is not in here.
    """

    root: str
    files: tuple[tuple[str, bytes], ...]
    drafts: bool = False
    rules: tuple[str, ...] = ()

    def packed(self) -> bytes:
        """The archive in few bytes; the same for the same archive under the same version of zlib."""
        files = [[name, content.decode("utf-8", "surrogateescape")] for name, content in self.files]
        data = {"schema": ARCHIVE, "root": self.root, "drafts": self.drafts, "rules": self.rules, "files": files}
        return zlib.compress(json.dumps(data, separators=(",", ":")).encode("ascii"), 6)

    @classmethod
    def unpacked(cls, packed: bytes) -> Archive:
        """What :meth:`packed` made.

        Raises:
            UsageError: it was made by something else, or is damaged.
        """
        try:
            data = json.loads(zlib.decompress(packed))
            return cls._of(data)
        except (zlib.error, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise UsageError(worded("this is no archive of a knowledge base: {reason}", reason=echo(error))) from error

    @classmethod
    def _of(cls, data: dict[str, Any]) -> Archive:
        if data["schema"] != ARCHIVE:
            raise ValueError(data["schema"])
        files = tuple((str(name), text.encode("utf-8", "surrogateescape")) for name, text in data["files"])
        return cls(str(data["root"]), files, bool(data["drafts"]), tuple(map(str, data["rules"])))

    def classes(self) -> tuple[type, ...]:
        """The classes of Python rules that were handed in.

        Raises:
            UsageError: one of them is not to be found.
        """
        return tuple(map(_class_at, self.rules))


def path_of(rules: type) -> str:
    """The import path of a class."""
    return f"{rules.__module__}:{rules.__qualname__}"


def _class_at(path: str) -> type:
    module, _, names = path.partition(":")
    try:
        found: Any = import_module(module)
        for name in names.split("."):
            found = getattr(found, name)
    except Exception as error:
        message = worded("the Python rules '{path}' are not to be found: {reason}", path=echo(path), reason=echo(error))
        raise UsageError(message) from error
    if not isinstance(found, type):
        raise UsageError(worded("the Python rules '{path}' are no class", path=echo(path)))
    return found
