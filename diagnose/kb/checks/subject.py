"""What a check looks at, and how it is listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from diagnose.errors import Finding
from diagnose.kb.compile import Documents, Translation
from diagnose.kb.documents import PlaybookDocument
from diagnose.kb.playbook import Conclusion, Playbook, Settings
from diagnose.support import Support
from diagnose.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Subject:
    """The documents of a knowledge base as written, and what they mean."""

    documents: Documents
    meaning: Translation

    def playbooks(self) -> Iterator[PlaybookSubject]:
        """Every playbook that is read, as written and as understood."""
        surroundings = Surroundings.of(self.meaning)
        compiled = {playbook.at: playbook for playbook in self.meaning.playbooks}
        for document in self.documents.playbooks:
            playbook = compiled.get(document.playbook.at)
            if playbook is not None:
                yield PlaybookSubject(document, playbook, surroundings)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a single playbook is checked against: everything but the other playbooks."""

    vocabulary: Vocabulary
    support: Support
    settings: Settings
    conclusions: tuple[Conclusion, ...]

    @classmethod
    def of(cls, meaning: Translation) -> Surroundings:
        """The surroundings of every playbook in ``meaning``."""
        return cls(meaning.vocabulary, meaning.support, meaning.settings, meaning.conclusions)


@dataclass(frozen=True, slots=True)
class PlaybookSubject:
    """One playbook as written and as understood; nothing of other playbooks."""

    document: PlaybookDocument
    playbook: Playbook
    around: Surroundings


Check: TypeAlias = Callable[[Subject], Iterable[Finding]]
"""A check of the knowledge base as a whole."""

PlaybookCheck: TypeAlias = Callable[[PlaybookSubject], Iterable[Finding]]
"""A check of one playbook at a time: what it finds depends on nothing but that playbook and its surroundings."""
