"""A mistake in one file changes nothing of what is said about the others, and cases are checked for their names."""

from __future__ import annotations

import pytest

from diagnose.authoring.checking import check_folder
from tests.codes.good import GOOD
from tests.kb.folders import write

PALE = """\
playbook: printing.pale
title: {en: Pale pages, ru: Бледные страницы}
status: approved
authors: [line-3 printing]
reviewed: 2026-10-01
applies_to: {equipment: laser-printer}
when:
  count:
    at_least: 2
    of:
      - print.output: faded
      - printer.toner_low: true
plan:
  - step: look-at-page
    do: {en: Look at the page., ru: Посмотрите на страницу.}
    by: line-1
    via: [phone]
    takes: 3 min
    check: {print.output: normal}
"""


def found(folder, **changed):
    """Code and line of what is found in a folder whose files, named without their suffix, are changed or added."""
    files = GOOD | {f"{name}.yaml": text for name, text in changed.items()}
    return [(each.code, each.at.line) for each in check_folder(write(folder, files)).findings]


@pytest.mark.parametrize(
    ("good", "bad", "code"),
    [
        ("frequency: common", "frequency: &often common", "PB007"),
        ("frequency: common", "frequency: common\nfrequency: common", "PB010"),
        ("  print.output: faded\n", "  print.output: {}\n", "PB110"),
        ("  printer.toner_low: often", "  printer.toner_low: oftn", "PB103"),
    ],
)
def test_a_playbook_with_an_error_does_not_damage_the_conditions_of_another_one(tmp_path, good, bad, code):
    assert good in GOOD["toner.yaml"]
    about_pale = [("CV704", 1), ("CV705", 1)]
    assert [each for each in found(tmp_path / "good", pale=PALE) if each[0] in ("PB301", "PB307")] == []
    broken = found(tmp_path / "bad", pale=PALE, toner=GOOD["toner.yaml"].replace(good, bad, 1))
    assert [each for each in broken if each not in about_pale and each[0] != code] == []
    assert code in [each[0] for each in broken]


def test_a_name_in_an_expectation_that_nothing_has_is_found_without_running_the_cases(tmp_path):
    cases = GOOD["toner.cases.yaml"].replace("matched: [printing.toner-empty]", "matched: [printing.tonner-empty]", 1)
    line = next(number for number, text in enumerate(cases.splitlines(), 1) if "tonner-empty" in text)
    about_cases = [each for each in found(tmp_path, **{"toner.cases": cases}) if each[0] not in ("CV704", "CV705")]
    assert about_cases == [("CV701", line)]


def test_cases_about_a_playbook_that_is_not_there_are_found_once(tmp_path):
    cases = GOOD["toner.cases.yaml"].replace("toner-empty", "tonner-empty")
    codes = [code for code, _ in found(tmp_path, **{"toner.cases": cases})]
    assert codes.count("CV701") == 1


def test_an_attribute_declared_twice_with_two_types_is_one_finding(tmp_path):
    again = (
        "vocabulary: more\nattributes:\n  print.output: {type: yes/no, common: 0.1, question: {en: Well?, ru: Хорошо?}, "
        "answered_by: [customer], takes: 5 s}\n"
    )
    assert [code for code, _ in found(tmp_path, more=again)] == ["PB207"]
