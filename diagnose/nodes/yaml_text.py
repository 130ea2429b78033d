"""YAML text to nodes, from the parser's events and never through its constructors."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Any

import yaml

from diagnose.errors import Finding, Location, Severity, echo
from diagnose.nodes.builder import Builder, Refused
from diagnose.nodes.limits import DOCUMENT, Limits
from diagnose.nodes.scalars import is_null
from diagnose.nodes.scene import Problem
from diagnose.nodes.source import decode, name_of, split_lines
from diagnose.nodes.syntax import explain
from diagnose.nodes.tree import Node
from diagnose.wording import worded

_LOADER: Any = getattr(yaml, "CLoader", yaml.SafeLoader)


def read_text(text: str | bytes, file: str, limits: Limits = DOCUMENT) -> tuple[Node | None, tuple[Finding, ...]]:
    """The node that YAML ``text`` holds, and what is wrong with it; None when it cannot be used at all.

    A tree may come back together with findings of level error (a duplicate key: the first one counts), so that the
    rest of the document is checked as well.
    """
    clean, findings = decode(text, file, limits)
    if clean is None:
        return None, findings
    node, found = _read(clean, file, limits)
    if any(finding.code == "PB001" for finding in found):
        findings = tuple(finding for finding in findings if finding.severity < Severity.WARNING)
    return node, (*findings, *found)


def _read(text: str, file: str, limits: Limits) -> tuple[Node | None, list[Finding]]:
    reading = _Reading(Builder(file, limits))
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            reading.take(event)
    except Refused:
        return None, reading.findings()
    except yaml.YAMLError as error:
        return None, [*reading.findings(), explain(_problem(error), split_lines(text), file)]
    except (ValueError, OverflowError):  # the pure Python parser lets impossible escapes through
        return None, [*reading.findings(), explain(Problem(), split_lines(text), file)]
    node = reading.builder.root
    if node is None or is_null(node):
        advice = "write a document, or delete the file"
        return None, [*reading.findings(), Finding("PB004", "the file is empty", Location(file, 1, 1), advice=advice)]
    return None if reading.builder.spoilt else node, reading.findings()


def _problem(error: Exception) -> Problem:
    if not isinstance(error, yaml.MarkedYAMLError):
        return Problem(str(error))
    mark, context = error.problem_mark, error.context_mark
    return Problem(
        error.problem or "",
        (mark.line, mark.column) if mark else None,
        error.context or "",
        (context.line, context.column) if context else None,
    )


@dataclass(slots=True)
class _Anchor:
    at: Location
    uses: list[Location] = field(default_factory=list)
    merges: int = 0


class _Reading:
    """Hands events on to the builder and refuses what YAML has beyond plain trees."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.anchors: dict[str, _Anchor] = {}
        self.documents = 0

    def take(self, event: Any) -> None:
        """One event of the parser."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            at = self._properties(event)
            self.builder.open(at, is_mapping=kind is yaml.MappingStartEvent)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.builder.close()
        elif kind is yaml.AliasEvent:
            self._alias(event)
        elif kind is yaml.DocumentStartEvent:
            self._document(event)

    def findings(self) -> list[Finding]:
        """Everything found so far; an anchor comes with all its uses, as one finding."""
        for name, anchor in sorted(self.anchors.items(), key=lambda item: item[1].at):
            if not anchor.merges:
                uses = [(at, "used here") for at in anchor.uses]
                advice = "write the text out where it is needed, or put it in quotes if '&' belongs to it"
                message = worded("anchor '&{name}' is not read", name=echo(name))
                self.builder.report("PB007", message, anchor.at, advice, *uses)
        self.anchors.clear()
        return self.builder.findings

    def _scalar(self, event: Any) -> None:
        at = self._properties(event)
        text: str = event.value
        if event.style == '"' and not text.isprintable():
            self._check_escapes(text, at)
        self.builder.scalar(text, bool(event.style), at)

    def _check_escapes(self, text: str, at: Location) -> None:
        bad = next((ch for ch in text if unicodedata.category(ch) == "Cc" and ch not in "\t\n\r"), None)
        if bad is not None:
            message = worded("an escape stands for the control character {character}", character=name_of(bad))
            self.builder.report("PB001", message, at, "delete it; a backslash itself is written twice")
            self.builder.spoilt = True

    def _properties(self, event: Any) -> Location:
        mark = event.start_mark
        at = Location(self.builder.file, mark.line + 1, mark.column + 1)
        if event.anchor is not None:
            self.anchors[event.anchor] = _Anchor(at)
        if event.tag is not None:
            advice = "leave the tag out; put the text in quotes if '!' belongs to it"
            self.builder.report("PB009", worded("tag '{tag}' is not read", tag=echo(event.tag)), at, advice)
        return at

    def _alias(self, event: Any) -> None:
        mark = event.start_mark
        at = Location(self.builder.file, mark.line + 1, mark.column + 1)
        anchor = self.anchors.get(event.anchor)
        if anchor is not None:
            anchor.uses.append(at)
            anchor.merges += self.builder.at_merge_value
        elif not self.builder.at_merge_value:
            advice = "write the text out, or put it in quotes if '*' belongs to it"
            self.builder.report("PB007", worded("alias '*{name}' is not read", name=echo(event.anchor)), at, advice)
        self.builder.spoilt = True
        self.builder.scalar("*" + event.anchor, True, at)

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            mark = event.start_mark
            at = Location(self.builder.file, mark.line + 1, mark.column + 1)
            self.builder.report("PB011", "the file holds more than one document", at, "one document, one file")
            raise Refused
