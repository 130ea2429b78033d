"""Chains of components: their parts, and what is seen behind each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from diagnose.errors import echo
from diagnose.facts import Value
from diagnose.kb.compile.names import declared_once
from diagnose.kb.compile.workbench import Workbench
from diagnose.kb.documents.vocabulary import ChainDocument, VocabularyDocument
from diagnose.kb.values import seen
from diagnose.names import fold
from diagnose.nodes import Mapping as MappingNode
from diagnose.nodes import Scalar
from diagnose.vocabulary import Chain
from diagnose.wording import joined, worded


def compile_chains(bench: Workbench, documents: Iterable[VocabularyDocument]) -> Mapping[str, Chain]:
    """The chains of all vocabularies by id, in order of id; a point that means nothing is left out after a finding."""
    chains = sorted((chain for each in documents for chain in each.chains.values()), key=lambda each: each.id.text)
    bench.findings.extend(declared_once("chain", (each.id for each in chains)))
    return {each.id.text: _chain(bench, each) for each in chains}


def _chain(bench: Workbench, document: ChainDocument) -> Chain:
    bench.findings.extend(declared_once("part", document.parts))
    parts = tuple(dict.fromkeys(name.text for name in document.parts))
    place = {part: number for number, part in enumerate(parts)}
    points = sorted(_points(bench, document, place), key=lambda point: (place[point[0]], point[1]))
    return Chain(document.id.text, document.title, parts, tuple(points))


def _points(bench: Workbench, document: ChainDocument, parts: Mapping[str, int]) -> Iterator[tuple[str, str, Value]]:
    for name, observed in document.points.entries:
        damaged = name.text not in parts and fold(document.id.text) in bench.lexicon.excused
        part = None if damaged else bench.known(name, "part", parts, "PB217")
        if not isinstance(observed, MappingNode) or not observed.entries:
            message = worded(
                "what is seen behind {name!r} is a map of attributes to values, not {found}",
                name=echo(name.text),
                found=seen(observed),
            )
            bench.note("PB102", message, observed.at, "write {terminal.lamp: red}")
        elif part is not None:
            yield from ((part, attribute, value) for attribute, value in bench.values(observed))


def part_named(bench: Workbench, name: Scalar) -> str | None:
    """The part that ``name`` refers to, as ``chain.part``; None after a finding."""
    chain, dot, _ = name.text.partition(".")
    if fold(chain) in bench.lexicon.excused:
        return None
    owners = [] if dot else [each for each in bench.parts if fold(each.partition(".")[2]) == fold(name.text)]
    if not owners:
        return bench.known(name, "part", bench.parts, "PB217")
    advice = worded("write {text}", text=joined(" or ", owners))
    message = worded("{name!r} does not say of which chain it is a part", name=echo(name.text))
    bench.note("PB217", message, name.at, advice)
    return None
