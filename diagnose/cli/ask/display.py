"""What is shown: lines one after the other, wrapped and coloured on a terminal, plain everywhere else."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

GLUE = "\N{NO-BREAK SPACE}"
"""Stands between words that belong on one line; it is shown as a space."""
_WIDEST = 100
_NARROWEST = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in a style of rich; what does not fit goes on ``hang`` columns further in."""

    text: str
    style: str = ""
    hang: int = 2


@dataclass(frozen=True, slots=True)
class Marks:
    """The signs that not every terminal has."""

    rule: str
    up: str
    down: str


FINE = Marks("─", "↑", "↓")
PLAIN = Marks("-", "^", "v")
"""Signs that every terminal has."""


class Display:
    """The screen, or whatever takes its place."""

    def __init__(self) -> None:
        self.terminal = sys.stdout.isatty()
        self.marks = FINE if _can_show(f"{FINE.rule}{FINE.up}{FINE.down}") else PLAIN

    def show(self, lines: Iterable[Line | str]) -> None:
        """Write ``lines``."""
        for line in lines:
            self._write(Line(line) if isinstance(line, str) else line)

    def page(self, text: str) -> None:
        """Write a page of text, its headings in bold, between empty lines."""
        self.show([""])
        before = ""
        for line in text.rstrip("\n").split("\n"):
            heading = bool(line) and not before
            self._write(Line(line, "bold" if heading else ""))
            before = line
        self.show([""])

    def rule(self, title: str) -> None:
        """Write a line across the screen with ``title`` in it."""
        mark = self.marks.rule
        self.show(["", Line(f"{mark * 2} {title} ".ljust(self._width, mark), "dim", 0)])

    def prompt(self, text: str) -> None:
        """Write ``text`` and leave the cursor behind it."""
        with self._attached():
            click.echo(text, nl=False)
            sys.stdout.flush()

    @property
    def _width(self) -> int:
        """Columns; one stays free, because some terminals wrap as soon as the last one is used."""
        return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns) - 1)

    def _write(self, line: Line) -> None:
        if not self.terminal:
            click.echo(line.text.replace(GLUE, " "))
            return
        from rich.text import Text

        with self._attached():
            for part in self._wrapped(line):
                self._console.print(Text(part, line.style))

    @contextmanager
    def _attached(self) -> Iterator[None]:
        """A terminal that was closed takes no more text; what is said to it is lost, and nothing else."""
        try:
            yield
        except OSError:
            if not self.terminal:
                raise
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _wrapped(self, line: Line) -> list[str]:
        inside = line.text.lstrip(" ")
        indent = " " * (len(line.text) - len(inside))
        rest = indent + " " * line.hang if len(indent) + line.hang < self._width // 2 else ""
        wrapped = textwrap.wrap(
            inside, self._width, initial_indent=indent, subsequent_indent=rest, break_on_hyphens=False
        )
        return [part.replace(GLUE, " ") for part in wrapped] or [""]

    @cached_property
    def _console(self) -> Console:
        from rich.console import Console

        return Console(highlight=False, soft_wrap=True)


def _can_show(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
