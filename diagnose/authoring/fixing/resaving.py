"""Bytes of a file to text and back: byte order marks and line ends."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_END = re.compile("\r\n|\r|\n")
MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Saved:
    """The text of a file without its byte order mark, and whether it has one."""

    text: str
    marked: bool

    @classmethod
    def of(cls, content: bytes) -> Saved:
        """The text in ``content``.

        Raises:
            UnicodeDecodeError: it is not UTF-8.
        """
        marked = content.startswith(MARK)
        return cls(content[len(MARK) if marked else 0 :].decode("utf-8"), marked)

    def to_bytes(self) -> bytes:
        """What the file holds."""
        return (MARK if self.marked else b"") + self.text.encode("utf-8")


def line_end(text: str) -> str:
    """The line end that ``text`` uses most; the plain one where none is ahead."""
    counts = Counter(_END.findall(text))
    return min(counts, key=lambda end: (-counts[end], end != "\n", end), default="\n")


def resaved(text: str) -> str:
    """``text`` with one kind of line end, the one that it uses most."""
    end = line_end(text)
    return _END.sub(lambda _: end, text)
