"""What a fixture case expects of the answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cached_property
from typing import Any

from diagnose.authoring.nearest import Nearest
from diagnose.errors import Finding, Location, echo
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.codes.cases import CV701, CV702
from diagnose.nodes import Mapping, Node, Scalar, Sequence, as_number
from diagnose.vocabulary import BUILT_IN
from diagnose.wording import worded


@dataclass(frozen=True, slots=True)
class Named:
    """An id as a case names it, and where."""

    text: str
    at: Location

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a case expects of ``name``, as exact as it is ``written``."""

    name: Named
    written: str

    def __str__(self) -> str:
        return f"{self.name}: {self.written}"

    def fits(self, number: float) -> bool:
        """Whether ``number`` is the one written, up to half a unit of its last digit."""
        exact = Decimal(self.written)
        unit = Decimal(1).scaleb(int(exact.as_tuple().exponent)) if exact.as_tuple().exponent else Decimal(1)
        return abs(number - float(exact)) <= float(unit) / 2 + 1e-9


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is not mentioned is not checked.

    ``fault`` is the best one, ``faults_include`` weighed ones. ``question`` is among the questions still open.
    ``line`` is the line that acts next: the one a case is passed to, or the least one for the first step. ``chance``
    gives by fault the chance that it is responsible, ``evidence`` by attribute how many times likelier what was seen
    makes the fault (``fault``, else the one the cases are about); numbers are as exact as they are written.
    """

    outcome: Named | None = None
    fault: Named | None = None
    faults_include: tuple[Named, ...] = ()
    first_step: Named | None = None
    steps_include: tuple[Named, ...] = ()
    question: Named | None = None
    line: Named | None = None
    matched: tuple[Named, ...] = ()
    not_matched: tuple[Named, ...] = ()
    chance: tuple[Figure, ...] = ()
    evidence: tuple[Figure, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))

    @property
    def proven(self) -> tuple[str, ...]:
        """The playbooks and conclusions that have to hold, or to be among the faults."""
        fault = (self.fault,) if self.fault else ()
        return tuple(map(str, (*fault, *self.faults_include, *self.matched)))

    def mentioned(self) -> dict[str, tuple[str, ...]]:
        """What is expected, by key, without places."""
        found = ((each.name, getattr(self, each.name)) for each in fields(self))
        return {
            key: tuple(map(str, value)) if isinstance(value, tuple) else (str(value),) for key, value in found if value
        }


_SEVERAL = frozenset({"faults_include", "steps_include", "matched", "not_matched"})
_FIGURES = frozenset({"chance", "evidence"})
_KEYS = tuple(each.name for each in fields(Expectation))


def read_expectation(node: Mapping | None, at: Location) -> tuple[Expectation, tuple[Finding, ...]]:
    """The expectation written as ``node``; CV702 when it expects nothing. Its shape was checked when it was read."""
    read: dict[str, Any] = {}
    for key, value in node or ():
        if key.text in _FIGURES:
            read[key.text] = _figures(value)
            continue
        names = _names(value)
        if key.text in _KEYS and names:
            read[key.text] = names if key.text in _SEVERAL else names[0]
    if any(read.values()):
        return Expectation(**read), ()
    advice = "write what must come of it, such as expect: {outcome: plan}"
    message = "this case expects nothing, so it proves nothing"
    return Expectation(), (CV702.finding(message, node.at if node else at, advice),)


def _names(node: Node) -> tuple[Named, ...]:
    items = node.items if isinstance(node, Sequence) else (node,)
    return tuple(Named(item.text, item.at) for item in items if isinstance(item, Scalar))


def _figures(node: Node) -> tuple[Figure, ...]:
    """The numbers below ``chance`` or ``evidence``; what is no number was reported when the document was read."""
    entries = node.entries if isinstance(node, Mapping) else ()
    return tuple(
        Figure(Named(key.text, key.at), value.text)
        for key, value in entries
        if isinstance(value, Scalar) and as_number(value) is not None
    )


@dataclass(frozen=True)
class KnownIds:
    """Ids of one kind that an expectation may name; ``drafts`` are those that exist and take no part."""

    ids: frozenset[str]
    drafts: frozenset[str] = frozenset()

    @cached_property
    def nearest(self) -> Nearest:
        """Guesses at the id that was meant."""
        return Nearest(self.ids)


def known_ids(kb: KnowledgeBase) -> dict[str, KnownIds]:
    """The ids that an expectation may name in ``kb``, by kind, gathered once."""
    found: dict[str, KnownIds] | None = kb.derived.get("ids of expectations")
    if found is None:
        playbooks = frozenset({*kb.playbooks, *kb.retired})
        steps = frozenset(step.id for playbook in kb.playbooks.values() for step in playbook.steps)
        found = kb.derived["ids of expectations"] = {
            "playbook": KnownIds(playbooks, kb.drafts),
            "rule": KnownIds(playbooks.union(kb.conclusions), kb.drafts),
            "step": KnownIds(steps),
            "attribute": KnownIds(frozenset({*kb.vocabulary.attributes, *BUILT_IN})),
            "line": KnownIds(frozenset(line.id for line in kb.support.lines)),
        }
    return found


def unknown_ids(expectation: Expectation, kb: KnowledgeBase) -> Iterator[Finding]:
    """CV701 for everything in ``expectation`` that the knowledge base does not have."""
    known = known_ids(kb)
    single = {key: (each,) if (each := getattr(expectation, key)) else () for key in _KEYS if key not in _SEVERAL}
    faults = (*single["fault"], *expectation.faults_include)
    rules = (*expectation.matched, *expectation.not_matched)
    steps = (*single["first_step"], *expectation.steps_include)
    yield from _missing(worded("no playbook has this id"), faults, known["playbook"])
    yield from _missing(worded("no playbook and no conclusion has this id"), rules, known["rule"])
    yield from _missing(worded("no step has this id"), steps, known["step"])
    yield from _missing(worded("no attribute has this id"), single["question"], known["attribute"])
    yield from _missing(worded("no line has this id"), single["line"], known["line"])


def _missing(problem: str, named: Iterable[Named], known: KnownIds) -> Iterator[Finding]:
    for each in named:
        if each.text in known.ids:
            continue
        if each.text in known.drafts:
            message = worded("'{name}' is a draft and takes no part", name=echo(each.text))
            yield CV701.finding(message, each.at, "run with --drafts, or approve it first")
            continue
        near = known.nearest.of(each.text)
        advice = worded("did you mean '{near}'?", near=near) if near else ""
        yield CV701.finding(worded("'{name}': {problem}", name=echo(each.text), problem=problem), each.at, advice)
