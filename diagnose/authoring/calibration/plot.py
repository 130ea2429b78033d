"""The reliability of forecasts as a picture: how often the first choice is right, by how sure it was."""

from __future__ import annotations

import math
from collections.abc import Iterator
from xml.sax.saxutils import escape

from diagnose.authoring.calibration.forecast import Bin, Score
from diagnose.authoring.calibration.words import say

SIDE, LEFT, TOP = 360, 70, 50
WIDTH, HEIGHT = SIDE + LEFT + 50, SIDE + TOP + 140
BEFORE, AFTER = "#D55E00", "#0072B2"
"""Vermilion and blue, which people of every colour vision tell apart (Okabe and Ito 2008); the marks differ as well."""
LARGEST, SMALLEST = 13.0, 3.0


def reliability_svg(before: Score, after: Score, language: str) -> str:
    """A picture in SVG of two scores side by side: circles for ``before``, squares for ``after``."""
    return "\n".join([_HEAD, *_frame(language), *_ideal(), *_marks(before, after), *_legend(before, after, language)])


_HEAD = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
    'role="img" font-family="sans-serif" font-size="13" fill="#222">'
)


def _frame(language: str) -> Iterator[str]:
    title = escape(say("plot.title", language))
    middle, bottom = LEFT + SIDE / 2, TOP + SIDE
    yield f"<title>{title}</title>"
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    yield f'<text x="{middle:g}" y="28" text-anchor="middle" font-size="16">{title}</text>'
    for tick in range(0, 11, 2):
        x, y = _at(tick / 10, tick / 10)
        yield f'<path d="M{x:g} {TOP}V{bottom}M{LEFT} {y:g}H{LEFT + SIDE}" stroke="#ddd"/>'
        yield f'<text x="{x:g}" y="{bottom + 18}" text-anchor="middle">{tick * 10} %</text>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:g}" text-anchor="end">{tick * 10} %</text>'
    yield f'<text x="{middle:g}" y="{bottom + 40}" text-anchor="middle">{escape(say("plot.x", language))}</text>'
    centre = TOP + SIDE / 2
    yield (
        f'<text x="18" y="{centre:g}" text-anchor="middle" transform="rotate(-90 18 {centre:g})">'
        f"{escape(say('plot.y', language))}</text>"
    )


def _ideal() -> Iterator[str]:
    (x, y), (right, top) = _at(0.0, 0.0), _at(1.0, 1.0)
    yield f'<path d="M{x:g} {y:g}L{right:g} {top:g}" stroke="#888" stroke-dasharray="5 4"/>'


def _marks(before: Score, after: Score) -> Iterator[str]:
    most = max(each.cases for score in (before, after) for each in score.bins)
    for score, colour, is_after in ((before, BEFORE, False), (after, AFTER, True)):
        filled = [each for each in score.bins if each.cases]
        points = " ".join("{:.1f},{:.1f}".format(*_at(each.confidence, each.right)) for each in filled)
        yield f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
        for each in filled:
            yield _mark(each, LARGEST * math.sqrt(each.cases / most), colour, square=is_after)


def _mark(each: Bin, size: float, colour: str, *, square: bool) -> str:
    x, y = _at(each.confidence, each.right)
    told = f"<title>{each.cases}: {100 * each.confidence:.0f} % / {100 * each.right:.0f} %</title>"
    style = f'fill="{colour}" fill-opacity="0.6" stroke="{colour}"'
    half = max(SMALLEST, size)
    if square:
        half *= math.sqrt(math.pi) / 2  # of the same area as the circle
        side = 2 * half
        return (
            f'<rect x="{x - half:.1f}" y="{y - half:.1f}" width="{side:.1f}" height="{side:.1f}" {style}>{told}</rect>'
        )
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:.1f}" {style}>{told}</circle>'


def _legend(before: Score, after: Score, language: str) -> Iterator[str]:
    y = TOP + SIDE + 64
    x = LEFT + 6
    yield f'<circle cx="{x}" cy="{y - 4}" r="5" fill="{BEFORE}"/>'
    yield _said(y, say("plot.before", language, value=f"{before.calibration_error:.3f}"))
    yield f'<rect x="{x - 5}" y="{y + 11}" width="10" height="10" fill="{AFTER}"/>'
    yield _said(y + 20, say("plot.after", language, value=f"{after.calibration_error:.3f}"))
    yield f'<path d="M{x - 8} {y + 36}H{x + 8}" stroke="#888" stroke-dasharray="5 4"/>'
    yield _said(y + 40, say("plot.ideal", language))
    yield _said(y + 60, say("plot.size", language, cases=before.cases))
    yield "</svg>\n"


def _said(y: int, text: str) -> str:
    return f'<text x="{LEFT + 20}" y="{y}">{escape(text)}</text>'


def _at(x: float, y: float) -> tuple[float, float]:
    """Where a point of the unit square is drawn."""
    return LEFT + SIDE * x, TOP + SIDE * (1.0 - y)
