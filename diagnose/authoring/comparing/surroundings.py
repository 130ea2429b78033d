"""What two versions declare around their playbooks: attributes, equipment, locations, the organisation, settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from diagnose.kb.base import KnowledgeBase
from diagnose.vocabulary import Attribute, Taxonomy, Vocabulary


@dataclass(frozen=True, slots=True)
class Declared:
    """Something declared that was added, removed or changed (``turn``); ``parts`` names what changed of it."""

    kind: str
    id: str
    turn: str
    parts: tuple[str, ...] = ()


def declared_changes(old: KnowledgeBase, new: KnowledgeBase) -> tuple[Declared, ...]:
    """What differs in the vocabulary, the organisation and the settings, in order of kind and id."""
    found = [
        *_changes("attribute", old.vocabulary.attributes, new.vocabulary.attributes),
        *_changes("common", old.common, new.common),
        *_changes("relevant", old.relevance, new.relevance),
        *_taxonomy("equipment", old.vocabulary.equipment, new.vocabulary.equipment),
        *_taxonomy("location", old.vocabulary.location, new.vocabulary.location),
        *_changes("chain", old.vocabulary.chains, new.vocabulary.chains),
        *_changes("line", _by_id(old.support.lines), _by_id(new.support.lines)),
        *_changes("channel", old.support.channels, new.support.channels),
        *_changes("sector", old.support.sectors, new.support.sectors),
        *_changes("vendor", old.support.vendors, new.support.vendors),
        *_changes("setting", _settings(old), _settings(new)),
    ]
    return tuple(sorted(found, key=lambda each: (each.kind, each.id)))


def _changes(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Declared]:
    for name in sorted({*old, *new}):
        if name not in old:
            yield Declared(kind, name, "added")
        elif name not in new:
            yield Declared(kind, name, "removed")
        elif old[name] != new[name]:
            yield Declared(kind, name, "changed", _parts(old[name], new[name]))


def _parts(old: Any, new: Any) -> tuple[str, ...]:
    if not isinstance(old, Attribute):
        return ()
    return tuple(each.name for each in fields(old) if getattr(old, each.name) != getattr(new, each.name))


def _taxonomy(kind: str, old: Taxonomy, new: Taxonomy) -> Iterator[Declared]:
    titled = [
        {name: (parent, each.titles.get(name), each.vendors.get(name)) for name, parent in each.parents.items()}
        for each in (old, new)
    ]
    yield from _changes(kind, *titled)


def _by_id(lines: Any) -> dict[str, Any]:
    return {line.id: line for line in lines}


def _settings(kb: KnowledgeBase) -> dict[str, Any]:
    """The settings that may change answers; name and version are expected to differ."""
    names = (each.name for each in fields(kb.settings) if each.name not in ("name", "version"))
    return {name: getattr(kb.settings, name) for name in names}


def both(old: Vocabulary, new: Vocabulary) -> Vocabulary:
    """A vocabulary in which conditions of both versions can be understood; the new one has the last word."""
    attributes = {**old.attributes, **new.attributes}
    for name in old.attributes.keys() & new.attributes.keys():
        attributes[name] = _joined(old.attributes[name], new.attributes[name])
    return Vocabulary(
        attributes,
        _joined_taxonomy(old.equipment, new.equipment),
        _joined_taxonomy(old.location, new.location),
        new.languages,
        new.timezone,
        new.chains,
    )


def _joined(old: Attribute, new: Attribute) -> Attribute:
    if old.type is not new.type or old.values == new.values:
        return new
    values = tuple(dict.fromkeys((*new.values, *old.values)))
    return Attribute(**{each.name: getattr(new, each.name) for each in fields(new)} | {"values": values})


def _joined_taxonomy(old: Taxonomy, new: Taxonomy) -> Taxonomy:
    return Taxonomy({**old.parents, **new.parents}, new.titles, new.vendors, new.formerly)
