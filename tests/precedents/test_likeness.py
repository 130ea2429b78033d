"""How like two cases are: its bounds, its symmetry, and what brings two cases nearer or further."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.precedents import Cases, attribute_of, likeness, weights_of
from tests.precedents.drawing import FACTS, KINDS, WORDS, feature_sets, sources


def weights_in(described, *more):
    source = Cases(described)
    features = frozenset().union(*(each.features for each in described), *more)
    return weights_of(features, source.counts(features), source.total())


def plain_likeness(one, other, weights):
    """The formula, word for word."""

    def words(features):
        return {each for each in features if attribute_of(each) == "word"}

    if not words(one) or not words(other):
        one, other = one - words(one), other - words(other)
    shared, either = one & other, one ^ other
    agreed = {"word", *(attribute_of(each) for each in shared)}
    both = {attribute_of(each) for each in one} & {attribute_of(each) for each in other}
    common = sum(weights[each] for each in shared)
    missing = sum(
        (0.2 if attribute_of(each) == "word" else 0.5) * weights[each]
        for each in either
        if attribute_of(each) not in both - agreed
    )
    denied = sum(weights[each] for each in either if attribute_of(each) in both - agreed)
    return common / (common + missing + denied) if shared else 0.0


@given(sources, feature_sets, feature_sets)
def test_it_is_the_formula(described, one, other):
    weights = weights_in(described, one, other)
    assert likeness(one, other, weights) == pytest.approx(plain_likeness(one, other, weights), abs=1e-9)


@given(sources, feature_sets, feature_sets)
def test_it_lies_between_zero_and_one_and_is_the_same_from_both_sides(described, one, other):
    weights = weights_in(described, one, other)
    found = likeness(one, other, weights)
    assert 0.0 <= found <= 1.0
    assert likeness(other, one, weights) == found


@given(sources, feature_sets)
def test_equal_features_give_one_unless_there_are_none(described, one):
    assert likeness(one, one, weights_in(described, one)) == (1.0 if one else 0.0)


@given(sources, feature_sets, feature_sets)
def test_nothing_shared_gives_nothing(described, one, other):
    assert likeness(one - other, other, weights_in(described, one, other)) == 0.0


@given(sources, feature_sets, feature_sets, st.sampled_from(FACTS + KINDS))
def test_a_fact_that_both_get_never_makes_them_less_alike(described, one, other, fact):
    weights = weights_in(described, one, other, {fact})
    assert likeness(one | {fact}, other | {fact}, weights) >= likeness(one, other, weights)


@given(sources, feature_sets, feature_sets, st.sampled_from(WORDS))
def test_a_word_that_both_get_never_makes_them_less_alike_where_both_have_words(described, one, other, word):
    one, other = one | {WORDS[0]}, other | {WORDS[1]}
    weights = weights_in(described, one, other, {word})
    assert likeness(one | {word}, other | {word}, weights) >= likeness(one, other, weights)


@given(sources, st.permutations(range(25)))
def test_the_order_of_cases_says_nothing(described, order):
    assert weights_in([described[place] for place in order if place < len(described)]) == weights_in(described)


def test_what_is_rare_counts_more_than_what_is_common():
    weights = weights_of(["a.x=on", "a.y=on"], {"a.x=on": 1, "a.y=on": 900}, 1000)
    assert weights == {"a.x=on": math.log(1 + 1001 / 2), "a.y=on": math.log(1 + 1001 / 901)}


def test_words_and_kinds_count_less_than_facts_as_rare():
    names = ["a.x=on", "word:smoke", "equipment>printer"]
    weights = weights_of(names, dict.fromkeys(names, 3), 1000)
    assert weights["word:smoke"] == 0.5 * weights["a.x=on"]
    assert weights["equipment>printer"] == 0.3 * weights["a.x=on"]


def test_a_contradiction_makes_less_alike_than_not_knowing():
    one = frozenset({"a.x=on", "a.y=on"})
    flat = dict.fromkeys(["a.x=on", "a.y=on", "a.y=off", "a.z=on"], 1.0)
    same, silent = likeness(one, one, flat), likeness(one, frozenset({"a.x=on"}), flat)
    other, denied = likeness(one, frozenset({"a.x=on", "a.z=on"}), flat), likeness(one, {"a.x=on", "a.y=off"}, flat)
    assert (same, silent, other, denied) == (1.0, round(1 / 1.5, 9), round(1 / 2, 9), round(1 / 3, 9))


def test_a_set_that_agrees_in_part_is_no_contradiction():
    flat = dict.fromkeys(["a.s=p", "a.s=q", "a.s=r"], 1.0)
    assert likeness({"a.s=p", "a.s=q"}, {"a.s=p", "a.s=r"}, flat) == round(1 / 2, 9)


def test_siblings_share_what_is_above_them():
    flat = dict.fromkeys(["equipment>hp", "equipment>canon", "equipment>laser", "a.x=on"], 1.0)
    hp, canon = {"equipment>hp", "equipment>laser", "a.x=on"}, {"equipment>canon", "equipment>laser", "a.x=on"}
    assert likeness(hp, canon, flat) == round(2 / 3, 9)


def test_words_count_only_where_both_have_some():
    weights = {"a.x=on": 1.0, "word:smoke": 0.5, "word:noise": 0.5}
    assert likeness({"a.x=on", "word:smoke"}, {"a.x=on"}, weights) == 1.0
    assert likeness({"a.x=on", "word:smoke"}, {"a.x=on", "word:noise"}, weights) == round(1 / 1.2, 9)
