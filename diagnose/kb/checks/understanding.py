"""Which rules could be read whole."""

from __future__ import annotations

from collections.abc import Callable

from diagnose.errors import Location
from diagnose.kb.checks.subject import Subject
from diagnose.kb.documents import ConclusionDocument, PlaybookDocument
from diagnose.kb.playbook import Conclusion, Playbook


def understood(subject: Subject) -> Callable[[Playbook | Conclusion], bool]:
    """Whether all of a rule, and of what it rests on, could be read: of one with mistakes only those are said."""
    documents: dict[Location, PlaybookDocument | ConclusionDocument] = {
        each.playbook.at: each for each in subject.documents.playbooks
    }
    documents.update((each.conclusion.at, each) for each in subject.documents.conclusions)
    is_understood = subject.around.reasoning.is_understood

    def judged(rule: Playbook | Conclusion) -> bool:
        document = None if rule.at is None else documents.get(rule.at)
        return document is None or is_understood(document, rule.condition)

    return judged
