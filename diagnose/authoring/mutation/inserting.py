"""Suggestions written into the files of cases: whatever stands there already stays as it is, comments included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from diagnose.authoring.expectation import Expectation
from diagnose.authoring.mutation.expecting import joined
from diagnose.authoring.mutation.offers import MoreExpected, NewCase, Suggestion
from diagnose.authoring.mutation.writing import FIGURES, LISTS, case_lines, expected
from diagnose.errors import Finding, Location
from diagnose.nodes import Mapping as Entries
from diagnose.nodes import Node, Scalar, Sequence, read_bytes, read_text
from diagnose.nodes.files import name_of


@dataclass(frozen=True, slots=True)
class Insertion:
    """``text`` goes in before the character at ``line`` and ``column``, which count from 1."""

    line: int
    column: int
    text: str


def written_into(folder: Path, suggestions: Iterable[Suggestion]) -> Mapping[str, str]:
    """The new content of each file of cases below ``folder`` that takes a suggestion, by the name of the file.

    What has no place - ``tests`` in brackets - is left out.
    """
    by_file: dict[str, list[Suggestion]] = {}
    for each in suggestions:
        if isinstance(each, NewCase | MoreExpected):
            by_file.setdefault(each.case.file, []).append(each)
    found: dict[str, str] = {}
    for file in sorted(by_file):
        path = folder / file
        content = read_bytes(path, folder)
        if isinstance(content, Finding):
            continue
        changed = with_suggestions(content.decode("utf-8"), by_file[file], name_of(path))
        if changed is not None:
            found[file] = changed
    return found


def with_suggestions(text: str, suggestions: Iterable[Suggestion], file: str = "") -> str | None:
    """``text`` of a file of cases with ``suggestions``; None where nothing of it has a place."""
    root, _ = read_text(text.encode(), file)
    tests = root.get("tests") if isinstance(root, Entries) else None
    if not isinstance(root, Entries) or not isinstance(tests, Sequence) or not tests.items:
        return None
    lines = text.split("\n")
    insertions: list[Insertion] = []
    added: list[str] = []
    wanted: dict[str, Expectation] = {}
    indent = _indent_of(lines, tests)
    for each in suggestions:
        if isinstance(each, NewCase) and indent is not None:
            added += case_lines(each, indent)
        elif isinstance(each, MoreExpected):
            wanted[each.case.name] = joined(wanted.get(each.case.name, Expectation()), each.expect)
    for name, expect in wanted.items():
        insertions += _more(lines, _expect_of(tests, name), expect)
    if not insertions and not added:
        return None
    end = _end_of(lines, root)
    for place in sorted(set(insertions), key=lambda each: (each.line, each.column), reverse=True):
        line = lines[place.line - 1]
        lines[place.line - 1] = line[: place.column - 1] + place.text + line[place.column - 1 :]
    lines[end:end] = added
    return "\n".join(lines).rstrip("\n") + "\n"


def _indent_of(lines: list[str], tests: Sequence) -> int | None:
    """How far the dashes of ``tests`` stand in; None where it is written in brackets."""
    at = tests.items[0].at
    before = lines[at.line - 1][: at.column - 1]
    return len(before) - len(before.lstrip()) if before.strip() == "-" else None


def _end_of(lines: list[str], root: Entries) -> int:
    """The number of the line after the last case: before the next key of the document, and comments above it."""
    place = [key.text for key, _ in root].index("tests")
    end = root.entries[place + 1][0].at.line - 1 if place + 1 < len(root.entries) else len(lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end


def _named(tests: Sequence, name: str) -> Entries | None:
    for item in tests.items:
        if isinstance(item, Entries) and isinstance(found := item.get("name"), Scalar) and found.text == name:
            return item
    return None


def _expect_of(tests: Sequence, name: str) -> Entries | None:
    item = _named(tests, name)
    expect = item.get("expect") if item is not None else None
    return expect if isinstance(expect, Entries) and expect.entries else None


def _more(lines: list[str], expect: Entries | None, more: Expectation) -> list[Insertion]:
    """What adds ``more`` to ``expect``; nothing where it has no place."""
    found: list[Insertion] = []
    if expect is None:
        return found
    for key, value in expected(more).items():
        there = expect.get(key)
        if there is None:
            found.append(_entry(lines, expect, f"{key}: {value}"))
        elif key in LISTS:
            found += _item(lines, there, value[1:-1])
        elif key in FIGURES and isinstance(there, Entries) and there.entries:
            found.append(_entry(lines, there, value[1:-1]))
    return found


def _entry(lines: list[str], mapping: Entries, text: str) -> Insertion:
    """A new first entry of ``mapping``, in brackets or on a line of its own as the others are."""
    first = mapping.entries[0][0].at
    if _character(lines, mapping.at) == "{":
        return Insertion(first.line, first.column, f"{text}, ")
    return Insertion(first.line, first.column, f"{text}\n{' ' * (first.column - 1)}")


def _item(lines: list[str], node: Node, text: str) -> list[Insertion]:
    """A new first item of a list."""
    if not isinstance(node, Sequence) or not node.items:
        return []
    first = node.items[0].at
    if _character(lines, node.at) == "[":
        return [Insertion(first.line, first.column, f"{text}, ")]
    return [Insertion(first.line, first.column, f"{text}\n{' ' * (first.column - 3)}- ")]


def _character(lines: list[str], at: Location) -> str:
    return lines[at.line - 1][at.column - 1 : at.column]
