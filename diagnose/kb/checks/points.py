"""What the points of chains say, with places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diagnose.facts import Value
from diagnose.kb.checks.subject import Subject
from diagnose.kb.documents import ChainDocument
from diagnose.nodes import Mapping, Scalar
from diagnose.vocabulary import Attribute


@dataclass(frozen=True, slots=True)
class Point:
    """Behind ``part`` the ``attribute``, written at ``name``, has ``value``; None when that was not understood."""

    part: Scalar
    name: Scalar
    attribute: Attribute
    value: Value | None


def points_by_chain(subject: Subject) -> Iterator[tuple[str, tuple[Point, ...]]]:
    """Each chain by id, with those of its points whose attribute is known, in the order written."""
    for vocabulary in subject.documents.vocabularies:
        for chain in vocabulary.chains.values():
            yield chain.id.text, tuple(_points(subject, chain))


def _points(subject: Subject, chain: ChainDocument) -> Iterator[Point]:
    values = {(part, name): value for part, name, value in subject.meaning.vocabulary.chains[chain.id.text].points}
    for part, observed in chain.points.entries:
        for name, _ in observed.entries if isinstance(observed, Mapping) else ():
            attribute = subject.meaning.lexicon.attribute(name.text)
            if isinstance(attribute, Attribute):
                yield Point(part, name, attribute, values.get((part.text, attribute.id)))
