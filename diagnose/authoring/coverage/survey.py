"""How much of a knowledge base its cases cover."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from diagnose.authoring.coverage.around import outcome_items, step_items, word_items
from diagnose.authoring.coverage.items import Coverage, Item, in_order
from diagnose.authoring.coverage.rules import Surveyor, rule_items
from diagnose.authoring.mutation.ground import Ground
from diagnose.authoring.mutation.masks import Masks
from diagnose.errors import Location
from diagnose.kb.compile import Documents
from diagnose.kb.playbook import Conclusion, Playbook


def coverage_of(ground: Ground, places: Mapping[str, Location] | None = None, rules: Iterable[str] = ()) -> Coverage:
    """What the cases of ``ground`` cover; only those that pass count.

    ``places`` says where attributes and kinds of equipment are declared. With ``rules``, only these are looked at, and
    neither outcomes nor words.
    """
    surveyor = Surveyor(ground, Masks(ground))
    wanted = frozenset(rules)
    items: list[Item] = []
    rules_there: tuple[Playbook | Conclusion, ...] = (*ground.kb.conclusions.values(), *ground.kb.playbooks.values())
    for rule in rules_there:
        if not wanted or rule.id in wanted:
            items += rule_items(rule, surveyor)
    for playbook in ground.kb.playbooks.values():
        if not wanted or playbook.id in wanted:
            items += step_items(playbook, surveyor)
    if not wanted:
        items += (*outcome_items(surveyor), *word_items(surveyor, places or {}))
    return Coverage(in_order(items), len(ground.tried), ground.left_out)


def places_of(documents: Documents) -> Mapping[str, Location]:
    """Where attributes and kinds of equipment are declared."""
    found: dict[str, Location] = {}
    for document in documents.vocabularies:
        found.update((name, attribute.at) for name, attribute in document.attributes.items())
        if document.taxonomies is not None:
            found.update((name, kind.at) for name, kind in document.taxonomies.equipment.items())
    return found
