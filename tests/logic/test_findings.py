"""What PB301 to PB310 say, where, and what they leave to others."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from diagnose.kb.lint import check

BASE = Path(__file__).parent.parent / "codes" / "base"
PLAYBOOK = """\
playbook: printing.one
title: {en: One, ru: Один}
applies_to: {equipment: laser-printer}
"""
END = """
plan:
  - step: look
    do: {en: Look., ru: Посмотрите.}
    by: line-1
    via: [phone]
    takes: 1 min
    check: {print.output: normal}
"""
USED_UP = """\
conclusion: printing.used-up
when: {printer.toner_low: true}
sets: {printer.supply: used-up}
"""


def findings(folder, when, *conclusions, prefix="PB3"):
    for file in BASE.iterdir():
        shutil.copy(file, folder / file.name)
    (folder / "one.yaml").write_text(PLAYBOOK + when.strip("\n") + END, "utf-8")
    for number, text in enumerate(conclusions):
        (folder / f"conclusion-{number}.yaml").write_text(text, "utf-8")
    return [each for each in check(folder) if each.code.startswith(prefix) and each.code != "PB309"]


def lines(found):
    return [(each.code, each.at.line, tuple(at.line for at, _ in each.related)) for each in found]


WRONG = {
    "two ends that exclude each other": (
        "when:\n  printer.pages: {at_least: 10}\n  all:\n    - printer.pages: {below: 5}",
        [("PB301", 7, (5,))],
    ),
    "no value between two steps": (
        "when:\n  printer.pages: {above: 3, below: 4}",
        [("PB301", 5, ())],
    ),
    "a value and the exclusion of it": (
        "when:\n  print.output: faded\n  none:\n    - printer.toner_low: true\n    - print.output: [faded, blank]",
        [("PB301", 8, (5,))],
    ),
    "a value and not knowing it": (
        "when:\n  print.output: faded\n  all:\n    - print.output: {known: false}",
        [("PB301", 7, (5,))],
    ),
    "a branch of its own": (
        "when:\n  any:\n    - printer.toner_low: true\n    - printer.pages: {at_least: 10}\n      all:\n        - printer.pages: {below: 5}",
        [("PB301", 9, (7,))],
    ),
    "three that exclude each other, two by two possible": (
        "when:\n  any: [{print.output: faded}, {printer.toner_low: true}]\n  all:\n    - none: [{print.output: faded}]\n    - none: [{printer.toner_low: true}]",
        [("PB301", 8, (5, 7))],
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_never_holds_is_found_once_at_the_clash(tmp_path, name):
    when, expected = WRONG[name]
    assert lines(findings(tmp_path, when)) == expected


def test_a_row_never_counts_where_its_given_refutes_the_playbook(tmp_path):
    when = "when: {print.output: faded}\nshows: {printer.toner_low: [{true: often, given: {print.output: blank}}]}"
    found = findings(tmp_path, when)
    assert lines(found) == [("PB301", 5, (4,))]
    assert found[0].message == "'print.output: faded' and 'print.output: blank' can never hold together"


def test_a_row_that_counts_until_the_answer_comes_is_no_mistake(tmp_path):
    when = "when: {print.output: faded}\nshows: {printer.toner_low: [{true: often, given: {print.output: {known: false}}}]}"
    assert findings(tmp_path, when) == []


def test_several_kinds_of_equipment_may_be_named_in_one_case(tmp_path):
    assert findings(tmp_path, "when:\n  print.output: faded\n  equipment: router") == []


def test_what_conclusions_make_impossible_is_left_to_unreachable_rules(tmp_path):
    found = findings(tmp_path, "when:\n  printer.supply: used-up\n  printer.toner_low: false", USED_UP, prefix="PB")
    assert [each.code for each in found if each.code in ("PB301", "PB410")] == ["PB410"]


def test_a_circumstance_that_a_conclusion_rests_on_is_implied_by_it(tmp_path):
    conclusion = USED_UP.replace("printer.toner_low: true", "printer.pages: {at_least: 5000}")
    found = findings(tmp_path, "when:\n  printer.pages: {at_least: 3000}\n  printer.supply: used-up", conclusion)
    assert lines(found) == [("PB303", 5, (6,))]


def test_a_sign_that_a_conclusion_rests_on_is_shown_by_being_named(tmp_path):
    conclusion = USED_UP.replace("{printer.toner_low: true}", "{printer.toner_low: true, printer.pages: {at_least: 9}}")
    assert findings(tmp_path, "when:\n  printer.toner_low: true\n  printer.supply: used-up", conclusion) == []


def test_of_two_equal_entries_the_second_is_found(tmp_path):
    when = "when:\n  print.output: faded\n  all:\n    - print.output: faded"
    assert lines(findings(tmp_path, when)) == [("PB303", 7, (5,))]


def test_of_two_equal_branches_the_second_is_found(tmp_path):
    when = "when:\n  any:\n    - print.output: faded\n    - print.output: faded"
    assert lines(findings(tmp_path, when)) == [("PB304", 7, (6,))]


def test_a_counted_test_that_never_holds_is_a_dead_branch(tmp_path):
    when = (
        "when:\n  print.output: faded\n  count:\n    at_least: 1\n    of:\n"
        "      - print.output: blank\n      - printer.toner_low: true\n      - printer.lights: red"
    )
    assert lines(findings(tmp_path, when)) == [("PB305", 9, (5,))]


def test_a_rule_that_fires_on_missing_facts_comes_with_such_a_case(tmp_path):
    (found,) = findings(tmp_path, "when:\n  none:\n    - printer.toner_low: false\n    - print.output: normal")
    assert found.code == "PB307"
    assert found.witness == "{equipment: laser-printer}"


def test_a_conclusion_is_looked_at_like_a_playbook(tmp_path):
    conclusion = "conclusion: printing.old\nwhen:\n  printer.pages: {at_least: 9}\n  all:\n    - printer.pages: {at_most: 2}\nsets: {printer.supply: fine}\n"
    found = findings(tmp_path, "when: {print.output: faded}", conclusion)
    assert [(Path(each.at.file).name, *rest) for each, rest in zip(found, lines(found), strict=True)] == [
        ("conclusion-0.yaml", "PB301", 5, (3,))
    ]


def test_of_a_playbook_with_a_mistake_nothing_more_is_said_than_that(tmp_path):
    when = (
        "when:\n  print.output: {is_not: faded}\n  none:\n    - print.outptu: faded\n    - print.output: {known: false}"
    )
    found = findings(tmp_path, when, prefix="PB")
    assert [each.code for each in found if each.code == "PB204" or each.code.startswith("PB3")] == ["PB204"]


def test_a_test_on_what_has_no_value_is_silent_about_it_in_russian_too(tmp_path):
    from diagnose.kb.russian import translated

    (found,) = findings(tmp_path, "when:\n  printer.pages: {at_least: 10}\n  all:\n    - printer.pages: {below: 5}")
    said = translated(found, "ru")
    assert (
        said.message
        == "условия 'printer.pages: {at_least: 10}' и 'printer.pages: {below: 5}' не могут выполняться вместе"
    )
    assert said.related[0][1] == "противоречит этой проверке"


@pytest.mark.parametrize(
    "member",
    [
        "printer.pages: {{at_least: {0}}}",
        "print.output: faded",
        "{{printer.pages: {0}, print.output: faded}}",
        "printer.message: {{contains: w{0}}}",
    ],
)
@pytest.mark.parametrize("group", ["any", "all", "none"])
def test_a_rule_of_very_many_tests_is_not_taken_apart_and_says_so(tmp_path, group, member):
    many = "".join(f"\n    - {member.format(number)}" for number in range(1500))
    started = time.process_time()
    found = findings(tmp_path, f"when:\n  {group}:{many}")
    assert time.process_time() - started < 6
    assert "PB310" in [each.code for each in found] or {each.code for each in found} <= {"PB301", "PB307"}


CLASH = "{printer.pages: {at_least: 10}, all: [{printer.pages: {below: 5}}]}"


@pytest.mark.parametrize(
    "more",
    [
        f"escalate: {{to: line-2, if: {CLASH}}}",
        f"shows: {{printer.toner_low: [{{true: often, given: {CLASH}}}]}}",
        f"plan: [{{step: see, do: See., by: line-1, via: [phone], takes: 1 min, requires: {{when: {CLASH}, safety: Look out.}}}}]",
    ],
)
def test_every_condition_of_a_playbook_is_looked_at(tmp_path, more):
    for file in BASE.iterdir():
        shutil.copy(file, tmp_path / file.name)
    (tmp_path / "one.yaml").write_text(f"{PLAYBOOK}when: {{print.output: faded}}\n{more}\n", "utf-8")
    assert [(each.code, each.at.line) for each in check(tmp_path) if each.code.startswith("PB3")] == [("PB301", 5)]


@pytest.mark.parametrize("key", [f"relevant: {CLASH}", f"common: [{{x: rare, given: {CLASH}}}]"])
def test_conditions_of_the_vocabulary_are_looked_at(tmp_path, key):
    for file in BASE.iterdir():
        shutil.copy(file, tmp_path / file.name)
    words = (
        f"vocabulary: more\nattributes:\n  one.more: {{type: choice, values: [x, y], answered_by: [customer], {key}}}\n"
    )
    (tmp_path / "more.yaml").write_text(words, "utf-8")
    assert [(each.code, each.at.line) for each in check(tmp_path) if each.code.startswith("PB3")] == [("PB301", 3)]
