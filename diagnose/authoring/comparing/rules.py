"""Playbooks and conclusions of two versions: added, removed, widened, narrowed, or changed in what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from diagnose.authoring.comparing.contents import Detail, contents_of, differences
from diagnose.errors import Location
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.logic import Logic, NotAnalysed, Satisfied, conjunction, negation
from diagnose.kb.playbook import Conclusion, Playbook
from diagnose.rules.conditions import Condition, attributes_of

__all__ = ["Detail", "Difference", "RuleChange", "Turn", "rule_changes"]

Ruled: TypeAlias = Playbook | Conclusion


class Turn(StrEnum):
    """What became of a rule."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """Cases that one version holds for and the other does not: a ``witness``, or why none could be worked out."""

    witness: str = ""
    not_analysed: str = ""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What became of the rule ``id``; ``at`` is where it stands now, or stood when it was removed.

    ``gains`` are cases it holds for now and did not before, ``losses`` those it held for and does not now. ``through``
    names changed conclusions that it rests on. ``details`` are the other parts that differ.
    """

    id: str
    kind: str
    turn: Turn
    at: Location | None
    gains: Difference | None = None
    losses: Difference | None = None
    through: tuple[str, ...] = ()
    details: tuple[Detail, ...] = ()

    @property
    def heading(self) -> str:
        """``added``, ``removed``, ``widened``, ``narrowed``, ``moved`` (both), or ``changed`` (neither)."""
        if self.turn is not Turn.CHANGED:
            return self.turn.value
        if self.gains and self.losses:
            return "moved"
        if self.gains:
            return "widened"
        return "narrowed" if self.losses else "changed"


def rule_changes(old: KnowledgeBase, new: KnowledgeBase, logic: Logic) -> tuple[RuleChange, ...]:
    """Every playbook and conclusion that differs, in order of kind and id; ``logic`` knows the words of both."""
    conclusions = tuple(_changes("conclusion", old.conclusions, new.conclusions, logic))
    changed = {each.id for each in conclusions}
    setters = _setters(old.conclusions.values(), changed), _setters(new.conclusions.values(), changed)
    before, after = old.playbooks, new.playbooks
    found = {each.id: each for each in _changes("playbook", before, after, logic)}
    for name in sorted(before.keys() & after.keys()):
        through = _through(before[name], setters[0]) | _through(after[name], setters[1])
        if through:
            known = found.get(name) or RuleChange(name, "playbook", Turn.CHANGED, after[name].at)
            found[name] = replace(known, through=tuple(sorted(through)))
    return (*(found[name] for name in sorted(found)), *conclusions)


def _changes(kind: str, old: Mapping[str, Ruled], new: Mapping[str, Ruled], logic: Logic) -> Iterator[RuleChange]:
    for name in sorted({*old, *new}):
        before, after = old.get(name), new.get(name)
        if before is None and after is not None:
            yield RuleChange(name, kind, Turn.ADDED, after.at)
        elif after is None and before is not None:
            yield RuleChange(name, kind, Turn.REMOVED, before.at)
        elif before is not None and after is not None:
            gains, losses = _gate(before.condition, after.condition, logic)
            details = tuple(differences(contents_of(before), contents_of(after)))
            if gains or losses or details:
                yield RuleChange(name, kind, Turn.CHANGED, after.at, gains, losses, (), details)


def _gate(before: Condition, after: Condition, logic: Logic) -> tuple[Difference | None, Difference | None]:
    """The cases gained and lost between two conditions."""
    if before == after:
        return None, None
    return _only(after, before, logic), _only(before, after, logic)


def _only(one: Condition, other: Condition, logic: Logic) -> Difference | None:
    """The cases for which ``one`` holds and ``other`` does not."""
    match logic.solve(conjunction(one, negation(other))):
        case Satisfied(witness=witness):
            return Difference(witness.yaml)
        case NotAnalysed(why=why):
            return Difference(not_analysed=why)
        case _:
            return None


def _setters(conclusions: Iterable[Conclusion], changed: set[str]) -> dict[str, frozenset[str]]:
    """By attribute the changed conclusions that its value may rest on, however far back."""
    listed = tuple(conclusions)
    found: dict[str, frozenset[str]] = {}
    grown = True
    while grown:
        grown = False
        for each in listed:
            rests = frozenset({each.id} & changed).union(
                *(found.get(name, frozenset()) for name in attributes_of(each.condition))
            )
            for attribute, _ in each.sets:
                if not rests <= found.get(attribute, frozenset()):
                    found[attribute] = found.get(attribute, frozenset()) | rests
                    grown = True
    return found


def _through(playbook: Playbook, setters: Mapping[str, frozenset[str]]) -> frozenset[str]:
    read = set(attributes_of(playbook.condition)) | {row.attribute for row in playbook.shows}
    return frozenset().union(*(setters.get(name, frozenset()) for name in read))
