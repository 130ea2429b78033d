"""All rules compiled once: by stratum, and found by what they watch.

A rule can only hold if each of its conjuncts does, so it is enough to look at it when one conjunct - the rarest -
has a chance. A conjunct that is an equality is found by hash, one with a lower or upper end by bisection, any other
that needs a value by the mere presence of one. Where many rules watch the same thing they are told apart by their
next rarest conjunct, and so on. Cost follows the facts given and the rules they point at, not the number of rules.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from diagnose.facts import Value
from diagnose.rules.actions import Fire, Settle
from diagnose.rules.conditions import AnyOf, Applies, Condition, Count, Known, NoneOf, Test, conjuncts
from diagnose.rules.operators import Between, HasAll, OneOf, Operator, Within
from diagnose.rules.rule import PythonRuleSet, Rule
from diagnose.vocabulary import BUILT_IN, EQUIPMENT, LOCATION, AttributeType, Vocabulary

EQUAL, LOW, HIGH, PRESENT = range(4)
Key: TypeAlias = tuple[int, str, Any]
"""What is watched: a way of looking, an attribute, and a value, an end, or None."""

Terms: TypeAlias = Mapping[str, tuple[Any, tuple[Any, ...]]]
"""A case as the network reads it: by attribute its value, and the values under which that can be watched."""

CROWD = 4
"""So many rules under one key are told apart further; fewer are simply looked at."""


def watches(condition: Condition) -> frozenset[Key] | None:
    """Keys of which at least one is present whenever ``condition`` holds; None if it can hold without any."""
    if isinstance(condition, Test):
        return _watched_by(condition.attribute, condition.operator)
    if isinstance(condition, Known):
        return frozenset([(PRESENT, condition.attribute, None)]) if condition.wanted else None
    if isinstance(condition, AnyOf) and condition.members:
        return _union([watches(member) for member in condition.members])
    if isinstance(condition, Count) and 0 < condition.at_least <= len(condition.members):
        return _watched_by_count(condition)
    return None


def _watched_by(attribute: str, operator: Operator) -> frozenset[Key]:
    if isinstance(operator, OneOf):
        return frozenset([(EQUAL, attribute, value) for value in operator.values])
    if isinstance(operator, Within):
        return frozenset([(EQUAL, attribute, kind) for kind in operator.asked])
    if isinstance(operator, HasAll):
        return frozenset([(EQUAL, attribute, min(operator.values))])
    if isinstance(operator, Between):
        low = operator.low
        return frozenset([(HIGH, attribute, operator.high) if low is None else (LOW, attribute, low)])
    return frozenset([(PRESENT, attribute, None)])


def _watched_by_count(condition: Count) -> frozenset[Key] | None:
    """Of n members m must hold, so one of any n - m + 1 does: those with the fewest keys."""
    watched = [watches(member) for member in condition.members]
    known = sorted((keys for keys in watched if keys is not None), key=len)
    enough = len(condition.members) - condition.at_least + 1
    return _union(known[:enough]) if len(known) >= enough else None


def _union(parts: list[Any]) -> frozenset[Key] | None:
    return None if any(keys is None for keys in parts) else frozenset().union(*parts)


@dataclass(slots=True)
class _Watcher:
    """A rule on its way into the index, with the watches it has left."""

    rule: Rule
    left: list[frozenset[Key]]


class Bucket:
    """Rules of one stratum by what they watch; a bucket under a key holds rules that watch more than that key."""

    __slots__ = ("always", "equal", "high", "low", "present")

    def __init__(self, watchers: Iterable[_Watcher]) -> None:
        waiting = list(watchers)
        seen = Counter(_crowd(key) for watcher in waiting for keys in watcher.left for key in keys)
        always: list[Rule] = []
        groups: dict[Key, list[_Watcher]] = {}
        for watcher in waiting:
            if not watcher.left:
                always.append(watcher.rule)
                continue
            rarest = min(watcher.left, key=lambda keys: sum(seen[_crowd(key)] for key in keys))
            rest = _Watcher(watcher.rule, [keys for keys in watcher.left if keys is not rarest])
            for key in rarest:
                groups.setdefault(key, []).append(rest)
        self.always = tuple(always)
        self._sort_into(groups, len(waiting))

    def _sort_into(self, groups: Mapping[Key, list[_Watcher]], total: int) -> None:
        self.equal: dict[str, dict[Any, Bucket | tuple[Rule, ...]]] = {}
        self.present: dict[str, Bucket | tuple[Rule, ...]] = {}
        ends: dict[int, dict[str, list[tuple[Any, tuple[Rule, ...]]]]] = {LOW: {}, HIGH: {}}
        for (way, attribute, value), group in groups.items():
            if way == EQUAL:
                self.equal.setdefault(attribute, {})[value] = _compact(group, total)
            elif way == PRESENT:
                self.present[attribute] = _compact(group, total)
            else:
                ends[way].setdefault(attribute, []).append((value, tuple(each.rule for each in group)))
        self.low = {attribute: _sorted_ends(found) for attribute, found in ends[LOW].items()}
        self.high = {attribute: _sorted_ends(found) for attribute, found in ends[HIGH].items()}

    def find(self, terms: Terms, into: list[Rule]) -> None:
        """Append to ``into`` the rules that ``terms`` point at; a rule may come more than once."""
        into.extend(self.always)
        if self.equal:
            self._find_equal(terms, into)
        for attribute, found in self.present.items():
            if attribute in terms:
                _open(found, terms, into)
        for attribute, (ends, groups) in self.low.items():
            if attribute in terms:
                for rules in groups[: bisect_right(ends, terms[attribute][0])]:
                    into.extend(rules)
        for attribute, (ends, groups) in self.high.items():
            if attribute in terms:
                for rules in groups[bisect_left(ends, terms[attribute][0]) :]:
                    into.extend(rules)

    def _find_equal(self, terms: Terms, into: list[Rule]) -> None:
        equal = self.equal
        for attribute in terms if len(terms) < len(equal) else equal:
            by_value = equal.get(attribute)
            if by_value is None or attribute not in terms:
                continue
            for value in terms[attribute][1]:
                found = by_value.get(value)
                if found is not None:
                    _open(found, terms, into)


def _crowd(key: Key) -> Key:
    """What shares a lookup with ``key``: one end is found together with all ends on its side of the value."""
    way, attribute, _ = key
    return key if way == EQUAL else (way, attribute, None)


def _open(found: Bucket | tuple[Rule, ...], terms: Terms, into: list[Rule]) -> None:
    if isinstance(found, tuple):
        into.extend(found)
    else:
        found.find(terms, into)


def _compact(group: list[_Watcher], total: int) -> Bucket | tuple[Rule, ...]:
    """A plain tuple for few rules or for rules that nothing more tells apart."""
    if len(group) <= CROWD or (len(group) == total and not any(watcher.left for watcher in group)):
        return tuple(watcher.rule for watcher in group)
    return Bucket(group)


def _sorted_ends(found: list[tuple[Any, tuple[Rule, ...]]]) -> tuple[list[Any], list[tuple[Rule, ...]]]:
    ordered = sorted(found, key=lambda pair: pair[0])
    return [end for end, _ in ordered], [rules for _, rules in ordered]


def watcher_of(rule: Rule) -> _Watcher:
    """``rule`` with everything it could be found by."""
    found = (watches(part) for part in conjuncts(rule.condition) if not isinstance(part, NoneOf | Applies))
    return _Watcher(rule, [keys for keys in found if keys is not None])


class Network:
    """The compiled conditions of all rules, a :class:`Bucket` for each stratum."""

    __slots__ = ("order", "strata", "upwards")

    def __init__(
        self, rules: Iterable[Rule], upwards: Mapping[str, Mapping[str, tuple[str, ...]]], strata: int
    ) -> None:
        ordered = sorted(rules, key=lambda rule: (rule.stratum, rule.id))
        self.order: Mapping[str, int] = {rule.id: place for place, rule in enumerate(ordered)}
        by_stratum: list[list[_Watcher]] = [[] for _ in range(strata)]
        for rule in ordered:
            by_stratum[rule.stratum].append(watcher_of(rule))
        self.strata = tuple(Bucket(watchers) for watchers in by_stratum)
        self.upwards = upwards

    def terms(self, values: Iterable[tuple[str, Value]]) -> dict[str, tuple[Any, tuple[Any, ...]]]:
        """``values`` as the network reads them: kinds with everything above them, sets by member."""
        return {attribute: (value, self.watched(attribute, value)) for attribute, value in values}

    def watched(self, attribute: str, value: Value) -> tuple[Any, ...]:
        """The values under which ``value`` can be found."""
        if type(value) is tuple:
            upwards = self.upwards[attribute]
            if len(value) == 1:
                return upwards.get(value[0], ())
            return tuple(dict.fromkeys(kind for given in value for kind in upwards.get(given, ())))
        if type(value) is frozenset:
            return tuple(value)
        return (value,)

    def candidates(self, stratum: int, terms: Terms) -> Iterator[Rule]:
        """The rules of ``stratum`` that may hold for ``terms``, each once, in order of id."""
        found: list[Rule] = []
        self.strata[stratum].find(terms, found)
        order = self.order
        if len(found) > 1:
            found = sorted(set(found), key=lambda rule: order[rule.id])
        return iter(found)


@dataclass(frozen=True, slots=True, eq=False)
class RuleBase:
    """Everything the engine needs, immutable and shared: rules by id, the network, and what is to know of attributes.

    ``setters`` names the rules that conclude an attribute; ``asked`` holds the attributes that can come from outside,
    ``collected`` those whose conclusions add up. ``python`` rules are matched by experta's own Rete, whose engines
    are costly to build and wait in ``pool`` between cases; ``once`` keeps what is worked out on first use, the same
    whoever does it.
    """

    rules: Mapping[str, Rule]
    network: Network
    setters: Mapping[str, tuple[Rule, ...]]
    relevance: Mapping[str, Condition]
    asked: frozenset[str]
    collected: frozenset[str]
    vocabulary: Vocabulary
    actions: Mapping[str, Fire]
    settlements: tuple[Settle, ...]
    python: tuple[PythonRuleSet, ...] = ()
    pool: list[Any] = field(default_factory=list)
    once: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def build(
        cls,
        rules: Iterable[Rule],
        vocabulary: Vocabulary,
        *,
        relevance: Mapping[str, Condition] | None = None,
        python: Iterable[PythonRuleSet] = (),
    ) -> RuleBase:
        """The rule base of ``rules``, whose strata are already set; ``python`` rule sets likewise."""
        ordered = sorted(rules, key=lambda rule: rule.id)
        sets = tuple(sorted(python, key=lambda each: each.name))
        strata = 1 + max([-1, *(rule.stratum for rule in ordered), *(each.stratum for each in sets)])
        network = Network(ordered, _chains(vocabulary), strata)
        setters: dict[str, list[Rule]] = {}
        for rule in ordered:
            for attribute, _ in rule.sets:
                setters.setdefault(attribute, []).append(rule)
        from_python = {attribute for each in sets for attribute in each.sets}
        inner = (set(setters) | from_python) - {
            name for name, attribute in vocabulary.attributes.items() if attribute.askable
        }
        return cls(
            rules={rule.id: rule for rule in ordered},
            network=network,
            setters={attribute: tuple(found) for attribute, found in setters.items()},
            relevance=dict(relevance or {}),
            asked=frozenset({*vocabulary.attributes, *BUILT_IN} - inner),
            collected=frozenset(
                name for name, attribute in vocabulary.attributes.items() if attribute.type is AttributeType.SET
            ),
            vocabulary=vocabulary,
            actions={rule.id: Fire(rule, network.order[rule.id]) for rule in ordered},
            settlements=tuple(map(Settle, range(strata))),
            python=sets,
        )


def _chains(vocabulary: Vocabulary) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    return {
        attribute: {kind: taxonomy.upwards(kind) for kind in taxonomy.parents}
        for attribute, taxonomy in ((EQUIPMENT, vocabulary.equipment), (LOCATION, vocabulary.location))
    }
