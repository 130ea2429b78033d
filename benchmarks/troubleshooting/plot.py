"""The plot: a bar of mean cost for each policy and source, written as SVG text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

LEFT, BAR, GAP, WIDTH, HEAD = 150, 15, 4, 560, 26
OURS_COLOUR, OTHER_COLOUR, BOUND_COLOUR = "#d55e00", "#0072b2", "#999999"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its label, its length and the half length of its whisker; ``kind`` is ours, other or bound."""

    label: str
    value: float
    error: float
    kind: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars under one title, on a scale of their own."""

    title: str
    bars: tuple[Bar, ...]


def svg(title: str, panels: Sequence[Panel]) -> str:
    """The picture."""
    height = 40 + sum(HEAD + len(panel.bars) * (BAR + GAP) + 12 for panel in panels)
    size = f'width="{LEFT + WIDTH + 110}" height="{height}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="11" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect width="100%" height="100%" fill="white"/><text x="12" y="22" font-size="14">{escape(title)}</text>',
    ]
    top = 40
    for panel in panels:
        lines += _panel(panel, top)
        top += HEAD + len(panel.bars) * (BAR + GAP) + 12
    return "\n".join([*lines, "</svg>", ""])


def _panel(panel: Panel, top: int) -> Iterator[str]:
    most = max(bar.value + bar.error for bar in panel.bars) or 1.0
    yield f'<text x="12" y="{top + 14}" font-weight="bold">{escape(panel.title)}</text>'
    for number, bar in enumerate(panel.bars):
        yield from _bar(bar, top + HEAD + number * (BAR + GAP), WIDTH / most)


def _bar(bar: Bar, top: float, scale: float) -> Iterator[str]:
    colour = {"ours": OURS_COLOUR, "bound": BOUND_COLOUR}.get(bar.kind, OTHER_COLOUR)
    middle = top + BAR / 2
    end = LEFT + bar.value * scale
    yield f'<text x="{LEFT - 6}" y="{middle + 4:.1f}" text-anchor="end">{escape(bar.label)}</text>'
    yield f'<rect x="{LEFT}" y="{top:.1f}" width="{bar.value * scale:.1f}" height="{BAR}" fill="{colour}"/>'
    if bar.error:
        low, high = end - bar.error * scale, end + bar.error * scale
        yield f'<path d="M{low:.1f} {middle:.1f}H{high:.1f}" stroke="black"/>'
    yield f'<text x="{end + bar.error * scale + 5:.1f}" y="{middle + 4:.1f}">{bar.value:.2f}</text>'
