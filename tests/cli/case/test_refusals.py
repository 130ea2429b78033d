"""What cannot be done: the reason, what to do instead, a stable exit code, and never a traceback."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from diagnose.cli.case.group import case as group
from tests.cli.case.conftest import Desk

ROOT = Path(__file__).parents[3]


def test_a_case_that_does_not_exist_exits_6(desk: Desk) -> None:
    desk.new()
    for command in (["show"], ["next"], ["history"], ["similar"], ["dossier"], ["close"], ["alternatives"]):
        found = desk.case(*command, "99")
        assert (found.code, found.out, found.err) == (6, "", "diagnose: there is no case '99'\n"), command
    assert desk.case("show", "99", "--lang", "ru").err == "diagnose: обращения «99» нет\n"


REFUSED = [
    (["answer", "1", "print.outptu", "faded"], "did you mean 'print.output'?"),
    (["answer", "1", "printer.lamp", "blinkin"], "did you mean 'blinking'?"),
    (["answer", "1", "print.output", "blank"], "is known already"),
    (["answer", "1", "printer.pages", "2000000"], "1000000"),
    (["tried", "1", "shake-cartrige", "failed"], "did you mean 'shake-cartridge'?"),
    (["tried", "1", "shake-cartridge", "fialed"], "did you mean 'failed'?"),
    (["escalate", "1", "--to", "line-33"], "did you mean 'line-3'?"),
    (["escalate", "1", "--to", "3"], "line-2 is skipped"),
    (["escalate", "1", "--to", "makers", "--because", "x", "--vendor", "xp"], "known are: hp"),
    (["return", "1", "--because", "x"], "below"),
    (["wait", "1", "customr"], "did you mean 'customer'?"),
    (["resume", "1"], "waits for nobody"),
    (["prioritise", "1", "--impact", "everybdy", "--because", "x"], "did you mean 'everybody'?"),
    (["resolve", "1", "solvd"], "did you mean 'solved'?"),
    (["resolve", "1", "solved", "--fault", "printing.toner-emty"], "did you mean 'printing.toner-empty'?"),
    (["reopen", "1", "--because", "x"], "case 1 is open"),
    (["close", "1"], "resolve it first"),
    (["help", "1", "words"], "line"),
    (["help", "1", "words", "--line", "line-2", "--channel", "phoen"], "did you mean 'phone'?"),
]


@pytest.mark.parametrize(
    ("arguments", "words"), REFUSED, ids=lambda each: " ".join(each) if isinstance(each, list) else ""
)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_what_the_rules_do_not_allow_is_refused_with_what_to_do_instead(
    desk: Desk, arguments: list[str], words: str, language: str
) -> None:
    desk.new()
    before = desk.case("history", "1", "--format", "json").data
    found = desk.case(*arguments, "--lang", language)
    assert (found.code, found.out) == (7, "")
    assert found.err.count("\n") == 1
    if language == "en":
        assert found.err.startswith("diagnose: refused: ")
        assert words in found.err
    else:
        assert found.err.startswith("diagnose: отказано: ")
    assert desk.case("history", "1", "--format", "json").data == before


def test_what_nobody_has_written_down_may_not_be_settled_below_the_experts(desk: Desk) -> None:
    case = desk.new("new")
    found = desk.case("resolve", case, "solved", "--text", "Aired the room.")
    assert found.code == 7
    assert "line-3" in found.err


def test_a_closed_case_stays_closed_until_it_is_reopened(desk: Desk) -> None:
    case = desk.new()
    assert desk.case("resolve", case, "withdrawn").code == 0
    assert desk.case("close", case).code == 0
    found = desk.case("answer", case, "printer.lamp", "off")
    assert (found.code, found.err) == (7, "diagnose: refused: case 1 is closed; reopen it first, and say why\n")


def test_who_is_slower_is_told_so(desk: Desk) -> None:
    case = desk.new()
    version = desk.case("show", case, "--format", "json").data["version"]
    assert desk.case("answer", case, "printer.lamp", "off", "--if-version", str(version)).code == 0
    found = desk.case("answer", case, "printer.streaks", "true", "--if-version", str(version))
    assert (found.code, found.out) == (8, "")
    assert "look at it again" in found.err


def test_the_same_key_opens_one_case(desk: Desk) -> None:
    first = desk.new("faded", "--key", "call-1")
    assert desk.new("faded", "--key", "call-1", at="2026-11-02T09:05") == first
    assert [each["id"] for each in desk.case("list", "--format", "json").data["cases"]] == [first]
    found = desk.case("new", str(desk.folder / "new.yaml"), "--key", "call-1")
    assert found.code == 8
    assert "the idempotency key 'call-1' was used for another request" in found.err


def test_the_same_key_does_a_thing_once(desk: Desk) -> None:
    case = desk.new()
    told = ("answer", case, "printer.lamp", "off", "--key", "told-1")
    assert desk.case(*told).code == 0
    version = desk.case("show", case, "--format", "json").data["version"]
    assert desk.case(*told, at="2026-11-02T09:30").code == 0
    assert desk.case("show", case, "--format", "json").data["version"] == version


def test_a_record_that_is_not_there_is_not_made_by_looking(desk: Desk) -> None:
    for command in (["list"], ["show", "1"], ["tick"]):
        found = desk.case(*command)
        assert found.code == 9
        assert "`diagnose case new` makes one" in found.err
    assert desk.shared("verify").code == 9
    assert not desk.record.exists()


@pytest.mark.parametrize("name", ["empty.db", "a" * 300, "loop.db/cases.db"])
def test_what_cannot_be_a_record_is_said_in_a_line(desk: Desk, name: str) -> None:
    (desk.folder / "empty.db").touch()
    (desk.folder / "loop.db").symlink_to("loop.db")
    found = desk.call("case", "list", "--record", str(desk.folder / name), "--kb", str(desk.kb))
    assert (found.code, found.err.count("\n")) == (9, 1)
    assert (desk.folder / "empty.db").read_bytes() == b""


def test_a_busy_record_says_so_after_its_patience(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    case = desk.new()
    monkeypatch.setenv("DIAGNOSE_PATIENCE", "0.2")
    holder = sqlite3.connect(desk.record, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        found = desk.case("close", case)
        again = desk.case("answer", case, "printer.lamp", "off")
    finally:
        holder.close()
    assert (found.code, again.code) == (7, 9)
    assert "is busy" in again.err


@pytest.mark.parametrize("text", ["soon", "-1", "nan", "1e9"])
def test_patience_is_a_number_of_seconds(desk: Desk, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    desk.new()
    monkeypatch.setenv("DIAGNOSE_PATIENCE", text)
    found = desk.case("list")
    assert (found.code, found.err) == (2, f"diagnose: DIAGNOSE_PATIENCE is a number of seconds, not '{text}'\n")


def test_something_else_is_no_record(desk: Desk) -> None:
    desk.record.write_text("words", "utf-8")
    found = desk.case("list")
    assert found.code == 9
    assert desk.record.read_text("utf-8") == "words"
    assert desk.call("case", "list", "--record", "mysql://x/y", "--kb", str(desk.kb)).code == 2


def test_a_damaged_record_says_so(desk: Desk) -> None:
    desk.new()
    content = bytearray(desk.record.read_bytes())
    for place in range(4096, len(content), 512):
        content[place : place + 64] = b"\xff" * 64
    desk.record.write_bytes(bytes(content))
    found = desk.case("show", "1")
    assert found.code == 9
    assert found.err.count("\n") == 1


@pytest.mark.parametrize("moment", ["yesterday", "2026-13-01", "2026-11-02T25:00", ""])
def test_a_moment_that_is_none_is_refused(desk: Desk, moment: str) -> None:
    desk.new()
    found = desk.case("list", at=moment)
    assert found.code == 2
    assert "write it like 2026-11-22T09:30" in found.err


@pytest.mark.parametrize("command", sorted(group.commands))
def test_an_option_that_does_not_exist_is_refused(desk: Desk, command: str) -> None:
    assert desk.call("case", command, "--colour").code == 2


def test_an_intake_that_does_not_fit_exits_4(desk: Desk) -> None:
    (desk.folder / "bad.yaml").write_text("equipment: lazer-printer\nsymptoms: {print.output: faded}\n", "utf-8")
    found = desk.case("new", str(desk.folder / "bad.yaml"))
    assert found.code == 4
    assert "laser-printer" in found.err
    assert not desk.record.exists() or desk.case("list", "--format", "json").data["cases"] == []


def test_what_stands_in_the_intake_is_not_given_again(desk: Desk) -> None:
    found = desk.case("new", str(desk.folder / "faded.yaml"), "--story", "x")
    assert (found.code, found.err) == (2, "diagnose: the intake names its story already; leave --story out\n")


WITHOUT = """\
import sys
class Nothing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"sqlalchemy", "alembic"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Nothing())
from diagnose.cli import main
main(sys.argv[1:])
"""


def test_without_the_extra_the_program_starts_and_a_case_names_the_extra(desk: Desk) -> None:
    def called(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", WITHOUT, *arguments]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=60)

    assert called("case", "--help").returncode == 0
    assert called("run", str(desk.folder / "faded.yaml"), "--kb", str(desk.kb)).returncode == 10
    record = ("--record", str(desk.record), "--kb", str(desk.kb))
    for command in (["new", str(desk.folder / "faded.yaml")], ["list"]):
        found = called("case", *command, *record)
        if command == ["new", str(desk.folder / "faded.yaml")]:
            assert found.returncode == 9
            assert "pip install 'diagnose[record]'" in found.stderr
        assert found.stdout == ""
        assert "Traceback" not in found.stderr


def test_where_a_step_helped_that_nothing_explains_the_page_says_that_the_case_must_go_up(desk):
    """What the page proposes is never refused."""
    number = desk.new("new")
    found = desk.case("tried", number, "restart-router", "fixed", at="2026-11-02T09:10")
    assert f"diagnose case escalate {number}" in found.out
    assert "diagnose case resolve" not in found.out
    assert "no playbook explains case" in found.out
    assert "ни один сценарий" in desk.case("show", number, "--lang", "ru", at="2026-11-02T09:11").out.lower()
    assert desk.case("escalate", number, at="2026-11-02T09:12").code != 7
