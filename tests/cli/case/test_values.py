"""Values at the command line: as in an intake, and as people here write them."""

from __future__ import annotations

from typing import Any

import pytest

from diagnose.cli.case.values import pairs_typed, value_typed
from diagnose.errors import UsageError
from diagnose.explain.words import Words
from tests.consultation.workshop import workshop

TYPED: list[tuple[str, str, Any]] = [
    ("print.output", "faded", {"written": "faded"}),
    ("printer.toner_low", "true", {"written": "true"}),
    ("printer.toner_low", "unknown", {"unknown": "customer"}),
    ("printer.toner_low", "unknown:line-1", {"unknown": "line-1"}),
    ("printer.toner_low", "not-applicable", {"applies": False}),
    ("printer.toner_low", "{unknown: customer}", {"unknown": "customer"}),
    ("printer.toner_low", "{applies: false}", {"applies": False}),
    ("printer.heat", "3,5", {"written": "3.5"}),
    ("printer.pages", "1500", {"written": "1500"}),
    ("printer.pages", "2 kpages", {"written": "2 kpages"}),
    ("printer.age", "5 min", {"written": "5 min"}),
    ("printer.bought", "22.11.2026", {"written": "2026-11-22"}),
    ("printer.firmware", "1.10", {"written": "1.10"}),
    ("printer.message", "[E-5] {jam}", "[E-5] {jam}"),
    ("printer.changes", "moved, updated", ["moved", "updated"]),
    ("printer.changes", "[moved, updated]", ["moved", "updated"]),
    ("print.look", "pale", {"written": "pale"}),
    ("location", "msk/office-3", "msk/office-3"),
    ("equipment", "router, ink-printer", ["router", "ink-printer"]),
    ("no.such", "word", {"written": "word"}),
]


@pytest.mark.parametrize(("name", "text", "value"), TYPED)
def test_a_value_is_read_as_in_an_intake(name: str, text: str, value: Any) -> None:
    assert value_typed(name, text, Words(workshop(), "en")) == value


def test_units_are_read_in_the_language_that_is_spoken() -> None:
    assert value_typed("printer.age", "3 дн.", Words(workshop(), "ru")) == {"written": "3 d"}


def test_pairs_become_one_mapping() -> None:
    words = Words(workshop(), "en")
    pairs = ["print.output=normal", "printer.message = a=b"]
    assert pairs_typed(pairs, words) == {"print.output": {"written": "normal"}, "printer.message": "a=b"}


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        (["print.output"], "'print.output' names no value; write it like print.output=faded"),
        (["=faded"], "'=faded' names no value; write it like print.output=faded"),
        (["print.output=a", "print.output=b"], "'print.output' is named twice; keep one of the two"),
    ],
)
def test_what_is_no_pair_is_refused(pairs: list[str], message: str) -> None:
    with pytest.raises(UsageError) as refused:
        pairs_typed(pairs, Words(workshop(), "en"))
    assert str(refused.value) == message
