"""Playbooks and conclusions: from documents to what takes part in a diagnosis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diagnose.kb.alike import signature
from diagnose.kb.compile.chains import part_named
from diagnose.kb.compile.steps import compile_escalation, compile_step
from diagnose.kb.compile.tables import read_table
from diagnose.kb.compile.workbench import Workbench
from diagnose.kb.documents.playbook import ConclusionDocument, PlaybookDocument
from diagnose.kb.playbook import Conclusion, Playbook, Shown
from diagnose.nodes import Mapping, Node, Scalar
from diagnose.rules.conditions import ALWAYS, AllOf, Condition, Test, attributes_of
from diagnose.rules.operators import OneOf, Within
from diagnose.vocabulary import EQUIPMENT, Vocabulary

MOST_STRENGTH = 0.999
MOST_SUM = 0.98
"""The values of one sign exclude each other: their strengths sum to this at most."""

LEAST_PRIOR, MOST_PRIOR = 1e-4, 0.999
USUAL_PRIOR = 0.005
"""The prior of a playbook that does not say how frequent its fault is."""


def compile_playbook(bench: Workbench, document: PlaybookDocument) -> Playbook:
    """The playbook that ``document`` describes; what cannot be read of it is left out after a finding."""
    applies = () if document.applies_to is None else bench.conditions.conjuncts(document.applies_to)
    when = () if document.when is None else bench.conditions.conjuncts(document.when)
    part = None if document.part is None else part_named(bench, document.part)
    return Playbook(
        id=document.playbook.text,
        kind=document.kind,
        title=document.title,
        condition=joined(applies + when),
        prior=_prior(bench, document.frequency),
        outcome=document.outcome or ("how-to" if document.kind == "how-to" else "plan"),
        gated=document.when is not None,
        revision=document.revision,
        status=document.status,
        scope=_scope(applies + when),
        shows=tuple(_shows(bench, document.shows, when, part)),
        because=document.because,
        say=document.say,
        steps=tuple([compile_step(bench, step) for step in document.plan]),
        escalate=None if document.escalate is None else compile_escalation(bench, document.escalate),
        vendor=None
        if document.vendor is None
        else bench.known(document.vendor, "vendor", bench.lexicon.support.vendors),
        authors=document.authors,
        reviewed=document.reviewed,
        sources=document.sources,
        formerly=tuple([name.text for name in document.formerly]),
        replaced_by=None if document.replaced_by is None else document.replaced_by.text,
        part=part,
        at=document.playbook.at,
    )


def compile_conclusion(bench: Workbench, document: ConclusionDocument) -> Conclusion:
    """The conclusion that ``document`` describes; what cannot be read of it is left out after a finding."""
    return Conclusion(
        id=document.conclusion.text,
        condition=bench.conditions.read(document.when) or ALWAYS,
        sets=bench.values(document.sets),
        because=document.because,
        sources=document.sources,
        at=document.conclusion.at,
    )


def joined(parts: tuple[Condition, ...]) -> Condition:
    """The condition that holds when all ``parts`` do."""
    return parts[0] if len(parts) == 1 else AllOf(parts)


def _prior(bench: Workbench, frequency: Scalar | None) -> float:
    if frequency is None:
        return USUAL_PRIOR
    known = bench.settings.frequency.get(frequency.text)
    if known is None:
        wanted = "a word of the frequency table or a number from 0 to 1000"
        per_thousand = {word: share * 1000 for word, share in bench.settings.frequency.items()}
        known = (bench.number(frequency, per_thousand, 1000.0, wanted) or 0.0) / 1000
    return min(max(known, LEAST_PRIOR), MOST_PRIOR)


def _scope(parts: tuple[Condition, ...]) -> tuple[str, ...]:
    """The kinds of equipment that the first test on it asks for; empty when any will do."""
    for part in parts:
        if isinstance(part, Test) and part.attribute == EQUIPMENT and isinstance(part.operator, Within):
            return part.operator.asked
    return ()


def _shows(bench: Workbench, written: Mapping | None, when: tuple[Condition, ...], part: str | None) -> Iterator[Shown]:
    named: set[str] = set()
    for name, node in () if written is None else written.entries:
        attribute, rows = _rows(bench, name, node)
        named.add(attribute)
        yield from rows
    always = bench.settings.signs.get("always", MOST_SUM)
    yield from implied(bench.lexicon.vocabulary, when, named, always)
    if part is not None:
        named = named.union(*map(attributes_of, when))
        yield from _behind(bench, part, named, always)


def _rows(bench: Workbench, name: Scalar, node: Node) -> tuple[str, tuple[Shown, ...]]:
    """The attribute called ``name`` and what is shown of it; what is written alike is read once."""
    written = (name.text, signature(node))
    shared = bench.shown.get(written)
    if shared is not None:
        return shared
    before = len(bench.findings)
    attribute = bench.attribute(name)
    if attribute is None:
        return name.text, ()
    rows = read_table(bench, attribute, node, "shows")
    shown = tuple([Shown(attribute.id, row.value, min(row.strength, MOST_STRENGTH), row.given) for row in rows])
    if len(bench.findings) == before and written[1]:
        bench.shown[written] = (attribute.id, shown)
    return attribute.id, shown


def implied(vocabulary: Vocabulary, when: Iterable[Condition], named: set[str], always: float) -> Iterator[Shown]:
    """The signs that ``when`` asks for and ``shows`` does not name: always there, several in equal parts."""
    for part in when:
        if not isinstance(part, Test) or part.attribute in named or not isinstance(part.operator, OneOf):
            continue
        abnormal = vocabulary.attributes[part.attribute].abnormal
        seen = [value for value in part.operator.values if value in abnormal] if abnormal else []
        if seen:
            named.add(part.attribute)
            for value in sorted(seen, key=repr):
                yield Shown(part.attribute, value, min(always, MOST_STRENGTH) / len(seen))


def _behind(bench: Workbench, part: str, named: set[str], always: float) -> Iterator[Shown]:
    """What is seen behind a broken ``part``, unless the playbook itself speaks of it: the author's word wins."""
    chain, broken = bench.parts[part]
    for attribute, value in chain.behind(broken):
        if attribute not in named and value in bench.lexicon.vocabulary.attributes[attribute].abnormal:
            named.add(attribute)  # a sign at two points is PB219; that is enough said
            yield Shown(attribute, value, min(always, MOST_STRENGTH))
