"""From a fix to spans of text and what stands there instead."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass

from diagnose.authoring.fixing.removal import Removals
from diagnose.errors import Fix, FixKind
from diagnose.nodes.written import BLOCK, WrittenDocument, WrittenScalar

_FLOW = re.compile(r"[\[\]{},\n\r]|^[&*!|>%@`?-]|: |:$| #")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """The text from offset ``start`` up to ``end`` becomes ``text``."""

    start: int
    end: int
    text: str


class Editor:
    """Finds the edits of fixes in one document."""

    def __init__(self, document: WrittenDocument) -> None:
        self.document = document
        self._scalars = {
            node.start: node for node in document.walk() if isinstance(node, WrittenScalar) and node.end > node.start
        }
        self._removals: Removals | None = None

    def edits(self, fix: Fix) -> tuple[Edit, ...]:
        """What ``fix`` changes, in order; nothing if the place is not, or no longer, what it is about.

        A file that is to be saved again has no edits: that changes bytes, not words.
        """
        start = self.document.lines.offset(fix.at.line, fix.at.column)
        if fix.kind is FixKind.REMOVE:
            self._removals = self._removals or Removals(self.document)
            return tuple(Edit(*span, "") for span in self._removals.at(start))
        scalar = self._scalars.get(start)
        if scalar is None:
            return ()
        text = _instead(fix, scalar, self.document.text[scalar.start : scalar.end])
        return () if text is None else (Edit(scalar.start, scalar.end, text),)


def _instead(fix: Fix, scalar: WrittenScalar, raw: str) -> str | None:
    if fix.kind is FixKind.REPLACE:
        return fix.text
    if scalar.style in BLOCK:
        return None
    if fix.kind is FixKind.QUOTE:
        return None if scalar.style else in_quotes(raw)
    if fix.kind is FixKind.WRAP:
        plain = not scalar.style and _FLOW.search(raw) is not None
        return f"[{in_quotes(raw) if plain else raw}]"
    return None


def in_quotes(raw: str) -> str:
    """The text of a plain scalar in single quotes, which read it as it stands."""
    return "'" + raw.replace("'", "''") + "'"


def without_overlaps(groups: Iterable[tuple[Edit, ...]]) -> list[tuple[Edit, ...]]:
    """Those of the ``groups`` that do not touch an earlier one; the others must wait for another round.

    Two deletions may touch each other.
    """
    taken: list[tuple[Edit, ...]] = []
    used: list[Edit] = []
    for group in groups:
        if group and all(_is_free(edit, used) for edit in group):
            taken.append(group)
            for edit in group:
                insort(used, edit)
    return taken


def _is_free(edit: Edit, used: list[Edit]) -> bool:
    at = bisect_left(used, edit)
    before = at == 0 or _are_apart(used[at - 1], edit)
    return before and (at == len(used) or _are_apart(edit, used[at]))


def _are_apart(one: Edit, other: Edit) -> bool:
    """Whether ``one`` ends before the ``other`` begins."""
    both_delete = not one.text and not other.text and one.start < other.start
    return one.end < other.start or (both_delete and one.end == other.start)


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with all ``edits``, none of which touches another."""
    done: list[str] = []
    position = 0
    for edit in sorted(edits):
        done += [text[position : edit.start], edit.text]
        position = edit.end
    return "".join([*done, text[position:]])
