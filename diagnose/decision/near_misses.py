"""Playbooks that nearly fitted, with the conditions that kept them from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter

from diagnose.decision.course import Consideration
from diagnose.decision.types import FailedCondition, NearMiss
from diagnose.hypotheses import Candidates, Reading
from diagnose.hypotheses.candidates import readers_of
from diagnose.kb.playbook import Playbook
from diagnose.rules.conditions import AllOf, AnyOf, Condition, Count, Leaf, NoneOf, conjuncts

MOST = 5
LOOKED_AT = 200
"""So many playbooks are looked at, those first that show a complaint most strongly."""


def near_misses(case: Consideration) -> tuple[NearMiss, ...]:
    """The five playbooks nearest to holding, of those that have to do with a complaint of the case."""
    found = []
    for playbook in nearest(case.reading, case.candidates):
        parts = conjuncts(playbook.condition)
        failing = [part for part in parts if not case.reading.holds(part)]
        found.append((len(failing), len(failing) - len(parts), playbook.id, failing))
    found.sort(key=itemgetter(0, 1, 2))
    return tuple(NearMiss(name, -held, failed_in(case.reading, failing)) for _, held, name, failing in found[:MOST])


def nearest(reading: Reading, candidates: Candidates) -> list[Playbook]:
    """The playbooks that do not hold and have to do with a complaint, those first that show one most strongly."""
    complaints = set(candidates.complaints)
    names = [*candidates.refuted, *(each.id for each in candidates.all if not each.matched)]
    known = [reading.kb.playbooks[name] for name in names]

    def nearness(playbook: Playbook) -> tuple[float, str]:
        shown = (row.strength for row in playbook.shows if (row.attribute, row.value) in complaints)
        return -max(shown, default=0.0), playbook.id

    known.sort(key=nearness)
    readers = readers_of(reading, candidates.complaints) if len(known) < LOOKED_AT else ()
    return list({playbook.id: playbook for playbook in (*known, *readers)}.values())[:LOOKED_AT]


def failed_in(reading: Reading, failing: Iterable[Condition]) -> tuple[FailedCondition, ...]:
    """The tests that keep the ``failing`` conditions from holding, each with what the case says instead."""
    return tuple(_failed(reading, leaf, negated) for part in failing for leaf, negated in _leaves(reading, part))


def _leaves(reading: Reading, condition: Condition) -> Iterator[tuple[Leaf, bool]]:
    """The tests that keep ``condition`` from holding, and whether it is by holding themselves."""
    match condition:
        case AllOf(members) | AnyOf(members) | Count(members) if not _exceeded(reading, condition):
            for member in members:
                if not reading.holds(member):
                    yield from _leaves(reading, member)
        case AllOf(members) | AnyOf(members) | NoneOf(members) | Count(members):
            for member in members:
                if reading.holds(member):
                    yield from _holding(reading, member)
        case _:
            yield condition, False


def _holding(reading: Reading, condition: Condition) -> Iterator[tuple[Leaf, bool]]:
    """The tests by which ``condition`` holds although it should not."""
    match condition:
        case AllOf(members) | AnyOf(members) | Count(members):
            for member in members:
                if reading.holds(member):
                    yield from _holding(reading, member)
        case NoneOf(members):
            for member in members:
                yield from _leaves(reading, member)
        case _:
            yield condition, True


def _exceeded(reading: Reading, condition: Condition) -> bool:
    if not isinstance(condition, Count) or condition.at_most is None:
        return False
    return sum(reading.holds(member) for member in condition.members) > condition.at_most


def _failed(reading: Reading, leaf: Leaf, negated: bool) -> FailedCondition:
    seen = reading.values.get(leaf.attribute)
    if seen is not None:
        state = "value"
    elif leaf.attribute in reading.inference.memory.unknown:
        state = "unknown"
    else:
        state = "does-not-apply" if reading.possible.does_not_apply(leaf.attribute) else "never-asked"
    written = f"none: [{leaf.written}]" if negated else leaf.written
    return FailedCondition(leaf.attribute, written, state, seen, str(leaf.at) if leaf.at is not None else "")
