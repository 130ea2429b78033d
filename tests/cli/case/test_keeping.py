"""Keeping the record: checks, replays, export and import, drafts, dossiers, the report."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from diagnose.cli.app import run
from tests.cli.case.conftest import Desk

BANK = Path(__file__).parents[3] / "examples" / "organisations" / "bank"
"""A knowledge base that knows nothing of printers."""


def test_a_record_that_holds_together_is_good(desk: Desk) -> None:
    desk.new()
    desk.new("new")
    assert (desk.shared("verify").code, desk.shared("verify").out) == (0, "Cases that hold together: 2.\n")
    assert desk.shared("verify", "1", "--format", "json").data == {
        "schema": "diagnose/verification/1",
        "cases": 1,
        "breaks": [],
    }
    assert desk.shared("verify", "99").code == 6


def tamper(desk: Desk, statement: str) -> None:
    with sqlite3.connect(desk.record) as connection:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET body = replace(body, 'faded', 'blank') WHERE kind = 'opened'",
        "DELETE FROM events WHERE kind = 'diagnosed'",
        "UPDATE cases SET line = 'line-3'",
        "UPDATE cases SET status = 'closed'",
        "DELETE FROM cases WHERE number = 1",
    ],
)
def test_a_history_that_was_tampered_with_is_found(desk: Desk, statement: str) -> None:
    desk.new()
    desk.new("new")
    tamper(desk, f"{statement}")
    found = desk.shared("verify")
    assert found.code == 1
    assert "case 1, event" in found.out
    assert desk.shared("verify", "--lang", "ru").out.startswith("случай ")
    document = desk.shared("verify", "--format", "json").data
    assert {each["case"] for each in document["breaks"]} >= {"1"}


def test_a_tampered_case_is_not_worked_on(desk: Desk) -> None:
    case = desk.new()
    tamper(desk, "UPDATE events SET body = replace(body, 'faded', 'blank') WHERE kind = 'opened'")
    found = desk.case("answer", case, "printer.lamp", "off")
    assert found.code == 9
    assert "the history of case 1 was altered" in found.err


def test_a_case_is_decided_again_with_the_knowledge_base_of_its_day(desk: Desk) -> None:
    case = desk.new()
    toner = desk.kb / "toner.yaml"
    toner.write_text(toner.read_text("utf-8").replace("frequency: common", "frequency: rare"), "utf-8")
    found = desk.case("replay", case)
    assert (found.code, found.out) == (0, "Decisions of case 1, decided again\n  event 3: the same bytes\n")
    assert [each["same"] for each in desk.case("replay", case, "--format", "json").data["decisions"]] == [True]


def test_a_case_that_does_not_fit_any_more_is_told_in_the_words_of_its_day(desk: Desk) -> None:
    case = desk.new()
    asked = [(name, case, "--lang", lang) for name in ("next", "history", "alternatives") for lang in ("en", "ru")]
    before = [desk.case(*each) for each in asked]
    other = ("--kb", str(BANK))
    assert [desk.case(*each, more=other) for each in asked] == before
    assert desk.case("show", case, more=other).out.startswith("Case 1: open, First line (line-1)\n")
    assert desk.case("escalate", case, more=other).code == 0


def test_an_export_taken_into_a_new_record_gives_the_same(desk: Desk) -> None:
    cases = [desk.new(), desk.new("new")]
    desk.case("escalate", cases[1], "--because", "x")
    target = desk.folder / "all.jsonl"
    assert desk.shared("export", str(target)).code == 0
    assert desk.shared("export", str(target)).code == 2
    first = json.loads(target.read_text("utf-8").splitlines()[0])
    assert first["schema"] == "diagnose/record/1"
    other = desk.folder / "other.db"
    found = desk.call("case", "import", str(target), "--record", str(other), "--format", "json")
    assert (found.code, found.data["schema"]) == (0, "diagnose/import/1")
    for case in cases:
        place = ("--kb", str(desk.kb), "--at", "2026-11-02T10:00", "--format", "json", "--record")
        shown = [desk.call("case", "history", case, *place, str(where)).data for where in (desk.record, other)]
        assert shown[0] == shown[1]
    again = desk.call("case", "import", str(target), "--record", str(other))
    assert again.code == 0
    assert desk.call("case", "verify", "--record", str(other)).out == "Cases that hold together: 2.\n"
    assert desk.call("case", "export", "-", "--record", str(other)).out == target.read_text("utf-8")


def test_an_export_that_is_damaged_exits_4_with_its_line(desk: Desk) -> None:
    desk.new()
    target = desk.folder / "all.jsonl"
    desk.shared("export", str(target))
    lines = target.read_text("utf-8").splitlines(keepends=True)
    target.write_text("".join([*lines[:-1], "{\n"]), "utf-8")
    found = desk.call("case", "import", str(target), "--record", str(desk.folder / "other.db"))
    assert found.code == 4
    assert str(len(lines)) in found.err


def solved(desk: Desk) -> str:
    """The number of a case that nobody had written down, solved by the experts."""
    case = desk.new("new")
    assert desk.case("answer", case, "net.lamp", "red").code == 0
    for line in ("2", "3"):
        assert desk.case("escalate", case, "--to", line, "--because", "Nobody knows it.").code == 0
    found = desk.case("resolve", case, "solved", "--text", "Aired the room.")
    assert found.code == 0, found.err
    return case


def test_a_solved_case_becomes_a_draft_playbook(desk: Desk) -> None:
    case = solved(desk)
    found = desk.case("draft", case, "network.smell")
    assert found.code == 0, found.err
    text = (desk.kb / "network" / "smell.yaml").read_text("utf-8")
    assert "device.smell: true" in text
    assert "net.lamp: red" in text
    assert run(["check", str(desk.kb / "network"), "--kb", str(desk.kb)]) in {0, 1}
    assert desk.case("draft", case, "network.smell").code == 2


def test_a_case_that_is_not_settled_is_no_draft(desk: Desk) -> None:
    found = desk.case("draft", desk.new())
    assert found.err == "diagnose: case 1 is not settled; resolve it first\n"
    assert found.code == 2


KNOWN = """\
playbook: network.hot-coil
title: {en: A coil is hot, ru: Перегрелась катушка}
applies_to: {equipment: router}
frequency: common
when: {device.smell: true}
shows: {device.smell: {true: always}}
plan: [{step: let-it-cool, do: Let it cool., by: line-1, via: [phone], takes: 3 min, fixes: always}]
"""


def test_a_new_playbook_knows_what_was_unprecedented(desk: Desk) -> None:
    case = desk.new("new")
    assert desk.case("adopt").out == "Nothing new is known.\n"
    (desk.kb / "coil.yaml").write_text(KNOWN, "utf-8")
    found = desk.case("adopt", at="2026-11-05T09:00")
    assert found.out == f"Case {case} is known now: A coil is hot (network.hot-coil)\n"
    assert desk.case("adopt", at="2026-11-06T09:00").out == "Nothing new is known.\n"


def test_a_dossier_comes_in_three_forms_and_redacted(desk: Desk) -> None:
    case = desk.new()
    assert "The pages come out pale." in desk.case("dossier", case).out
    assert desk.case("dossier", case, "--format", "html").out.lower().startswith("<!doctype html>")
    assert desk.case("dossier", case, "--format", "json").data["schema"] == "diagnose/dossier/1"
    redacted = desk.case("dossier", case, "--redacted", "--format", "json").out
    assert "The pages come out pale." not in redacted
    assert "c-17" not in redacted
    target = desk.folder / "dossier.md"
    assert desk.case("dossier", case, "--output", str(target)).code == 0
    assert target.read_text("utf-8") == desk.case("dossier", case).out
    assert desk.case("dossier", case, "--output", str(target)).code == 2


def test_time_that_runs_out_passes_a_case_on_by_itself(desk: Desk) -> None:
    case = desk.new()
    assert desk.case("tick", at="2026-11-02T12:00").out == "Nothing is due now.\n"
    found = desk.case("tick", at="2026-11-02T13:00")
    assert found.out == f"Case {case}: to Engineers (line-2), by itself: 50 % of the time is used up\n"
    assert desk.case("tick", at="2026-11-02T13:01").out == "Nothing is due now.\n"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_report_comes_as_text_document_and_page(desk: Desk, language: str) -> None:
    solved(desk)
    place = ("--record", str(desk.record), "--kb", str(desk.kb), "--at", "2026-11-09T09:00", "--lang", language)
    assert desk.call("report", *place).code == 0
    document = desk.call("report", *place, "--format", "json").data
    assert (document["schema"], document["opened"]) == ("diagnose/report/1", 1)
    assert desk.call("report", *place, "--since", "2026-11-05", "--format", "json").data["opened"] == 0
    target = desk.folder / "report.html"
    assert desk.call("report", *place, "--format", "html", "--output", str(target)).code == 0
    assert target.read_text("utf-8").lower().startswith("<!doctype html>")


def test_a_terminal_sees_how_far_it_is(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [desk.new() for _ in range(3)]
    target = desk.folder / "all.jsonl"
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr("diagnose.cli.case.progress._PATIENCE", -1.0)
    found = desk.shared("verify", *cases)
    assert (found.code, found.out) == (0, "Cases that hold together: 3.\n")
    assert "cases" in found.err
    assert desk.shared("export", str(target)).code == 0
    assert "Written: " in desk.shared("export", str(desk.folder / "again.jsonl")).err
    assert desk.call("case", "import", str(target), "--record", str(desk.folder / "other.db")).code == 0


def test_a_pipe_sees_no_bar(desk: Desk) -> None:
    desk.new()
    assert desk.shared("verify").err == ""


def test_an_export_that_fails_leaves_no_half_file(desk: Desk) -> None:
    desk.new()
    tamper(desk, "UPDATE events SET body = '{' WHERE kind = 'opened'")
    target = desk.folder / "all.jsonl"
    assert desk.shared("export", str(target)).code == 9
    assert not target.exists()


def test_a_file_that_cannot_be_written_is_said_in_a_line(desk: Desk) -> None:
    case = desk.new()
    found = desk.case("dossier", case, "--output", str(desk.folder / "nowhere" / "a.md"), "--lang", "ru")
    assert found.code == 2
    assert found.err.endswith("такого файла или папки нет\n")


def test_settled_cases_go_out_as_closed_cases(desk: Desk) -> None:
    case = desk.new()
    assert desk.case("resolve", case, "withdrawn").code == 0
    solved_one = solved(desk)
    target = desk.folder / "closed.jsonl"
    assert desk.shared("export", str(target), "--closed-cases").code == 0
    (line,) = target.read_text("utf-8").splitlines()
    assert json.loads(line)["schema"] == "diagnose/closed-case/1"
    assert solved_one == "2"


def test_starting_the_program_loads_neither_the_record_nor_its_commands() -> None:
    program = (
        "import sys, diagnose.cli.app\n"
        "print(sorted(name for name in sys.modules if name in "
        "{'sqlalchemy', 'alembic', 'diagnose.record', 'diagnose.explain', 'diagnose.cli.case.pages'}))"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, env=environment, check=True, timeout=60
    )
    assert found.stdout == b"[]\n"
