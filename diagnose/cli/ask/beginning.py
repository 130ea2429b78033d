"""How a consultation begins: with an intake, with the first few words of a customer, or where it was left."""

from __future__ import annotations

from pathlib import Path

from diagnose.case import Intake
from diagnose.cli.ask.keeping import read_saved
from diagnose.cli.ask.keys import NO, YES
from diagnose.cli.ask.kinds import pick_kind
from diagnose.cli.ask.moments import now
from diagnose.cli.ask.talk import Chosen, Menu, Talk
from diagnose.desk import Consultation
from diagnose.errors import KnowledgeBaseChangedError
from diagnose.explain.words import clean


def begun(talk: Talk, intake: Intake | None, equipment: str | None) -> Consultation:
    """A consultation about ``intake``; without one the customer's words and the place are asked for first."""
    if intake is not None:
        return Consultation.start(intake, talk.words.kb)
    kb = talk.words.kb
    checked = Consultation.start(Intake(equipment=equipment or ()), kb).intake
    talk.say("ask.story")
    story, place = talk.line(), _place(talk)
    return Consultation.start(Intake(equipment=checked.equipment, story=story, location=place, reported_at=now()), kb)


def _place(talk: Talk) -> str | None:
    taxonomy = talk.words.kb.vocabulary.location
    if not taxonomy.parents:
        return None
    talk.say("ask.location")
    reply = pick_kind(talk, taxonomy, Menu(enter="skip"))
    return reply.id if isinstance(reply, Chosen) else None


def resumed(talk: Talk, path: Path) -> Consultation | None:
    """The consultation kept in ``path``; where the knowledge base has changed, only after a yes.

    Raises:
        ConsultationError: the file holds none, or one that does not fit.
        UsageError: it cannot be read.
    """
    text = read_saved(path)
    try:
        return Consultation.from_json(text, talk.words.kb)
    except KnowledgeBaseChangedError:
        pass
    talk.say("ask.move")
    if talk.pressed(Menu(keys=(YES, NO))) is NO:
        return None
    consultation, lost = Consultation.move_over(text, talk.words.kb)
    for each in lost:
        talk.say("said.not-moved", text=clean(each))
    return consultation
