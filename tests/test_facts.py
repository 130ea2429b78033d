"""Versions and the working memory."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.facts import DoesNotApply, Fact, Unknown, Version, WorkingMemory

IN_ORDER = ["1.0-alpha", "1.0-beta", "1.0-rc1", "1", "1.1", "1.9", "1.10", "1.10a", "2.0", "v3.5", "19045.5487"]


@pytest.mark.parametrize(("lower", "higher"), [("1.0-rc1", "1.0"), ("1.9", "1.10"), ("1.10", "1.10a"), ("2.0", "v3.5")])
def test_versions_are_compared_part_by_part(lower, higher):
    assert Version(lower) < Version(higher)
    assert not Version(higher) < Version(lower)


def test_versions_have_one_order():
    for lower, higher in combinations(IN_ORDER, 2):
        assert Version(lower) < Version(higher), (lower, higher)


@given(*[st.text("0123456789.-abrcv", min_size=1, max_size=8)] * 3)
def test_the_order_of_versions_is_total_and_transitive(one, two, three):
    a, b, c = sorted(map(Version, (one, two, three)))
    assert a <= b <= c
    assert a <= c
    assert (a == b) == (not a < b)
    assert a != b or hash(a) == hash(b)


@pytest.mark.parametrize(("one", "other"), [("2.0", "2"), ("v2", "2.0.0"), ("1.0-RC1", "1.0rc1")])
def test_missing_parts_are_zero_and_spelling_does_not_matter(one, other):
    assert Version(one) == Version(other)
    assert hash(Version(one)) == hash(Version(other))


def test_the_latest_fact_counts_and_earlier_ones_stay():
    early, late = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC)
    facts = [
        Fact("a.x", "new", at=late),
        Fact("a.x", "old", at=early),
        Fact("b.y", Unknown("customer")),
        Fact("c.z", DoesNotApply()),
    ]
    memory = WorkingMemory.of(facts)
    assert dict(memory.values) == {"a.x": "new"}
    assert dict(memory.unknown) == {"b.y": "customer"}
    assert memory.inapplicable == frozenset({"c.z"})
    assert memory.facts == tuple(facts)
