"""What is said of conclusions side by side, against every case of small knowledge bases."""

from __future__ import annotations

import os
from collections import Counter
from random import Random

import pytest

from diagnose.kb.checks import (
    pb401_subsumed_conclusion,
    pb402_same_conclusion_twice,
    pb403_covered_conclusion,
    pb405_conclusions_in_conflict,
    pb410_unreachable_rule,
)
from diagnose.kb.checks.premises import Supply
from diagnose.kb.logic import conjunction
from diagnose.rules.conditions import Known, leaves
from tests.logic.small_worlds import VOCABULARY
from tests.rulebase.crowds import Crowd

WORLDS = int(os.environ.get("DIAGNOSE_WORLDS", "2000"))
"""So many knowledge bases are made; DIAGNOSE_WORLDS=10000 makes more of them."""

TYPES = {name: attribute.type for name, attribute in VOCABULARY.attributes.items()}


def named(check, subject):
    return {finding.subject for finding in check(subject)}


def subsumed(crowd, holds):
    """By definition: holds somewhere, and only where one single other holds that sets as much; and not the same."""
    return {
        one.id
        for one in crowd.conclusions
        for other in crowd.conclusions
        if one is not other
        and holds[one.id]
        and not holds[one.id] & ~holds[other.id]
        and set(one.sets) <= set(other.sets)
        and (set(one.sets) != set(other.sets) or holds[one.id] != holds[other.id])
    }


def twice(crowd, holds):
    """By definition: an earlier one is the same, and no wider one makes both superfluous."""
    return {
        one.id
        for one in crowd.conclusions
        for other in crowd.conclusions
        if other.id < one.id and set(one.sets) == set(other.sets) and holds[one.id] == holds[other.id] != 0
    } - subsumed(crowd, holds)


def covered(crowd, holds):
    found = set()
    for one in crowd.conclusions:
        others = [holds[each.id] for each in crowd.conclusions if each is not one and set(one.sets) <= set(each.sets)]
        together = 0
        for each in others:
            together |= each
        alone = any(not holds[one.id] & ~each for each in others)
        if holds[one.id] and not alone and not holds[one.id] & ~together:
            found.add(one.id)
    return found


def in_conflict(crowd, holds):
    return {
        other.id
        for one in crowd.conclusions
        for other in crowd.conclusions
        if one.id < other.id
        and holds[one.id] & holds[other.id]
        and dict(one.sets)["c.inner"] != dict(other.sets)["c.inner"]
    }


def checked(seed):
    crowd = Crowd(Random(seed))
    holds = crowd.holding()
    subject = crowd.subject()
    verdicts = {
        "PB401": (named(pb401_subsumed_conclusion.check, subject), subsumed(crowd, holds)),
        "PB402": (named(pb402_same_conclusion_twice.check, subject), twice(crowd, holds)),
        "PB403": (named(pb403_covered_conclusion.check, subject), covered(crowd, holds)),
        "PB405": (named(pb405_conclusions_in_conflict.check, subject), in_conflict(crowd, holds)),
    }
    for code, (found, meant) in verdicts.items():
        assert found == meant, (seed, code)
    return {code: len(meant) for code, (_, meant) in verdicts.items()}


@pytest.mark.parametrize("part", range(10))
def test_every_verdict_on_conclusions_is_that_of_trying_all_cases(part):
    counts = Counter()
    for seed in range(part * WORLDS // 10, (part + 1) * WORLDS // 10):
        counts.update(checked(seed))
    assert min(counts[code] for code in ("PB401", "PB402", "PB403", "PB405")) > WORLDS // 1000


def supplied(crowd, rule):
    """Whether conclusions set what each test of ``rule`` asks for; where they do not that is another finding."""
    supply = Supply.of(crowd.subject().meaning)
    return all(
        not supply.is_closed(leaf.attribute)
        or (
            leaf.attribute in supply.values if isinstance(leaf, Known) else supply.can_pass(leaf, TYPES[leaf.attribute])
        )
        for leaf in leaves(rule.condition)
    )


def test_a_rule_is_unreachable_if_it_holds_in_no_case_and_would_if_conclusions_were_anything():
    counts = Counter()
    for seed in range(WORLDS // 40):
        crowd = Crowd(Random(seed))
        holds = crowd.holding()
        freely = crowd.holding_freely()
        concluded = {name for each in crowd.conclusions for name, _ in each.sets}
        meant = {
            each.id
            for each in crowd.playbooks
            if not holds[each.id]
            and freely[each.id]
            and supplied(crowd, each)
            and not concluded.isdisjoint(leaf.attribute for leaf in leaves(each.condition))
        }
        assert named(pb410_unreachable_rule.check, crowd.subject()) == meant, seed
        counts.update(meant)
    assert sum(counts.values()) > WORLDS // 2000


def test_the_witness_of_a_conflict_is_a_case_of_both():
    for seed in range(WORLDS // 40):
        crowd = Crowd(Random(seed))
        conditions = {each.id: each.condition for each in crowd.conclusions}
        for finding in pb405_conclusions_in_conflict.check(crowd.subject()):
            (place, _), *_ = finding.related
            both = conjunction(conditions[finding.subject], conditions[place.file])
            assert crowd.matches(finding.witness, both), (seed, finding.witness)
