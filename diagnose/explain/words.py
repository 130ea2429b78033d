"""How values, chances, names and other people's texts are put into words of one language."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from diagnose.explain.messages import MESSAGES, say
from diagnose.facts import Value
from diagnose.kb.base import KnowledgeBase
from diagnose.rules.operators import shown, shown_duration
from diagnose.texts import Text
from diagnose.vocabulary import BUILT_IN, CHANNEL, EQUIPMENT, LOCATION, SUPPORT, Attribute, AttributeType

_CHANCES = (
    (0.99, "chance.certain"),
    (0.9, "chance.very-likely"),
    (0.6, "chance.likely"),
    (0.4, "chance.even"),
    (0.1, "chance.unlikely"),
    (0.0, "chance.very-unlikely"),
)
_STRONG = math.log(10)
_SLIGHT = math.log(1.25)
_LONGEST = 400


def clean(text: object, longest: int = _LONGEST) -> str:
    """``text`` fit for a terminal: white space joined, control and direction characters replaced, length bounded."""
    joined = " ".join(str(text).split())
    shown_ = "".join(ch if _harmless(ch) else "\N{REPLACEMENT CHARACTER}" for ch in joined[: longest + 1])
    return shown_ if len(shown_) <= longest else shown_[: longest - 1] + "\N{HORIZONTAL ELLIPSIS}"


def _harmless(character: str) -> bool:
    return character == " " or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one knowledge base in one language; ``places`` says where in its files a condition stands."""

    kb: KnowledgeBase
    language: str
    places: bool = True

    def say(self, key: str, /, **values: object) -> str:
        """A message of the catalogue in this language."""
        return say(key, self.language, **values)

    def text(self, text: Text) -> str:
        """An author's text; when it exists in another language only, that language is named after it."""
        words, language = text.in_language(self.language, self.kb.languages)
        if not words or language == self.language:
            return clean(words)
        return self.say("word.fallback", text=clean(words), language=language)

    def known(self, key: str, otherwise: str) -> str:
        """The message ``key`` if there is one, else ``otherwise`` as it stands."""
        return self.say(key) if key in MESSAGES else clean(otherwise)

    def fault(self, fault: str) -> str:
        """The title of a playbook; its id when it has none."""
        playbook = self.kb.playbooks.get(fault) or self.kb.retired.get(fault)
        return (self.text(playbook.title) if playbook else "") or clean(fault)

    def line(self, line: str) -> str:
        """The name of a support line with its id."""
        found = self.kb.support.line(line)
        title = self.text(found.title) if found else ""
        return self.say("word.line", title=title, line=line) if title else clean(line)

    def who(self, one: str) -> str:
        """Who can answer or was asked: a party of the conversation or a line."""
        return self.say(f"who.{one}") if f"who.{one}" in MESSAGES else self.line(one)

    def question(self, attribute: str) -> str:
        """The question by which ``attribute`` is found out; its id when it has none."""
        if attribute in BUILT_IN:
            return self.say(f"ask.{attribute}")
        declared = self.kb.vocabulary.attributes.get(attribute)
        return (self.text(declared.question) if declared else "") or clean(attribute)

    def name(self, attribute: str) -> str:
        """What stands before a value: the question, or the name of a built-in attribute."""
        return self.say(f"attribute.{attribute}") if attribute in BUILT_IN else self.question(attribute)

    def fact(self, attribute: str, said: str) -> str:
        """What is ``said`` of an attribute, after its question or name."""
        name = self.name(attribute)
        if name.endswith("?"):
            return self.say("fact.asked", question=name, value=said)
        return self.say("fact.named", name=name, value=said)

    def value(self, attribute: str, value: Value | None) -> str:
        """``value`` of ``attribute`` in words; None is "does not apply"."""
        if value is None:
            return self.say("fact.inapplicable")
        if isinstance(value, bool):
            return self.say("word.yes" if value else "word.no")
        if attribute in BUILT_IN:
            return self._built_in(attribute, value)
        declared = self.kb.vocabulary.attributes.get(attribute)
        return self._typed(declared, value) if declared else clean(shown(value))

    def _built_in(self, attribute: str, value: Value) -> str:
        if attribute == CHANNEL:
            return self.known(f"channel.{value}", str(value))
        if attribute == SUPPORT:
            option = self.kb.support.options.get(str(value))
            return (self.text(option.title) if option else "") or clean(value)
        taxonomy = self.kb.vocabulary.taxonomy(attribute)
        kinds = value if isinstance(value, tuple) else (str(value),)
        return self.listed(self.text(taxonomy.title(kind)) for kind in kinds)

    def _typed(self, attribute: Attribute, value: Value) -> str:
        match attribute.type:
            case AttributeType.CHOICE:
                return self.text(attribute.label(str(value)))
            case AttributeType.SET if isinstance(value, frozenset):
                return self.listed(self.text(attribute.label(one)) for one in sorted(value)) or self.say("word.nothing")
            case AttributeType.DURATION if isinstance(value, float):
                return self.duration(value)
            case AttributeType.NUMBER:
                return " ".join(filter(None, [shown(value), attribute.unit]))
            case AttributeType.TEXT:
                return self.say("word.quoted", text=clean(value))
            case _:
                return clean(_moment(value) if isinstance(value, datetime) else shown(value))

    def listed(self, items: Iterable[str]) -> str:
        """``items`` one after the other."""
        return ", ".join(items)

    def duration(self, seconds: float) -> str:
        """A length of time, by its largest whole unit."""
        number, unit = shown_duration(seconds).split(" ")
        return f"{number} {self.say(f'unit.{unit}')}"

    def percent(self, chance: float) -> str:
        """A probability in whole per cent; never 0 or 100, since neither is ever known."""
        if chance < 0.01:
            return self.say("percent.under")
        if chance > 0.99:
            return self.say("percent.over")
        return self.say("percent.of", number=math.floor(chance * 100 + 0.5))

    def chance(self, chance: float) -> str:
        """A probability as people say it, with its percentage."""
        key = next(key for least, key in _CHANCES if chance >= least)
        return self.say("chance.with", text=self.say(key), value=self.percent(chance))

    def money(self, amount: float) -> str:
        """An amount in whole units of the currency."""
        return str(math.floor(amount + 0.5))

    def price(self, amount: float) -> str:
        """An amount of the currency: whole from 10 on, with one decimal below."""
        return self.money(amount) if amount >= 9.95 else f"{amount:.1f}".removesuffix(".0")

    def weight(self, log_odds: float) -> str:
        """How much a fact speaks for or against a hypothesis."""
        if abs(log_odds) < _SLIGHT:
            return self.say("weight.little")
        side = "for" if log_odds > 0 else "against"
        strength = "strongly-" if abs(log_odds) >= _STRONG else ""
        return self.say(f"weight.{strength}{side}", number=self._times(math.exp(min(abs(log_odds), 50.0))))

    def _times(self, factor: float) -> str:
        if factor >= 1000:
            return self.say("times.many", number="> 1000")
        if factor < 9.5:
            number = f"{factor:.1f}".removesuffix(".0")
            whole = number in {"5", "6", "7", "8", "9", "1"}
            return self.say("times.many" if whole else "times.few", number=number)
        count = math.floor(factor + 0.5)
        few = 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14
        return self.say("times.few" if few else "times.many", number=count)

    def place(self, place: str) -> str:
        """Where something is written, in brackets; nothing when that is not known."""
        return self.say("near.place", place=clean(place)) if place and self.places else ""


def _moment(value: datetime) -> str:
    """The day alone for midnight: that is how a date without a time is read."""
    return value.date().isoformat() if value.time() == time() else moment_in_words(value)


def moment_in_words(moment: datetime) -> str:
    """``moment`` to the minute, with its offset."""
    return moment.isoformat(" ", "minutes")


ASKED_FIRST = (EQUIPMENT, LOCATION, CHANNEL, SUPPORT)
"""The order in which the intake's own attributes are listed."""
