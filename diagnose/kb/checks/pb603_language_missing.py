"""PB603: language missing."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.errors import Finding, Location, echo
from diagnose.kb.checks.subject import PlaybookSubject, Subject
from diagnose.kb.codes.code import warning
from diagnose.kb.documents import StepDocument, VocabularyDocument
from diagnose.kb.documents.placed import PlacedText
from diagnose.texts import ANY_LANGUAGE, Text
from diagnose.wording import worded

CODE = warning(
    "PB603",
    "Language missing",
    "Нет текста на одном из языков",
    "A text is written by language, and one of the `languages` of kb.yaml is not among them.",
    "Who works in that language gets a sentence in another one.",
    "languages: [en, ru]                # in kb.yaml\ntitle: {en: The toner is used up}",
    "title: {en: The toner is used up, ru: Закончился тонер}",
)


def check(subject: PlaybookSubject) -> Iterator[Finding]:
    """A finding for each text of a playbook that lacks a language."""
    document, languages = subject.document, subject.around.settings.languages
    at, name = document.playbook.at, subject.playbook.id
    texts = [("title", document.title), ("because", document.because), ("say", document.say)]
    if document.escalate is not None:
        yield from _lacking([("escalate.because", document.escalate.because)], languages, document.escalate.at, name)
    yield from _lacking(texts, languages, at, name)
    for step in document.plan:
        yield from _lacking(_texts(step), languages, step.step.at, name)


def check_vocabulary(subject: Subject) -> Iterator[Finding]:
    """A finding for each text of a vocabulary or a conclusion that lacks a language."""
    languages = subject.meaning.settings.languages
    for vocabulary in subject.documents.vocabularies:
        for attribute in vocabulary.attributes.values():
            texts = [("title", attribute.title), ("question", attribute.question)]
            yield from _lacking(texts, languages, attribute.id.at)
        for at, title in _titles(vocabulary):
            yield from _lacking([("title", title)], languages, at)
    for conclusion in subject.documents.conclusions:
        texts = [("title", conclusion.title), ("because", conclusion.because)]
        yield from _lacking(texts, languages, conclusion.conclusion.at, conclusion.conclusion.text)


def _titles(vocabulary: VocabularyDocument) -> Iterator[tuple[Location, Text]]:
    """The titles of kinds and places, and where those are declared."""
    if vocabulary.taxonomies is not None:
        yield from ((kind.id.at, kind.title) for kind in vocabulary.taxonomies.equipment.values())
        yield from ((place.id.at, place.title) for place in vocabulary.taxonomies.location.values())


def _texts(step: StepDocument) -> list[tuple[str, Text]]:
    safety = [] if step.requires is None else [("safety", step.requires.safety)]
    return [("do", step.do), ("confirm", step.confirm), *safety, *(("needs", need) for need in step.needs)]


def _lacking(
    texts: list[tuple[str, Text]], languages: tuple[str, ...], at: Location, subject: str = ""
) -> Iterator[Finding]:
    for key, text in texts:
        written = {language for language, _ in text.by_language}
        missing = [language for language in languages if language not in written]
        if written and missing and ANY_LANGUAGE not in written:
            message = worded("{key!r} is not there in {languages}", key=key, languages=echo(", ".join(missing)))
            advice = worded("add {language}: ..., or write it once for all languages", language=missing[0])
            where = text.at if isinstance(text, PlacedText) else at
            yield CODE.finding(message, where, advice, subject=subject)
