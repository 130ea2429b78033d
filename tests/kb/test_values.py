"""What is written becomes a value of the attribute's type, or a problem that says why not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.errors import Location
from diagnose.facts import Duration, Version
from diagnose.kb.lexicon import Problem
from diagnose.kb.values import value_of
from diagnose.nodes import Scalar, Sequence, read_text
from diagnose.vocabulary import Attribute, AttributeType
from tests.kb.folders import lexicon

LEXICON = lexicon()
MOSCOW = timezone(timedelta(hours=3))
HERE = Location("a.yaml", 1, 1)


def read(attribute: str, written: str):
    node, _ = read_text(f"v: {written}\n", "a.yaml")
    return value_of(node.get("v"), LEXICON.vocabulary.attributes[attribute], LEXICON)


@pytest.mark.parametrize(
    ("attribute", "written", "value"),
    [
        ("printer.toner_low", "true", True),
        ("printer.toner_low", "false", False),
        ("print.output", "faded", "faded"),
        ("print.output", "'faded'", "faded"),
        ("print.output", "FADED", "faded"),
        ("printer.pages", "1500", 1500.0),
        ("printer.pages", "1.5e3", 1500.0),
        ("printer.pages", "'1500 pages'", 1500.0),
        ("printer.pages", "1500 pages", 1500.0),
        ("printer.pages", "1.5 kpages", 1500.0),
        ("printer.pages", "0.001kpages", 1.0),
        ("printer.age", "90 s", Duration(90)),
        ("printer.age", "5 min", Duration(300)),
        ("printer.age", "2 d", Duration(172800)),
        ("printer.bought", "2026-11-22", datetime(2026, 11, 22, tzinfo=MOSCOW)),
        ("printer.bought", "'2026-11-22'", datetime(2026, 11, 22, tzinfo=MOSCOW)),
        ("printer.bought", "2026-11-22T10:00", datetime(2026, 11, 22, 10, tzinfo=MOSCOW)),
        ("printer.bought", "2026-11-22T10:00:00Z", datetime(2026, 11, 22, 10, tzinfo=UTC)),
        ("printer.firmware", "1.10", Version("1.10")),
        ("printer.firmware", "'2.0-rc1'", Version("2.0-rc1")),
        ("printer.message", "1.10", "1.10"),
        ("printer.message", "'Low toner!'", "Low toner!"),
        ("printer.changes", "[moved, updated]", frozenset({"moved", "updated"})),
        ("printer.changes", "[]", frozenset()),
        ("equipment", "laser-printer", ("laser-printer",)),
        ("equipment", "[printer, router, printer]", ("printer", "router")),
        ("location", "msk/office-3", ("msk/office-3",)),
        ("channel", "phone", "phone"),
        ("support", "warranty", "warranty"),
    ],
)
def test_a_written_value_is_read_by_the_type_of_its_attribute(attribute, written, value):
    found = read(attribute, written)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("attribute", "written", "code"),
    [
        ("printer.toner_low", "yes", "PB102"),
        ("printer.toner_low", "'true'", "PB102"),
        ("printer.toner_low", "1", "PB102"),
        ("printer.toner_low", "True", "PB102"),
        ("print.output", "fadet", "PB212"),
        ("print.output", "[faded]", "PB102"),
        ("print.output", "~", "PB102"),
        ("printer.pages", "'1500'", "PB102"),
        ("printer.pages", "1.5", "PB212"),
        ("printer.pages", "-1", "PB212"),
        ("printer.pages", "1000001", "PB212"),
        ("printer.pages", "15 sheets", "PB102"),
        ("printer.pages", "1_000", "PB102"),
        ("printer.pages", "0x10", "PB102"),
        ("printer.pages", "1,5", "PB102"),
        ("printer.pages", ".inf", "PB102"),
        ("printer.pages", ".nan", "PB102"),
        ("printer.pages", "1e400", "PB102"),
        ("printer.pages", "true", "PB102"),
        ("printer.age", "5", "PB108"),
        ("printer.age", "5 weeks", "PB108"),
        ("printer.age", "101 d", "PB212"),
        ("printer.bought", "2026-02-30", "PB108"),
        ("printer.bought", "22.11.2026", "PB108"),
        ("printer.bought", "0001-01-01", "PB108"),
        ("printer.firmware", "version one", "PB108"),
        ("printer.changes", "moved", "PB102"),
        ("printer.changes", "[moved, flown]", "PB212"),
        ("printer.changes", "{moved: true}", "PB102"),
        ("equipment", "lazer-printer", "PB201"),
        ("equipment", "[]", "PB110"),
        ("location", "msk/office-4", "PB203"),
        ("channel", "fone", "PB203"),
        ("support", "warranti", "PB203"),
    ],
)
def test_what_does_not_fit_the_type_is_a_problem_with_a_code(attribute, written, code):
    found = read(attribute, written)
    assert isinstance(found, Problem)
    assert (found.code, found.instead) == (code, None)


@pytest.mark.parametrize(
    ("attribute", "written", "advice"),
    [
        ("print.output", "fadet", "did you mean 'faded'?"),
        ("printer.toner_low", "yes", "write true, without quotes"),
        ("printer.pages", "'1500'", "take the quotes away"),
        ("printer.changes", "moved", "write [moved]"),
        ("equipment", "lazer-printer", "did you mean 'laser-printer'?"),
        (
            "equipment",
            "r\u043euter",
            "did you mean 'router'? '\u043e' is Cyrillic small letter o, 'o' is Latin small letter o",
        ),
    ],
)
def test_the_problem_says_what_to_write_instead(attribute, written, advice):
    assert read(attribute, written).advice == advice


@pytest.mark.parametrize(
    ("attribute", "written", "code", "instead"),
    [
        ("print.output", "pale", "PB208", "faded"),
        ("print.output", "too light", "PB209", "faded"),
        ("equipment", "laserjet", "PB208", ("laser-printer",)),
        ("equipment", "[router, laserjet]", "PB208", ("router", "laser-printer")),
    ],
)
def test_former_names_and_phrases_are_understood_with_a_warning(attribute, written, code, instead):
    found = read(attribute, written)
    assert (found.code, found.instead) == (code, instead)


@pytest.mark.parametrize(
    ("attribute", "value", "result"),
    [
        ("printer.toner_low", True, True),
        ("printer.pages", 1500, 1500.0),
        ("printer.pages", 1500.0, 1500.0),
        ("printer.age", timedelta(minutes=5), 300.0),
        ("printer.bought", date(2026, 11, 22), datetime(2026, 11, 22, tzinfo=MOSCOW)),
        ("printer.bought", datetime.fromisoformat("2026-11-22T10:00"), datetime(2026, 11, 22, 10, tzinfo=MOSCOW)),
        ("printer.firmware", Version("1.10"), Version("1.10")),
        ("printer.changes", {"moved"}, frozenset({"moved"})),
        ("printer.changes", ("moved", "moved"), frozenset({"moved"})),
        ("equipment", ["printer"], ("printer",)),
    ],
)
def test_python_values_are_typed_alike(attribute, value, result):
    assert value_of(value, LEXICON.vocabulary.attributes[attribute], LEXICON) == result


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        ("printer.toner_low", 1),
        ("printer.toner_low", "true"),
        ("printer.pages", True),
        ("printer.pages", "1500"),
        ("printer.pages", float("nan")),
        pytest.param("printer.pages", 10**5000, id="a huge number"),
        ("printer.age", 300),
        ("printer.firmware", 1.1),
        ("printer.message", 404),
        ("printer.changes", {"moved": True}),
        ("print.output", object()),
        ("print.output", None),
        ("equipment", 7),
    ],
)
def test_python_values_of_another_type_are_problems(attribute, value):
    assert value_of(value, LEXICON.vocabulary.attributes[attribute], LEXICON).code == "PB102"


@pytest.mark.parametrize("zone", ["Nowhere/Atlantis", "../etc/passwd"])
def test_a_date_without_offset_needs_a_time_zone_that_exists(zone):
    from dataclasses import replace

    elsewhere = replace(LEXICON, vocabulary=replace(LEXICON.vocabulary, timezone=zone))
    bought = LEXICON.vocabulary.attributes["printer.bought"]
    assert value_of("2026-11-22", bought, elsewhere).code == "PB108"
    assert value_of("2026-11-22T00:00Z", bought, elsewhere) == datetime(2026, 11, 22, tzinfo=UTC)


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=6))
def test_a_unit_is_converted_exactly(number):
    volts = Attribute("ups.volts", AttributeType.NUMBER, unit="V", also=(("mV", 0.001),))
    written = Scalar(f"{number * 1000} mV", False, HERE)
    assert value_of(written, volts, LEXICON) == float(number)


@given(st.text(), st.booleans())
def test_no_text_brings_the_reader_of_values_down(text, quoted):
    for attribute in LEXICON.vocabulary.attributes.values():
        value_of(Scalar(text, quoted, HERE), attribute, LEXICON)
        value_of(Sequence((Scalar(text, quoted, HERE),), HERE), attribute, LEXICON)
