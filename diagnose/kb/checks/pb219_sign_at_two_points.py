"""PB219: one sign at two points.

What it finds:
    Two points of a chain have the same sign.

Why it matters:
    One of them would say nothing new, and with two values the sign would have to show both at once.

Example:
    points: {ont: {router.wan_led: "off"}, router: {router.wan_led: "off"}}

Write instead:
    points: {ont: {router.wan_led: "off"}}   # behind the first part that it tells about

Since:
    0.1
"""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.checks.points import points_by_chain
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes import finding
from diagnose.nodes import Scalar


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each sign that stands at an earlier point of the same chain too."""
    for chain, points in points_by_chain(subject):
        first: dict[str, Scalar] = {}
        for point in points:
            before = first.setdefault(point.attribute.id, point.name)
            if before is not point.name:
                message = f"{echo(point.name.text)!r} stands at two points of the chain {echo(chain)!r}"
                related = [(before.at, "it stands here first")]
                yield finding("PB219", message, point.name.at, "keep it where it tells most", related)
