"""PB506: risky step without a question."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diagnose.errors import Finding, Location, echo
from diagnose.kb.checks.subject import PlaybookSubject
from diagnose.kb.codes.code import warning
from diagnose.kb.documents import StepDocument
from diagnose.kb.documents.placed import PlacedText
from diagnose.kb.playbook import Settings, Step
from diagnose.wording import Wording, worded

CODE = warning(
    "PB506",
    "Risky step without a question",
    "Опасный шаг без подтверждения",
    "A step has a risk whose price reaches `thresholds.dear`, or its words say that something is erased, formatted,\n"
    "reinstalled or reset to the state of the factory, and it has no `confirm`.",
    "What is destroyed does not come back; somebody must have said yes to it first.",
    "- step: factory-reset\n  do: Reset the router to factory settings.",
    "- step: factory-reset\n  do: Reset the router to factory settings.\n"
    "  confirm: Is the access data of the provider at hand, and may all settings be lost?",
)

_DESTROYS = re.compile(
    r"""\b(?:re)?format(?:ting)?\s+(?:the\s+)?(?:drive|disk|disc|card|partition|volume|stick|it)\b
    |\breset\b[^.;,]{0,40}\bfactory\b|\bfactory\s+reset\b
    |\breinstall\s+(?:the\s+)?(?:operating\s+system|system|windows|linux|macos)\b
    |\b(?:delete|erase|wipe)\s+(?:all|everything|the\s+(?:profile|database|array|partition|volume|disk|drive|data))\b
    |сброс\w{0,12}[^.;,]{0,30}\s+к\s+заводск|\bк\s+заводским\s+настройкам
    |\b(?:от|пере)?форматир(?:уйте|овать|ование)\b
    |\bпереустанов(?:ите|ить)\s+(?:операционн\w{1,5}\s+)?(?:систем|windows|linux|ос\b)
    |\b(?:удалите|сотрите|удалить|стереть)\s+(?:вс[её]\b|все\s+данные|профиль\b|баз[уы]\b|массив\b|раздел\b)
    """,
    re.VERBOSE,
)
_STEMS = (
    "format",
    "factory",
    "reinstall",
    "delete",
    "erase",
    "wipe",
    "завод",
    "формат",
    "переустан",
    "удал",
    "сотр",
    "стер",
)
"""One of them is in every text that the pattern finds something in: looking for them is quick."""


def check(subject: PlaybookSubject) -> Iterator[Finding]:
    """A finding for each step that may do harm and asks nobody first."""
    for step, written in zip(subject.playbook.steps, subject.document.plan, strict=True):
        reason = None if step.confirm else _reason(step, written, subject.around.settings)
        if reason is not None:
            words, at = reason
            message = worded("{step!r} has no 'confirm', but {reason}", step=echo(step.id), reason=words)
            advice = "write confirm: with a question that must be answered yes before the step"
            yield CODE.finding(message, at, advice, subject=subject.playbook.id)


def _reason(step: Step, written: StepDocument, settings: Settings) -> tuple[Wording, Location] | None:
    """Why ``step`` needs a question, and where that is written; None when it does not."""
    if written.risk is not None and settings.risk.get(step.risk, 0.0) >= settings.dear:
        return worded("its risk is {risk}", risk=echo(step.risk)), written.risk.at
    texts = [text.lower() for _, text in step.do.by_language]
    suspect = (text for text in texts if any(stem in text for stem in _STEMS))
    words = next((found[0] for text in suspect if (found := _DESTROYS.search(text))), "")
    if not words:
        return None
    at = written.do.at if isinstance(written.do, PlacedText) else written.step.at
    return worded("it says {words!r}", words=echo(words)), at
