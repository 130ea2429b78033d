"""Names of a knowledge base as parts of a JSON Schema: lists of what may be written, with words for people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from diagnose.kb.base import KnowledgeBase
from diagnose.support import PEOPLE
from diagnose.texts import Text
from diagnose.vocabulary import BUILT_IN, CHANNEL, Attribute, Taxonomy

_YES = re.compile(r"y|Y|yes|Yes|YES|on|On|ON|true|True|TRUE")
_NO = re.compile(r"n|N|no|No|NO|off|Off|OFF|false|False|FALSE")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?", re.ASCII)


def readings(name: str) -> tuple[str | bool | float, ...]:
    """``name`` and what readers of YAML may take it for without quotes: ``on`` for true, ``1.10`` for 1.1."""
    if _YES.fullmatch(name):
        return name, True
    if _NO.fullmatch(name):
        return name, False
    return (name, float(name)) if _NUMBER.fullmatch(name) else (name,)


def names(named: Mapping[str, str] | Iterable[str], former: Iterable[str] = ()) -> dict[str, Any]:
    """A closed list of names with a description of each; ``former`` names are taken without a word."""
    described = dict(named) if isinstance(named, Mapping) else dict.fromkeys(named, "")
    listed = [(reading, words) for name, words in described.items() for reading in readings(name)]
    listed += [(reading, "") for name in former if name not in described for reading in readings(name)]
    schema: dict[str, Any] = {"enum": [name for name, _ in listed]}
    if any(words for _, words in listed):
        schema["enumDescriptions"] = [words for _, words in listed]
    return schema


def open_names(named: Iterable[str]) -> dict[str, Any]:
    """Names that are offered where others are taken as well."""
    listed = sorted(set(named))
    text = {"type": "string", "minLength": 1, "pattern": "\\S"}
    return {"anyOf": [{"enum": listed}, text]} if listed else text


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of ``kb``, described in ``language``."""

    kb: KnowledgeBase
    language: str

    def say(self, text: Text) -> str:
        """``text`` for people, without line ends."""
        return " ".join(text.say(self.language, self.kb.languages).split())

    def attributes(self) -> tuple[Attribute, ...]:
        """The attributes that documents may test, in order of id."""
        known = self.kb.vocabulary.attributes
        return tuple(known[name] for name in sorted(known) if name not in BUILT_IN)

    def values(self, attribute: Attribute) -> dict[str, Any]:
        """What may be written for a value of a choice or a set: labels and phrases describe it."""
        return names(
            {value: self._described(attribute, value) for value in attribute.values},
            (former for former, _ in attribute.former_values),
        )

    def _described(self, attribute: Attribute, value: str) -> str:
        label = self.say(attribute.label(value))
        phrases = dict(attribute.phrases).get(value, ())
        said = [phrase for language, listed in phrases if language in ("", self.language) for phrase in listed]
        return "; ".join(dict.fromkeys(words for words in (label if label != value else "", *said) if words))

    def taxonomy(self, taxonomy: Taxonomy) -> dict[str, Any]:
        """The ids of kinds or places, with their titles, and those that they once had."""
        listed = {kind: self.say(taxonomy.title(kind)) for kind in sorted(taxonomy.parents)}
        return names(listed, sorted(taxonomy.formerly))

    def lines(self) -> dict[str, Any]:
        """The lines of support, in their order."""
        return names({line.id: self.say(line.title) for line in self.kb.support.lines})

    def people(self) -> dict[str, Any]:
        """Who can be asked: lines, and who is named like a channel."""
        return names(dict.fromkeys((*PEOPLE, *(line.id for line in self.kb.support.lines)), ""))

    def built_in(self, name: str) -> dict[str, Any]:
        """The values of equipment, location, channel or support option."""
        vocabulary, support = self.kb.vocabulary, self.kb.support
        if name in ("equipment", "location"):
            return self.taxonomy(vocabulary.taxonomy(name))
        return names(sorted(support.channels if name == CHANNEL else support.options))

    def playbooks(self) -> tuple[str, ...]:
        """The ids of all playbooks, those of drafts and retired ones too."""
        return tuple(sorted({*self.kb.playbooks, *self.kb.retired, *self.kb.drafts}))

    def steps(self) -> tuple[str, ...]:
        """The ids of all steps."""
        return tuple(sorted({step.id for playbook in self.kb.playbooks.values() for step in playbook.steps}))
