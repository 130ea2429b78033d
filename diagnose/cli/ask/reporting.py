"""What came of a step: which complaints are gone, and what is seen now."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from diagnose.case.reported import plain
from diagnose.cli.ask.keys import BACK, FAILED, FIXED, NO, NOT_POSSIBLE, PARTLY, YES, Key
from diagnose.cli.ask.talk import Menu, Talk
from diagnose.cli.ask.values import Asking, Value, value_of
from diagnose.desk import Consultation
from diagnose.desk.situation import open_complaints, usual_value
from diagnose.facts import Value as FactValue
from diagnose.kb.playbook import Step


def report(talk: Talk, consultation: Consultation, step: Step, pressed: Key, at: datetime) -> None:
    """Report ``step`` with the outcome that was ``pressed``; questions about it may be left with "back"."""
    if pressed in {FIXED, NOT_POSSIBLE}:
        consultation.report(step.id, pressed.name, at=at)
        return
    complaints = open_complaints(consultation.kb, consultation.situation.memory.values)
    gone = _gone(talk, step, complaints) if pressed is PARTLY else {}
    if gone is None:
        return
    if gone:
        outcome = FIXED if len(gone) == len(complaints) else PARTLY
        consultation.report(step.id, outcome.name, gone, at=at)
        return
    seen = _seen(talk, step, complaints)
    if seen is not None:
        consultation.report(step.id, FAILED.name, seen, at=at)


def _gone(talk: Talk, step: Step, complaints: dict[str, FactValue]) -> dict[str, Any] | None:
    """The complaints that are gone, with what is seen instead; None when that was not said."""
    words = talk.words
    if len(complaints) < 2:
        talk.say("said.one-complaint", first=_shown(FIXED, talk), other=_shown(FAILED, talk))
        return None
    wanted = dict(step.check)
    gone: dict[str, Any] = {}
    for name, value in complaints.items():
        talk.say("ask.gone", question=words.name(name), value=words.value(name, value))
        pressed = talk.pressed(Menu(keys=(YES, NO, BACK)))
        if pressed is BACK:
            return None
        if pressed is YES:
            usual = usual_value(words.kb.vocabulary.attributes[name])
            gone[name] = plain(wanted.get(name, usual))
    return gone


def _seen(talk: Talk, step: Step, complaints: dict[str, FactValue]) -> dict[str, Any] | None:
    """What is seen of everything that the step should have changed; None when the report is taken back."""
    seen: dict[str, Any] = {}
    for name, _ in step.check:
        attribute = talk.words.kb.vocabulary.attributes[name]
        talk.say("ask.now", question=talk.words.question(name))
        said = value_of(talk, attribute, Asking(commands=(BACK,), enter="skip", states=name not in complaints))
        if said is BACK:
            return None
        if isinstance(said, Value) and name in complaints and _is_gone(said, name, talk):
            talk.say("said.then-gone", first=_shown(FIXED, talk), other=_shown(PARTLY, talk))
            return None
        if isinstance(said, Value):
            seen[name] = said.value
    return seen


def _is_gone(said: Value, name: str, talk: Talk) -> bool:
    abnormal = talk.words.kb.vocabulary.attributes[name].abnormal
    return isinstance(said.value, bool | str) and said.value not in abnormal


def _shown(key: Key, talk: Talk) -> str:
    return key.shown(talk.words.language)
