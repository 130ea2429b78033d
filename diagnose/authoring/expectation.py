"""What a fixture case expects of the answer."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from diagnose.errors import Finding, Location, echo
from diagnose.kb.base import KnowledgeBase
from diagnose.nodes import Mapping, Node, Scalar, Sequence
from diagnose.vocabulary import BUILT_IN


@dataclass(frozen=True, slots=True)
class Named:
    """An id as a case names it, and where."""

    text: str
    at: Location

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is not mentioned is not checked.

    ``fault`` is the best one, ``faults_include`` weighed ones. ``question`` is among the questions still open.
    ``line`` is the line that acts next: the one a case is passed to, or the least one for the first step.
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

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))

    def mentioned(self) -> dict[str, tuple[str, ...]]:
        """What is expected, by key, without places."""
        found = ((each.name, getattr(self, each.name)) for each in fields(self))
        return {
            key: tuple(map(str, value)) if isinstance(value, tuple) else (str(value),) for key, value in found if value
        }


_SEVERAL = frozenset({"faults_include", "steps_include", "matched", "not_matched"})
_KEYS = tuple(each.name for each in fields(Expectation))


def read_expectation(node: Mapping | None, at: Location) -> tuple[Expectation, tuple[Finding, ...]]:
    """The expectation written as ``node``; CV702 when it expects nothing. Its shape was checked when it was read."""
    read: dict[str, Any] = {}
    for key, value in node or ():
        names = _names(value)
        if key.text in _KEYS and names:
            read[key.text] = names if key.text in _SEVERAL else names[0]
    if read:
        return Expectation(**read), ()
    advice = "write what must come of it, such as expect: {outcome: plan}"
    message = "this case expects nothing, so it proves nothing"
    return Expectation(), (Finding("CV702", message, node.at if node else at, advice=advice),)


def _names(node: Node) -> tuple[Named, ...]:
    items = node.items if isinstance(node, Sequence) else (node,)
    return tuple(Named(item.text, item.at) for item in items if isinstance(item, Scalar))


def unknown_ids(expectation: Expectation, kb: KnowledgeBase) -> Iterator[Finding]:
    """CV701 for everything in ``expectation`` that the knowledge base does not have."""
    playbooks = {*kb.playbooks, *kb.retired}
    steps = {step.id for playbook in kb.playbooks.values() for step in playbook.steps}
    single = {key: (each,) if (each := getattr(expectation, key)) else () for key in _KEYS if key not in _SEVERAL}
    yield from _missing("playbook", (*single["fault"], *expectation.faults_include), playbooks)
    rules = (*expectation.matched, *expectation.not_matched)
    yield from _missing("playbook or conclusion", rules, playbooks | {*kb.conclusions})
    yield from _missing("step", (*single["first_step"], *expectation.steps_include), steps)
    yield from _missing("attribute", single["question"], {*kb.vocabulary.attributes, *BUILT_IN})
    yield from _missing("line", single["line"], {line.id for line in kb.support.lines})


def _missing(what: str, named: Iterable[Named], known: set[str]) -> Iterator[Finding]:
    for each in named:
        if each.text not in known:
            near = closest(each.text, sorted(known))
            advice = f"did you mean '{near}'?" if near else ""
            yield Finding("CV701", f"no {what} is called '{echo(each.text)}'", each.at, advice=advice)


def closest(text: str, known: Iterable[str]) -> str:
    """The one of ``known`` that is most like ``text``; empty when none is like it."""
    return next(iter(difflib.get_close_matches(text, list(known), n=1)), "")
