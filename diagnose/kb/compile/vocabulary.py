"""The vocabulary of a knowledge base, joined from all its documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from diagnose.kb.codes import finding
from diagnose.kb.compile.attributes import LISTED, compile_attribute
from diagnose.kb.compile.names import declared_once
from diagnose.kb.compile.tables import read_table
from diagnose.kb.compile.workbench import Workbench
from diagnose.kb.documents.vocabulary import AttributeDocument, KindDocument, PlaceDocument, VocabularyDocument
from diagnose.kb.playbook import Common
from diagnose.names import fold
from diagnose.nodes import Scalar
from diagnose.rules.conditions import Condition
from diagnose.support import Support
from diagnose.vocabulary import CHANNEL, EQUIPMENT, LOCATION, SUPPORT, Attribute, AttributeType, Taxonomy, Vocabulary
from diagnose.wording import phrase, worded

LEAST_SHARE, MOST_SHARE = 1e-4, 0.999
USUAL_SHARE = 0.02
"""How usual an abnormal value is that nobody gave a share, when the table of signs has no word ``rare``."""


def compile_words(bench: Workbench, documents: Iterable[VocabularyDocument]) -> Vocabulary:
    """Taxonomies and attributes, without what needs all of them to be known: see :func:`compile_common`."""
    vocabularies = tuple(documents)
    taxonomies = [each.taxonomies for each in vocabularies if each.taxonomies is not None]
    kinds = [kind for each in taxonomies for kind in each.equipment.values()]
    places = [place for each in taxonomies for place in each.location.values()]
    attributes = [attribute for each in vocabularies for attribute in each.attributes.values()]
    _each_once(bench, "attribute", attributes)
    return Vocabulary(
        attributes={each.id.text: compile_attribute(bench, each) for each in sorted(attributes, key=_by_id)},
        equipment=_taxonomy(bench, EQUIPMENT, kinds),
        location=_taxonomy(bench, LOCATION, places),
        languages=bench.settings.languages,
        timezone=bench.settings.timezone,
    )


def with_built_in(vocabulary: Vocabulary, support: Support) -> Vocabulary:
    """``vocabulary`` with the attributes that every intake has."""
    built_in = (
        Attribute(EQUIPMENT, AttributeType.TAXONOMY),
        Attribute(LOCATION, AttributeType.TAXONOMY),
        Attribute(CHANNEL, AttributeType.CHOICE, tuple(sorted(support.channels))),
        Attribute(SUPPORT, AttributeType.CHOICE, tuple(sorted(support.options))),
    )
    return Vocabulary(
        {**{each.id: each for each in built_in}, **vocabulary.attributes},
        vocabulary.equipment,
        vocabulary.location,
        vocabulary.languages,
        vocabulary.timezone,
    )


def compile_common(
    bench: Workbench, documents: Iterable[VocabularyDocument]
) -> tuple[Mapping[str, tuple[Common, ...]], Mapping[str, Condition]]:
    """By attribute, how usual its values are, and the condition under which it is relevant."""
    common: dict[str, tuple[Common, ...]] = {}
    relevance: dict[str, Condition] = {}
    attributes = [attribute for each in documents for attribute in each.attributes.values()]
    for document in sorted(attributes, key=_by_id):
        attribute = bench.lexicon.vocabulary.attributes[document.id.text]
        rows = _common(bench, document, attribute)
        if rows:
            common[attribute.id] = rows
        condition = None if document.relevant is None else bench.conditions.read(document.relevant)
        if condition is not None:
            relevance[attribute.id] = condition
    return common, relevance


def _common(bench: Workbench, document: AttributeDocument, attribute: Attribute) -> tuple[Common, ...]:
    unread = (attribute.type in LISTED and not attribute.values) or fold(attribute.id) in bench.lexicon.excused
    node = None if unread else document.common
    written = () if node is None else read_table(bench, attribute, node, "common")
    rows = [
        Common(attribute.id, row.value, min(max(row.strength, LEAST_SHARE), MOST_SHARE), row.given)
        for row in written
        if row.value is not None
    ]
    always = {row.value for row in rows if row.given is None}
    rare = bench.settings.signs.get("rare", USUAL_SHARE)
    rows += [Common(attribute.id, value, rare) for value in sorted(attribute.abnormal - always, key=repr)]
    return tuple(sorted(rows, key=lambda row: row.given is None))


def _taxonomy(bench: Workbench, name: str, documents: Iterable[KindDocument | PlaceDocument]) -> Taxonomy:
    kinds = sorted(documents, key=_by_id)
    _each_once(bench, name, kinds)
    ids = {kind.id.text: kind.id for kind in kinds}
    parents: dict[str, str | None] = {}
    for kind in kinds:
        above = kind.is_a if isinstance(kind, KindDocument) else kind.within
        code = "PB201" if name == EQUIPMENT else "PB203"
        parents[kind.id.text] = None if above is None else bench.known(above, name, ids, code)
    _cut_circles(bench, name, parents, ids)
    return Taxonomy(
        parents=parents,
        titles={kind.id.text: kind.title for kind in kinds if kind.title},
        vendors={
            kind.id.text: kind.vendor.text
            for kind in kinds
            if isinstance(kind, KindDocument) and kind.vendor is not None
        },
        formerly={former.text: kind.id.text for kind in kinds for former in kind.formerly},
    )


def _cut_circles(bench: Workbench, name: str, parents: dict[str, str | None], ids: Mapping[str, Scalar]) -> None:
    """PB407 for each circle of ``parents``, which is then opened."""
    settled: set[str] = set()
    for start in sorted(parents):
        path: dict[str, None] = {}
        node: str | None = start
        while node is not None and node not in settled and node not in path:
            path[node] = None
            node = parents[node]
        if node is not None and node in path:
            circle = list(path)[list(path).index(node) :]
            least = min(circle)
            way = " -> ".join([*circle[circle.index(least) :], *circle[: circle.index(least)], least])
            message = worded("the {name} taxonomy runs in a circle: {way}", name=phrase(name), way=way)
            advice = worded("take one {key!r} away", key="is_a" if name == EQUIPMENT else "within")
            bench.findings.append(finding("PB407", message, ids[least].at, advice))
            parents[least] = None
        settled.update(path)


def _each_once(
    bench: Workbench, what: str, documents: Iterable[AttributeDocument | KindDocument | PlaceDocument]
) -> None:
    """PB207 for ids, present and former, that are declared more than once."""
    listed = list(documents)
    former = [name for each in listed for name in each.formerly]
    bench.findings.extend(declared_once(what, (each.id for each in listed), former))
    if what == "attribute":  # which of the two is meant nobody can say, so that nothing is said about its values
        ids = Counter(fold(each.id.text) for each in listed)
        bench.damaged.update(name for name, times in ids.items() if times > 1)


def _by_id(document: AttributeDocument | KindDocument | PlaceDocument) -> str:
    return document.id.text
