"""What a check looks at, and how it is listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from diagnose.errors import Finding
from diagnose.kb.checks.reasoning import Reasoning
from diagnose.kb.checks.thinking import Thinking
from diagnose.kb.compile import Documents, Translation
from diagnose.kb.documents import PlaybookDocument
from diagnose.kb.playbook import Conclusion, Playbook, Settings
from diagnose.names import fold
from diagnose.support import Support
from diagnose.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Subject:
    """The documents of a knowledge base as written, and what they mean."""

    documents: Documents
    meaning: Translation
    _kept: dict[str, Surroundings] = field(default_factory=dict, compare=False, repr=False)

    @property
    def around(self) -> Surroundings:
        """What every single rule is checked against, made once."""
        found = self._kept.get("around")
        if found is None:
            found = self._kept["around"] = Surroundings.of(self.meaning, self.documents)
        return found

    def playbooks(self) -> Iterator[PlaybookSubject]:
        """Every playbook that is read, as written and as understood."""
        surroundings = self.around
        compiled = {playbook.at: playbook for playbook in self.meaning.playbooks}
        for document in self.documents.playbooks:
            playbook = compiled.get(document.playbook.at)
            if playbook is not None:
                damaged = fold(playbook.id) in self.documents.excused
                yield PlaybookSubject(document, playbook, surroundings, damaged)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a single playbook is checked against: everything but the other playbooks."""

    vocabulary: Vocabulary
    support: Support
    settings: Settings
    conclusions: tuple[Conclusion, ...]
    reasoning: Reasoning
    thinking: Thinking

    @classmethod
    def of(cls, meaning: Translation, documents: Documents) -> Surroundings:
        """The surroundings of every playbook in ``meaning``, which is what ``documents`` say."""
        reasoning = Reasoning(meaning, documents)
        parts = (meaning.vocabulary, meaning.support, meaning.settings, meaning.conclusions)
        return cls(*parts, reasoning, Thinking(meaning, reasoning))


@dataclass(frozen=True, slots=True)
class PlaybookSubject:
    """One playbook as written and as understood; nothing of other playbooks.

    ``damaged`` says that something in its plan could not be read, so that a step may be missing here.
    """

    document: PlaybookDocument
    playbook: Playbook
    around: Surroundings
    damaged: bool = False


Check: TypeAlias = Callable[[Subject], Iterable[Finding]]
"""A check of the knowledge base as a whole."""

PlaybookCheck: TypeAlias = Callable[[PlaybookSubject], Iterable[Finding]]
"""A check of one playbook at a time: what it finds depends on nothing but that playbook and its surroundings."""
