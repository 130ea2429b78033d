"""Findings held back in place: comments such as ``# diagnose: ignore PB210 because the manual says so``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from diagnose.errors import Finding, Location, Severity
from diagnose.nodes.written import Comment, WrittenDocument, read_written

_REMARK = re.compile(r"#+\s*diagnose:\s*(?P<verb>[\w-]*)(?P<rest>.*)", re.DOTALL)
_BECAUSE = re.compile(r"\bbecause\b")
_CODE = re.compile(r"[^\s,;]+")
VERBS = ("ignore", "ignore-file")


@dataclass(frozen=True, slots=True)
class Named:
    """A code as a remark names it, and where."""

    code: str
    at: Location


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment that speaks to ``diagnose``: ``verb``, the codes it names and the reason it gives.

    ``line`` is the line it is about, 0 for the whole file; ``in_head`` says that nothing but comments comes before it.
    """

    verb: str
    codes: tuple[Named, ...]
    reason: str
    at: Location
    line: int
    in_head: bool

    @property
    def holds(self) -> bool:
        """Whether it can hold anything back."""
        return self.verb == "ignore" or (self.verb == "ignore-file" and self.in_head)

    def covers(self, finding: Finding) -> bool:
        """Whether it holds ``finding`` back; an error is never held back."""
        return (
            self.holds
            and finding.severity < Severity.ERROR
            and self.line in (0, finding.at.line)
            and self.at.file == finding.at.file
            and any(named.code == finding.code for named in self.codes)
        )


def remarks_in(text: str, file: str) -> tuple[Remark, ...]:
    """The remarks in ``text``, in order; none in a text that is not plainly written YAML."""
    if "diagnose:" not in text:
        return ()
    document = read_written(text.removeprefix("\ufeff"))
    if document is None:
        return ()
    targets = _targets(document)
    return tuple(remark for each in document.comments for remark in _remark(each, document, targets, file))


def _targets(document: WrittenDocument) -> Mapping[int, int]:
    """By the line of a comment that stands alone: the next line that holds more than a comment."""
    rows = {document.lines.place(each.start)[0] for each in document.comments if each.alone}
    total = len(document.lines.starts)
    found: dict[int, int] = {}
    for row in sorted(rows, reverse=True):
        following = row + 1
        while following <= total and following not in rows and not document.lines.line(following).strip(" \t"):
            following += 1
        found[row] = found.get(following, min(following, total))
    return found


def _remark(comment: Comment, document: WrittenDocument, targets: Mapping[int, int], file: str) -> Iterator[Remark]:
    found = _REMARK.match(comment.text)
    if found is None:
        return
    because = _BECAUSE.search(found["rest"])
    named = found["rest"][: because.start()] if because else found["rest"]
    line, column = document.lines.place(comment.start)
    first = column + found.start("rest")
    codes = (Named(each[0].upper(), Location(file, line, first + each.start())) for each in _CODE.finditer(named))
    yield Remark(
        found["verb"],
        tuple(codes),
        found["rest"][because.end() :].strip() if because else "",
        Location(file, line, column),
        0 if found["verb"] == "ignore-file" else targets.get(line, line),
        comment.start < document.root.start,
    )


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding held back, and the remark that does it."""

    finding: Finding
    remark: Remark


@dataclass(frozen=True, slots=True)
class Sifted:
    """Findings to show, those held back, and the codes of remarks that held nothing back."""

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]
    idle: tuple[Named, ...]


def sift(findings: Iterable[Finding], remarks: Iterable[Remark]) -> Sifted:
    """``findings`` with those held back that ``remarks`` are about."""
    listed = tuple(remarks)
    by_line: dict[tuple[str, int], list[Remark]] = {}
    for remark in listed:
        by_line.setdefault((remark.at.file, remark.line), []).append(remark)
    kept: list[Finding] = []
    held: list[Suppressed] = []
    for finding in findings:
        file, line = finding.at.file, finding.at.line
        near = (*by_line.get((file, line), ()), *by_line.get((file, 0), ()))
        cover = next((each for each in near if each.covers(finding)), None)
        if cover is None:
            kept.append(finding)
        else:
            held.append(Suppressed(finding, cover))
    used = {(each.remark.at, each.finding.code) for each in held}
    idle = (named for remark in listed if remark.holds for named in remark.codes if (remark.at, named.code) not in used)
    return Sifted(tuple(kept), tuple(held), tuple(idle))
