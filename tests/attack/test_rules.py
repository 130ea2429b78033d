"""One finding for one mistake in the conditions of a rule, and kinds of equipment that exclude each other."""

from __future__ import annotations

import pytest

from diagnose.kb.lint import check
from tests.codes.good import GOOD
from tests.kb.folders import write

VOCABULARY = GOOD["vocabulary.yaml"].replace(
    "    router: {title",
    "    inkjet: {is_a: printer, title: {en: Inkjet, ru: Струйный принтер}}\n"
    "    hp-laserjet-1020: {is_a: laser-printer, title: HP LaserJet 1020}\n    router: {title",
)


def found(folder, when, name="one"):
    """Code and line, and the first line of the rule is 7, of what is found in a playbook that asks for ``when``."""
    playbook = (
        f"playbook: printing.{name}\ntitle: {{en: One, ru: Один}}\nauthors: [line-3]\nreviewed: 2026-10-01\n"
        f"applies_to: {{equipment: laser-printer}}\nwhen:\n{when}\n"
        "plan: [{step: see, do: {en: Look., ru: Смотрите.}, by: line-1, via: [phone], check: {print.output: normal}}]\n"
    )
    files = GOOD | {"vocabulary.yaml": VOCABULARY, "one.yaml": playbook}
    return [(each.code, each.at.line) for each in check(write(folder, files)) if each.at.file.endswith("one.yaml")]


@pytest.mark.parametrize(
    ("when", "line"),
    [
        ("  print.output: faded\n  equipment: inkjet", 8),
        ("  print.output: faded\n  any:\n    - equipment: inkjet\n    - printer.toner_low: true", 9),
    ],
)
def test_kinds_of_one_sort_that_exclude_each_other_are_found(tmp_path, when, line):
    assert found(tmp_path, when) == [("PB311", line)]


@pytest.mark.parametrize(
    "when",
    [
        "  print.output: faded\n  equipment: router",
        "  print.output: faded\n  any:\n    - equipment: hp-laserjet-1020\n    - printer.toner_low: true",
    ],
)
def test_a_second_device_of_another_sort_and_a_narrower_kind_are_no_mistake(tmp_path, when):
    assert found(tmp_path, when) == []


def test_branches_that_one_test_excludes_are_one_finding_and_nothing_follows_from_them(tmp_path):
    when = (
        "  print.output: normal\n  any:\n    - print.output: faded\n    - print.output: blank\n"
        "    - {equipment: hp-laserjet-1020, printer.toner_low: true}"
    )
    assert found(tmp_path, when) == [("PB305", 9)]


STATE = """\
conclusion: printer.{name}
status: approved
when: {{printer.pages: {{{pages}}}}}
sets: {{printer.supply: {value}}}
because: {{en: So it is., ru: Так и есть.}}
sources: [field practice]
"""


def test_what_a_conflict_of_conclusions_makes_unreachable_is_not_said_beside_the_conflict(tmp_path):
    files = {name: text for name, text in GOOD.items() if "conclusion:" not in text}
    low = STATE.format(name="low", pages="at_least: 10", value="used-up")
    lower = STATE.format(name="lower", pages="at_least: 5", value="present")
    findings = check(write(tmp_path, files | {"low.yaml": low, "lower.yaml": lower}))
    codes = [each.code for each in findings]
    assert codes.count("PB405") == 1
    assert "PB410" not in codes
