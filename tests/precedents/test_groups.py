"""Unprecedented cases in groups: one group is one playbook that is missing."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from diagnose.precedents import Cases, Described, Group, groups, likeness, weights_of
from tests.precedents.drawing import sources

NOISE = [Described(str(n), frozenset({"equipment>printer", "a.noise=grinding", f"a.page={n}"})) for n in (1, 2, 3)]
SMOKE = [Described(str(n), frozenset({"equipment>printer", "a.smoke=yes"})) for n in (4, 5)]
ALONE = [Described("6", frozenset({"equipment>printer", "word:kettle"}))]


def test_cases_that_are_alike_stand_together_the_largest_group_first():
    found = groups([*ALONE, *SMOKE, *NOISE], Cases(), 0.3)
    assert found == (
        Group("1", ("1", "2", "3"), found[0].like, ("a.noise=grinding", "equipment>printer")),
        Group("4", ("4", "5"), 1.0, ("a.smoke=yes", "equipment>printer")),
        Group("6", ("6",), 1.0, ("word:kettle", "equipment>printer")),
    )
    assert found[0].like == round(1.3 / 3.3, 9)  # a fact and a kind shared, one fact denied on both sides


@given(sources, st.sampled_from([0.2, 0.5, 0.9]), st.randoms(use_true_random=False))
def test_every_case_is_in_one_group_and_like_its_typical_case(described, at_least, random):
    found = groups(described, Cases(), at_least)
    assert sorted(case for group in found for case in group.cases) == sorted(each.case for each in described)
    features = {each.case: each.features for each in described}
    weights = weights_of(frozenset().union(*features.values()), {}, 0)
    for group in found:
        typical, *others = group.cases
        assert typical == group.typical
        assert all(likeness(features[typical], features[other], weights) >= at_least for other in others)
    shuffled = list(described)
    random.shuffle(shuffled)
    assert groups(shuffled, Cases(), at_least) == found


def test_faults_nobody_wrote_down_come_out_as_groups():
    """Five hidden faults with three signs each, seen four times out of five, in sixty cases."""
    random, cases = Random(5), []
    for number in range(60):
        fault = number % 5
        signs = {f"a.{fault}-{place}=on" for place in range(4) if random.random() < 0.8}
        cases.append(Described(str(number), frozenset({"equipment>device", f"a.{fault}-0=on", *signs})))
    found = groups(cases, Cases(), 0.4)
    assert [len(group.cases) for group in found] == [12] * 5
    assert all(len({int(case) % 5 for case in group.cases}) == 1 for group in found)
