"""Playbooks drafted from solved cases, through the command, into real folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagnose import load
from diagnose.authoring.fixtures import CaseState, run_case
from diagnose.authoring.suite import read_suite
from diagnose.cli.app import run
from diagnose.errors import Severity
from diagnose.kb.lint import check
from tests.kb.folders import WORDS, with_files

SOLVED = """\
equipment: laser-printer
channel: phone
story: SOMEBODY in room 12 says it smells
location: msk/office-3
symptoms: {print.output: faded, printer.toner_low: false}
facts:
  printer.changes: [cleaned]
  user.name: SOMEBODY
  printer.message: call SOMEBODY on extension 4711
closed:
  fault: null
  fixed_by: Clean the laser window
  tried: [{step: shake-cartridge, outcome: failed}]
"""

PRIVATE = WORDS + "  user.name: {type: text, private: true, answered_by: [customer]}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_files(tmp_path / "kb", words=PRIVATE)


def drafted(folder: Path, tmp_path: Path, case: str = SOLVED, *more: str) -> tuple[str, str]:
    source = tmp_path / "dirty-window.yaml"
    source.write_text(case, encoding="utf-8")
    assert run(["new", "playbook", "--from-case", str(source), "--kb", str(folder), *more]) == 0
    return (
        (folder / "printing/dirty-window.yaml").read_text(encoding="utf-8"),
        (folder / "printing/dirty-window.cases.yaml").read_text(encoding="utf-8"),
    )


def test_the_draft_is_marked_named_after_the_file_and_loads(folder, tmp_path):
    playbook, _ = drafted(folder, tmp_path)
    assert playbook.startswith("playbook: printing.dirty-window\n")
    assert "status: draft\n" in playbook
    assert "printing.dirty-window" in load(folder, drafts=True).playbooks
    assert "printing.dirty-window" not in load(folder).playbooks
    assert [each for each in check(folder) if each.severity is Severity.ERROR] == []


def test_its_fixture_cases_pass(folder, tmp_path):
    drafted(folder, tmp_path)
    kb = load(folder, drafts=True)
    results = [run_case(case, kb, folder) for case in read_suite(folder).cases]
    assert [(each.case.name, each.state) for each in results if each.state is not CaseState.PASSED] == []
    assert len(results) == 3
    assert [finding for each in results for finding in (*each.findings, *each.warnings)] == []


def test_the_most_telling_fact_is_the_first_condition(folder, tmp_path):
    playbook, _ = drafted(folder, tmp_path)
    conditions = playbook.split("when:")[1].split("frequency")[0]
    assert conditions == "  # the most telling first\n  print.output: faded\n  printer.changes: {contains: cleaned}\n"


def test_words_of_people_private_attributes_and_places_are_left_out(folder, tmp_path, capsys):
    texts = "".join(drafted(folder, tmp_path))
    assert all(word not in texts for word in ("SOMEBODY", "room 12", "4711", "user.name", "msk"))
    said = capsys.readouterr().err
    assert "left out, private or somebody's words: printer.message, user.name" in said
    assert "SOMEBODY" not in said


def test_what_helped_is_the_plan_and_what_did_not_is_a_remark(folder, tmp_path):
    playbook, _ = drafted(folder, tmp_path)
    assert "- step: clean-the-laser-window\n" in playbook
    assert "en: '<say what to do: Clean the laser window>'" in playbook
    assert "# tried without effect: shake-cartridge\n" in playbook


def test_a_known_step_keeps_its_words(folder, tmp_path):
    playbook, _ = drafted(folder, tmp_path, SOLVED.replace("Clean the laser window", "look-inside"))
    assert "- step: look-inside\n    do: Look inside.\n" in playbook


def test_facts_are_added_until_no_past_case_with_another_cause_fits(folder, tmp_path):
    history = tmp_path / "past.jsonl"
    history.write_text(
        '{"equipment": "laser-printer", "symptoms": {"print.output": "faded"}, "facts": {"printer.changes": ["cleaned"], "printer.toner_low": true}}\n',
        encoding="utf-8",
    )
    without, _ = drafted(folder, tmp_path)
    assert "printer.toner_low" not in without.split("when:")[1].split("frequency")[0]
    for name in ("dirty-window.yaml", "dirty-window.cases.yaml"):
        (folder / "printing" / name).unlink()
    told, _ = drafted(folder, tmp_path, SOLVED, "--history", str(history))
    assert "  printer.toner_low: false" in told.split("when:")[1].split("frequency")[0]


def test_a_past_case_that_fits_all_the_same_is_named(folder, tmp_path, capsys):
    history = tmp_path / "past.jsonl"
    history.write_text(
        '{"equipment": "laser-printer", "symptoms": {"print.output": "faded"}, "facts": {"printer.changes": ["cleaned"], "printer.toner_low": false}}\n',
        encoding="utf-8",
    )
    playbook, _ = drafted(folder, tmp_path, SOLVED, "--history", str(history))
    assert "past.jsonl:1" in capsys.readouterr().err
    assert "past.jsonl:1" in playbook


def test_nothing_is_overwritten(folder, tmp_path, capsys):
    drafted(folder, tmp_path)
    assert run(["new", "playbook", "--from-case", str(tmp_path / "dirty-window.yaml"), "--kb", str(folder)]) == 2
    assert "already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("equipment: laser-printer\n", "PB101"),
        (SOLVED.replace("faded", "fadedd"), "PB212"),
        (SOLVED.replace("print.output", "print.outptu"), "PB204"),
        ("[", "PB001"),
        ("- 5\n", "PB102"),
    ],
)
def test_a_case_that_cannot_be_read_is_refused_with_its_place(folder, tmp_path, capsys, case, code):
    source = tmp_path / "bad.yaml"
    source.write_text(case, encoding="utf-8")
    assert run(["new", "playbook", "printing.bad", "--from-case", str(source), "--kb", str(folder)]) == 4
    said = capsys.readouterr().err
    assert code in said
    assert "bad.yaml:" in said
    assert not (folder / "printing").exists()


def test_a_step_that_was_tried_and_mended_it_is_the_plan_without_being_named_again(folder, tmp_path):
    case = SOLVED.replace("  fixed_by: Clean the laser window\n", "").replace("outcome: failed}]", "outcome: fixed}]")
    playbook, _ = drafted(folder, tmp_path, case)
    assert "- step: shake-cartridge\n    do: Rock it gently.\n" in playbook


def test_a_draft_is_formatted_and_every_placeholder_in_it_is_found(folder, tmp_path, capsys):
    playbook, _ = drafted(folder, tmp_path)
    capsys.readouterr()
    assert run(["fmt", "--kb", str(folder), "--check", str(folder / "printing")]) == 0
    left = [each.at.line for each in check(folder) if each.code == "PB604"]
    assert left == [number for number, line in enumerate(playbook.splitlines(), 1) if "'<" in line]


def test_a_sign_that_is_yes_or_no_is_written_as_such(folder, tmp_path):
    playbook, _ = drafted(folder, tmp_path, SOLVED.replace("printer.toner_low: false", "printer.toner_low: true"))
    assert "  printer.toner_low: {true: usually}\n" in playbook
    assert [each for each in check(folder) if each.severity is Severity.ERROR] == []
