"""Beta distributions against closed forms and against naive sums."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.authoring.calibration.beta import Beta, at_least, at_most, incomplete_beta

SHARES = st.floats(0.001, 0.999)


def binomial(hits, cases, chance):
    return math.comb(cases, hits) * chance**hits * (1.0 - chance) ** (cases - hits)


def test_a_posterior_adds_hits_and_misses():
    after = Beta.around(0.06, 50.0).after(7, 20)
    assert (after.hits, after.misses) == pytest.approx((10.0, 60.0))
    assert after.mean == pytest.approx(10.0 / 70.0)


def test_without_cases_the_author_is_believed():
    assert Beta.around(0.2, 10.0).after(0, 0).mean == pytest.approx(0.2)


@given(SHARES)
def test_the_flat_belief_is_spread_evenly(share):
    assert Beta(1.0, 1.0).below(share) == pytest.approx(share, abs=1e-12)


@given(SHARES, st.floats(0.1, 50.0))
def test_with_one_hit_only_it_is_a_power(share, hits):
    assert Beta(hits, 1.0).below(share) == pytest.approx(share**hits, abs=1e-10)
    assert Beta(1.0, hits).below(share) == pytest.approx(1.0 - (1.0 - share) ** hits, abs=1e-10)


@given(SHARES, st.floats(0.01, 300.0), st.floats(0.01, 300.0))
def test_hits_and_misses_are_mirror_images(share, hits, misses):
    assert Beta(hits, misses).below(share) == pytest.approx(1.0 - Beta(misses, hits).below(1.0 - share), abs=1e-9)


@given(st.integers(0, 60), st.integers(1, 60), SHARES)
def test_the_tails_of_the_binomial_are_sums(hits, cases, chance):
    hits = min(hits, cases)
    assert at_most(hits, cases, chance) == pytest.approx(
        math.fsum(binomial(each, cases, chance) for each in range(hits + 1)), abs=1e-9
    )
    assert at_least(hits, cases, chance) == pytest.approx(
        math.fsum(binomial(each, cases, chance) for each in range(hits, cases + 1)), abs=1e-9
    )


@given(st.floats(0.5, 500.0), st.floats(0.5, 500.0), st.floats(0.01, 0.99))
def test_a_quantile_has_its_part_below_it(hits, misses, part):
    belief = Beta(hits, misses)
    assert belief.below(belief.quantile(part)) == pytest.approx(part, abs=1e-6)


def test_the_interval_is_central():
    low, high = Beta(8.0, 4.0).interval(0.9)
    assert Beta(8.0, 4.0).below(low) == pytest.approx(0.05)
    assert Beta(8.0, 4.0).below(high) == pytest.approx(0.95)


@pytest.mark.parametrize(("share", "below"), [(-0.1, 0.0), (0.0, 0.0), (1.0, 1.0), (2.0, 1.0)])
def test_nothing_lies_outside_of_zero_and_one(share, below):
    assert incomplete_beta(2.0, 3.0, share) == below


def test_a_belief_from_very_many_cases_is_still_exact():
    belief = Beta(2_000_000.0, 8_000_000.0)
    deviation = math.sqrt(0.2 * 0.8 / 10_000_000)
    assert belief.below(0.2) == pytest.approx(0.5, abs=1e-3)
    assert belief.below(0.2 + 1.6449 * deviation) == pytest.approx(0.95, abs=1e-3)
