"""The documents of one knowledge base by kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from diagnose.kb.documents import (
    CasesDocument,
    ConclusionDocument,
    Document,
    PlaybookDocument,
    SettingsDocument,
    SupportDocument,
    VocabularyDocument,
)


@dataclass(frozen=True, slots=True)
class Documents:
    """Documents by kind, each kind in order of id.

    ``excused`` holds the folded names that a faulty document declares; ``blind`` says that one could not be read at
    all. Both keep one mistake from becoming many findings.
    """

    settings: tuple[SettingsDocument, ...] = ()
    vocabularies: tuple[VocabularyDocument, ...] = ()
    supports: tuple[SupportDocument, ...] = ()
    conclusions: tuple[ConclusionDocument, ...] = ()
    playbooks: tuple[PlaybookDocument, ...] = ()
    cases: tuple[CasesDocument, ...] = ()
    excused: frozenset[str] = frozenset()
    blind: bool = False

    @classmethod
    def of(
        cls, documents: Iterable[Document], excused: frozenset[str] = frozenset(), blind: bool = False
    ) -> Documents:
        """``documents`` sorted by kind and id, then by place."""
        found = tuple(documents)
        return cls(
            settings=tuple(sorted((each for each in found if isinstance(each, SettingsDocument)), key=lambda d: d.at)),
            vocabularies=tuple(
                sorted((each for each in found if isinstance(each, VocabularyDocument)), key=lambda d: (d.vocabulary.text, d.at))
            ),
            supports=tuple(
                sorted((each for each in found if isinstance(each, SupportDocument)), key=lambda d: (d.support.text, d.at))
            ),
            conclusions=tuple(
                sorted((each for each in found if isinstance(each, ConclusionDocument)), key=lambda d: (d.conclusion.text, d.at))
            ),
            playbooks=tuple(
                sorted((each for each in found if isinstance(each, PlaybookDocument)), key=lambda d: (d.playbook.text, d.at))
            ),
            cases=tuple(sorted((each for each in found if isinstance(each, CasesDocument)), key=lambda d: d.at)),
            excused=excused,
            blind=blind,
        )
