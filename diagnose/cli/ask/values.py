"""How an attribute is asked for: keys for yes and no, numbers for choices, a line for everything that is written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from diagnose.cli.ask.keys import ENTER, INAPPLICABLE, NO, UNKNOWN, YES, Key
from diagnose.cli.ask.kinds import pick_kind
from diagnose.cli.ask.talk import Chosen, Menu, Pressed, Reply, Talk, Typed, choices
from diagnose.explain.words import Words
from diagnose.rules.operators import shown
from diagnose.vocabulary import BUILT_IN, EQUIPMENT, LOCATION, Attribute, AttributeType

_COMMA = re.compile(r"([-+]?[0-9]+),([0-9]+)(\s*[^0-9,]*)")
_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_LENGTH = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?([a-zа-я]+)\.?")
_UNITS = ("s", "min", "h", "d")


@dataclass(frozen=True, slots=True)
class Value:
    """An answer, written as in an intake."""

    value: Any


Said: TypeAlias = Value | Key
"""An answer, or a key that is none: a command, or Enter for leaving it."""


@dataclass(frozen=True, slots=True)
class Asking:
    """How an attribute is asked for: by whom the answer is not known, which commands count, what Enter means.

    A kind is picked below ``within``. Without ``states`` there has to be a value: "don't know" is no answer.
    """

    by: str = "customer"
    commands: tuple[Key, ...] = ()
    enter: str = ""
    within: str | None = None
    states: bool = True


def value_of(talk: Talk, attribute: Attribute, asking: Asking) -> Said:
    """What the person at the keyboard says of ``attribute``."""
    if attribute.id in {EQUIPMENT, LOCATION}:
        taxonomy = talk.words.kb.vocabulary.taxonomy(attribute.id)
        reply = pick_kind(
            talk, taxonomy, Menu(keys=(UNKNOWN,), commands=asking.commands, enter=asking.enter), asking.within
        )
        return _said(reply, attribute, asking, talk)
    if attribute.type is AttributeType.SET:
        return _several(talk, attribute, asking)
    return _said(talk.ask(menu_of(talk, attribute, asking)), attribute, asking, talk)


def menu_of(talk: Talk, attribute: Attribute, asking: Asking) -> Menu:
    """What can be pressed to answer for ``attribute``."""
    state = _states(attribute) if asking.states else ()
    match attribute.type:
        case AttributeType.YES_NO:
            return Menu(keys=(YES, NO, *state), commands=asking.commands, enter=asking.enter)
        case AttributeType.CHOICE | AttributeType.SET:
            labels = ((value, _label(value, attribute, talk.words)) for value in attribute.values)
            return Menu(choices(labels), state, asking.commands, asking.enter)
        case _:
            signed = attribute.type is AttributeType.NUMBER and (attribute.low is None or attribute.low < 0.0)
            return Menu((), state, asking.commands, asking.enter, typed=True, signed=signed)


def _states(attribute: Attribute) -> tuple[Key, ...]:
    return (UNKNOWN,) if attribute.id in BUILT_IN else (UNKNOWN, INAPPLICABLE)


def _label(value: str, attribute: Attribute, words: Words) -> str:
    """The words for one of the values; channels and support options have theirs elsewhere."""
    return words.value(attribute.id, value) if attribute.id in BUILT_IN else words.text(attribute.label(value))


def form_lines(talk: Talk, attribute: Attribute) -> tuple[str, ...]:
    """How an answer is to be written; nothing where it is chosen."""
    form = _form(talk.words, attribute)
    return ("  " + form,) if form else ()


def _form(words: Words, attribute: Attribute) -> str:
    match attribute.type:
        case AttributeType.NUMBER if attribute.low is not None and attribute.high is not None:
            low, high = shown(attribute.low), shown(attribute.high)
            return words.say("question.range", first=low, other=high, value=attribute.unit).rstrip()
        case AttributeType.NUMBER if attribute.unit:
            return words.say("ask.number", value=attribute.unit)
        case AttributeType.DURATION | AttributeType.DATE | AttributeType.VERSION:
            return words.say(f"ask.{attribute.type.value}")
        case _:
            return ""


def _said(reply: Reply, attribute: Attribute, asking: Asking, talk: Talk) -> Said:
    match reply:
        case Chosen(name):
            return Value(name)
        case Typed(text):
            return Value(written(text, attribute, talk.words))
        case Pressed(key) if key in {YES, NO} and attribute.type is AttributeType.YES_NO:
            return Value(key is YES)
        case Pressed(key) if key is UNKNOWN:
            return Value({"unknown": asking.by})
        case Pressed(key) if key is INAPPLICABLE:
            return Value({"applies": False})
        case Pressed(key):
            return key


def _several(talk: Talk, attribute: Attribute, asking: Asking) -> Said:
    """Some of the values, chosen one after the other; Enter ends it."""
    taken: dict[str, None] = {}
    while True:
        enter = "chosen" if taken else asking.enter or "none"
        menu = menu_of(talk, attribute, replace(asking, enter=enter))
        reply = talk.ask(menu)
        if isinstance(reply, Chosen):
            if reply.id in taken:
                del taken[reply.id]
            else:
                taken[reply.id] = None
            talk.say("said.chosen", values=_listed(taken, attribute, talk))
        elif reply == Pressed(ENTER) and enter != asking.enter:
            return Value(sorted(taken))
        else:
            return _said(reply, attribute, asking, talk)


def _listed(taken: Iterable[str], attribute: Attribute, talk: Talk) -> str:
    words = talk.words
    return words.value(attribute.id, frozenset(taken))


def written(text: str, attribute: Attribute, words: Words) -> Any:
    """``text`` as an intake holds it, with commas, days and units as people here write them."""
    match attribute.type:
        case AttributeType.TEXT:
            return text
        case AttributeType.NUMBER if comma := _COMMA.fullmatch(text):
            return {"written": f"{comma[1]}.{comma[2]}{comma[3]}"}
        case AttributeType.DATE if day := _DAY.fullmatch(text):
            return {"written": f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"}
        case AttributeType.DURATION if length := _LENGTH.fullmatch(text.casefold().replace(",", ".")):
            return {"written": f"{length[1]} {_unit(length[2], words)}"}
        case _:
            return {"written": text}


def _unit(word: str, words: Words) -> str:
    """The unit that ``word`` is in the language of ``words``; ``word`` itself when it is none."""
    names = {words.say(f"unit.{unit}").rstrip("."): unit for unit in _UNITS}
    return names.get(word, word)
