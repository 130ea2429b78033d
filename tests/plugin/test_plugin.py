"""Fixture cases as items of pytest, each run in a process of its own, found by the entry point."""

from __future__ import annotations

import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.plugin.lamps import CASES, KB, PLUG, ROOT, WORDS, WRONG, installed, written

pytest_plugins = ["pytester"]

QUIET = ("-p", "no:cacheprovider", "-p", "no:hypothesispytest", "-W", "error")


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path_factory) -> pytest.Pytester:
    """An empty project in which the plugin is installed."""
    monkeypatch.setenv("PYTHONPATH", installed(tmp_path_factory.mktemp("installed")))
    monkeypatch.delenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", raising=False)
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")
    return pytester


def lines(result: pytest.RunResult) -> str:
    return result.stdout.str() + result.stderr.str()


# what is collected


def test_every_case_is_an_item_named_after_its_file_and_itself(project):
    written(project.path / "kb")
    result = project.runpytest_subprocess(*QUIET, "-v", "--diagnose", "kb")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(
        ["kb/plug.cases.yaml::dark and unplugged PASSED*", "kb/plug.cases.yaml::dark and plugged PASSED*"]
    )


def test_without_the_option_cases_are_collected_wherever_pytest_looks(project):
    written(project.path / "kb")
    project.makepyfile("def test_one(): pass")
    project.runpytest_subprocess(*QUIET).assert_outcomes(passed=3)


def test_cases_that_belong_to_no_knowledge_base_are_left_alone(project):
    (project.path / "other.cases.yaml").write_text("not: ours\n", "utf-8")
    project.makepyfile("def test_one(): pass")
    project.runpytest_subprocess(*QUIET).assert_outcomes(passed=1)


def test_with_the_option_cases_that_belong_to_no_knowledge_base_fail(project):
    (project.path / "other.cases.yaml").write_text(CASES, "utf-8")
    result = project.runpytest_subprocess(*QUIET, "--diagnose")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["other.cases.yaml:1:1: error[[]PB017[]] no kb.yaml lies beside or above this file; *"])


def test_diagnose_paths_says_where_cases_are_collected(project):
    written(project.path / "kb")
    written(project.path / "tests" / "broken", plug__cases__yaml="cases: [")
    project.makeini("[pytest]\ndiagnose_paths = kb\n")
    project.runpytest_subprocess(*QUIET).assert_outcomes(passed=2)
    project.runpytest_subprocess(*QUIET, "--diagnose").assert_outcomes(passed=2, failed=1)
    project.runpytest_subprocess(*QUIET, "tests/broken/plug.cases.yaml").assert_outcomes(failed=1)


def test_the_knowledge_base_is_found_above_the_folder_that_is_asked_for(project):
    written(project.path / "kb")
    (project.path / "kb" / "lamps").mkdir()
    (project.path / "kb" / "plug.cases.yaml").rename(project.path / "kb" / "lamps" / "plug.cases.yaml")
    project.runpytest_subprocess(*QUIET, "kb/lamps").assert_outcomes(passed=2)


def test_one_case_is_selected_by_its_name(project):
    written(project.path / "kb")
    project.runpytest_subprocess(*QUIET, "kb/plug.cases.yaml::dark and plugged").assert_outcomes(passed=1)


@pytest.mark.parametrize("words", ["unplugged", "push or unplugged", "plug.cases and not dark-and"])
def test_k_selects_by_the_words_of_a_case(project, words):
    written(project.path / "kb")
    result = project.runpytest_subprocess(*QUIET, "-k", words, "--co", "-q")
    assert "kb/plug.cases.yaml::dark and unplugged" in lines(result)


def test_k_selects_by_the_playbooks_that_a_case_names(project):
    written(project.path / "kb")
    result = project.runpytest_subprocess(*QUIET, "-k", "lamp.plug")
    result.assert_outcomes(passed=2)


def test_the_mark_selects_cases_and_leaves_them_out(project):
    written(project.path / "kb")
    project.makepyfile("def test_one(): pass")
    strict = (*QUIET, "--strict-markers")
    project.runpytest_subprocess(*strict, "-m", "diagnose").assert_outcomes(passed=2, deselected=1)
    project.runpytest_subprocess(*strict, "-m", "not diagnose").assert_outcomes(passed=1, deselected=2)


def test_a_name_with_two_colons_can_still_be_selected(project):
    written(project.path / "kb", plug__cases__yaml=CASES.replace("name: dark and plugged", "name: 'b::c  d'"))
    project.runpytest_subprocess(*QUIET, "kb/plug.cases.yaml::b:c d").assert_outcomes(passed=1)


def test_every_row_of_a_table_is_an_item(project):
    more = (
        "  - {name: rows, like: dark and unplugged, table: {lamp.plugged: [false, true]},\n"
        "     expect_each: [{outcome: plan}, {outcome: unprecedented}]}\n"
    )
    written(project.path / "kb", plug__cases__yaml=CASES + more)
    result = project.runpytest_subprocess(*QUIET, "kb/plug.cases.yaml::rows [lamp.plugged: true]", "-v")
    result.assert_outcomes(passed=1)


# failures


def test_a_failure_says_what_diagnose_test_says(project):
    from diagnose import load
    from diagnose.authoring.fixtures import run_case
    from diagnose.authoring.report import failure_text
    from diagnose.authoring.suite import read_suite

    home = written(project.path / "kb", plug__cases__yaml=WRONG)
    kb = load(Path("kb"))
    (case,) = read_suite(Path("kb")).cases
    expected = failure_text(run_case(case, kb, home), kb, "en", "diagnose test --kb kb")
    assert expected.startswith("kb/plug.cases.yaml:4:5: FAIL a lamp that shines")
    result = project.runpytest_subprocess(*QUIET)
    result.assert_outcomes(failed=1)
    assert expected in result.stdout.str()
    assert "Traceback" not in lines(result)
    assert "items.py" not in lines(result)


def test_a_failure_is_told_in_the_language_of_the_settings(project):
    written(project.path / "kb", plug__cases__yaml=WRONG)
    project.makeini("[pytest]\ndiagnose_lang = ru\n")
    project.runpytest_subprocess(*QUIET).stdout.fnmatch_lines(["*ожидалось*"])


def test_editors_and_reports_find_the_line_of_a_case(project):
    written(project.path / "kb", plug__cases__yaml=WRONG)
    project.makeconftest(
        "def pytest_runtest_logreport(report):\n"
        "    if report.when == 'call':\n"
        "        print('\\nAT', report.location[0], report.location[1] + 1)\n"
    )
    project.runpytest_subprocess(*QUIET, "-s").stdout.fnmatch_lines(["AT kb/plug.cases.yaml 4"])


def test_tb_line_names_the_place(project):
    written(project.path / "kb", plug__cases__yaml=WRONG)
    result = project.runpytest_subprocess(*QUIET, "--tb=line")
    result.stdout.fnmatch_lines(["kb/plug.cases.yaml:4:5: FAIL*"])


def test_junitxml_holds_the_failure(project):
    written(project.path / "kb", wrong__cases__yaml=WRONG)
    project.runpytest_subprocess(*QUIET, "--junitxml=report.xml")
    cases = ET.parse(project.path / "report.xml").getroot().iter("testcase")
    found = {case.get("name"): [part.tag for part in case] for case in cases}
    assert found == {"dark and unplugged": [], "dark and plugged": [], "a lamp that shines": ["failure"]}


def test_lf_runs_what_failed_last(project):
    written(project.path / "kb", wrong__cases__yaml=WRONG)
    project.runpytest_subprocess("-W", "error").assert_outcomes(passed=2, failed=1)
    result = project.runpytest_subprocess("-W", "error", "--lf")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*a lamp that shines*"])


# marks of the author


TODO = CASES + "  - {name: weak, todo: needs a playbook, like: dark and plugged, expect: {fault: lamp.plug}}\n"


def test_a_todo_that_fails_is_an_expected_failure(project):
    written(project.path / "kb", plug__cases__yaml=TODO)
    result = project.runpytest_subprocess(*QUIET, "-rx")
    result.assert_outcomes(passed=2, xfailed=1)
    result.stdout.fnmatch_lines(["XFAIL*::weak*needs a playbook*"])


def test_a_todo_that_passes_is_a_failure(project):
    passing = TODO.replace("expect: {fault: lamp.plug}}", "expect: {outcome: unprecedented}}")
    written(project.path / "kb", plug__cases__yaml=passing.replace("change: {symptoms: {lamp.plugged: true}}", ""))
    written(
        project.path / "kb",
        plug__cases__yaml=CASES + "  - {name: done, todo: is done, like: dark and plugged, expect: {line: line-2}}\n",
    )
    result = project.runpytest_subprocess(*QUIET)
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["*XPASS(strict)*is done*"])


def test_the_cases_of_a_draft_are_skipped_unless_drafts_are_wanted(project):
    written(project.path / "kb", plug__yaml=PLUG + "status: draft\n", other__yaml=OTHER)
    result = project.runpytest_subprocess(*QUIET, "-rs")
    result.assert_outcomes(skipped=2)
    result.stdout.fnmatch_lines(["*'lamp.plug' is a draft; set diagnose_drafts*"])
    project.runpytest_subprocess(*QUIET, "-o", "diagnose_drafts=true").assert_outcomes(passed=2)


OTHER = """\
playbook: lamp.fuse
title: The fuse
applies_to: {equipment: lamp}
shows: {lamp.light: {dark: rare}}
outcome: no-fault
say: Nothing.
"""


# what is broken


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("cases: [", "kb/wrong.cases.yaml:*PB001*"),
        (WRONG.replace("expect:", "expct:"), "kb/wrong.cases.yaml:6:5: error[[]PB104[]] unknown key 'expct'*"),
        ("", "kb/wrong.cases.yaml:1:1: error[[]PB004[]] the file is empty*"),
        (PLUG.replace("lamp.plug", "lamp.other"), "kb/wrong.cases.yaml:1:1: error[[]PB014[]] *"),
        (WRONG.replace("intake:", "like: nothing\n    change:"), "kb/wrong.cases.yaml:4:5: error[[]CV709[]] *"),
    ],
    ids=["syntax", "unknown key", "empty", "no cases", "like nothing"],
)
def test_a_broken_file_is_one_failing_item_and_stops_nothing(project, text, shown):
    written(project.path / "kb", wrong__cases__yaml=text)
    result = project.runpytest_subprocess(*QUIET)
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines([shown])
    assert "items.py" not in lines(result)


BROKEN = {
    "words__yaml": WORDS.replace("type: yes/no", "type: yesno"),
    "plug__yaml": PLUG.replace("via: [phone]", "via: phone"),
    "more__cases__yaml": CASES,
}


@pytest.mark.parametrize("how", [(), ("-n", "2")], ids=["alone", "xdist"])
def test_a_knowledge_base_that_does_not_load_is_one_error_with_all_findings(project, how):
    if how:
        pytest.importorskip("xdist")
    written(project.path / "kb", **BROKEN)
    written(project.path / "good")
    result = project.runpytest_subprocess(*QUIET, "-rs", *how)
    result.assert_outcomes(passed=2, errors=1, skipped=3)
    result.stdout.fnmatch_lines(
        [
            "the knowledge base 'kb' cannot be loaded: 2",
            "  kb/plug.yaml:6:63: error[[]PB116[]] *",
            "  kb/words.yaml:7:24: error[[]PB103[]] *",
        ]
    )
    result.stdout.fnmatch_lines(
        ["SKIPPED*the knowledge base cannot be loaded; see kb/more.cases.yaml::dark and unplug*"]
    )
    assert "items.py:1" not in lines(result).replace("SKIPPED [3]", "").split("short test summary")[0]


def test_it_is_said_in_russian_where_that_is_wanted(project):
    written(project.path / "kb", **BROKEN)
    project.makeini("[pytest]\ndiagnose_lang = ru\n")
    result = project.runpytest_subprocess(*QUIET)
    result.stdout.fnmatch_lines(["база знаний 'kb' не загружается: 2"])


def test_one_selected_case_of_a_knowledge_base_that_does_not_load_is_an_error(project):
    written(project.path / "kb", **BROKEN)
    result = project.runpytest_subprocess(*QUIET, "kb/plug.cases.yaml::dark and plugged")
    result.assert_outcomes(errors=1)
    assert result.ret == 1


def test_a_todo_does_not_hide_that_the_knowledge_base_does_not_load(project):
    written(project.path / "kb", **(BROKEN | {"more__cases__yaml": TODO}))
    result = project.runpytest_subprocess(*QUIET, "kb/more.cases.yaml::weak")
    result.assert_outcomes(errors=1)


def test_rules_in_python_that_cannot_be_imported_are_one_error(project):
    written(project.path / "kb", kb__yaml=KB + "rules: [no_such_module.Rules]\n")
    project.runpytest_subprocess(*QUIET).assert_outcomes(errors=1, skipped=1)


# company


def test_xdist_runs_every_case_once(project):
    pytest.importorskip("xdist")
    written(project.path / "kb", wrong__cases__yaml=WRONG)
    result = project.runpytest_subprocess(*QUIET, "-n", "2", "-v")
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["kb/wrong.cases.yaml:4:5: FAIL a lamp that shines"])


def test_the_knowledge_base_is_loaded_once(project):
    written(project.path / "kb", more__cases__yaml=CASES)
    project.makeconftest(
        "import diagnose.kb.load as home\n"
        "inner = home.load\n"
        "def load(*args, **more):\n"
        "    print('\\nLOADED')\n"
        "    return inner(*args, **more)\n"
        "home.load = load\n"
    )
    result = project.runpytest_subprocess(*QUIET, "-s")
    result.assert_outcomes(passed=4)
    assert lines(result).count("LOADED") == 1


def test_the_plugin_can_be_turned_off(project):
    written(project.path / "kb")
    result = project.runpytest_subprocess(*QUIET, "-p", "no:diagnose", "kb")
    assert result.ret == pytest.ExitCode.NO_TESTS_COLLECTED
    assert "--diagnose" not in lines(project.runpytest_subprocess("-p", "no:diagnose", "--help"))


def test_nothing_heavy_is_loaded_where_there_are_no_cases(project):
    project.makepyfile(
        """
        import sys

        def test_one():
            ours = sorted(name for name in sys.modules if name.startswith("diagnose"))
            assert ours == ["diagnose", "diagnose._version", "diagnose.pytest_plugin"]
            assert not {"yaml", "pydantic", "networkx", "experta", "click"} & set(sys.modules)
        """
    )
    (project.path / "data.yaml").write_text("a: 1\n", "utf-8")
    result = project.runpytest_subprocess(*QUIET, "-p", "no:hypothesispytest")
    result.assert_outcomes(passed=1)


def test_a_hostile_file_is_one_failing_item(project):
    written(project.path / "kb")
    (project.path / "kb" / "deep.cases.yaml").write_text("[" * 25_000, "utf-8")
    (project.path / "kb" / "bytes.cases.yaml").write_bytes(b"\xff\xfe\x00\x01" * 100)
    (project.path / "kb" / "linked.cases.yaml").symlink_to("/etc/hostname")
    result = project.runpytest_subprocess(*QUIET)
    result.assert_outcomes(passed=2, failed=3)


def test_our_own_suite_leaves_the_fixture_cases_below_it_alone(project):
    """The material of the tests holds case files that are broken on purpose."""
    written(project.path / "tests" / "codes" / "wrong", plug__cases__yaml="cases: [")
    shutil.copy(ROOT / "tests" / "conftest.py", project.path / "tests" / "conftest.py")
    written(project.path / "playbooks")
    project.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=2)


@pytest.fixture
def example(project):
    """A copy of the example project."""
    shutil.copytree(ROOT / "examples" / "pytest_project", project.path / "example")
    return project.path / "example"


@pytest.mark.parametrize(
    ("arguments", "outcomes"),
    [
        ([], {"passed": 4}),
        (["-m", "diagnose"], {"passed": 3, "deselected": 1}),
        (["-m", "not diagnose"], {"passed": 1, "deselected": 3}),
        (["--diagnose", "playbooks"], {"passed": 3}),
        (["-k", "lamp.no-power"], {"passed": 3, "deselected": 1}),
        (["playbooks/lamp/no-power.cases.yaml::it fits"], {"passed": 1}),
        (["-n", "2"], {"passed": 4}),
        (["-p", "no:diagnose", "tests"], {"passed": 1}),
    ],
    ids=lambda value: " ".join(value) or "alone",
)
def test_the_example_project_runs_as_its_readme_says(example, arguments, outcomes, project, monkeypatch):
    if "-n" in arguments:
        pytest.importorskip("xdist")
    readme = (example / "README.md").read_text("utf-8")
    assert " ".join(arguments).replace(" tests", "") in readme.replace("'", "")
    monkeypatch.chdir(example)
    result = project.runpytest_subprocess("-p", "no:cacheprovider", *arguments)
    result.assert_outcomes(**outcomes)
