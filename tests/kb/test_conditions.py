"""Conditions are read as the reference of the playbook language says; every mistake is one finding."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.errors import Location
from diagnose.facts import Version
from diagnose.kb import texts
from diagnose.kb.conditions import read_condition
from diagnose.nodes import Mapping, Scalar, Sequence, read_text
from diagnose.rules.conditions import AllOf, AnyOf, Applies, Count, Known, NoneOf, Test, leaves
from diagnose.rules.operators import Age, Between, HasAll, HasNone, NotOneOf, NotWithin, OneOf, Within, Words
from tests.kb.folders import lexicon

LEXICON = lexicon()
FADED = Test("print.output", OneOf(frozenset({"faded"})))
LOW = Test("printer.toner_low", OneOf(frozenset({True})))


def read(written: str):
    node, findings = read_text(written, "a.yaml")
    assert findings == ()
    return read_condition(node, LEXICON)


def within(*asked):
    taxonomy = LEXICON.vocabulary.equipment
    inside = frozenset(below for kind in asked for below in taxonomy.below(kind))
    return Within(asked, inside, frozenset())


@pytest.mark.parametrize(
    ("written", "condition"),
    [
        ("print.output: faded", FADED),
        ("printer.toner_low: true", LOW),
        ("print.output: [faded, blank]", Test("print.output", OneOf(frozenset({"faded", "blank"})))),
        ("print.output: {is_not: faded}", Test("print.output", NotOneOf(frozenset({"faded"})))),
        ("print.output: {none_of: [faded, blank]}", Test("print.output", NotOneOf(frozenset({"faded", "blank"})))),
        ("printer.toner_low: {is_not: true}", Test("printer.toner_low", NotOneOf(frozenset({True})))),
        ("printer.pages: 5", Test("printer.pages", OneOf(frozenset({5.0})))),
        ("printer.pages: [5, 1 kpages]", Test("printer.pages", OneOf(frozenset({5.0, 1000.0})))),
        ("printer.pages: {at_least: 5}", Test("printer.pages", Between(low=5.0))),
        ("printer.pages: {at_most: 5}", Test("printer.pages", Between(high=5.0))),
        ("printer.pages: {above: 5}", Test("printer.pages", Between(low=5.0, low_included=False))),
        ("printer.pages: {below: 5}", Test("printer.pages", Between(high=5.0, high_included=False))),
        ("printer.pages: {between: [5, 9]}", Test("printer.pages", Between(5.0, 9.0))),
        ("printer.pages: {at_least: 2, below: 5}", Test("printer.pages", Between(2.0, 5.0, high_included=False))),
        ("printer.pages: {below: 5, at_least: 2}", Test("printer.pages", Between(2.0, 5.0, high_included=False))),
        (
            "printer.pages: {at_least: 2, is_not: 4}",
            AllOf((Test("printer.pages", Between(low=2.0)), Test("printer.pages", NotOneOf(frozenset({4.0}))))),
        ),
        ("printer.age: {above: 5 min}", Test("printer.age", Between(low=300.0, low_included=False))),
        (
            "printer.bought: {before: 2026-11-22}",
            Test(
                "printer.bought",
                Between(high=datetime(2026, 11, 22, tzinfo=timezone(timedelta(hours=3))), high_included=False),
            ),
        ),
        ("printer.bought: {older_than: 30 d}", Test("printer.bought", Age(2592000.0, older=True))),
        ("printer.bought: {newer_than: 30 d}", Test("printer.bought", Age(2592000.0, older=False))),
        ("printer.firmware: 1.10", Test("printer.firmware", OneOf(frozenset({Version("1.10")})))),
        (
            "printer.firmware: {version_below: 1.10}",
            Test("printer.firmware", Between(high=Version("1.10"), high_included=False)),
        ),
        ("printer.firmware: {version_at_least: 1.10}", Test("printer.firmware", Between(low=Version("1.10")))),
        (
            "printer.firmware: {between: [1.9, 1.10]}",
            Test("printer.firmware", Between(Version("1.9"), Version("1.10"))),
        ),
        ("printer.message: low toner", Test("printer.message", OneOf(frozenset({"low toner"})))),
        ("printer.message: {contains: toner}", Test("printer.message", Words("contains", "toner"))),
        ("printer.message: {matches: {word: toner}}", Test("printer.message", Words("word", "toner"))),
        ("printer.message: {matches: {phrase: low toner}}", Test("printer.message", Words("phrase", "low toner"))),
        ("printer.changes: {contains: moved}", Test("printer.changes", HasAll(frozenset({"moved"})))),
        (
            "printer.changes: {contains_all: [moved, updated]}",
            Test("printer.changes", HasAll(frozenset({"moved", "updated"}))),
        ),
        ("printer.changes: {contains_none: [moved]}", Test("printer.changes", HasNone(frozenset({"moved"})))),
        ("equipment: printer", Test("equipment", within("printer"))),
        ("equipment: [router, printer]", Test("equipment", within("printer", "router"))),
        ("equipment: {within: printer}", Test("equipment", within("printer"))),
        (
            "equipment: {is_not: laser-printer}",
            Test("equipment", NotWithin(("laser-printer",), frozenset({"laser-printer"}), frozenset({"printer"}))),
        ),
        ("channel: phone", Test("channel", OneOf(frozenset({"phone"})))),
        ("support: {is_not: warranty}", Test("support", NotOneOf(frozenset({"warranty"})))),
        ("print.output: {known: true}", Known("print.output", wanted=True)),
        ("print.output: {known: false}", Known("print.output", wanted=False)),
        ("print.output: {applies: false}", Applies("print.output", wanted=False)),
        ("{print.output: faded, printer.toner_low: true}", AllOf((FADED, LOW))),
        ("any: [{print.output: faded}, {printer.toner_low: true}]", AnyOf((FADED, LOW))),
        ("none: [{print.output: faded, printer.toner_low: true}]", NoneOf((AllOf((FADED, LOW)),))),
        ("all: [{print.output: faded}, {any: [{printer.toner_low: true}]}]", AllOf((FADED, AnyOf((LOW,))))),
        (
            "count: {at_least: 1, at_most: 2, of: [{print.output: faded}, {printer.toner_low: true}]}",
            Count((FADED, LOW), 1, 2),
        ),
    ],
)
def test_every_operator_and_group_of_the_reference_is_read(written, condition):
    found, findings = read(written)
    assert findings == ()
    assert found == condition


@pytest.mark.parametrize(
    "written",
    [
        "{before: 2026-11-22T00:00:00+03:00}",
        "{after: 2026-11-21T00:00:00+03:00, before: 2026-11-22T00:00:00+03:00}",
    ],
)
def test_a_range_of_dates_is_shown_as_the_language_reads_it(written):
    found, findings = read(f"printer.bought: {written}")
    assert findings == ()
    assert found.operator.written == written


@pytest.mark.parametrize(
    "written",
    ["{version_below: 1.10}", "{version_at_least: 1.9, version_below: 1.10}", "{between: [1.9, 1.10]}"],
)
def test_a_range_of_versions_is_shown_as_the_language_reads_it(written):
    found, findings = read(f"printer.firmware: {written}")
    assert findings == ()
    assert found.operator.written == written


def test_a_region_of_a_taxonomy_holds_what_lies_below_and_what_is_more_general():
    found, _ = read("equipment: laser-printer")
    assert found.operator.inside == {"laser-printer"}
    assert found.operator.above == {"printer"}


def test_each_test_remembers_the_place_of_its_attribute():
    found, _ = read("print.output: faded\nany:\n  - printer.toner_low: true\n  - print.output: faded\n")
    places = [leaf.at for leaf in leaves(found)]
    assert places == [Location("a.yaml", 1, 1), Location("a.yaml", 3, 5), Location("a.yaml", 4, 5)]
    assert found.members[1].at == Location("a.yaml", 2, 1)


@pytest.mark.parametrize(
    ("spelling", "right"),
    [
        ("equals", "write the value itself"),
        ("=", "write the value itself"),
        ("==", "write the value itself"),
        ("gt", "write above"),
        (">", "write above"),
        (">=", "write at_least"),
        ("ge", "write at_least"),
        ("min", "write at_least"),
        ("at-least", "write at_least"),
        ("atLeast", "write at_least"),
        ("lt", "write below"),
        ("max", "write at_most"),
        ("not", "write is_not"),
        ("!=", "write is_not"),
        ("in", "write a list of values"),
        ("betwen", "did you mean 'between'?"),
        ("all", "groups stand beside attributes, not below them"),
    ],
)
def test_another_spelling_of_an_operator_is_answered_with_the_right_one(spelling, right):
    _, (found,) = read(f"printer.pages: {{'{spelling}': 5}}")
    assert (found.code, found.advice) == ("PB105", right)


@pytest.mark.parametrize(
    ("written", "code", "advice"),
    [
        ("not: {print.output: faded}", "PB105", "write none: [...]"),
        ("or: [{print.output: faded}]", "PB105", "write any: [...]"),
        ("anny: [{print.output: faded}]", "PB104", "did you mean 'any'?"),
        ("between: [1, 2]", "PB104", "put it below an attribute: 'attribute: {between: ...}'"),
        ("count: {min: 1, of: [{print.output: faded}]}", "PB105", "write at_least"),
    ],
)
def test_another_spelling_of_a_group_is_answered_with_the_right_one(written, code, advice):
    found = read(written)[1][0]
    assert (found.code, found.advice) == (code, advice)


MISTAKES = [
    ("print.outptu: faded", "PB204", 1),
    ("print.output: fadet", "PB212", 15),
    ("print.output: {at_least: 3}", "PB211", 16),
    ("print.output: {none_of: faded}", "PB102", 25),
    ("print.output: {is_not: [faded]}", "PB102", 24),
    ("print.output: []", "PB110", 15),
    ("print.output: {}", "PB110", 15),
    ("print.output: [faded, {is_not: blank}]", "PB114", 15),
    ("print.output: [faded, faded]", "PB111", 23),
    ("print.output: pale", "PB208", 15),
    ("print.look: faded", "PB208", 1),
    ("print.output: {known: yes}", "PB102", 23),
    ("printer.toner_low: [true]", "PB211", 20),
    ("printer.pages: {between: [9, 5]}", "PB109", 26),
    ("printer.pages: {between: [5]}", "PB102", 26),
    ("printer.pages: {above: 5, below: 5}", "PB109", 1),
    ("printer.pages: {none_of: [5]}", "PB211", 17),
    ("printer.pages: {at_least: 2000000}", "PB212", 27),
    ("printer.bought: 2026-11-22", "PB211", 17),
    ("printer.bought: {older_than: 2026-11-22}", "PB108", 30),
    ("printer.firmware: [1.1, 1.2]", "PB211", 19),
    ("printer.message: {contains: '  '}", "PB110", 29),
    ("printer.message: {matches: {word: low toner}}", "PB102", 35),
    ("printer.message: {matches: toner}", "PB102", 28),
    ("printer.message: {matches: {like: toner}}", "PB105", 29),
    ("printer.message: {matches: {regex: 'a('}}", "PB106", 36),
    ("printer.message: {matches: {regex: '(?=a)'}}", "PB106", 36),
    ("printer.changes: moved", "PB211", 18),
    ("printer.changes: {contains: [moved]}", "PB102", 29),
    ("equipment: lazer", "PB201", 12),
    ("location: spb", "PB203", 11),
    ("channel: fone", "PB203", 10),
    ("any: {print.output: faded}", "PB102", 6),
    ("any: []", "PB110", 6),
    ("any: [faded]", "PB102", 7),
    ("all: [[]]", "PB102", 7),
    ("count: {at_least: 2, of: [{print.output: faded}]}", "PB109", 1),
    ("count: {at_least: two, of: [{print.output: faded}]}", "PB102", 19),
    ("count: {of: [{print.output: faded}]}", "PB101", 1),
    ("count: {at_least: 1}", "PB101", 1),
    ("count: [{print.output: faded}]", "PB102", 8),
    ("{}", "PB110", 1),
    ("[print.output]", "PB102", 1),
    ("faded", "PB102", 1),
]


@pytest.mark.parametrize(("written", "code", "column"), MISTAKES)
def test_one_mistake_is_one_finding_at_its_place(written, code, column):
    _, findings = read(written)
    assert [(found.code, found.at.column) for found in findings] == [(code, column)]
    assert findings[0].message


def test_reading_goes_on_after_a_mistake():
    condition, findings = read("print.outptu: faded\nprinter.toner_low: yes\nprint.output: faded\n")
    assert [found.code for found in findings] == ["PB204", "PB102"]
    assert condition == FADED


def test_what_is_written_alike_is_read_once():
    condition, _ = read("any: [{print.output: [faded, blank]}, {print.output: [faded, blank], printer.pages: 5}]")
    first, second = condition.members
    assert first.operator is second.members[0].operator


def test_a_warning_is_given_wherever_the_same_words_stand():
    _, findings = read("any: [{print.output: pale}, {print.output: pale}]")
    assert [found.code for found in findings] == ["PB208", "PB208"]


def test_without_the_extra_a_regular_expression_names_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "re2", None)
    texts._compiled.cache_clear()
    _, (found,) = read("printer.message: {matches: {regex: 'a+'}}")
    texts._compiled.cache_clear()
    assert found.code == "PB106"
    assert "the extra 'regex'" in found.message
    assert "diagnose[regex]" in found.advice


def test_a_regular_expression_is_searched_in_the_text():
    pytest.importorskip("re2")
    found, findings = read("printer.message: {matches: {regex: '^4[0-9][.]'}}")
    assert findings == ()
    assert found.operator.test("49.4C02", None) is True
    assert found.operator.test("error 49", None) is False


def test_a_pattern_has_limits():
    assert read(f"printer.message: {{matches: {{regex: '{'a' * 1001}'}}}}")[1][0].code == "PB106"
    pytest.importorskip("re2")
    assert read("printer.message: {matches: {regex: '((a{100}){100}){100}'}}")[1][0].code == "PB106"


SCALARS = st.builds(
    Scalar,
    st.sampled_from(
        [
            *(
                "faded",
                "true",
                "5",
                "any",
                "none",
                "count",
                "of",
                "at_least",
                "between",
                "known",
                "matches",
                "regex",
                "a(",
            ),
            *sorted(LEXICON.vocabulary.attributes),
        ]
    )
    | st.text(max_size=8),
    st.booleans(),
    st.just(Location("a.yaml", 1, 1)),
)
NODES = st.recursive(
    SCALARS,
    lambda inner: (
        st.builds(Sequence, st.lists(inner, max_size=3).map(tuple), st.just(Location("a.yaml", 1, 1)))
        | st.builds(
            Mapping, st.lists(st.tuples(SCALARS, inner), max_size=3).map(tuple), st.just(Location("a.yaml", 1, 1))
        )
    ),
    max_leaves=12,
)


@given(NODES)
def test_whatever_stands_there_is_a_condition_or_a_finding(node):
    condition, findings = read_condition(node, LEXICON)
    assert condition is not None or findings
    assert all(found.code and found.at.line for found in findings)
