"""Pictures in SVG: shares with their intervals, columns over time, lengths of time. Each has a title and a description.

The marks differ in form as well as in colour, so that people of every colour vision tell them apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from diagnose.record.report.chances import Share

BLUE, ORANGE, GREY, BAND = "#0072B2", "#D55E00", "#999999", "#E3F1E5"
"""Blue and vermilion of Okabe and Ito 2008, a grey, and the green of what is aimed at."""
WIDTH: Final = 720
ROW: Final = 26
LEFT: Final = 230
RIGHT: Final = 30
TOP: Final = 16
BOTTOM: Final = 34
HEIGHT: Final = 260
GUTTER: Final = 56
LONGEST: Final = 34


@dataclass(frozen=True, slots=True)
class Heading:
    """What a picture is called, for those who see it and those who do not; ``id`` is its own in a page."""

    id: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Row:
    """One named row: a length from ``low`` to ``high``, perhaps with a mark between; ``told`` says it in words."""

    name: str
    low: float
    high: float
    told: str
    mark: float | None = None


def shares_svg(heading: Heading, rows: Sequence[tuple[str, Share]], band: tuple[float, float] | None = None) -> str:
    """Shares with their intervals, one below the other; ``band`` is where they should lie."""
    drawn = [Row(name, share.low, share.high, _told(share), share.value) for name, share in rows if share.of]
    ticks = [(each / 10, f"{each * 10} %") for each in range(0, 11, 2)]
    return _rows_svg(heading, drawn, ticks, band)


def times_svg(heading: Heading, rows: Sequence[Row]) -> str:
    """Lengths of time in hours, on a logarithmic scale."""
    if not rows:
        return ""
    low = math.floor(math.log10(max(0.01, min(each.low for each in rows))))
    high = max(low + 1, math.ceil(math.log10(max(0.1, *(each.high for each in rows)))))

    def place(hours: float) -> float:
        return (math.log10(max(hours, 10**low)) - low) / (high - low)

    drawn = [Row(each.name, place(each.low), place(each.high), each.told, place(each.low)) for each in rows]
    ticks = [(place(10**power), f"{10.0**power:g}") for power in range(low, high + 1)]
    return _rows_svg(heading, drawn, ticks, None)


def _rows_svg(
    heading: Heading, rows: Sequence[Row], ticks: Sequence[tuple[float, str]], band: tuple[float, float] | None
) -> str:
    if not rows:
        return ""
    bottom = TOP + ROW * len(rows)
    parts = [*_band_across(band, bottom)]
    for at, name in ticks:
        x = _across(at)
        parts.append(f'<path d="M{x:.1f} {TOP}V{bottom}" stroke="#ddd"/>')
        parts.append(_text(x, bottom + 18, name, "middle"))
    for index, row in enumerate(rows):
        parts += _row(row, TOP + ROW * (index + 0.5))
    return _svg(heading, bottom + BOTTOM, parts)


def _band_across(band: tuple[float, float] | None, bottom: float) -> Iterator[str]:
    if band is not None:
        low, high = map(_across, band)
        yield f'<rect x="{low:.1f}" y="{TOP}" width="{high - low:.1f}" height="{bottom - TOP}" fill="{BAND}"/>'


def _row(row: Row, y: float) -> Iterator[str]:
    low, high = _across(row.low), _across(row.high)
    yield _text(LEFT - 10, y + 4, _short(row.name), "end")
    yield f"<g><title>{escape(row.name)}: {escape(row.told)}</title>"
    yield f'<path d="M{low:.1f} {y:.1f}H{high:.1f}" stroke="{BLUE}" stroke-width="3"/>'
    if row.mark is not None:
        yield f'<circle cx="{_across(row.mark):.1f}" cy="{y:.1f}" r="5" fill="{BLUE}"/>'
    yield "</g>"


def trend_svg(heading: Heading, points: Sequence[tuple[str, Share]], band: tuple[float, float]) -> str:
    """Shares over time with their intervals; ``band`` is where they should lie."""
    if not any(share.of for _, share in points):
        return ""
    parts = [*_frame([(each / 10, f"{each * 10} %") for each in range(0, 11, 2)], band)]
    for index, (name, share) in enumerate(points):
        if share.value is not None:
            x = _along(index, len(points))
            parts.append(f"<g><title>{escape(name)}: {escape(_told(share))}</title>")
            parts.append(f'<path d="M{x:.1f} {_up(share.low):.1f}V{_up(share.high):.1f}" stroke="{BLUE}"/>')
            parts.append(f'<circle cx="{x:.1f}" cy="{_up(share.value):.1f}" r="4" fill="{BLUE}"/></g>')
    return _svg(heading, TOP + HEIGHT + BOTTOM, [*parts, *_dates([name for name, _ in points])])


def columns_svg(heading: Heading, columns: Sequence[tuple[str, Sequence[int]]], legend: Sequence[str]) -> str:
    """Numbers over time, put on top of one another; each column has one number for each entry of the ``legend``."""
    most = max((sum(numbers) for _, numbers in columns), default=0)
    if not most:
        return ""
    step = _step(most)
    top = step * math.ceil(most / step)
    parts = [*_frame([(each / top, str(each)) for each in range(0, top + 1, step)], None)]
    wide = max(1.0, (WIDTH - GUTTER - RIGHT) / len(columns) * 0.8)
    for index, (name, numbers) in enumerate(columns):
        parts += _column(name, [each / top for each in numbers], numbers, _along(index, len(columns)) - wide / 2, wide)
    names = _dates([name for name, _ in columns])
    return _svg(heading, TOP + HEIGHT + BOTTOM + 24, [*parts, *names, *_legend(legend)])


def _column(name: str, shares: Sequence[float], numbers: Sequence[int], x: float, wide: float) -> Iterator[str]:
    told = ", ".join(map(str, numbers))
    yield f"<g><title>{escape(name)}: {told}</title>"
    base = 0.0
    for share, colour in zip(shares, (BLUE, ORANGE, GREY), strict=False):
        high = HEIGHT * share
        if high:
            y = _up(base + share)
            yield f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="{colour}"/>'
        base += share
    yield "</g>"


def _legend(names: Sequence[str]) -> Iterator[str]:
    x, y = GUTTER, TOP + HEIGHT + BOTTOM + 10
    for name, colour in zip(names, (BLUE, ORANGE, GREY), strict=False):
        yield f'<rect x="{x}" y="{y - 10}" width="12" height="12" fill="{colour}"/>'
        yield _text(x + 18, y, name, "start")
        x += 40 + 8 * len(name)


def _frame(ticks: Iterable[tuple[float, str]], band: tuple[float, float] | None) -> Iterator[str]:
    if band is not None:
        low, high = map(_up, band)
        across = WIDTH - GUTTER - RIGHT
        yield f'<rect x="{GUTTER}" y="{high:.1f}" width="{across}" height="{low - high:.1f}" fill="{BAND}"/>'
    for at, name in ticks:
        y = _up(at)
        yield f'<path d="M{GUTTER} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'
        yield _text(GUTTER - 6, y + 4, name, "end")


def _dates(names: Sequence[str]) -> Iterator[str]:
    """As many names below the picture as there is room for."""
    every = max(1, math.ceil(len(names) / 7))
    for index in range(0, len(names), every):
        yield _text(_along(index, len(names)), TOP + HEIGHT + 18, names[index], "middle")


def _svg(heading: Heading, height: float, parts: Iterable[str]) -> str:
    title, about = f"{heading.id}-title", f"{heading.id}-about"
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" role="img" '
        f'aria-labelledby="{title} {about}" font-family="sans-serif" font-size="13" fill="#222">'
    )
    return "\n".join(
        [
            opening,
            f'<title id="{title}">{escape(heading.title)}</title>',
            f'<desc id="{about}">{escape(heading.about)}</desc>',
            *parts,
            "</svg>",
        ]
    )


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _across(share: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * share


def _along(index: int, of: int) -> float:
    return GUTTER + (WIDTH - GUTTER - RIGHT) * (index + 0.5) / of


def _up(share: float) -> float:
    return TOP + HEIGHT * (1.0 - share)


def _step(most: int) -> int:
    """A round number that goes four to ten times into ``most``, or 1."""
    power: int = 10 ** max(0, int(math.log10(most)) - 1)
    return next(each * power for each in (1, 2, 5, 10, 20, 50) if most / (each * power) <= 10)


def _told(share: Share) -> str:
    value = 0.0 if share.value is None else share.value
    return f"{100 * value:.1f} % ({share.count}/{share.of}), {100 * share.low:.1f} - {100 * share.high:.1f} %"


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "\N{HORIZONTAL ELLIPSIS}"
