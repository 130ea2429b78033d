"""``python -m benchmarks troubleshooting``: options, progress, tables and plot."""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import track

from benchmarks.troubleshooting.drawer import Mix
from benchmarks.troubleshooting.generated import SHAPES, SMALL
from benchmarks.troubleshooting.plot import Bar, Panel, svg
from benchmarks.troubleshooting.report import DEFINITIONS, Row, rows_of, small_table, summary, table
from benchmarks.troubleshooting.running import ALL_KNOWN, OURS, Source, gathered, play_all, reckon_all

Item = TypeVar("Item")
SHIPPED = Path("playbooks")
KINDS = {OURS: "ours", ALL_KNOWN: "bound", "optimum": "bound"}


def main(arguments: Sequence[str]) -> None:
    """Play, print the tables, write the plot if one is asked for."""
    options = _options(arguments)
    panels = []
    by_source = {}
    print("", DEFINITIONS, sep="\n")
    for source in sources(options):
        part = 1 if source.shape is None else 4
        cases, slow = max(1, options.cases // part), options.brute // part
        played = [each for each in _shown(play_all(source, cases, slow, options.jobs), source.name, cases) if each]
        if not played:
            sys.exit(f"{source.name}: no case can be drawn; no fault shows a complaint, or no gate can be satisfied")
        rows = rows_of(gathered(played))
        print("", *table(source.name, rows), sep="\n", flush=True)
        by_source[source.name] = rows
        panels.append(Panel(f"{source.name}: mean cost of a case", tuple(_bars(rows))))
    print("", *summary(by_source), sep="\n")
    if options.kb is None and options.models:
        panels += _small(options)
    if options.plot is not None:
        options.plot.write_text(svg("Troubleshooting: what a case costs, by policy", panels), encoding="utf-8")


def sources(options: argparse.Namespace) -> Iterator[Source]:
    """A folder alone if one is given; else the shipped knowledge base and the drawn shapes."""
    mix = Mix(options.unknown, options.several, options.dont_know, options.told, options.line, options.channel)
    folder = options.kb or SHIPPED
    where = f"{options.line or 'first line'}, {options.channel}"
    yield Source(f"{folder}, {where}", mix, options.seed, folder)
    if options.kb is None:
        there = replace(mix, line="line-2", channel="on-site")
        yield Source(f"{folder}, line-2, on-site", there, options.seed, folder)
        for shape in SHAPES:
            yield Source(f"drawn: {shape.name}, {shape.faults} faults", mix, options.seed, shape=shape)


def _small(options: argparse.Namespace) -> Iterator[Panel]:
    for shape in SMALL:
        results = reckon_all(shape, options.models, options.seed, options.jobs)
        found = list(_shown(results, shape.name, options.models))
        print("", *small_table(shape.name, found), sep="\n", flush=True)
        means = {name: statistics.fmean(each[name] for each in found) for name in found[0]}
        bars = [Bar(name, means[name], 0.0, KINDS.get(name, "other")) for name in sorted(means, key=means.__getitem__)]
        yield Panel(f"{shape.name}: exact expected cost", tuple(bars))


def _shown(results: Iterator[Item], title: str, total: int) -> Iterator[Item]:
    """The results, with progress on standard error."""
    console = Console(stderr=True)
    return iter(track(results, description=title, total=total, console=console, transient=True))


def _bars(rows: Sequence[Row]) -> Iterator[Bar]:
    for row in rows:
        yield Bar(row.policy, row.cost, row.error, KINDS.get(row.policy, "other"))


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks troubleshooting", description=__doc__)
    parser.add_argument("--cases", type=int, default=2000, help="cases of a folder; a quarter of it for each shape")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kb", type=Path, default=None, help="play this knowledge base alone")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--brute", type=int, default=400, help="so many of them by brute-force look-ahead too")
    parser.add_argument("--models", type=int, default=30, help="small models of each shape for the exact optimum")
    unknown = 'share of cases that no playbook knows; "model": as many as the knowledge base expects'
    parser.add_argument("--unknown", type=_share, default=Mix().unknown, help=unknown)
    parser.add_argument("--several", type=float, default=Mix().several, help="share of cases with two or three faults")
    parser.add_argument("--dont-know", type=float, default=Mix().dont_know, help='share of "don\'t know" answers')
    parser.add_argument("--told", type=int, default=1, help="complaints that the intake holds, at most")
    parser.add_argument("--line", default=None, help="the line that has the cases; the first if left out")
    parser.add_argument("--channel", default=Mix().channel, help="how it speaks with the customer")
    parser.add_argument("--plot", type=Path, default=None, help="write an SVG file")
    return parser.parse_args(arguments)


def _share(text: str) -> float | None:
    return None if text == "model" else float(text)
