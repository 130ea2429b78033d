"""PB218: point where nothing abnormal is seen.

What it finds:
    What is said to be seen behind a broken part is no abnormal value of a sign.

Why it matters:
    A broken part could not be told from a sound one there.

Example:
    points: {ont: {ont.los_led: green}}   # abnormal: [red]

Write instead:
    points: {ont: {ont.los_led: red}}

Since:
    0.1
"""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding
from diagnose.kb.checks.points import points_by_chain
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes import finding
from diagnose.rules.operators import shown


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each point of a chain whose attribute is no sign, or whose value is not abnormal."""
    for _, points in points_by_chain(subject):
        for point in points:
            attribute = point.attribute
            if point.value is None or point.value in attribute.abnormal:
                continue
            message = f"{shown(point.value)} is no abnormal value of {attribute.id!r}"
            abnormal = ", ".join(sorted(map(shown, attribute.abnormal)))
            advice = f"write one of: {abnormal}" if abnormal else f"declare what is abnormal of {attribute.id}"
            yield finding("PB218", message, point.name.at, advice)
