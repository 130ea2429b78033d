"""What cases cover, and which case would cover what they do not."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from diagnose import load
from diagnose.authoring.coverage import Coverage, Item, Measure, coverage_of, places_of
from diagnose.authoring.coverage.boundaries import ends_of
from diagnose.authoring.coverage.items import Share
from diagnose.authoring.coverage.report import coverage_data, coverage_text, coverage_xml
from diagnose.authoring.mutation import ground_of
from diagnose.authoring.suite import read_suite
from diagnose.errors import Location
from diagnose.facts import Duration
from diagnose.kb.reading import read_folder
from diagnose.rules.conditions import Test
from diagnose.rules.operators import Age, Between
from diagnose.vocabulary import Attribute, AttributeType
from tests.mutation.folder import TONER, TONER_CASES, written


def covered(folder):
    kb = load(folder)
    return coverage_of(ground_of(kb, read_suite(folder).cases), places_of(read_folder(folder, cases=False).documents))


@pytest.fixture(scope="module")
def coverage(tmp_path_factory):
    return covered(written(tmp_path_factory.mktemp("kb")))


def items(coverage, measure, subject):
    return {each.what: each.by for each in coverage.items if each.measure is measure and each.subject == subject}


def test_a_rule_is_covered_where_a_case_expects_it(coverage):
    assert items(coverage, Measure.RULE, "printing.toner") == {"printing.toner": "toner.cases.yaml::faded and amber"}
    assert items(coverage, Measure.RULE, "printing.cold") == {"printing.cold": ""}
    assert items(coverage, Measure.RULE, "printing.much-used") == {"printing.much-used": ""}


def test_a_near_miss_must_be_expected(coverage):
    assert items(coverage, Measure.NEGATIVE, "printing.toner") == {"printing.toner": "toner.cases.yaml::few pages"}
    assert items(coverage, Measure.NEGATIVE, "printing.cold") == {"printing.cold": ""}


def test_a_test_is_covered_when_it_alone_keeps_its_rule_from_holding(coverage):
    assert items(coverage, Measure.CONDITION, "printing.toner") == {
        "equipment: laser (required)": "",
        "print.output: faded (required)": "",
        "printer.lamp: amber (required)": "toner.cases.yaml::few pages",
        "printer.old: true (required)": "toner.cases.yaml::few pages",
    }
    assert items(coverage, Measure.CONDITION, "printing.cold")["printer.warmed: true (barred)"] == ""


def test_an_alternative_is_covered_when_it_alone_makes_its_rule_hold(coverage):
    assert items(coverage, Measure.BRANCH, "printing.toner") == {
        "printer.lamp: amber": "toner.cases.yaml::faded and amber",
        "printer.old: true": "toner.cases.yaml::many pages",
    }


def test_an_end_needs_a_case_at_it_and_one_a_step_beyond(coverage, tmp_path):
    assert items(coverage, Measure.BOUNDARY, "printing.much-used") == {
        "printer.pages: at_least 1500": "toner.cases.yaml::many pages"
    }
    farther = covered(written(tmp_path, toner_cases=TONER_CASES.replace("1499", "1400")))
    [item] = [each for each in farther.items if each.measure is Measure.BOUNDARY]
    assert (item.covered, item.wanted) == (False, "a case one step beyond it")


WHOLE = Attribute("a.whole", AttributeType.NUMBER, step=1.0)
TIME = Attribute("a.time", AttributeType.DURATION)
NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("attribute", "operator", "at", "beyond", "too_far"),
    [
        (WHOLE, Between(5.0, None), 5.0, 4.0, 3.0),
        (WHOLE, Between(5.0, None, low_included=False), 5.0, 6.0, 7.0),
        (WHOLE, Between(None, 5.0), 5.0, 6.0, 4.0),
        (WHOLE, Between(None, 5.0, high_included=False), 5.0, 4.0, 6.0),
        (TIME, Between(Duration(300), None), Duration(300), Duration(240), Duration(239)),
        (TIME, Age(86400.0, older=True), NOW - timedelta(days=1), NOW - timedelta(days=2), NOW - timedelta(days=3)),
        (TIME, Age(86400.0, older=False), NOW - timedelta(days=1), NOW - timedelta(hours=1), NOW - timedelta(days=2)),
    ],
)
def test_the_step_beyond_lies_where_the_test_turns_over(attribute, operator, at, beyond, too_far):
    [end] = ends_of(Test(attribute.id, operator), attribute)
    assert [end.at(value, NOW) for value in (at, beyond, too_far)] == [True, False, False]
    assert [end.beyond(value, NOW) for value in (at, beyond, too_far)] == [False, True, False]


def test_steps_outcomes_and_words(coverage):
    assert items(coverage, Measure.STEP, "printing.toner") == {
        "replace-cartridge": "toner.cases.yaml::faded and amber",
        "shake-cartridge": "toner.cases.yaml::faded and amber",
    }
    outcomes = {each.what: each.covered for each in coverage.items if each.measure is Measure.OUTCOME}
    assert outcomes == {
        "laser: more-facts": False,
        "laser: settled": True,
        "laser: unprecedented": True,
        "printer: more-facts": False,
        "printer: settled": True,
        "printer: unprecedented": True,
    }
    words = {each.what: each.covered for each in coverage.items if each.measure is Measure.VOCABULARY}
    assert words == {
        "equipment: inkjet": True,
        "equipment: laser": True,
        "equipment: printer": True,
        "print.output: blank": True,
        "print.output: faded": True,
        "printer.lamp: amber": True,
        "printer.lamp: red": True,
    }


def test_a_case_that_does_not_pass_covers_nothing(tmp_path):
    failing = covered(written(tmp_path, toner_cases=TONER_CASES.replace("outcome: plan", "outcome: escalation")))
    assert failing.left_out == 1
    assert items(failing, Measure.RULE, "printing.toner") == {"printing.toner": "toner.cases.yaml::many pages"}


def test_everything_missing_has_a_place_and_says_which_case_would_cover_it(coverage):
    assert {each.at.file.rsplit("/", 1)[-1] for each in coverage.missing} == {
        "toner.yaml",
        "cold.yaml",
        "much-used.yaml",
    }
    assert all(each.at.line and each.wanted for each in coverage.missing)


def test_shares_are_rounded_down_so_that_a_hundred_means_all():
    assert [Share(999, 1000).percent, Share(9999, 10000).percent, Share(0, 0).percent, Share(3, 3).percent] == [
        99.9,
        99.9,
        100.0,
        100.0,
    ]


def test_thresholds_name_what_is_below_them():
    item = Item(Measure.RULE, "a.b", Location("a.yaml", 1, 1), "a.b")
    found = Coverage((item,), 1)
    assert found.below({Measure.RULE: 50.0, Measure.STEP: 100.0}) == ((Measure.RULE, 0.0, 50.0),)


def test_the_reports_agree(coverage):
    data = json.loads(json.dumps(coverage_data(coverage)))
    assert data["schema"] == "diagnose/coverage/1"
    assert data["measures"]["rule"] == {"covered": 1, "total": 3, "percent": 33.3}
    root = ET.fromstring(coverage_xml(coverage))
    rates = {each.get("filename").rsplit("/", 1)[-1]: each.get("branch-rate") for each in root.iter("class")}
    assert rates["much-used.yaml"] == "0.5000"
    assert int(root.get("branches-valid")) == sum(bool(each.at.line) for each in coverage.items)
    assert "wanted: a case that fits, with expect: {matched: [printing.cold]}" in coverage_text(coverage)


def test_the_same_coverage_comes_out_whatever_the_order_of_rules(tmp_path):
    folder = written(tmp_path, toner=TONER)
    assert coverage_text(covered(folder)) == coverage_text(covered(folder))
