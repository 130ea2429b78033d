"""What else might be tried where no playbook settles a case: what nearly fits, siblings, and closed cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from diagnose.case import Precedent
from diagnose.decision.near_misses import failed_in, nearest
from diagnose.decision.precedents import close_enough
from diagnose.decision.types import Advice, Escalation, FailedCondition, FixPlan, NearMiss, Verdict
from diagnose.facts import EQUIPMENT, LOCATION, Value, WorkingMemory
from diagnose.hypotheses import Reading, find_candidates
from diagnose.hypotheses.candidates import complaints_of
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Playbook
from diagnose.rules.conditions import Condition, attributes_of, conjuncts
from diagnose.vocabulary import Taxonomy

MOST = 5
LEAST_SHOWN = 0.01
"""A fault that shows a complaint no more often than this does not explain it."""
_WHERE = frozenset({EQUIPMENT, LOCATION})


@dataclass(frozen=True, slots=True)
class Sibling:
    """A playbook about ``equipment`` that is a sibling of the one in question; what it asks for else may well hold.

    ``shows`` are the complaints of the case that it explains, ``failed`` what would have to be different: the
    equipment, and what is still open.
    """

    playbook: str
    equipment: tuple[str, ...]
    shows: tuple[str, ...]
    failed: tuple[FailedCondition, ...]


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Near misses of one condition, playbooks of sibling equipment, and precedents that are close enough.

    All are shown, for they say what would have to be different. A near miss that what was observed contradicts is no
    way to go on, though: see :attr:`any`.
    """

    near: tuple[NearMiss, ...] = ()
    siblings: tuple[Sibling, ...] = ()
    precedents: tuple[Precedent, ...] = ()

    @property
    def any(self) -> bool:
        """Whether one can be followed; a case without any has to be studied by the line that writes new methods.

        Not a near miss whose missing condition was looked at and is otherwise: it would take another case.
        """
        untold = any(all(failed.state != "value" for failed in each.failed) for each in self.near)
        return bool(self.siblings or self.precedents) or untold


def alternatives_of(
    verdict: Verdict, memory: WorkingMemory, kb: KnowledgeBase, precedents: Iterable[Precedent] = ()
) -> Alternatives:
    """The alternatives to ``verdict`` on a case of which ``memory`` is known; five of each kind at most.

    Raises:
        FiringBudgetError: more rules would have to fire than ``bounds.firings`` allows.
    """
    reading = Reading.of(kb, memory)
    decided = verdict.decision.fault if isinstance(verdict.decision, FixPlan | Advice | Escalation) else None
    near = tuple(each for each in _near(reading) if each.playbook != decided)
    return Alternatives(near[:MOST], tuple(_siblings(reading))[:MOST], close_enough(kb, precedents)[:MOST])


def _near(reading: Reading) -> Iterator[NearMiss]:
    """Playbooks with one condition that does not hold, and one that does and tells more than where and what it is."""
    for playbook in nearest(reading, find_candidates(reading)):
        parts = conjuncts(playbook.condition)
        failing = [part for part in parts if not reading.holds(part)]
        telling = any(not attributes_of(part) <= _WHERE for part in parts if part not in failing)
        if len(failing) == 1 and telling:
            yield NearMiss(playbook.id, len(parts) - 1, failed_in(reading, failing))


def _siblings(reading: Reading) -> Iterator[Sibling]:
    """Those of the nearest kin first, then by id."""
    given = reading.values.get(EQUIPMENT)
    kinds = given if isinstance(given, tuple) else ()
    complaints = frozenset(complaints_of(reading)[0])
    found = []
    for name, playbook in sorted(reading.kb.playbooks.items()):
        shows = _shown(complaints, playbook)
        kin = _kinship(reading.kb.vocabulary.equipment, kinds, playbook.scope) if shows else None
        if kin is not None:
            failing = [part for part in conjuncts(playbook.condition) if not reading.holds(part)]
            if all(_may_hold(reading, part) for part in failing):
                found.append((kin, name, Sibling(name, playbook.scope, shows, failed_in(reading, failing))))
    yield from (sibling for *_, sibling in sorted(found, key=lambda each: each[:2]))


def _shown(complaints: frozenset[tuple[str, Value]], playbook: Playbook) -> tuple[str, ...]:
    shown = {
        row.attribute
        for row in playbook.shows
        if row.value is not None and row.strength > LEAST_SHOWN and (row.attribute, row.value) in complaints
    }
    return tuple(sorted(shown))


def _kinship(tree: Taxonomy, kinds: Iterable[str], scope: Iterable[str]) -> int | None:
    """How far up the two have a parent in common; None where they have none, or are of one line."""
    steps = []
    for kind in kinds:
        above = tree.upwards(kind)
        for other in scope:
            if other in above or kind in tree.upwards(other):
                return None
            parent = tree.parents.get(other)
            if parent in above:
                steps.append(above.index(parent))
    return min(steps, default=None)


def _may_hold(reading: Reading, part: Condition) -> bool:
    return attributes_of(part) <= {EQUIPMENT} or reading.truth(part) is not False
