"""PB301 to PB307 against their definitions, by every case of small knowledge bases, tried by the engine."""

from __future__ import annotations

import os
from collections import Counter
from functools import reduce
from operator import and_
from random import Random

import pytest

from diagnose.facts import BUILT_IN, EQUIPMENT
from diagnose.kb.checks.branches import branches_of, groups_of
from diagnose.kb.checks.pb302_always_true import always_true
from diagnose.kb.checks.pb303_implied_entry import _says_more, implied, spoken_of
from diagnose.kb.checks.pb304_branch_subsumed import subsumed
from diagnose.kb.checks.pb305_dead_branch import dead
from diagnose.kb.checks.pb306_when_matches_everything import matches_everything
from diagnose.kb.checks.pb307_only_negative import without_facts
from diagnose.kb.checks.reasoning import Reasoning
from diagnose.kb.checks.rules import RuleSubject, clash, parts
from diagnose.kb.compile import Documents, Translation
from diagnose.kb.lexicon import Lexicon
from diagnose.kb.playbook import Settings
from diagnose.rules.conditions import AllOf, AnyOf, Known, NoneOf, Test, attributes_of, conjuncts, leaves
from diagnose.support import Support
from tests.logic.small_worlds import VOCABULARY, World, cases_of

WORLDS = int(os.environ.get("DIAGNOSE_WORLDS", "10000"))


class Enumerated:
    """One rule of a small world, and in which of all cases each part of it holds."""

    def __init__(self, seed):
        random = Random(seed)
        self.world = world = World(random, concluding=seed % 2 == 1)
        names = [name for name in world.names if name != "c.deep"] or world.names
        applies = tuple(world.leaf(EQUIPMENT) for _ in range(random.randrange(2)) if EQUIPMENT in world.raw)
        when = tuple(inner for _ in range(random.randrange(1, 5)) for inner in conjuncts(world.condition(names, 2)))
        meaning = Translation(
            Lexicon(VOCABULARY, Support()), Settings(), (), world.conclusions, {}, world.relevance, (), ""
        )
        split = parts(applies)
        self.rule = RuleSubject(
            "p.x",
            None,
            AllOf((*applies, *when)),
            applies,
            when,
            (*split, *parts(when)),
            len(split),
            Reasoning(meaning, Documents()),
        )
        found = list(self._parts())
        masks, self.many = world.truths(found)
        self.masks = {id(each): mask for each, mask in zip(found, masks, strict=True)}
        self.kept = found
        self.everywhere = (1 << self.many) - 1
        self.whole = self.all_of(self.rule.entries)

    def _parts(self):
        yield from self.rule.entries
        waiting = [*self.rule.entries, *self.rule.applies, *self.rule.when]
        while waiting:
            each = waiting.pop()
            yield each
            if not isinstance(each, Test | Known) and hasattr(each, "members"):
                waiting.extend(each.members)
        for group, beside in groups_of(self.rule):
            yield from (group, *beside, *group.members)
        self.known = {name: Known(name, True) for name in sorted(attributes_of(self.rule.condition))}
        yield from self.known.values()

    def all_of(self, conditions):
        return reduce(and_, (self.masks[id(each)] for each in conditions), self.everywhere)


def check_impossible(case):
    rule = case.rule
    impossible = rule.reasoning.never
    assert impossible(rule.condition) == (not case.whole)
    if not case.whole:
        core = clash(rule.entries, impossible)
        assert not case.all_of(core)
        assert len(core) == 1 or all(case.all_of([other for other in core if other is not each]) for each in core)
        return ["PB301"]
    return []


def check_implied(case):
    rule = case.rule
    found = [entry for entry, _ in implied(rule)]
    for entry, others in implied(rule):
        assert not case.all_of(others) & ~case.masks[id(entry)]
        assert not any(other is entry for other in others)
    kept = [entry for entry in rule.entries if not any(entry is other for other in found)]
    assert case.all_of(kept) == case.whole
    silent = list(spoken_of(rule))
    for entry in kept:
        rest = case.all_of([other for other in kept if other is not entry])
        by_conclusions = case.world.conclusions and (
            _says_more(rule, entry) or case.masks[id(entry)] == case.everywhere
        )
        if case.whole and not any(entry is each for each in silent) and not by_conclusions:
            assert rest != case.whole, entry.written
    return ["PB303"] * len(found)


def check_subsumed(case):
    rule = case.rule
    found = [branch for branch, _ in subsumed(rule)]
    superfluous = [entry for entry, _ in implied(rule)]
    for group, beside in groups_of(rule):
        if not isinstance(group, AnyOf) or not case.whole or any(group is entry for entry in superfluous):
            continue
        gone = [branch.condition for branch in found if branch.group is group]
        around = case.all_of(beside)
        alive = [each for each in group.members if around & case.masks[id(each)]]
        kept = [each for each in alive if not any(each is other for other in gone)]
        assert len(kept) + len(gone) == len(alive)
        for each in gone:
            assert any(not around & case.masks[id(each)] & ~case.masks[id(other)] for other in kept)
        for one in kept:
            for other in kept:
                always = case.masks[id(other)] == case.everywhere  # PB302 says so
                assert one is other or always or around & case.masks[id(one)] & ~case.masks[id(other)]
    return ["PB304"] * len(found)


def check_dead(case):
    found = [branch.condition for branch in dead(case.rule)]
    silent = []
    for branch in branches_of(case.rule) if case.whole else ():
        never = not case.all_of(branch.beside) & case.masks[id(branch.condition)]
        inside = any(branch.group is each for each in silent)
        if inside or never:
            silent.extend(conjuncts(branch.condition))
        expected = never and not inside and bool(case.masks[id(branch.condition)])
        assert any(branch.condition is each for each in found) == expected, branch.condition.written
    return ["PB305"] * len(found)


def check_always(case):
    rule = case.rule
    if case.world.conclusions:
        return []
    found = always_true(rule)
    for each in found:
        asked = {leaf.attribute for leaf in leaves(each) if not isinstance(leaf, Test)}
        known = [
            known for name, known in case.known.items() if name in attributes_of(each) - asked and name not in BUILT_IN
        ]
        assert not case.all_of(known) & ~case.masks[id(each)]
    for entry in rule.entries:
        if isinstance(entry, Test) and entry.attribute not in BUILT_IN:
            always = not case.masks[id(case.known[entry.attribute])] & ~case.masks[id(entry)]
            assert any(entry is each for each in found) == always
        elif isinstance(entry, AnyOf | NoneOf) and case.masks[id(entry)] == case.everywhere:
            assert found
    return ["PB302"] * len(found)


def check_every_request(case):
    rule = case.rule
    if case.world.conclusions or not case.whole:
        return []
    found = matches_everything(rule)
    assert found == (not case.all_of(rule.applies) & ~case.all_of(rule.when))
    return ["PB306"] * found


def check_without_facts(case):
    rule = case.rule
    found = without_facts(rule)
    told = {EQUIPMENT, *(name for each in rule.applies for name in attributes_of(each))}
    bare = sum(
        1 << number
        for number, memory in enumerate(cases_of(case.world.raw))
        if {*memory.values, *memory.unknown, *memory.inapplicable} <= told
    )
    only_fields = all(attributes_of(each) <= set(BUILT_IN) for each in rule.when)
    assert (found is not None) == (bool(case.whole & bare) and not only_fields)
    return ["PB307"] * (found is not None)


CHECKS = (
    check_impossible,
    check_implied,
    check_subsumed,
    check_dead,
    check_always,
    check_every_request,
    check_without_facts,
)


@pytest.mark.parametrize("part", range(10))
def test_every_finding_is_what_its_definition_says(part):
    counts = Counter()
    for seed in range(part * WORLDS // 80, (part + 1) * WORLDS // 80):
        case = Enumerated(seed)
        for check in CHECKS:
            try:
                counts.update(check(case))
            except AssertionError as error:
                raise AssertionError(f"seed {seed}: {case.rule.condition.written}") from error
    if WORLDS >= 10_000:
        assert counts.keys() >= {"PB301", "PB302", "PB303", "PB304", "PB305", "PB307"}, counts  # PB306 is rare here
