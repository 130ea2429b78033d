"""PB216: strengths above 0.98.

What it finds:
    The strengths of the abnormal values of one sign sum to more than 0.98.

Why it matters:
    The values of one sign exclude each other; the strengths are scaled down.

Example:
    shows: {print.output: {faded: always, blank: often}}

Write instead:
    shows: {print.output: {faded: usually, blank: 0.15}}

Since:
    0.1
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from diagnose.errors import Finding, Location
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes import finding
from diagnose.kb.compile.playbook import MOST_SUM
from diagnose.kb.playbook import Playbook, Shown


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each sign whose abnormal values a playbook shows with more than 0.98 in all."""
    places = {
        (each.playbook.text, key.text): key.at
        for each in subject.documents.playbooks
        for key, _ in (() if each.shows is None else each.shows.entries)
    }
    for playbook in subject.meaning.playbooks:
        for attribute, total in _sums(subject, playbook):
            if total > MOST_SUM + 1e-9:
                at = places.get((playbook.id, attribute)) or playbook.at or Location("")
                message = f"the strengths of {attribute!r} sum to {total:.3g}"
                yield finding("PB216", message, at, "lower them: they are scaled to 0.98 in all")


def _sums(subject: Subject, playbook: Playbook) -> Iterator[tuple[str, float]]:
    """The greatest sum of strengths under one ``given``, by sign with several values."""
    rows: dict[str, dict[object, list[Shown]]] = {}
    for row in playbook.shows:
        abnormal = subject.meaning.vocabulary.attributes[row.attribute].abnormal
        if row.value is not None and row.value in abnormal:
            rows.setdefault(row.attribute, {}).setdefault(row.given, []).append(row)
    for attribute, by_context in rows.items():
        sums = [math.fsum(row.strength for row in group) for group in by_context.values() if len(group) > 1]
        if sums:
            yield attribute, max(sums)
