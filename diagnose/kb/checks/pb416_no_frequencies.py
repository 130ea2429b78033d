"""PB416: all frequencies equal."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding
from diagnose.kb.checks.subject import Subject
from diagnose.kb.codes.code import warning
from diagnose.wording import worded

FEWEST = 5
"""Of fewer playbooks nobody knows yet how frequent they are."""

CODE = warning(
    "PB416",
    "All frequencies are equal",
    "Все частоты одинаковы",
    "Five playbooks or more, and every one has the same frequency, or none.",
    "Frequencies come first in every ranking: without them what nobody ever met counts as much as the usual.",
    "frequency: common   # in all playbooks",
    "frequency: very-common   # what half of such requests are about; rare for what comes once a year",
)


def check(subject: Subject) -> Iterator[Finding]:
    """One finding at the settings, or at the first playbook, where no frequency differs from another."""
    documents = subject.documents
    faults = [each for each in documents.playbooks if each.kind == "fault" and each.status != "retired"]
    priors = {each.prior for each in subject.meaning.playbooks if each.kind == "fault" and each.status != "retired"}
    if len(faults) < FEWEST or len(priors) != 1 or documents.blind:
        return
    written = [each.frequency.at for each in faults if each.frequency is not None]
    at = min(written or [each.playbook.at for each in faults])
    message = worded("all {count} playbooks have the same frequency, or none", count=len(faults))
    yield CODE.finding(message, at, "say how many of 1 000 requests about such equipment each fault stands behind")
