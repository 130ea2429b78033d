"""The dossier itself: a document that is whole in itself, and what can be had from it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from diagnose.case import Case, CaseEvent, Precedent
from diagnose.case.chain import Break, breaks
from diagnose.case.writing import event_of
from diagnose.casework.dossier.gathering import heard, tried
from diagnose.casework.dossier.history import history_of, outline_of
from diagnose.casework.dossier.material import Material, verdict_of
from diagnose.casework.dossier.netting import netted
from diagnose.casework.dossier.parts import document, plain_mapping
from diagnose.casework.dossier.reading import read
from diagnose.casework.dossier.redaction import redacted_material
from diagnose.decision import Alternatives
from diagnose.decision.precedents import closest_of
from diagnose.desk import Consultation
from diagnose.desk.giving import check_moment
from diagnose.explain import LANGUAGES
from diagnose.kb.base import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Dossier:
    """A case as it is handed over; ``text`` is the document, schema ``diagnose/dossier/1``."""

    text: str

    @classmethod
    def of(  # noqa: PLR0913 - what is known of a case comes from several hands
        cls,
        case: Case,
        kb: KnowledgeBase,
        consultation: Consultation,
        *,
        now: datetime,
        deadlines: Any = None,
        alternatives: Alternatives | None = None,
        precedents: Sequence[Precedent] | None = None,
        closest: float | None = None,
    ) -> Self:
        """The dossier of ``case``, whose ``consultation`` stands as it does ``now``.

        ``deadlines`` has ``to_data()``, or is plain data. What is left out of ``alternatives``, ``precedents`` and
        ``closest`` comes from the consultation.

        Raises:
            UsageError: ``now`` has no offset.
        """
        check_moment(now)
        action = consultation.next()
        verdict = verdict_of(consultation, action, None if precedents is None else tuple(precedents))
        material = Material(
            case=case,
            kb=kb,
            consultation=consultation,
            now=now,
            heard=heard(case, kb, consultation),
            tried=tried(case, kb, consultation),
            outline=outline_of(case),
            history=history_of(case),
            verdict=verdict,
            action=action,
            closest=closest_of(verdict.precedents) if closest is None else closest,
            deadlines=plain_mapping(deadlines),
            alternatives=alternatives or consultation.diagnosis().alternatives(),
        )
        return cls(_written(document(material)))

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """The dossier that :meth:`to_json` wrote.

        Raises:
            DossierError: the text is no dossier; with every finding.
        """
        return cls(_written(read(text)))

    def to_data(self) -> dict[str, Any]:
        """The dossier as plain data."""
        found: dict[str, Any] = json.loads(self.text)
        return found

    def to_json(self) -> str:
        """The dossier as JSON text."""
        return self.text

    @property
    def is_redacted(self) -> bool:
        """Whether what people wrote and what is private was taken out."""
        return self.to_data()["redacted"] is not None

    @property
    def digest(self) -> str:
        """The digest of the knowledge base that was asked."""
        found: str = self.to_data()["knowledge_base"]["digest"]
        return found

    @property
    def events(self) -> tuple[CaseEvent, ...]:
        """The sealed history; none in a redacted dossier."""
        return tuple(event_of(each) for each in self.to_data()["events"])

    @property
    def case(self) -> Case | None:
        """The case with its whole history; None in a redacted dossier."""
        if self.is_redacted:
            return None
        return Case.of(self.to_data()["case"]["id"], self.events)

    @property
    def precedents(self) -> tuple[Precedent, ...] | None:
        """The closed cases that were found to be like it; None when nobody looked."""
        found = self.to_data()["precedents"]
        return (
            None if found is None else tuple(Precedent(**{**each, "shared": tuple(each["shared"])}) for each in found)
        )

    def breaks(self) -> tuple[Break, ...]:
        """Where the history does not hold together; a redacted dossier has none to check."""
        case = self.to_data()["case"]
        return () if self.is_redacted else breaks(case["id"], self.events, case["head"])

    def markdown(self, lang: str = "en") -> str:
        """The page for people as Markdown, in English (``en``) or Russian (``ru``)."""
        from diagnose.casework.dossier.markdown import markdown

        return markdown(self._page(lang))

    def html(self, lang: str = "en") -> str:
        """The page for people as one document of HTML that needs nothing else.

        Raises:
            MissingExtraError: Jinja2 is not installed.
        """
        from diagnose.casework.dossier.html import html

        return html(self._page(lang), lang if lang in LANGUAGES else LANGUAGES[0])

    def redacted(self, kb: KnowledgeBase) -> Dossier:
        """The dossier as it may leave the desk: without words of people, private attributes and sealed events.

        It can be resumed as well. ``kb`` is the knowledge base that the dossier was made with.

        Raises:
            KnowledgeBaseChangedError: the dossier was made with another one.
            DossierError: its history does not fit.
        """
        case = self.case
        if case is None:
            return self
        material, redaction = redacted_material(self._material(case, kb))
        return Dossier(_written(netted(document(material), kb, redaction)))

    def _material(self, case: Case, kb: KnowledgeBase) -> Material:
        """What this dossier was made from."""
        content, consultation = self.to_data(), resume(self, kb)
        action = consultation.next()
        return Material(
            case=case,
            kb=kb,
            consultation=consultation,
            now=datetime.fromisoformat(content["made_at"]),
            heard=heard(case, kb, consultation),
            tried=tried(case, kb, consultation),
            outline=outline_of(case),
            history=history_of(case),
            verdict=verdict_of(consultation, action, self.precedents),
            action=action,
            closest=content["closest"],
            deadlines=content["deadlines"],
            alternatives=consultation.diagnosis().alternatives(),
        )

    def _page(self, lang: str) -> Mapping[str, Any]:
        pages: Mapping[str, Any] = self.to_data()["page"]
        page: Mapping[str, Any] = pages.get(lang, pages[LANGUAGES[0]])
        return page


def _written(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def resume(dossier: Dossier, kb: KnowledgeBase) -> Consultation:
    """The consultation of ``dossier``, to go on from where it stood, with the knowledge base it was made with.

    Raises:
        ConsultationError: what it holds does not fit ``kb``; with every finding.
        KnowledgeBaseChangedError: ``kb`` has another content than then.
    """
    return Consultation.from_json(json.dumps(dossier.to_data()["consultation"], ensure_ascii=False), kb)
