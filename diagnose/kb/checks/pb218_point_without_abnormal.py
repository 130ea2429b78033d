"""PB218: point where nothing abnormal is seen."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding
from diagnose.kb.checks.points import points_by_chain
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes.code import error
from diagnose.rules.operators import shown
from diagnose.wording import worded

CODE = error(
    "PB218",
    "Point where nothing abnormal is seen",
    "Точка без отклонения от нормы",
    "What is said to be seen behind a broken part is no abnormal value of a sign.",
    "A broken part could not be told from a sound one there.",
    "points: {ont: {ont.los_led: green}}   # abnormal: [red]",
    "points: {ont: {ont.los_led: red}}",
)


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each point of a chain whose attribute is no sign, or whose value is not abnormal."""
    for _, points in points_by_chain(subject):
        for point in points:
            attribute = point.attribute
            if point.value is None or point.value in attribute.abnormal:
                continue
            message = worded(
                "{value} is no abnormal value of {attribute!r}", value=shown(point.value), attribute=attribute.id
            )
            abnormal = ", ".join(sorted(map(shown, attribute.abnormal)))
            advice = (
                worded("write one of: {abnormal}", abnormal=abnormal)
                if abnormal
                else worded("declare what is abnormal of {attribute}", attribute=attribute.id)
            )
            yield CODE.finding(message, point.name.at, advice)
