"""PB503: nowhere to go when the plan fails."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, echo
from diagnose.kb.checks.subject import PlaybookSubject
from diagnose.kb.codes.code import warning
from diagnose.support import SupportLine
from diagnose.wording import worded

CODE = warning(
    "PB503",
    "Nowhere to go when the plan fails",
    "Некуда передать, если план не помог",
    "A plan goes up to the last line of the organisation, and the playbook names neither `escalate` nor `vendor`.\n"
    "Below that line no `escalate` is needed: the case goes to the line above.",
    "Only manufacturers are left, and nobody says which of them to ask, and why.",
    "plan: [{step: replace-board, by: line-3, ...}]   # and line-4 is that of the manufacturers",
    "escalate: {to: line-4, because: The new board shows the same error.}\nvendor: hp",
)


def check(subject: PlaybookSubject) -> Iterator[Finding]:
    """A finding for a plan that ends at the last line before the manufacturers and does not say who comes next."""
    playbook = subject.playbook
    if not playbook.steps or playbook.escalate is not None or playbook.vendor is not None:
        return
    support = subject.around.support
    last = max((step.by for step in playbook.steps), key=support.rank)
    above = support.above(last)
    if above is not None and above.vendors and not _known_by_equipment(subject):
        yield _finding(subject, last, above)


def _known_by_equipment(subject: PlaybookSubject) -> bool:
    """Whether every kind of equipment that the playbook asks for names its own manufacturer."""
    taxonomy = subject.around.vocabulary.equipment
    kinds = subject.playbook.scope
    return bool(kinds) and all(taxonomy.vendors_of(each) for each in kinds)


def _finding(subject: PlaybookSubject, last: str, above: SupportLine) -> Finding:
    message = worded("when this plan fails nobody comes after {line}", line=echo(last))
    advice = worded("write escalate: {{to: {line}, because: ...}}, or name the vendor", line=above.id)
    by = next((step.by for step in subject.document.plan if step.by is not None and step.by.text == last), None)
    at = subject.document.playbook.at if by is None else by.at
    return CODE.finding(message, at, advice, subject=subject.playbook.id)
