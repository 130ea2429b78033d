"""Suggested cases pass as they are and kill their mutants; what stands in a file of cases stays as it is."""

from __future__ import annotations

import pytest

from diagnose import load
from diagnose.authoring.fixtures import CaseState, run_case
from diagnose.authoring.mutation import ground_of, mutants_of, score_of, try_mutants, written_in
from diagnose.authoring.mutation.answers import Answer
from diagnose.authoring.mutation.expecting import figures, joined
from diagnose.authoring.mutation.inserting import with_suggestions, written_into
from diagnose.authoring.mutation.offers import AlreadyKilled, MoreExpected, NewCase, NothingFound
from diagnose.authoring.mutation.suggesting import suggestions
from diagnose.authoring.mutation.writing import MARK, flow, suggestion_text, words
from diagnose.authoring.suite import read_suite
from diagnose.nodes import read_text
from tests.mutation.folder import TONER_CASES, written


def survivors(folder):
    kb = load(folder)
    ground = ground_of(kb, read_suite(folder).cases, folder)
    trials = try_mutants(ground, mutants_of(kb, written_in(folder)))
    return kb, ground, [each.mutant for each in trials if each.survives], trials


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder = written(tmp_path_factory.mktemp("kb"))
    kb, ground, alive, trials = survivors(folder)
    return folder, kb, list(suggestions(ground, alive)), trials


def test_every_suggested_case_passes(found):
    _, kb, listed, _ = found
    new = [each.case for _, each in listed if isinstance(each, NewCase)]
    assert len(new) > 5
    assert {run_case(case, kb).state for case in new} == {CaseState.PASSED}


def test_written_into_the_files_they_kill_all_mutants_for_which_there_was_a_suggestion(found):
    folder, _, listed, before = found
    for file, content in written_into(folder, [each for _, each in listed]).items():
        (folder / file).write_text(content, "utf-8")
    suite = read_suite(folder)
    assert [str(each) for each in suite.findings] == []
    _, ground, alive, after = survivors(folder)
    assert ground.left_out == 0
    expected = {mutant.id for mutant, each in listed if isinstance(each, NothingFound)}
    assert {mutant.id for mutant in alive} <= expected
    assert len(expected) < 4
    assert score_of(before).percent < 60
    assert score_of(after).percent > 95


def test_comments_and_what_is_there_stay(found):
    _, _, listed, _ = found
    text = with_suggestions(
        TONER_CASES,
        [
            each
            for _, each in listed
            if isinstance(each, NewCase | MoreExpected) and each.case.file == "toner.cases.yaml"
        ],
    )
    assert text is not None
    kept = [line for line in TONER_CASES.splitlines() if line]
    lines = text.splitlines()
    there = iter(lines)
    assert [line for line in kept if "expect: {" not in line and not any(line == other for other in there)] == []
    assert MARK in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_one_case_serves_many_mutants(found):
    _, _, listed, _ = found
    kinds = [type(each) for _, each in listed]
    assert kinds.count(AlreadyKilled) > kinds.count(NewCase) // 4


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("expect:\n      outcome: plan\n", "expect:\n      line: line-1\n      outcome: plan\n"),
        ("expect: {outcome: plan}  # so be it\n", "expect: {line: line-1, outcome: plan}  # so be it\n"),
    ],
)
def test_an_expectation_is_added_in_the_style_of_the_others(before, after):
    head = "cases: printing.toner\ntests:\n  - name: one\n    intake: {equipment: laser}\n    "
    more = MoreExpected(case_called("one"), expectation("line: line-1"))
    assert with_suggestions(head + before, [more]) == head + after


def test_a_list_and_a_table_of_figures_grow():
    head = "cases: printing.toner\ntests:\n  - name: one\n    intake: {equipment: laser}\n    expect:\n"
    text = head + "      matched: [printing.cold]\n      evidence: {print.output: 4.1}\n"
    more = MoreExpected(
        case_called("one"),
        joined(expectation("matched: [printing.toner]"), expectation("evidence: {printer.lamp: 12}")),
    )
    assert with_suggestions(text, [more]) == head + (
        "      matched: [printing.toner, printing.cold]\n      evidence: {printer.lamp: 12, print.output: 4.1}\n"
    )


def test_cases_in_brackets_are_left_alone():
    text = "{cases: printing.toner, tests: [{name: one, intake: {}, expect: {outcome: plan}}]}\n"
    assert with_suggestions(text, []) is None


def case_called(name):
    from dataclasses import replace

    from diagnose.authoring.expectation import Expectation
    from diagnose.authoring.fixture import FixtureCase
    from diagnose.errors import Location
    from diagnose.nodes import Mapping

    at = Location("toner.cases.yaml", 1, 1)
    return replace(FixtureCase(name, "toner.cases.yaml", "printing.toner", Mapping((), at), Expectation(), at))


def expectation(text):
    from diagnose.authoring.expectation import read_expectation
    from diagnose.errors import Location

    node, _ = read_text(text, "expect")
    return read_expectation(node, Location("expect"))[0]


def answer(**known):
    return Answer(
        **{
            "outcome": "plan",
            "fault": "a.b",
            "line": "line-1",
            "weighed": frozenset(),
            "steps": (),
            "fired": frozenset(),
            **known,
        }
    )


@pytest.mark.parametrize(
    ("number", "other", "written"),
    [
        (12.34, 15.0, "12"),
        (12.34, 12.1, "12.3"),
        (0.4321, 0.4338, "0.432"),
        (0.000123, 0.0002, "0.00012"),
        (5123.0, 5190.0, "5123"),
    ],
)
def test_figures_are_no_more_exact_than_needed(number, other, written):
    found = figures(answer(evidence=(("x.y", number),)), answer(evidence=(("x.y", other),)), "a.b")
    assert str(found.evidence[0]) == f"x.y: {written}"
    assert found.evidence[0].fits(number)
    assert not found.evidence[0].fits(other)


def test_figures_that_round_to_the_same_tell_nothing_apart():
    assert figures(answer(evidence=(("x.y", 1.0),)), answer(evidence=(("x.y", 1.00001),)), "a.b") is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("faded and amber", "faded and amber"),
        ("it's: here", "'it''s: here'"),
        ("#1", "'#1'"),
        ("лампа не горит", "лампа не горит"),
    ],
)
def test_names_are_quoted_where_they_must_be(text, written):
    assert words(text) == written
    node, findings = read_text(f"name: {written}\n", "x")
    assert not findings
    assert node.get("name").text == text


@pytest.mark.parametrize("text", ["{a: [b, 'c d: e'], f.g: 1.5}", "'12:30'", "[x, 'y, z']", "{a: {remove: true}}"])
def test_a_node_is_written_as_it_was_read(text):
    node, _ = read_text(text, "x")
    assert flow(node) == text


def test_a_suggestion_for_a_reader_names_its_file(found):
    _, _, listed, _ = found
    texts = [suggestion_text(each) for _, each in listed if isinstance(each, NewCase)]
    assert all(
        text.startswith(("# toner.cases.yaml\n  # suggested", "# cold.cases.yaml\n  # suggested")) for text in texts
    )
