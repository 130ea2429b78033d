"""The comments of a document while it is written anew: each is written once."""

from __future__ import annotations

from bisect import bisect_left

from diagnose.nodes.written import Comment, WrittenDocument

APART = 2
"""At least so many spaces stand before a comment that follows something on its line."""


class Unformattable(Exception):  # noqa: N818 - it ends the formatting of one document, which stays as it is
    """The document is written in a way that cannot be formatted without changing what it says."""


class Comments:
    """Where the comments are."""

    def __init__(self, document: WrittenDocument) -> None:
        self.document = document
        self.all = document.comments
        self._starts = [comment.start for comment in self.all]

    def between(self, start: int, end: int) -> tuple[Comment, ...]:
        """Those that begin from ``start`` up to ``end``."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def any(self, start: int, end: int) -> bool:
        """Whether there is one."""
        return bool(self.between(start, end))

    def taken(self, start: int, end: int, *, alone: bool) -> list[Comment]:
        """Those between that do, or do not, have a line of their own."""
        return [comment for comment in self.between(start, end) if comment.alone == alone]

    def beside(self, comment: Comment) -> str:
        """A comment that follows something on its line, with the spaces before it that the author gave it."""
        before = self.document.text[: comment.start]
        spaces = len(before) - len(before.rstrip(" "))
        return " " * max(APART, spaces) + comment.text.rstrip()

    def column(self, comment: Comment) -> int:
        """How far it is indented."""
        return self.document.lines.place(comment.start)[1] - 1
