"""Correcting what was said before: choose the answer from a list, then give the right one."""

from __future__ import annotations

from diagnose.cli.ask.keys import BACK
from diagnose.cli.ask.moments import now
from diagnose.cli.ask.talk import Chosen, Menu, Talk, choices
from diagnose.cli.ask.values import Asking, Value, form_lines, value_of
from diagnose.desk import Consultation
from diagnose.explain.stating import stated
from diagnose.facts import State


def correct(talk: Talk, consultation: Consultation) -> None:
    """Let an answer be corrected; the last one comes first, Enter leaves everything as it is."""
    known = _known(consultation)
    if not known:
        talk.say("said.nothing-known")
        return
    words = talk.words
    talk.say("ask.which")
    labels = [(name, stated(name, state, words)) for name, state in known.items()]
    reply = talk.ask(Menu(choices(labels), commands=(BACK,), enter="leave"))
    if not isinstance(reply, Chosen):
        return
    attribute = consultation.kb.vocabulary.attributes[reply.id]
    talk.show(words.name(reply.id), *form_lines(talk, attribute))
    able = attribute.answered_by
    by = "customer" if "customer" in able or not able else able[0]
    said = value_of(talk, attribute, Asking(by, commands=(BACK,), enter="leave"))
    if isinstance(said, Value):
        consultation.correct(reply.id, said.value, at=now())


def _known(consultation: Consultation) -> dict[str, State]:
    """What is known of each attribute, the latest answer first, then what the intake said."""
    facts = {fact.attribute: fact.value for fact in consultation.situation.memory.facts}
    answered = [event.given.attribute for event in reversed(consultation.events) if hasattr(event, "given")]
    return {name: facts[name] for name in dict.fromkeys([*answered, *facts]) if name in facts}
