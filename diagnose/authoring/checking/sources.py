"""The texts that findings are about, read once, and where things in them end."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from diagnose.errors import Finding, Location
from diagnose.nodes import read_bytes
from diagnose.nodes.files import name_of
from diagnose.nodes.limits import DOCUMENT
from diagnose.nodes.written import Lines, WrittenDocument, read_written


class Sources:
    """The texts of documents in ``folder`` by the names that findings give them; ``unsaved`` ones come first.

    A file that does not lie in the folder, even by a link, has no text here.
    """

    def __init__(self, folder: Path, unsaved: Mapping[Path, bytes] | None = None) -> None:
        self.folder = folder
        self._unsaved = {name_of(path): content for path, content in (unsaved or {}).items()}
        self._lines: dict[str, Lines | None] = {}
        self._written: dict[str, WrittenDocument | None] = {}
        self._ends: dict[str, Mapping[int, int]] = {}

    def lines(self, file: str) -> Lines | None:
        """The lines of ``file`` without its byte order mark; None for what cannot be shown."""
        if file not in self._lines:
            self._lines[file] = self._read(file)
        return self._lines[file]

    def written(self, file: str) -> WrittenDocument | None:
        """How ``file`` is written; None where that cannot be told."""
        if file not in self._written:
            lines = self.lines(file)
            self._written[file] = read_written(lines.text) if lines else None
        return self._written[file]

    def line(self, at: Location) -> str:
        """The text of the line at a place; empty without one."""
        lines = self.lines(at.file)
        return lines.line(at.line) if lines and at.line else ""

    def end(self, at: Location) -> Location:
        """Where what begins ``at`` a place ends; the place itself if that cannot be told."""
        written = self.written(at.file) if at.line else None
        if written is None:
            return at
        if at.file not in self._ends:
            self._ends[at.file] = written.ends()
        start = written.lines.offset(at.line, at.column)
        line, column = written.lines.place(self._ends[at.file].get(start, start))
        return Location(at.file, line, column)

    def name(self, file: str) -> str:
        """``file`` as seen from the folder, for what is kept; as it is where it lies elsewhere."""
        path = Path(file)
        return path.relative_to(self.folder).as_posix() if path.is_relative_to(self.folder) else file

    def _read(self, file: str) -> Lines | None:
        content: bytes | Finding | None = self._unsaved.get(file)
        if content is None:
            content = read_bytes(Path(file), self.folder)
        if isinstance(content, Finding):
            return None
        text = content[: DOCUMENT.file * 2].decode("utf-8", "replace").removeprefix("\ufeff")
        return Lines(text)
