"""PB219: one sign at two points."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.checks.points import points_by_chain
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes.code import error
from diagnose.nodes import Scalar
from diagnose.wording import worded

CODE = error(
    "PB219",
    "One sign at two points",
    "Один признак в двух точках",
    "Two points of a chain have the same sign.",
    "One of them would say nothing new, and with two values the sign would have to show both at once.",
    'points: {ont: {router.wan_led: "off"}, router: {router.wan_led: "off"}}',
    'points: {ont: {router.wan_led: "off"}}   # behind the first part that it tells about',
)


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each sign that stands at an earlier point of the same chain too."""
    for chain, points in points_by_chain(subject):
        first: dict[str, Scalar] = {}
        for point in points:
            before = first.setdefault(point.attribute.id, point.name)
            if before is not point.name:
                message = worded(
                    "{sign!r} stands at two points of the chain {chain!r}",
                    sign=echo(point.name.text),
                    chain=echo(chain),
                )
                related = [(before.at, "it stands here first")]
                yield CODE.finding(message, point.name.at, "keep it where it tells most", related)
