"""JSON Schemas that speak the words of one knowledge base: attributes, values, equipment, steps, lines, playbooks."""

from __future__ import annotations

from typing import Any

from diagnose.kb.base import KnowledgeBase
from diagnose.kb.documents.definitions import either_requires
from diagnose.kb.documents.schema import REQUIRES, in_draft, raw_schema
from diagnose.kb.spoken import Spoken
from diagnose.kb.spoken_parts import definitions_of, properties_of


def vocabulary_schema(kind: str, kb: KnowledgeBase, draft: str = "2020-12", language: str = "en") -> dict[str, Any]:
    """The schema of documents of ``kind`` with the words of ``kb``; titles and labels in ``language``.

    What is declared in vocabulary and support documents is a closed list. Ids of playbooks and steps are offered, and
    others are taken as well: an author makes new ones every day.

    Raises:
        UsageError: there is no such kind.
    """
    schema = raw_schema(kind)
    spoken = Spoken(kb, language)
    definitions = schema["$defs"] | definitions_of(spoken)
    if REQUIRES in definitions:
        definitions[REQUIRES] = either_requires(definitions[REQUIRES]["anyOf"][0], definitions["condition"])
    holders = {kind: schema, **definitions}
    changed = {name: dict(holders[name]) for name, _ in properties_of(spoken) if name in holders}
    for (name, key), part in properties_of(spoken).items():
        if name in changed and key in changed[name].get("properties", {}):
            changed[name]["properties"] = {**changed[name]["properties"], key: part}
    whole = changed.pop(kind, schema) | {"$defs": definitions | changed}
    return in_draft(whole, draft)
