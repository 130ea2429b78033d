"""``diagnose test`` from outside: exit codes, forms, files, updates, watching."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

from diagnose.cli.app import run
from tests.cases.base import CASES, FILES, write

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _at_a_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


@pytest.fixture
def failing(folder: Path) -> Path:
    """One case fails, one is broken, one is to be done, and one mark is out of date."""
    text = CASES["lamps/dim.cases.yaml"].replace("{fault: lamp.dim}", "{fault: lamp.worn, line: line-1}")
    text += (
        "  - {name: 'cold # one', like: dim, change: {location: attic}, todo: needs a meter, expect: {fault: lamp.worn}}\n"
        "  - {name: warm, like: dim, change: {symptoms: {lamp.warm: true}}, todo: soon, expect: {fault: lamp.dim}}\n"
        "  - {name: odd, like: dim, change: {location: cellar}, expect: {fault: lamp.dimm}}\n"
    )
    write(folder, {"lamps/dim.cases.yaml": text})
    return folder


FAILURE = """\
KB/lamps/dim.cases.yaml:4:5: FAIL dim
  expected fault lamp.worn, got lamp.dim
  lamp.worn does not hold: 2 of 4 conditions false or open
    KB/lamps/worn.yaml:8:8  lamp.light: none      reported: dim
    KB/lamps/worn.yaml:8:26  lamp.stale: true      reported: nothing known leads to it
  rerun: diagnose test --kb KB --case 'lamps/dim.cases.yaml::dim'
KB/lamps/dim.cases.yaml:12:5: FAIL warm   (like: dim)
  KB/lamps/dim.cases.yaml:12:5: error[CV708] this case passes, although it is marked todo (soon); remove the mark
  rerun: diagnose test --kb KB --case 'lamps/dim.cases.yaml::warm'
KB/lamps/dim.cases.yaml:13:5: ERROR odd   (like: dim)
  KB/lamps/dim.cases.yaml:13:72: error[CV701] 'lamp.dimm': no playbook has this id; did you mean 'lamp.dim'?
  expected fault lamp.dimm, got lamp.dim
  rerun: diagnose test --kb KB --case 'lamps/dim.cases.yaml::odd'
KB/lamps/dim.yaml:1:11: warning[CV704] no case shows that 'lamp.dim' works; write a case with expect: {fault: lamp.dim}
KB/lamps/no-power.yaml:1:11: warning[CV704] no case shows that 'lamp.no-power' works; write a case with expect: {fault: lamp.no-power}
KB/lamps/no-power.yaml:1:11: warning[CV705] no case shows where 'lamp.no-power' stops; write a case that nearly fits, with expect: {not_matched: [lamp.no-power]}
9 cases: 5 passed, 3 failed, 1 to do
"""


def test_each_failure_says_what_failed_where_and_how_to_run_it_again(
    failing: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["test", "--kb", str(failing)]) == 1
    assert capsys.readouterr().out.replace(str(failing), "KB") == FAILURE


def test_the_line_that_runs_it_again_does(failing: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["test", "--kb", str(failing), "--case", "lamps/dim.cases.yaml::warm"]) == 1
    assert capsys.readouterr().out.endswith("1 cases: 0 passed, 1 failed, 0 to do\n")


def test_failures_are_said_in_russian(failing: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["test", "--kb", str(failing), "--lang", "ru"]) == 1
    out = capsys.readouterr().out
    assert "ожидалось fault lamp.worn, получено lamp.dim" in out
    assert "error[CV708] пример проходит, хотя помечен todo (soon); снимите пометку" in out
    assert "'lamp.dimm': сценария с таким идентификатором нет; может быть, 'lamp.dim'?" in out
    assert out.endswith("Примеров: 9; прошли: 5, не прошли: 3, отложены: 1\n")


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        ([], 0, ""),
        (["-k", "worn and not old"], 0, ""),
        (["-k", "fan and lamp.dim"], 5, "no case was selected: of 6 cases none fits -k 'fan and lamp.dim'"),
        (["-k", "(a"], 2, "a bracket is not closed, at character 3"),
        (["--case", "lamps/dim.cases.yaml::drak"], 5, "(did you mean 'lamps/dim.cases.yaml::dark'?)"),
        (["--case", "lamps/dim.cases.yaml::dark", "--case", "fans/stuck.cases.yaml::stuck"], 0, ""),
        (["--rule", "lamp.drim"], 5, "(did you mean 'lamp.dim'?)"),
        (["elsewhere"], 5, "no case was selected: no file of cases lies in elsewhere"),
        (["lamps", "--seed", "7"], 0, ""),
        (["--output", "pdf=x"], 2, "--output takes FORMAT=FILE"),
        (["--output", "json=/no/such/folder/x"], 2, "cannot write"),
        (["--changed-since", "HEAD"], 2, "lies in no repository of git"),
        (["--kb", "no-such-folder"], 3, "the folder does not exist"),
        (["-j", "-1"], 2, "-1 is not in the range"),
        (["--update"], 2, "no terminal is there; add --yes"),
    ],
)
def test_every_exit_code_has_its_reason(
    folder: Path, capsys: pytest.CaptureFixture[str], options: list[str], code: int, message: str
) -> None:
    assert run(["test", "--kb", str(folder), *options]) == code
    assert message in capsys.readouterr().err


def test_a_folder_without_cases_selects_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["test", "--kb", str(write(tmp_path / "kb", FILES))]) == 5
    assert "is called *.cases.yaml" in capsys.readouterr().err
    assert run(["test", "--kb", str(tmp_path / "kb"), "--lang", "ru"]) == 5
    assert "не выбран ни один пример" in capsys.readouterr().err


def test_a_knowledge_base_that_does_not_load_exits_3_with_its_findings(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "lamps/dim.yaml"
    path.write_text(path.read_text("utf-8").replace("lamp.light: dim", "lamp.lihgt: dim"), "utf-8")
    assert run(["test", "--kb", str(folder)]) == 3
    assert "PB204" in capsys.readouterr().err


def printed(folder: Path, form: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert run(["test", "--kb", str(folder), "--format", form]) == 1
    return capsys.readouterr().out.replace(str(folder), "KB")


def test_compact_lines_are_what_the_problem_matcher_reads(failing: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(failing, "compact", capsys).splitlines()
    assert all(re.fullmatch(r".+:\d+:\d+: (error|warning|info)\[(FAIL|[A-Z]{2}\d{3})\] .+", line) for line in lines)
    assert lines[0].startswith("KB/lamps/dim.cases.yaml:4:5: error[FAIL] dim expected fault lamp.worn, got lamp.dim")
    assert len(lines) == 6


def test_annotations_for_github_stand_beside_their_lines(failing: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(failing, "github", capsys).splitlines()
    assert lines[0].startswith(
        "::error file=KB/lamps/dim.cases.yaml,line=4,col=5,title=FAIL dim::KB/lamps/dim.cases.yaml"
    )
    assert "%0A  expected fault lamp.worn, got lamp.dim%0A" in lines[0]
    assert [line.split(" ")[0] for line in lines] == ["::error"] * 3 + ["::warning"] * 3


def test_github_gets_annotations_after_the_text(
    failing: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    text = printed(failing, "text", capsys)
    assert text.startswith(FAILURE)
    assert text[len(FAILURE) :].startswith("::error file=")


def test_tap_has_a_point_for_each_case(failing: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(failing, "tap", capsys).splitlines()
    assert lines[:2] == ["TAP version 14", "1..9"]
    points = [line for line in lines if re.match(r"(not )?ok ", line)]
    assert points[:4] == [
        "ok 1 - fans/stuck.cases.yaml::stuck",
        "ok 2 - fans/stuck.cases.yaml::in the attic",
        "not ok 3 - lamps/dim.cases.yaml::dim",
        "ok 4 - lamps/dim.cases.yaml::dark",
    ]
    assert points[4] == r"not ok 5 - lamps/dim.cases.yaml::cold \# one # TODO needs a meter"
    assert "# TODO" not in points[5]


def test_junit_counts_failures_errors_and_what_is_left_out(failing: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(failing, {"broken.cases.yaml": "cases: [\n"})
    root = ET.fromstring(printed(failing, "junit", capsys))
    counts = {
        suite.get("name"): tuple(suite.get(key) for key in ("tests", "failures", "errors", "skipped")) for suite in root
    }
    assert counts == {
        "KB/fans/stuck.cases.yaml": ("2", "0", "0", "0"),
        "KB/lamps/dim.cases.yaml": ("5", "2", "1", "1"),
        "KB/lamps/worn.cases.yaml": ("2", "0", "0", "0"),
        "findings": ("1", "0", "1", "0"),
    }
    failure = root.find(".//testcase[@name='dim']/failure")
    assert failure is not None
    assert failure.get("message") == "expected fault lamp.worn, got lamp.dim"


def test_json_holds_every_case(failing: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = json.loads(printed(failing, "json", capsys))
    assert document["schema"] == "diagnose/test/1"
    assert document["counts"] == {"passed": 5, "failed": 1, "broken": 1, "todo": 1, "todo-passes": 1}
    dim = next(case for case in document["cases"] if case["name"] == "dim")
    assert (dim["line"], dim["column"], dim["mismatches"][0]["got"]) == (4, 5, "lamp.dim")
    worn = next(case for case in document["cases"] if case["name"] == "worn")
    assert worn["ticket"] == "HD-1"


def test_several_reports_go_into_files_at_once(
    failing: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = {form: tmp_path / f"report.{form}" for form in ("text", "json", "junit", "github", "tap", "compact")}
    outputs = [word for form, path in wanted.items() for word in ("--output", f"{form}={path}")]
    assert run(["test", "--kb", str(failing), *outputs]) == 1
    capsys.readouterr()
    for form, path in wanted.items():
        assert path.read_text("utf-8").replace(str(failing), "KB") == printed(failing, form, capsys)


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "diagnose", "test", *arguments]
    return subprocess.run(command, capture_output=True, cwd=ROOT, check=False, env=os.environ | environment)


def test_the_number_of_processes_changes_no_byte(failing: Path) -> None:
    for form in ("text", "json", "junit"):
        one = program("--kb", str(failing), "--format", form, "-j", "1")
        two = program("--kb", str(failing), "--format", form, "-j", "2", "--seed", "5", PYTHONHASHSEED="7")
        assert one.returncode == two.returncode == 1
        assert one.stdout == two.stdout
        assert one.stderr == two.stderr == b""
    fast = [program("--kb", str(failing), "--fail-fast", "-j", jobs).stdout for jobs in ("1", "3")]
    assert fast[0] == fast[1]
    assert fast[0].endswith(b"3 cases: 2 passed, 1 failed, 0 to do\n")


def test_the_slowest_cases_are_named_apart_from_the_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["test", "--kb", str(folder), "--slowest", "2"]) == 0
    found = capsys.readouterr()
    assert len(re.findall(r"^ *\d+\.\d ms  \S+::", found.err, re.MULTILINE)) == 2
    assert found.out == (
        "KB/lamps/no-power.yaml:1:11: warning[CV704] no case shows that 'lamp.no-power' works; "
        "write a case with expect: {fault: lamp.no-power}\n"
        "KB/lamps/no-power.yaml:1:11: warning[CV705] no case shows where 'lamp.no-power' stops; "
        "write a case that nearly fits, with expect: {not_matched: [lamp.no-power]}\n"
        "6 cases: 6 passed, 0 failed, 0 to do\n"
    ).replace("KB", str(folder))


# explanations that are kept


@pytest.fixture
def keeping(folder: Path) -> Path:
    text = CASES["lamps/dim.cases.yaml"].replace(
        "  - name: dim\n", "  - name: dim   # a remark\n    golden: kept/dim.txt\n"
    )
    return write(folder, {"lamps/dim.cases.yaml": text})


def test_update_writes_what_changed_and_nothing_else(keeping: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in keeping.rglob("*.yaml")}
    assert run(["test", "--kb", str(keeping)]) == 1
    assert run(["test", "--kb", str(keeping), "--update", "--yes"]) == 0
    assert "wrote kept/dim.txt" in capsys.readouterr().err
    assert (keeping / "lamps/kept/dim.txt").read_text("utf-8").startswith("Decision: a fix plan.")
    assert {path: path.read_bytes() for path in keeping.rglob("*.yaml")} == before
    assert run(["test", "--kb", str(keeping), "--update", "--yes"]) == 0
    assert "wrote" not in capsys.readouterr().err


def test_update_keeps_to_the_cases_that_were_chosen(keeping: Path) -> None:
    assert run(["test", "--kb", str(keeping), "--rule", "lamp.worn", "--update", "--yes"]) == 0
    assert not (keeping / "lamps/kept").exists()


@pytest.mark.parametrize(("value", "code"), [("true", 2), ("1", 2), ("", 0), ("false", 0)])
def test_update_is_refused_where_ci_is_set(
    keeping: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, value: str, code: int
) -> None:
    monkeypatch.setenv("CI", value)
    assert run(["test", "--kb", str(keeping), "--update", "--yes"]) == code
    assert (keeping / "lamps/kept").exists() is (code == 0)
    assert ("refused where CI is set" in capsys.readouterr().err) is (code == 2)


@pytest.mark.parametrize("name", ["dim.yaml", "../../out.txt", "/tmp/out.txt", "dim.py", "kept"])
def test_update_writes_no_other_kind_of_file_and_none_outside(keeping: Path, name: str) -> None:
    cases = keeping / "lamps/dim.cases.yaml"
    cases.write_text(cases.read_text("utf-8").replace("kept/dim.txt", name), "utf-8")
    before = {path: path.read_bytes() for path in keeping.parent.rglob("*") if path.is_file()}
    assert run(["test", "--kb", str(keeping), "--update", "--yes"]) == 1
    assert {path: path.read_bytes() for path in keeping.parent.rglob("*") if path.is_file()} == before


# watching


@pytest.fixture
def watching(folder: Path, tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    log = tmp_path / "log.txt"
    with log.open("wb") as stream:
        command = [sys.executable, "-u", "-m", "diagnose", "test", "--kb", str(folder), "--watch"]
        process = subprocess.Popen(command, stdout=stream, stderr=stream, cwd=ROOT)
        yield folder, log
        process.terminate()
        process.wait(10)


def wait_for(log: Path, words: str, count: int) -> None:
    until = monotonic() + 60
    while log.read_text("utf-8").count(words) < count:
        assert monotonic() < until, log.read_text("utf-8")
        sleep(0.05)


def test_a_watched_folder_is_tested_again_after_each_change(watching: tuple[Path, Path]) -> None:
    folder, log = watching
    playbook = folder / "lamps/dim.yaml"
    wait_for(log, "watching", 1)
    assert "6 cases: 6 passed" in log.read_text("utf-8")
    playbook.write_text(FILES["lamps/dim.yaml"].replace("lamp.light: dim}", "lamp.light: none}"), "utf-8")
    wait_for(log, "watching", 2)
    assert "FAIL dim" in log.read_text("utf-8")
    playbook.write_text("playbook: [\n", "utf-8")
    wait_for(log, "watching", 3)
    assert "the knowledge base cannot be loaded" in log.read_text("utf-8")
    playbook.write_text(FILES["lamps/dim.yaml"], "utf-8")
    wait_for(log, "6 cases: 6 passed", 2)


def test_what_a_remark_holds_back_is_not_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "lamps/no-power.yaml"
    remark = "# diagnose: ignore CV704, CV705 because the cases of the manufacturer cover it\n"
    path.write_text(remark + path.read_text("utf-8"), "utf-8")
    assert run(["test", "--kb", str(folder)]) == 0
    assert capsys.readouterr().out == "6 cases: 6 passed, 0 failed, 0 to do\n"


def test_a_folder_with_a_kb_yaml_is_the_knowledge_base_where_there_is_no_usual_one(tmp_path, monkeypatch, capsys):
    from diagnose.cli.app import run

    assert run(["new", "printing.no-power", "--kb", str(tmp_path / "mine")]) == 0
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    assert run(["test", "mine"]) == 0
    assert "3 cases: 3 passed" in capsys.readouterr().out
