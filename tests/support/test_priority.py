"""Priorities come from the table of impact and urgency; a service level may have targets of their own for them."""

import re

import pytest

from diagnose.errors import UnknownWordError
from diagnose.kb.russian import said
from diagnose.support import Priorities, ServiceLevel, priority_of, targets_for

TABLE = Priorities(
    ("P1", "P2"),
    ("wide", "single"),
    ("high", "low"),
    {("wide", "high"): "P1", ("wide", "low"): "P2", ("single", "high"): "P2"},
)


@pytest.mark.parametrize(
    ("impact", "urgency", "expected"),
    [
        ("wide", "high", "P1"),
        ("single", "high", "P2"),
        ("single", "low", None),
        ("wide", None, None),
        (None, "high", None),
        (None, None, None),
    ],
)
def test_the_priority_stands_in_the_table(impact, urgency, expected):
    assert priority_of(TABLE, impact, urgency) == expected


@pytest.mark.parametrize(
    ("impact", "urgency", "message", "meant"),
    [
        ("wied", "high", "unknown impact 'wied'; did you mean 'wide'?", "wide"),
        (None, "HIGH", "unknown urgency 'HIGH'; did you mean 'high'?", "high"),
        ("wide", "soon", "unknown urgency 'soon'; known: high, low", None),
    ],
)
def test_a_word_that_is_not_declared_is_refused_with_what_was_meant(impact, urgency, message, meant):
    with pytest.raises(UnknownWordError) as caught:
        priority_of(TABLE, impact, urgency)
    assert (str(caught.value), caught.value.meant) == (message, meant)
    assert re.match("неизвестно: (влияние|срочность) ", said(caught.value.args[0], "ru"))


def test_without_priorities_every_word_is_refused_and_none_is_needed():
    assert priority_of(Priorities(), None, None) is None
    with pytest.raises(UnknownWordError, match="unknown impact 'wide'; no priorities are declared"):
        priority_of(Priorities(), "wide", None)


def test_a_level_may_have_targets_of_their_own_for_some_priorities():
    level = ServiceLevel("standard", 3_600, 86_400, by_priority={"P1": (900, 14_400)})
    assert [targets_for(level, each) for each in ("P1", "P2", None)] == [
        (900, 14_400),
        (3_600, 86_400),
        (3_600, 86_400),
    ]
