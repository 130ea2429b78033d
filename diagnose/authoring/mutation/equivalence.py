"""Mutants that no case can ever notice, each with its proof.

Two proofs are known. A condition comes to the same - holds, may still hold, waits for the same answers - in every state
of the attributes that it reads; all of them are tried, each with the values that the tests tell apart. Or the numbers
of a playbook come to the same model of the fault. What is not proven is not claimed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise, product
from math import prod
from typing import Any, TypeAlias

from diagnose.authoring.mutation.mutant import Mutant, Rule
from diagnose.facts import Value
from diagnose.hypotheses.candidates import asked_unseen
from diagnose.hypotheses.models import fault_model
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Playbook
from diagnose.rules.conditions import AllOf, AnyOf, Applies, Condition, Count, Known, NoneOf, Test, conjuncts, leaves
from diagnose.rules.operators import Between, NotOneOf, OneOf, Operator
from diagnose.vocabulary import Attribute, AttributeType

MOST_STATES = 20_000
"""So many states are tried before a proof is given up."""

MOST_MEMBERS = 6

NEVER, UNKNOWN, INAPPLICABLE = "never asked", "not known", "does not apply"


def proof_of(mutant: Mutant, kb: KnowledgeBase) -> str:
    """Why nothing can tell ``mutant`` from its rule; empty when that is not proven."""
    before = kb.conclusions.get(mutant.rule.id) or kb.playbooks[mutant.rule.id]
    after = mutant.rule
    if before.condition is not after.condition:
        return _same_condition(before, after, kb)
    if isinstance(before, Playbook) and isinstance(after, Playbook) and before.shows != after.shows:
        return _same_model(before, after, kb)
    return ""


def _same_model(before: Playbook, after: Playbook, kb: KnowledgeBase) -> str:
    """Without ``given`` the numbers are the same in every case; complaints are asked for by what is written."""
    changed = set(before.shows) ^ set(after.shows)
    attributes = [kb.vocabulary.attributes[row.attribute] for row in changed]
    if any(row.given for row in changed) or any(each.complaint for each in attributes):
        return ""
    same = fault_model(before.shows, kb) == fault_model(after.shows, kb)
    return "the numbers of this fault come to the same" if same else ""


def _same_condition(before: Rule, after: Rule, kb: KnowledgeBase) -> str:
    parts = (before.condition, after.condition)
    states = {name: states_of(name, parts, kb) for name in _names(parts)}
    count = prod(map(len, states.values()))
    if not 0 < count <= MOST_STATES:
        return ""
    for chosen in product(*states.values()):
        case = _State(dict(zip(states, chosen, strict=True)))
        if _told(parts[0], case) != _told(parts[1], case):
            return ""
    if isinstance(before, Playbook) and isinstance(after, Playbook) and not _same_around(before, after, kb):
        return ""
    return f"both conditions come to the same in all {count} states of {', '.join(states)}"


def _same_around(before: Playbook, after: Playbook, kb: KnowledgeBase) -> bool:
    """Whether what else follows from a condition is the same: signs, scope, who reads what, the order among equals."""
    if (before.shows, before.scope, before.gated) != (after.shows, after.scope, after.gated):
        return False
    if asked_unseen(before) != asked_unseen(after):
        return False
    was, now = frozenset(conjuncts(before.condition)), frozenset(conjuncts(after.condition))
    others = (frozenset(conjuncts(each.condition)) for each in kb.playbooks.values() if each.id != before.id)
    return all((was < other, other < was) == (now < other, other < now) for other in others)


def _names(conditions: Iterable[Condition]) -> tuple[str, ...]:
    return tuple(sorted({leaf.attribute for condition in conditions for leaf in leaves(condition)}))


def states_of(name: str, conditions: tuple[Condition, ...], kb: KnowledgeBase) -> tuple[Any, ...]:
    """Every state of an attribute that ``conditions`` can tell from another; empty where that cannot be said.

    It cannot for words in texts, ages, versions, dates and places, nor for what is concluded: that may be one of
    several values for a while.
    """
    attribute = kb.vocabulary.attributes.get(name)
    if attribute is None or kb.rules.setters.get(name) or kb.rules.python:
        return ()
    tests = [leaf for each in conditions for leaf in leaves(each) if leaf.attribute == name and isinstance(leaf, Test)]
    values: Iterable[Value] = ()
    match attribute.type:
        case AttributeType.YES_NO:
            values = (True, False)
        case AttributeType.CHOICE:
            values = attribute.values
        case AttributeType.NUMBER | AttributeType.DURATION:
            values = _numbers(attribute, tests)
        case AttributeType.SET:
            values = _sets(attribute, tests)
        case _:
            return ()
    found = tuple(_Has(value) for value in values)
    return (NEVER, UNKNOWN, INAPPLICABLE, *found) if found else ()


def _numbers(attribute: Attribute, tests: Iterable[Test]) -> Iterator[Value]:
    """The ends and values that tests name, and a number in each of the gaps between, below and above them."""
    ends: set[float] = set()
    for test in tests:
        if isinstance(test.operator, Between):
            ends |= {float(end) for end in (test.operator.low, test.operator.high) if end is not None}
        elif isinstance(test.operator, OneOf | NotOneOf):
            ends |= {float(value) for value in test.operator.values if isinstance(value, float)}
    ordered = sorted(ends)
    step = attribute.step or 0.0
    gaps = [(low + high) / 2.0 for low, high in pairwise(ordered) if high - low > step]
    outside = [ordered[0] - 1.0, ordered[-1] + 1.0] if ordered else [0.0]
    for number in (*ordered, *gaps, *outside):
        if (attribute.low is None or number >= attribute.low) and (attribute.high is None or number <= attribute.high):
            yield number


def _sets(attribute: Attribute, tests: Iterable[Test]) -> Iterator[Value]:
    """Every set of the members that tests name, with and without another one; none when they are too many."""
    named = sorted({str(value) for test in tests for value in getattr(test.operator, "values", ())})
    rest = [value for value in attribute.values if value not in named][:1]
    if len(named) > MOST_MEMBERS:
        return
    for members in product((False, True), repeat=len(named) + len(rest)):
        yield frozenset(name for name, there in zip((*named, *rest), members, strict=True) if there)


@dataclass(frozen=True, slots=True)
class _Has:
    value: Value


_Told: TypeAlias = tuple[bool, bool | None, frozenset[str]]


def _told(condition: Condition, state: _State) -> _Told:
    """Whether ``condition`` holds, whether it may still, and what it waits for."""
    truth = condition.truth(state)
    return condition.holds(state), truth, state.waits(condition) if truth is None else frozenset()


class _State:
    """One state of some attributes, each on its own: a value, or one of the three ways to have none."""

    now: datetime | None = None

    def __init__(self, states: dict[str, Any]) -> None:
        self._states = states
        self.values = {name: state.value for name, state in states.items() if isinstance(state, _Has)}

    def was_asked(self, attribute: str) -> bool:
        """Whether nobody knew."""
        return bool(self._states[attribute] == UNKNOWN)

    def does_not_apply(self, attribute: str) -> bool:
        """Whether the attribute makes no sense."""
        return bool(self._states[attribute] == INAPPLICABLE)

    def truth_of(self, attribute: str, operator: Operator) -> bool | None:
        """Kleene's truth of a test."""
        if attribute in self.values:
            return operator.test(self.values[attribute], None)
        return False if self.does_not_apply(attribute) else None

    def truth_of_known(self, attribute: str) -> bool | None:
        """Kleene's truth of "it has a value"."""
        if attribute in self.values:
            return True
        return None if self._states[attribute] == NEVER else False

    def truth_of_applies(self, attribute: str) -> bool | None:
        """Kleene's truth of "it applies"."""
        if self.does_not_apply(attribute):
            return False
        return None if self._states[attribute] == NEVER else True

    def waits(self, condition: Condition) -> frozenset[str]:
        """The attributes that an open condition waits for."""
        if condition.truth(self) is not None:
            return frozenset()
        match condition:
            case AllOf(members) | AnyOf(members) | NoneOf(members) | Count(members):
                return frozenset[str]().union(*map(self.waits, members))
            case Test(attribute) | Known(attribute) | Applies(attribute):
                return frozenset([attribute])
