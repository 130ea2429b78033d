"""Tables that fit a screen: by rich on a terminal, in plain columns from a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import click

WIDEST = 100
"""No line of a table is longer in a pipe."""
_GAP = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its ``title``; what ``gives`` is cut first where there is no room, down to ``least`` characters."""

    title: str
    gives: bool = False
    least: int = 8


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    """Write ``rows`` below the titles; a column in which nothing stands is left out."""
    listed = [tuple(row) for row in rows]
    kept = [place for place in range(len(columns)) if any(row[place] for row in listed)]
    shown = [[row[place] for place in kept] for row in listed]
    heads = [columns[place] for place in kept]
    if sys.stdout.isatty():
        _on_terminal(heads, shown)
    else:
        for line in lines_of(heads, shown):
            click.echo(line)


def lines_of(columns: Sequence[Column], rows: Sequence[Sequence[str]], widest: int = WIDEST) -> list[str]:
    """The titles and the ``rows`` in plain columns, no line longer than ``widest`` if the columns can give so much."""
    cells = [[column.title for column in columns], *rows]
    widths = [max(len(row[place]) for row in cells) for place in range(len(columns))]
    excess = sum(widths) + _GAP * (len(widths) - 1) - widest
    while excess > 0:
        giving = [place for place, column in enumerate(columns) if column.gives and widths[place] > column.least]
        if not giving:
            break
        widths[max(giving, key=lambda place: (widths[place], -place))] -= 1
        excess -= 1
    gap = " " * _GAP
    return [
        gap.join(_cut(cell, width).ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "\N{HORIZONTAL ELLIPSIS}"


def _on_terminal(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    made = Table(box=None, pad_edge=False, header_style="bold", padding=(0, _GAP, 0, 0))
    for place, column in enumerate(columns):
        longest = max(len(cells[place]) for cells in ([each.title for each in columns], *rows))
        least = min(column.least, longest) if column.gives else longest
        made.add_column(Text(column.title), no_wrap=True, overflow="ellipsis", min_width=least)
    for row in rows:
        made.add_row(*map(Text, row))
    Console(highlight=False).print(made)
