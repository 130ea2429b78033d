"""A knowledge base that differs from another in one rule, made in microseconds: everything else is shared."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from diagnose.authoring.mutation.mutant import Rule as Mutated
from diagnose.facts import Value
from diagnose.hypotheses.candidates import Readers, asked_unseen, readers_by_value
from diagnose.kb.base import KnowledgeBase, SignIndex
from diagnose.kb.playbook import Conclusion, Playbook
from diagnose.rules.actions import Fire
from diagnose.rules.network import Network, RuleBase, Terms
from diagnose.rules.rule import Rule


def variant_of(kb: KnowledgeBase, rule: Mutated) -> KnowledgeBase:
    """``kb`` with ``rule`` in the place of the one that has its id.

    The limit of misfit stays that of ``kb``: it is drawn from all faults, and one rule is not to move it.
    """
    if isinstance(rule, Conclusion):
        return _with_conclusion(kb, rule)
    return _with_playbook(kb, rule)


def _with_playbook(kb: KnowledgeBase, playbook: Playbook) -> KnowledgeBase:
    before = kb.playbooks[playbook.id]
    dropped: set[Hashable] = {("model", playbook.id), ("wanted", playbook.id), ("offers", playbook.id)}
    own: dict[Any, Any] = {}
    if before.shows != playbook.shows or before.scope != playbook.scope or before.prior != playbook.prior:
        dropped.add("entries")
    if before.steps != playbook.steps:
        dropped |= {"steps", "steps by id"}
    if before.shows != playbook.shows or before.condition != playbook.condition:
        own["readers"] = _readers(readers_by_value(kb), before, playbook)
    signs = kb.signs
    if before.shows != playbook.shows or before.scope != playbook.scope:
        signs = _Signs(kb.signs, playbook)
    return replace(
        kb,
        playbooks=MappingProxyType({**kb.playbooks, playbook.id: playbook}),
        rules=with_rule(kb.rules, Rule(playbook.id, playbook.condition, (), kb.rules.rules[playbook.id].stratum)),
        signs=signs,
        derived=_Layer(kb.derived, frozenset(dropped), own),
    )


def _with_conclusion(kb: KnowledgeBase, conclusion: Conclusion) -> KnowledgeBase:
    stratum = kb.rules.rules[conclusion.id].stratum
    return replace(
        kb,
        conclusions=MappingProxyType({**kb.conclusions, conclusion.id: conclusion}),
        rules=with_rule(kb.rules, Rule(conclusion.id, conclusion.condition, conclusion.sets, stratum)),
        derived=_Layer(kb.derived, frozenset({"conditions by attribute", "read by rules"}), {}),
    )


def _readers(known: Readers, before: Playbook, after: Playbook) -> Readers:
    was, now = asked_unseen(before), asked_unseen(after)
    if was == now:
        return known
    changed = dict(known)
    for asked in was - now:
        changed[asked] = tuple(name for name in known[asked] if name != before.id)
    for asked in now - was:
        changed[asked] = tuple(sorted((*known.get(asked, ()), after.id)))
    return changed


def with_rule(rules: RuleBase, rule: Rule) -> RuleBase:
    """``rules`` with ``rule`` in the place of the one that has its id; both are of one stratum."""
    setters = dict(rules.setters)
    for attribute in {name for name, _ in (*rules.rules[rule.id].sets, *rule.sets)}:
        kept = (each for each in setters.get(attribute, ()) if each.id != rule.id)
        own = (rule,) if any(name == attribute for name, _ in rule.sets) else ()
        setters[attribute] = tuple(sorted((*kept, *own), key=lambda each: each.id))
    return replace(
        rules,
        rules={**rules.rules, rule.id: rule},
        network=_Replaced(rules.network, rule),
        setters=setters,
        actions={**rules.actions, rule.id: Fire(rule, rules.network.order[rule.id])},
        pool=[],
        once={"lexicon": rules.once["lexicon"]} if "lexicon" in rules.once else {},
    )


class _Replaced(Network):
    """A network in which one rule is always looked at, in the place of another of the same id."""

    __slots__ = ("_rule",)

    def __init__(self, network: Network, rule: Rule) -> None:
        self.order = network.order
        self.strata = network.strata
        self.upwards = network.upwards
        self._rule = rule

    def candidates(self, stratum: int, terms: Terms) -> Iterator[Rule]:
        """What the network finds, with the new rule for the old one."""
        found = super().candidates(stratum, terms)
        if stratum != self._rule.stratum:
            return found
        others = [each for each in found if each.id != self._rule.id]
        return iter(sorted([*others, self._rule], key=lambda each: self.order[each.id]))


class _Signs(SignIndex):
    """An index of signs in which one playbook is looked up anew."""

    __slots__ = ("_base", "_id", "_own")

    def __init__(self, base: SignIndex, playbook: Playbook) -> None:
        self._base = base
        self._id = playbook.id
        self._own = SignIndex((playbook,))

    def showing(self, attribute: str, value: Value, kinds: Iterable[str] | None) -> Iterable[str]:
        """As the index does for the knowledge base as a whole."""
        around = None if kinds is None else tuple(kinds)
        yield from (name for name in self._base.showing(attribute, value, around) if name != self._id)
        yield from self._own.showing(attribute, value, around)


class _Layer(dict[Any, Any]):
    """What was derived from the base, but for what the changed rule has a part in; new entries stay here."""

    __slots__ = ("_below", "_dropped")

    def __init__(self, below: Mapping[Any, Any], dropped: frozenset[Hashable], own: Mapping[Any, Any]) -> None:
        super().__init__(own)
        self._below = below
        self._dropped = dropped

    def __contains__(self, key: object) -> bool:
        return super().__contains__(key) or (key not in self._dropped and key in self._below)

    def __missing__(self, key: Any) -> Any:
        if key in self._dropped:
            raise KeyError(key)
        return self._below[key]

    def get(self, key: Any, default: Any = None) -> Any:
        """The entry of this layer, else of what lies below it."""
        return self[key] if key in self else default  # noqa: SIM401 - this is what ``get`` is
