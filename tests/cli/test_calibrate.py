"""``diagnose calibrate`` at the command line: what it writes where, and every exit code."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from diagnose.cli.app import run
from diagnose.kb.load import load
from tests.authoring.learning import ROOT, applied, closed, written

CASES = [
    (closed("lamp.bulb", seen={"lamp.light": "none", "lamp.smell": True}, fixed_by="change-bulb"), 40),
    (closed("lamp.bulb", seen={"lamp.light": "none", "lamp.smell": False}), 5),
    (closed("lamp.switch", seen={"lamp.light": "flickers", "lamp.sound": "click"}), 60),
    (closed(None, seen={"lamp.light": "flickers", "lamp.smell": False}), 15),
]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a knowledge base in ``kb`` and a history in ``old.jsonl``."""
    written(tmp_path / "kb")
    lines = [json.dumps(case.to_data()) for case, times in CASES for _ in range(times)]
    (tmp_path / "old.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_patch_goes_to_standard_output_and_the_report_to_standard_error(place, capsys):
    assert run(["calibrate", "old.jsonl", "--kb", "kb"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("--- a/kb/faults/bulb.yaml\n+++ b/kb/faults/bulb.yaml\n@@ ")
    assert err.startswith("Closed cases: 120, 105 of them with a known cause.\n\nProposed changes: ")
    assert "lamp.switch  frequency" in err
    assert err.endswith("Nothing was changed. Read the patch, then apply it with: patch -p1 < PATCH\n")


def test_what_stands_on_standard_output_can_be_applied(place):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "diagnose", "calibrate", "old.jsonl", "--kb", "kb", "--lang", "ru"]
    found = subprocess.run(command, cwd=place, env=environment, capture_output=True, check=True)
    old = {f"kb/{path.relative_to('kb').as_posix()}": content for path, content in contents(Path("kb")).items()}
    for file, content in applied(found.stdout.decode("utf-8"), old).items():
        Path(file).write_bytes(content)
    assert load("kb").playbooks["lamp.bulb"].prior == 0.2


def test_with_a_file_for_the_patch_the_report_goes_to_standard_output(place, capsys):
    assert run(["calibrate", "old.jsonl", "--kb", "kb", "--out", "p.patch", "--plot", "r.svg"]) == 0
    out, err = capsys.readouterr()
    assert (out.split("\n")[0], err) == ("Closed cases: 120, 105 of them with a known cause.", "")
    assert out.endswith("patch -p1 < p.patch\n")
    assert Path("p.patch").read_text("utf-8").startswith("--- a/kb/faults/bulb.yaml\n")
    assert Path("r.svg").read_text("utf-8").startswith("<svg ")


def test_the_knowledge_base_is_left_as_it_is(place):
    before = contents(place / "kb")
    assert run(["calibrate", "old.jsonl", "--kb", "kb", "--out", "p.patch", "--all"]) == 0
    assert contents(place / "kb") == before


def test_the_same_history_gives_the_same_bytes(place, capsys):
    run(["calibrate", "old.jsonl", "--kb", "kb"])
    first = capsys.readouterr()
    lines = Path("old.jsonl").read_text("utf-8").splitlines()
    Path("new.jsonl").write_text("\n".join(lines[::-2]), "utf-8")
    Path("more.yaml").write_text("[" + ",\n".join(lines[-2::-2]) + "]", "utf-8")
    run(["calibrate", "more.yaml", "new.jsonl", "--kb", "kb"])
    assert capsys.readouterr() == first


def test_everything_is_there_for_programs(place, capsys):
    assert run(["calibrate", "old.jsonl", "--kb", "kb", "--format", "json", "--out", "p.patch"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "diagnose/calibration/1"
    assert (document["cases"], document["unknown"]) == (120, 15)
    assert document["proposals"][0] == {
        "playbook": "lamp.bulb",
        "key": "frequency",
        "present": 0.06,
        "proposed": 0.2,
        "written": "common",
        "write": "'very-common'",
        "file": "kb/faults/bulb.yaml",
        "line": 8,
        "column": 12,
        "hits": 45,
        "cases": 120,
        "estimate": round((0.06 * 50 + 45) / (50 + 120), 6),
        "interval": [0.227205, 0.340421],
    }
    assert document["scores"]["held_out"]["log_loss"] < document["scores"]["before"]["log_loss"]
    assert document["patch"] == Path("p.patch").read_text("utf-8")


def test_the_report_is_there_in_russian(place, capsys):
    assert run(["calibrate", "old.jsonl", "--kb", "kb", "--out", "p.patch", "--lang", "ru"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Закрытых обращений: 120, из них с известной причиной: 105.\n\nПредлагаемые изменения: ")
    assert "Вписать вручную" in out


def test_nothing_to_propose_is_said_and_the_patch_is_empty(place, capsys):
    Path("one.jsonl").write_text(json.dumps(closed("lamp.bulb").to_data()), "utf-8")
    assert run(["calibrate", "one.jsonl", "--kb", "kb"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "there is nothing to propose" in err
    assert "Nothing was changed" not in err


@pytest.mark.parametrize(("option", "value"), [("--least", "46"), ("--prior-cases", "100000")])
def test_an_author_who_is_surer_is_contradicted_less(place, capsys, option, value):
    run(["calibrate", "old.jsonl", "--kb", "kb"])
    usual = capsys.readouterr().out
    run(["calibrate", "old.jsonl", "--kb", "kb", option, value])
    assert len(capsys.readouterr().out) < len(usual)


def test_complaints_teach_on_request_only(place, capsys):
    run(["calibrate", "old.jsonl", "--kb", "kb"])
    assert "lamp.light" not in capsys.readouterr().err
    Path("more.jsonl").write_text(json.dumps(closed(None, seen={"lamp.light": "steady"}).to_data()), "utf-8")
    run(["calibrate", "old.jsonl", "more.jsonl", "--kb", "kb", "--complaints"])
    assert "lamp.light: none" in capsys.readouterr().err


# what goes wrong


def test_a_bad_history_lists_every_finding(place, capsys):
    bad = [{"closed": {"fault": "lamp.bulp"}}, {"symptoms": {"lamp.light": "dim"}, "closed": {"fault": None}}]
    Path("bad.jsonl").write_text("\n".join(map(json.dumps, bad)) + "\n", "utf-8")
    assert run(["calibrate", "bad.jsonl", "old.jsonl", "--kb", "kb"]) == 4
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[0] == "the history cannot be read: 2 findings"
    assert "bad.jsonl:1:22: CV701 no playbook is called 'lamp.bulp'; did you mean 'lamp.bulb'?" in err
    assert "bad.jsonl:2:" in err
    assert "PB212" in err


def test_mistakes_of_form_in_all_files_come_at_once(place, capsys):
    Path("one.jsonl").write_text('{"closed": {}}\n', "utf-8")
    Path("two.yaml").write_text("- {closed: 3}\n", "utf-8")
    assert run(["calibrate", "one.jsonl", "two.yaml", "--kb", "kb"]) == 4
    err = capsys.readouterr().err
    assert "one.jsonl:1:12: PB101" in err
    assert "two.yaml:1:12: PB102" in err


@pytest.mark.parametrize("text", ["", "[]", "\n\n"])
def test_a_history_without_cases_selects_nothing(place, capsys, text):
    Path("empty.jsonl").write_text(text, "utf-8")
    assert run(["calibrate", "empty.jsonl", "--kb", "kb"]) == 5
    assert capsys.readouterr().err == "there is no closed case to learn from\n"


def test_a_broken_knowledge_base_is_said_first(place, capsys):
    Path("kb/plug.yaml").write_text("playbook: lamp.plug\n", "utf-8")
    assert run(["calibrate", "old.jsonl", "--kb", "kb"]) == 3
    assert capsys.readouterr().err.startswith("the knowledge base cannot be loaded")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["missing.jsonl"],
        ["kb"],
        ["old.jsonl", "--folds", "1"],
        ["old.jsonl", "--prior-cases", "0"],
        ["old.jsonl", "--least", "0"],
        ["old.jsonl", "--out", "kb/p.patch"],
        ["old.jsonl", "--plot", "kb/faults/../r.svg"],
        ["old.jsonl", "--out", "old.jsonl"],
    ],
)
def test_a_wrong_command_line_writes_nothing(place, capsys, arguments):
    before = contents(place)
    assert run(["calibrate", *arguments, "--kb", "kb"]) == 2
    assert contents(place) == before
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("option", ["--out", "--plot"])
def test_a_file_that_cannot_be_written_is_said(place, capsys, option):
    assert run(["calibrate", "old.jsonl", "--kb", "kb", option, "missing/p"]) == 74
    assert capsys.readouterr().err == "diagnose: 'missing/p' cannot be written: No such file or directory\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_long_history_shows_how_far_it_is_on_a_terminal(place, monkeypatch):
    lines = Path("old.jsonl").read_text("utf-8")
    Path("long.jsonl").write_text(lines * 5, "utf-8")
    told = Terminal()
    monkeypatch.setattr(sys, "stderr", told)
    assert run(["calibrate", "long.jsonl", "--kb", "kb", "--out", "p.patch"]) == 0
    assert "calibrate" in told.getvalue()


def test_the_shipped_history_is_what_the_program_beside_it_draws(tmp_path):
    folder = ROOT / "examples" / "history"
    first, *_ = (folder / "drawn-laser-printers.jsonl").read_text("utf-8").splitlines()
    assert json.loads(first)["source"] == "drawn"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, str(folder / "draw.py"), "--kb", str(written(tmp_path / "kb")), "--count", "3"]
    found = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert [json.loads(line)["schema"] for line in found.stdout.splitlines()] == ["diagnose/closed-case/1"] * 3


def test_the_shipped_history_teaches_something_about_the_shipped_knowledge_base(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert run(["calibrate", "examples/history/drawn-laser-printers.jsonl", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["cases"] == 300
    assert len(document["proposals"]) >= 5
    assert document["scores"]["held_out"]["log_loss"] < document["scores"]["before"]["log_loss"]
