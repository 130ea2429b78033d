"""Telling what was not asked for: a complaint first, or anything else by a part of its question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diagnose.cli.ask.keys import BACK
from diagnose.cli.ask.moments import now
from diagnose.cli.ask.talk import Choice, Chosen, Menu, Talk, Typed, choices
from diagnose.cli.ask.values import Asking, Value, form_lines, value_of
from diagnose.desk import Consultation
from diagnose.facts import BUILT_IN, EQUIPMENT
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Playbook
from diagnose.rules.conditions import attributes_of
from diagnose.vocabulary import Attribute


def add(talk: Talk, consultation: Consultation) -> None:
    """Let something be told that was not asked for; Enter leaves it."""
    every = _untold(consultation)
    offered = _offered(talk, (each for each in every if each.complaint))
    talk.say("ask.what")
    while True:
        reply = talk.ask(Menu(offered, commands=(BACK,), enter="leave", search=True))
        if not isinstance(reply, Typed):
            break
        found = _offered(talk, _holding(reply.text, every, talk))
        offered = found or offered
        if not found:
            talk.say("said.nothing-found")
    if isinstance(reply, Chosen):
        _tell(talk, consultation, consultation.kb.vocabulary.attributes[reply.id])


def _tell(talk: Talk, consultation: Consultation, attribute: Attribute) -> None:
    talk.show(talk.words.name(attribute.id), *form_lines(talk, attribute))
    said = value_of(talk, attribute, Asking(commands=(BACK,), enter="leave"))
    if isinstance(said, Value):
        consultation.answer(attribute.id, said.value, at=now())


def _untold(consultation: Consultation) -> list[Attribute]:
    """What can be observed about such equipment and nobody has said yet, by id."""
    kb, memory = consultation.kb, consultation.situation.memory
    told = {fact.attribute for fact in memory.facts}
    near = _near(consultation)
    return [
        kb.vocabulary.attributes[name]
        for name in sorted(near - told - set(BUILT_IN))
        if name in kb.vocabulary.attributes and kb.vocabulary.attributes[name].askable
    ]


def _near(consultation: Consultation) -> set[str]:
    """What the playbooks about this equipment show or ask for; about any, where it is not known."""
    kb = consultation.kb
    kinds = consultation.situation.memory.values.get(EQUIPMENT)
    taxonomy = kb.vocabulary.equipment
    relatives = {
        other
        for kind in (kinds if isinstance(kinds, tuple) else ())
        for other in (*taxonomy.upwards(kind), *taxonomy.below(kind))
    }
    about = (
        playbook
        for playbook in kb.playbooks.values()
        if not relatives or not playbook.scope or not relatives.isdisjoint(playbook.scope)
    )
    return _concluded_from({name for playbook in about for name in _read_by(playbook)}, kb)


def _read_by(playbook: Playbook) -> Iterator[str]:
    yield from attributes_of(playbook.condition)
    for row in playbook.shows:
        yield row.attribute
        yield from attributes_of(row.given) if row.given is not None else ()
    for step in playbook.steps:
        yield from attributes_of(step.requires.condition) if step.requires is not None else ()


def _concluded_from(names: set[str], kb: KnowledgeBase) -> set[str]:
    """``names`` with everything that some of them are concluded from."""
    while True:
        read = {
            name
            for conclusion in kb.conclusions.values()
            if any(attribute in names for attribute, _ in conclusion.sets)
            for name in attributes_of(conclusion.condition)
        }
        if read <= names:
            return names
        names = names | read


def _holding(text: str, attributes: Iterable[Attribute], talk: Talk) -> list[Attribute]:
    """The attributes whose id, question or answers hold every word of ``text``."""
    sought = text.casefold().split()
    found = []
    for each in attributes:
        labels = (talk.words.text(label) for _, label in each.labels)
        said = " ".join([each.id, talk.words.question(each.id), *labels]).casefold()
        if all(word in said for word in sought):
            found.append(each)
    return found


def _offered(talk: Talk, attributes: Iterable[Attribute]) -> tuple[Choice, ...]:
    return choices((each.id, talk.words.question(each.id)) for each in attributes)
