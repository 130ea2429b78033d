"""PB510: gap in the table of priorities."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes.code import error
from diagnose.kb.documents import PrioritiesDocument
from diagnose.wording import worded

CODE = error(
    "PB510",
    "Gap in the table of priorities",
    "Пробел в таблице приоритетов",
    "An impact and an urgency that are declared have no priority in `table`.",
    "A case of that impact and urgency would have no priority, and so no target.",
    "impacts: [one-person, everybody]\nurgencies: [can-wait, urgent]\n"
    "table:\n  one-person: {can-wait: p3, urgent: p2}\n  everybody: {urgent: p1}",
    "table:\n  one-person: {can-wait: p3, urgent: p2}\n  everybody: {can-wait: p2, urgent: p1}",
)


def check(subject: Subject) -> Iterator[Finding]:
    """A finding for each cell of the table that is empty."""
    for document in subject.documents.supports:
        if document.priorities is not None:
            yield from _gaps(document.priorities)


def _gaps(priorities: PrioritiesDocument) -> Iterator[Finding]:
    rows = {impact.text: (impact.at, {urgency.text for urgency, _ in cells}) for impact, cells in priorities.table}
    for impact in priorities.impacts:
        at, given = rows.get(impact.text, (priorities.at, set()))
        for urgency in priorities.urgencies:
            if urgency.text not in given:
                message = worded(
                    "no priority for the impact {impact} with the urgency {urgency}",
                    impact=echo(impact.text),
                    urgency=echo(urgency.text),
                )
                advice = worded(
                    "write {impact}: {{{urgency}: ...}} in the table",
                    impact=echo(impact.text),
                    urgency=echo(urgency.text),
                )
                yield CODE.finding(message, at, advice)
