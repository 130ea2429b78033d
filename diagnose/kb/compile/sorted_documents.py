"""The documents of one knowledge base by kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

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
        cls, documents: Iterable[Document], excused: frozenset[str] = frozenset(), *, blind: bool = False
    ) -> Documents:
        """``documents`` sorted by kind and id, then by place."""
        by_kind: dict[type, list[Any]] = {}
        for document in documents:
            by_kind.setdefault(type(document), []).append(document)
        return cls(
            settings=_sorted(by_kind.get(SettingsDocument, ()), "format"),
            vocabularies=_sorted(by_kind.get(VocabularyDocument, ()), "vocabulary"),
            supports=_sorted(by_kind.get(SupportDocument, ()), "support"),
            conclusions=_sorted(by_kind.get(ConclusionDocument, ()), "conclusion"),
            playbooks=_sorted(by_kind.get(PlaybookDocument, ()), "playbook"),
            cases=_sorted(by_kind.get(CasesDocument, ()), "cases"),
            excused=excused,
            blind=blind,
        )

    def all(self) -> tuple[Document, ...]:
        """Every document, kind by kind."""
        return (
            *self.settings,
            *self.vocabularies,
            *self.supports,
            *self.conclusions,
            *self.playbooks,
            *self.cases,
        )


def _sorted(documents: Iterable[Any], key: str) -> tuple[Any, ...]:
    """``documents`` by id, which stands under ``key``, then by place."""
    return tuple(sorted(documents, key=lambda document: (str(getattr(document, key)), document.at)))
