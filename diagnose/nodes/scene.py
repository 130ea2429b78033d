"""What the parser of YAML said, with the lines around the place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Mark: TypeAlias = tuple[int, int]
"""Line and column as the parser gives them, from 0."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What the parser said, where, and while doing what since where."""

    text: str = ""
    mark: Mark | None = None
    context: str = ""
    since: Mark | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """The problem with the lines it lies in."""

    problem: Problem
    lines: list[str]
    mark: Mark
    since: Mark

    @property
    def line(self) -> str:
        """The line of the mark."""
        return self.lines[self.mark[0]]

    @property
    def here(self) -> str:
        """The character at the mark; empty at the end of the line."""
        return self.line[self.mark[1] : self.mark[1] + 1]

    @property
    def above(self) -> int:
        """The nearest line above the mark that is not blank; -1 for none."""
        row = self.mark[0] - 1
        while row >= 0 and not self.lines[row].split("#")[0].strip():
            row -= 1
        return row

    @property
    def opened(self) -> Mark:
        """The bracket that the problem lies in: where the parser says, or the last one before the mark."""
        row, column = self.since
        while row >= 0 and self.lines[row][column : column + 1] not in ("[", "{"):
            column = max(self.lines[row].rfind("[", 0, column), self.lines[row].rfind("{", 0, column))
            if column < 0:
                row -= 1
                column = len(self.lines[row])
        return (row, column) if row >= 0 else self.since

    @classmethod
    def of(cls, problem: Problem, lines: list[str]) -> Scene:
        """``problem`` in ``lines``, with its marks within them."""
        return cls(problem, lines, _within(problem.mark, lines), _within(problem.since or problem.mark, lines))


def _within(mark: Mark | None, lines: list[str]) -> Mark:
    if mark is None:
        return (0, 0)
    if mark[0] >= len(lines):  # the parser counts the end of the text as a line of its own
        return (len(lines) - 1, len(lines[-1]))
    return (mark[0], min(mark[1], len(lines[mark[0]])))
