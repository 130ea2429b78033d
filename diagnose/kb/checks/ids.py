"""All ids that documents declare, by kind of thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from diagnose.kb.checks.subject import Subject
from diagnose.names import fold
from diagnose.nodes import Scalar


def declared_ids(subject: Subject) -> Iterator[tuple[str, list[Scalar]]]:
    """The ids of each kind of thing, in order of place, with the word for the kind."""
    documents = subject.documents
    attributes = [part.id for each in documents.vocabularies for part in each.attributes.values()]
    taxonomies = [each.taxonomies for each in documents.vocabularies if each.taxonomies is not None]
    chains = [part for each in documents.vocabularies for part in each.chains.values()]
    playbooks = [each.playbook for each in documents.playbooks] + [each.conclusion for each in documents.conclusions]
    steps = {step.step.text: step.step for each in reversed(documents.playbooks) for step in each.plan}
    for what, names in (
        ("attribute", attributes),
        ("equipment", [part.id for each in taxonomies for part in each.equipment.values()]),
        ("location", [part.id for each in taxonomies for part in each.location.values()]),
        ("chain", [part.id for part in chains]),
        ("part", [name for part in chains for name in part.parts]),
        ("playbook", playbooks),
        ("step", list(steps.values())),
        ("line", [part.id for each in documents.supports for part in each.lines.values()]),
        ("channel", [part.id for each in documents.supports for part in each.channels.values()]),
        ("sector", [part.id for each in documents.supports for part in each.sectors.values()]),
    ):
        yield what, sorted(names, key=lambda name: (name.at, name.text))


def twins(subject: Subject, alike: Callable[[str], str]) -> Iterator[tuple[str, Scalar, Scalar]]:
    """Ids of one kind that are ``alike`` and yet not equal: the kind, the first of them, and the other."""
    for what, names in declared_ids(subject):
        first: dict[str, Scalar] = {}
        for name in names:
            before = first.setdefault(alike(name.text), name)
            if fold(before.text) != fold(name.text):
                yield what, before, name
