"""PB216: strengths above 0.98."""

from __future__ import annotations

import math
from collections.abc import Iterator

from diagnose.errors import Finding
from diagnose.kb.checks.subject import PlaybookSubject
from diagnose.kb.codes.code import warning
from diagnose.kb.compile.playbook import MOST_SUM
from diagnose.kb.playbook import Playbook, Shown
from diagnose.vocabulary import Vocabulary
from diagnose.wording import worded

CODE = warning(
    "PB216",
    "Strengths above 0.98",
    "Сумма долей больше 0,98",
    "The strengths of the abnormal values of one sign sum to more than 0.98.",
    "The values of one sign exclude each other; the strengths are scaled down.",
    "shows: {print.output: {faded: always, blank: often}}",
    "shows: {print.output: {faded: usually, blank: 0.15}}",
)


def check(subject: PlaybookSubject) -> Iterator[Finding]:
    """A finding for each sign whose abnormal values the playbook shows with more than 0.98 in all."""
    shows, playbook = subject.document.shows, subject.playbook
    for attribute, total in _sums(playbook, subject.around.vocabulary):
        if total > MOST_SUM + 1e-9:
            written = () if shows is None else shows.entries
            at = next((key.at for key, _ in written if key.text == attribute), playbook.at)
            message = worded("the strengths of {attribute!r} sum to {total:.3g}", attribute=attribute, total=total)
            yield CODE.finding(message, at, "lower them: they are scaled to 0.98 in all", subject=playbook.id)


def _sums(playbook: Playbook, vocabulary: Vocabulary) -> Iterator[tuple[str, float]]:
    """The greatest sum of strengths under one ``given``, by sign with several values."""
    rows: dict[str, dict[object, list[Shown]]] = {}
    for row in playbook.shows:
        if row.value is not None and row.value in vocabulary.attributes[row.attribute].abnormal:
            rows.setdefault(row.attribute, {}).setdefault(row.given, []).append(row)
    for attribute, by_context in rows.items():
        sums = [math.fsum(row.strength for row in group) for group in by_context.values() if len(group) > 1]
        if sums:
            yield attribute, max(sums)
