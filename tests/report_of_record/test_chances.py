"""Intervals and chances against their definitions and published examples."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.record.report.chances import Z95, Share, change, poisson_tail, wilson

COUNTS = st.integers(0, 500).flatmap(lambda count: st.tuples(st.just(count), st.integers(max(1, count), 500)))


@given(COUNTS)
def test_the_ends_of_the_interval_are_where_the_score_test_just_gives_way(pair):
    count, of = pair
    for end in wilson(count, of):
        if 0.0 < end < 1.0:
            assert abs(count / of - end) == pytest.approx(Z95 * math.sqrt(end * (1 - end) / of), abs=1e-6)


def test_an_interval_of_nothing_says_nothing():
    assert (Share().value, Share().low, Share().high) == (None, 0.0, 1.0)


def test_nothing_and_everything_have_intervals_that_end_there():
    assert (Share(0, 10).low, Share(10, 10).high) == (0.0, 1.0)


def test_the_interval_of_a_difference_is_the_published_one():
    low, high = change(Share(48, 80), Share(56, 70))  # Newcombe 1998, table II, method 10, example (a)
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)


def test_a_difference_from_nothing_is_open():
    assert change(Share(), Share(1, 2)) == (-1.0, 1.0)


@given(st.integers(0, 60), st.integers(1, 400).map(lambda tenths: tenths / 10))
def test_the_tail_is_that_of_the_distribution(count, mean):
    exact = Fraction(mean)
    below = sum((exact**each / math.factorial(each) for each in range(count)), Fraction(0))
    above = sum((exact**each / math.factorial(each) for each in range(count, count + 400)), Fraction(0))
    assert poisson_tail(count, mean) == pytest.approx(float(above / (above + below)), rel=1e-9, abs=1e-13)


def test_what_never_comes_never_comes():
    assert poisson_tail(1, 0.0) == 0.0
