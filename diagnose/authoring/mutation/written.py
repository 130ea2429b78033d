"""What the documents say of a rule that its compiled form does not: which part stands where, and what was implied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from diagnose.errors import Location
from diagnose.kb.compile import Documents
from diagnose.kb.documents.playbook import PlaybookDocument
from diagnose.kb.reading import read_folder
from diagnose.names import fold
from diagnose.nodes import Mapping as Entries
from diagnose.nodes import Node, Scalar


@dataclass(frozen=True, slots=True)
class Written:
    """Where the parts of one playbook stand.

    ``when`` holds the places inside ``when``; ``named`` the attributes (folded) that ``shows`` speaks of itself, with
    the places of their values; ``after`` the places of ``after`` by step.
    """

    at: Location
    when: frozenset[Location] = frozenset()
    named: Mapping[str, Mapping[str, tuple[Location, ...]]] = field(default_factory=dict)
    frequency: Location | None = None
    escalate: Location | None = None
    sets: Mapping[str, Location] = field(default_factory=dict)

    def speaks_of(self, attribute: str) -> bool:
        """Whether ``shows`` names ``attribute`` itself."""
        return fold(attribute) in self.named


def written_in(folder: Path) -> Mapping[str, Written]:
    """What the documents in ``folder`` say, by playbook or conclusion."""
    return written_of(read_folder(folder, cases=False).documents)


def written_of(documents: Documents) -> Mapping[str, Written]:
    """What ``documents`` say, by playbook or conclusion."""
    found = {each.playbook.text: _of_playbook(each) for each in documents.playbooks}
    for each in documents.conclusions:
        places = {key.text: key.at for key, _ in each.sets}
        found[each.conclusion.text] = Written(each.conclusion.at, frozenset(places_in(each.when)), sets=places)
    return found


def _of_playbook(document: PlaybookDocument) -> Written:
    return Written(
        at=document.playbook.at,
        when=frozenset(places_in(document.when)) if document.when is not None else frozenset(),
        named=_named(document.shows),
        frequency=None if document.frequency is None else document.frequency.at,
        escalate=None if document.escalate is None else document.escalate.to.at,
    )


def places_in(node: Node) -> Iterator[Location]:
    """Every place in ``node``, keys included."""
    yield node.at
    if isinstance(node, Entries):
        for key, value in node.entries:
            yield key.at
            yield from places_in(value)
    elif not isinstance(node, Scalar):
        for item in node.items:
            yield from places_in(item)


def _named(shows: Entries | None) -> Mapping[str, Mapping[str, tuple[Location, ...]]]:
    return {fold(key.text): _values(key, node) for key, node in shows or ()}


def _values(attribute: Scalar, node: Node) -> Mapping[str, tuple[Location, ...]]:
    """The places of each value of one attribute, in the order written; a word alone stands for ``true``."""
    if isinstance(node, Scalar):
        return {"true": (attribute.at,)}
    found: dict[str, tuple[Location, ...]] = {}
    for row in (node,) if isinstance(node, Entries) else node.items:
        for key, _ in row.entries if isinstance(row, Entries) else ():
            found[key.text] = (*found.get(key.text, ()), key.at)
    return found
