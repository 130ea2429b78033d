"""What of a case can be counted as common with another: values, buckets, kinds - and nothing that is private."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.case import Intake
from diagnose.facts import DoesNotApply, Duration, Fact, Unknown, Version, WorkingMemory
from diagnose.precedents import attribute_of, features_of, is_kind, told
from diagnose.precedents.features import buckets
from diagnose.vocabulary import Attribute, AttributeType
from tests.small import base, collection, complaint, number, sign

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
KB = base(
    [
        complaint("print.output", ("normal", "faded"), ("faded",)),
        sign("printer.icon"),
        collection("printer.lamps", ("red", "green")),
        number("printer.pages"),
        Attribute("printer.age", AttributeType.DURATION),
        Attribute("toner.level", AttributeType.NUMBER, low=0.0, high=100.0),
        Attribute("driver.version", AttributeType.VERSION),
        Attribute("outage.began", AttributeType.DATE),
        Attribute("error.text", AttributeType.TEXT),
        Attribute("user.role", AttributeType.CHOICE, ("cashier", "guest"), private=True),
    ],
    [],
)


def features(reported_at=None, **values):
    facts = [Fact(name.replace("__", "."), value) for name, value in values.items()]
    return features_of(WorkingMemory.of(facts, reported_at), KB)


def test_values_are_features():
    assert features(print__output="faded", printer__icon=True) == {"print.output=faded", "printer.icon=yes"}
    assert features(printer__icon=False) == {"printer.icon=no"}


def test_equipment_counts_with_everything_above_it():
    assert features(equipment=("laser",)) == {"equipment>laser", "equipment>printer", "equipment>device"}


def test_each_member_of_a_set_counts_and_so_does_an_empty_one():
    assert features(printer__lamps=frozenset({"red", "green"})) == {"printer.lamps=red", "printer.lamps=green"}
    assert features(printer__lamps=frozenset()) == {"printer.lamps="}


def test_versions_share_what_comes_first():
    assert features(driver__version=Version("v2.1.7")) == {
        "driver.version=2",
        "driver.version=2.1",
        "driver.version=2.1.7",
    }
    assert features(driver__version=Version("2")) == features(driver__version=Version("2.0"))


def test_a_date_counts_by_how_long_before_the_request_it_lies():
    today = features(NOW, outage__began=NOW - timedelta(hours=2))
    assert today & features(NOW + timedelta(days=300), outage__began=NOW + timedelta(days=300, hours=-3))
    assert not today & features(NOW, outage__began=NOW - timedelta(days=40))
    assert features(outage__began=NOW) == set()


def test_durations_are_numbers():
    assert features(printer__age=Duration(3600.0)) & features(printer__age=Duration(4000.0))


def test_what_is_private_or_free_text_is_never_a_feature():
    assert features(error__text="call 5550100", user__role="cashier", channel="phone", support="warranty") == set()


def test_what_is_not_known_or_does_not_apply_is_no_feature():
    assert features(print__output=Unknown("customer"), printer__icon=DoesNotApply()) == set()


def test_what_is_too_long_for_a_name_is_no_feature():
    assert features(driver__version=Version(".".join(["1"] * 150))) == {"driver.version=1", "driver.version=1.1"}


def test_words_of_the_story_are_features():
    assert features_of(WorkingMemory.of(()), KB, ["Smoke!"]) == {"word:smoke"}


def test_the_customers_own_words_are_told():
    intake = Intake(story="it smokes", since="monday", changed="moved", impact="all")
    assert told(intake) == ("it smokes", "monday", "moved", "all")
    assert told(Intake()) == ()


@pytest.mark.parametrize(
    ("feature", "subject"),
    [("a.b=c>d", "a.b"), ("a.b~0:1", "a.b"), ("equipment>x", "equipment"), ("word:x=y", "word")],
)
def test_a_feature_says_what_it_is_about(feature, subject):
    assert attribute_of(feature) == subject


def test_kinds_of_equipment_and_places_are_told_from_facts():
    assert [is_kind(each) for each in ("equipment>x", "location>y", "a.b=c", "word:x")] == [True, True, False, False]


@given(st.floats(0.0, 100.0), st.floats(0.0, 6.2))
def test_numbers_less_than_half_a_bucket_apart_share_one(value, apart):
    assert set(buckets(value, 0.0, 100.0)) & set(buckets(value + apart, 0.0, 100.0))


@given(st.floats(0.0, 1e12), st.floats(1.0, 1.4))
def test_numbers_that_are_nearly_the_same_multiple_share_a_bucket(value, factor):
    assert set(buckets(value)) & set(buckets(value * factor))


@given(st.floats(-1e12, 1e12), st.floats(4.0, 100.0))
def test_numbers_far_apart_share_none(value, factor):
    assert not set(buckets(value)) & set(buckets(value * factor + (8.0 if value >= 0 else -8.0)))
