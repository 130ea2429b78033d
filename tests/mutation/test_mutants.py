"""Which small mistakes are made, each in one place, in the words of the author."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diagnose import load
from diagnose.authoring.mutation import Operator, mutants_of, written_in
from diagnose.authoring.mutation.conditions import rewritings
from diagnose.authoring.mutation.leaves import slips
from diagnose.authoring.mutation.making import with_condition
from diagnose.facts import Duration, Version
from diagnose.rules.conditions import AllOf, AnyOf, Count, Known, NoneOf, Test
from diagnose.rules.operators import Between, HasAll, NotOneOf, OneOf
from diagnose.vocabulary import Attribute, AttributeType, Taxonomy, Vocabulary
from tests.mutation.folder import written

CHOICE = Attribute("a.choice", AttributeType.CHOICE, ("one", "two", "three"))
NUMBER = Attribute("a.number", AttributeType.NUMBER, step=1.0)
REAL = Attribute("a.real", AttributeType.NUMBER)
TIME = Attribute("a.time", AttributeType.DURATION)
VERSION = Attribute("a.version", AttributeType.VERSION)
FLAG = Attribute("a.flag", AttributeType.YES_NO)
SET = Attribute("a.set", AttributeType.SET, ("x", "y", "z"))
WORDS = Vocabulary(
    {each.id: each for each in (CHOICE, NUMBER, REAL, TIME, VERSION, FLAG, SET)},
    equipment=Taxonomy({"device": None, "printer": "device", "laser": "printer"}),
)


def is_one_of(name, *values):
    return Test(name, OneOf(frozenset(values)))


@pytest.mark.parametrize(
    ("leaf", "expected"),
    [
        (
            is_one_of("a.choice", "one", "two"),
            [
                ("grow", "a.choice: [one, three, two]"),
                ("neg", "a.choice: {none_of: [one, two]}"),
                ("shrink", "a.choice: one"),
                ("shrink", "a.choice: two"),
            ],
        ),
        (is_one_of("a.choice", "three"), [("grow", "a.choice: [three, two]"), ("neg", "a.choice: {is_not: three}")]),
        (
            Test("a.choice", NotOneOf(frozenset({"one", "two", "three"}))),
            [
                ("neg", "a.choice: [one, three, two]"),
                ("shrink", "a.choice: {none_of: [one, three]}"),
                ("shrink", "a.choice: {none_of: [one, two]}"),
                ("shrink", "a.choice: {none_of: [three, two]}"),
            ],
        ),
        (is_one_of("a.flag", True), [("neg", "a.flag: false")]),
        (Known("a.flag", wanted=True), [("neg", "a.flag: {known: false}")]),
        (
            Test("a.number", Between(5.0, None)),
            [("bound", "a.number: {at_least: 4}"), ("close", "a.number: {above: 5}"), ("neg", "a.number: {below: 5}")],
        ),
        (
            Test("a.number", Between(None, 5.0, high_included=False)),
            [
                ("bound", "a.number: {below: 4}"),
                ("close", "a.number: {at_most: 5}"),
                ("neg", "a.number: {at_least: 5}"),
            ],
        ),
        (
            Test("a.real", Between(1.0, 3.0)),
            [
                ("bound", "a.real: {between: [0, 3]}"),
                ("bound", "a.real: {between: [1, 2]}"),
                ("bound", "a.real: {between: [1, 4]}"),
                ("bound", "a.real: {between: [2, 3]}"),
                ("close", "a.real: {above: 1, at_most: 3}"),
                ("close", "a.real: {at_least: 1, below: 3}"),
                ("neg", "none: [a.real: {between: [1, 3]}]"),
                ("open", "a.real: {at_least: 1}"),
                ("open", "a.real: {at_most: 3}"),
            ],
        ),
        (
            Test("a.time", Between(Duration(300), None)),
            [
                ("bound", "a.time: {at_least: 4 min}"),
                ("bound", "a.time: {at_least: 6 min}"),
                ("close", "a.time: {above: 5 min}"),
                ("neg", "a.time: {below: 5 min}"),
            ],
        ),
        (
            Test("a.version", Between(None, Version("2.1"), high_included=False)),
            [
                ("bound", "a.version: {version_below: 2.0}"),
                ("bound", "a.version: {version_below: 2.2}"),
                ("close", "a.version: {version_below: 2.1}"),
                ("neg", "a.version: {version_at_least: 2.1}"),
            ],
        ),
        (
            Test("a.set", HasAll(frozenset({"x", "y"}))),
            [
                ("grow", "a.set: {contains_all: [x, y, z]}"),
                ("neg", "a.set: {contains_none: [x, y]}"),
                ("shrink", "a.set: {contains: x}"),
                ("shrink", "a.set: {contains: y}"),
            ],
        ),
    ],
)
def test_the_mistakes_in_one_test(leaf, expected):
    assert sorted((slip.operator.value, slip.now.written) for slip in slips(leaf, WORDS)) == expected


A, B, C = is_one_of("a.flag", True), is_one_of("a.choice", "one"), Known("a.real", wanted=True)


def rewritten(condition, operator):
    return sorted(each.whole.written for each in rewritings(condition, WORDS) if each.operator is operator)


def test_each_member_of_a_conjunction_can_be_left_out_or_turned_into_what_must_not_be():
    assert rewritten(AllOf((A, B)), Operator.DROP) == ["all: [a.choice: one]", "all: [a.flag: true]"]
    assert rewritten(AllOf((A, B)), Operator.REQ_FORB) == [
        "all: [a.flag: true, none: [a.choice: one]]",
        "all: [none: [a.flag: true], a.choice: one]",
    ]


def test_each_alternative_can_be_missing_and_all_can_be_asked_for():
    assert rewritten(AnyOf((A, B, C)), Operator.BRANCH) == [
        "any: [a.choice: one, a.real: {known: true}]",
        "any: [a.flag: true, a.choice: one]",
        "any: [a.flag: true, a.real: {known: true}]",
    ]
    assert rewritten(AnyOf((A, B)), Operator.OP) == ["all: [a.flag: true, a.choice: one]"]


def test_what_must_not_be_can_be_left_out_or_asked_for():
    assert rewritten(NoneOf((A, B)), Operator.DROP) == ["none: [a.choice: one]", "none: [a.flag: true]"]
    assert rewritten(NoneOf((A, B)), Operator.REQ_FORB) == [
        "all: [none: [a.choice: one], a.flag: true]",
        "all: [none: [a.flag: true], a.choice: one]",
    ]


def test_a_count_is_off_by_one_but_never_impossible():
    assert rewritten(Count((A, B, C), 2), Operator.BOUND) == [
        "count: {at_least: 1, of: [a.flag: true, a.choice: one, a.real: {known: true}]}",
        "count: {at_least: 3, of: [a.flag: true, a.choice: one, a.real: {known: true}]}",
    ]
    assert rewritten(Count((A, B), 1), Operator.BOUND) == ["count: {at_least: 2, of: [a.flag: true, a.choice: one]}"]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = written(tmp_path_factory.mktemp("kb"))
    kb = load(folder)
    return kb, mutants_of(kb, written_in(folder)), folder


def listed(made, rule, operator):
    return [
        (each.at.line, each.at.column, each.was, each.now)
        for each in made[1]
        if each.rule.id == rule and each.operator is operator
    ]


def test_weights_go_one_word_up_and_down_where_they_are_written(made):
    assert listed(made, "printing.toner", Operator.SIGN) == [
        (11, 18, "shows print.output: {faded: usually}", "shows print.output: {faded: always}"),
        (11, 18, "shows print.output: {faded: usually}", "shows print.output: {faded: often}"),
        (12, 18, "shows printer.lamp: {amber: often}", "shows printer.lamp: {amber: sometimes}"),
        (12, 18, "shows printer.lamp: {amber: often}", "shows printer.lamp: {amber: usually}"),
    ]
    assert listed(made, "printing.cold", Operator.FREQ) == [
        (9, 12, "frequency: rare", "frequency: exceptional"),
        (9, 12, "frequency: rare", "frequency: uncommon"),
    ]


def test_plans_lose_steps_and_order_and_go_to_another_line(made):
    assert listed(made, "printing.toner", Operator.PLAN) == [
        (14, 11, "step: shake-cartridge", "(left out)"),
        (20, 11, "replace-cartridge after shake-cartridge", "shake-cartridge after replace-cartridge"),
        (20, 11, "step: replace-cartridge", "(left out)"),
    ]
    assert listed(made, "printing.toner", Operator.ESC) == [(27, 16, "escalate to line-2", "escalate to line-3")]


def test_equipment_is_a_step_too_general_or_too_special(made):
    assert [now for *_, now in listed(made, "printing.toner", Operator.CLASS)] == ["equipment: printer"]
    assert [now for *_, now in listed(made, "printing.cold", Operator.CLASS)] == [
        "(left out)",
        "equipment: inkjet",
        "equipment: laser",
    ]


def test_a_conclusion_says_something_else(made):
    assert listed(made, "printing.much-used", Operator.CONCL) == [
        (4, 8, "sets printer.old: true", "sets printer.old: false")
    ]


def test_a_playbook_put_together_again_is_what_its_document_says(made):
    kb, _, folder = made
    places = written_in(folder)
    for playbook in kb.playbooks.values():
        again = with_condition(playbook, playbook.condition, places[playbook.id], kb)
        assert (again.scope, again.gated, set(again.shows)) == (playbook.scope, playbook.gated, set(playbook.shows))


def test_signs_that_when_implies_go_with_the_condition_that_implied_them(made):
    kb, mutants, _ = made
    [dropped] = [
        each.rule
        for each in mutants
        if each.rule.id == "printing.cold" and each.was == "printer.lamp: red" and each.operator is Operator.DROP
    ]
    assert {row.attribute for row in kb.playbooks["printing.cold"].shows} == {"print.output", "printer.lamp"}
    assert {row.attribute for row in dropped.shows} == {"print.output"}


def test_mutants_come_in_the_same_order_whatever_the_order_of_rules(made):
    kb, mutants, folder = made
    turned = replace(kb, playbooks=dict(reversed(list(kb.playbooks.items()))))
    assert [each.id for each in mutants_of(turned, written_in(folder))] == [each.id for each in mutants]
    assert len({each.id for each in mutants}) == len(mutants)
