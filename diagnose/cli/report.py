"""What the forms of findings are made from: the findings, their texts, and the language to say them in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diagnose.errors import Finding, Location

if TYPE_CHECKING:
    from diagnose.authoring.checking import Sources
    from diagnose.authoring.fixing import Editor
    from diagnose.kb.suppressing import Suppressed

HELP_PAGE = "docs/codes/{code}.md"
"""The page about a code, where nobody says where else it is."""


@dataclass(frozen=True, slots=True)
class Report:
    """Findings to be written in some form; ``suppressed`` ones are mentioned where a form has a place for them."""

    findings: tuple[Finding, ...]
    sources: Sources
    suppressed: tuple[Suppressed, ...] = ()
    language: str = "en"
    help_url: str = ""
    editors: dict[str, Editor | None] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, findings: Iterable[Finding], folder: Path) -> Report:
        """A report in English on ``findings`` about ``folder``."""
        from diagnose.authoring.checking import Sources

        return cls(tuple(findings), Sources(folder))

    def say(self, message: str) -> str:
        """``message`` in the language of the report."""
        from diagnose.kb.russian import said

        return said(message, self.language)

    def whole(self, finding: Finding) -> str:
        """Message and advice of ``finding`` on one line."""
        advice = f"; {self.say(finding.advice)}" if finding.advice else ""
        return " ".join(f"{self.say(finding.message)}{advice}".split())

    def end(self, at: Location) -> Location:
        """Where what begins ``at`` a place ends."""
        return self.sources.end(at)

    def utf16(self, at: Location) -> int:
        """The column of a place in UTF-16 code units, as editors count; from 1."""
        before = self.sources.line(at)[: max(at.column, 1) - 1]
        return len(before.encode("utf-16-le", "surrogatepass")) // 2 + 1

    def page(self, code: str) -> str:
        """The page about ``code``."""
        return (self.help_url or HELP_PAGE).replace("{code}", code)

    def edits(self, finding: Finding) -> list[tuple[Location, Location, str]]:
        """What the fix of ``finding`` changes: from, up to, and the new text."""
        if finding.fix is None:
            return []
        file = finding.fix.at.file
        editor = self._editor(file)
        if editor is None:
            return []
        place, found = editor.document.lines.place, editor.edits(finding.fix)
        return [(Location(file, *place(each.start)), Location(file, *place(each.end)), each.text) for each in found]

    def _editor(self, file: str) -> Editor | None:
        from diagnose.authoring.fixing import Editor

        document = self.sources.written(file)
        if file not in self.editors:
            self.editors[file] = Editor(document) if document else None
        return self.editors[file]


def as_range(report: Report, start: Location, end: Location) -> dict[str, Any]:
    """A span as plain data: lines and columns from 1, columns in code points and in UTF-16."""
    return {
        name: {"line": at.line, "column": at.column, "utf16": report.utf16(at)}
        for name, at in (("start", start), ("end", end))
    }
