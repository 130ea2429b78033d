"""The command line: every verb, every exit code, and no traceback."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from diagnose.cli.app import run

ROOT = Path(__file__).parents[2]


def intake(folder: Path, text: str) -> str:
    path = folder.parent / "intake.yaml"
    path.write_text(text, "utf-8")
    return str(path)


DEAD = "equipment: desk-device\nchannel: report\nsymptoms: {device.works: dead, device.lights: 'off'}\n"
ASK = "equipment: desk-device\nchannel: phone\nsymptoms: {device.works: dead}\n"
STRANGE = "equipment: desk-device\nchannel: report\nsymptoms: {device.works: dead, device.lights: 'on'}\n"
NO_FAULT = """\
playbook: printing.switched-off
title: It is switched off
status: approved
authors: [tests]
reviewed: 2026-11-22
sources: [field practice]
applies_to: {equipment: desk-device}
when: {device.works: dead, device.lights: 'on'}
frequency: common
shows: {device.works: {dead: always}}
"""
ADVICE = NO_FAULT + "outcome: no-fault\nsay: Switch it on.\n"
HAND_OVER = NO_FAULT + "outcome: hand-over\nescalate: {to: line-2, because: It needs a specialist.}\n"


@pytest.mark.parametrize(
    ("text", "more", "code", "first_line"),
    [
        (DEAD, "", 0, "Decision: a fix plan."),
        (ASK, "", 10, "Decision: more facts are needed before anything is done."),
        (STRANGE, "", 20, "Decision: unprecedented. Nobody has written this case down."),
        (STRANGE, ADVICE, 0, "Decision: no fault, this is how it works."),
        (STRANGE, HAND_OVER, 21, "Decision: hand over to another line."),
    ],
)
def test_run_exits_with_the_code_of_the_decision(
    kb: Path, capsys: pytest.CaptureFixture[str], text: str, more: str, code: int, first_line: str
) -> None:
    if more:
        (kb / "more.yaml").write_text(more, "utf-8")
    assert run(["run", intake(kb, text), "--kb", str(kb)]) == code
    assert capsys.readouterr().out.splitlines()[0] == first_line


def test_run_speaks_russian(kb: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["run", intake(kb, DEAD), "--kb", str(kb), "--lang", "ru"]) == 0
    assert capsys.readouterr().out.startswith("Решение: план устранения.\nВероятнее всего: На устройство не подаётся")


def test_run_reads_json_from_standard_input(
    kb: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = b'{"equipment": "desk-device", "symptoms": {"device.works": "dead", "device.lights": "off"}}'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert run(["run", "-", "--kb", str(kb), "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["schema"], document["decision"]["outcome"]) == ("diagnose/diagnosis/1", "plan")


def test_an_invalid_intake_exits_4_and_names_the_path(kb: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["run", intake(kb, "equipment: desk-device\nsymptoms: {device.wroks: dead}\n"), "--kb", str(kb)]) == 4
    error = capsys.readouterr().err
    assert "intake.yaml:2:26: PB204 symptoms.device.wroks" in error
    assert error.endswith("did you mean 'device.works'?\n")


def test_an_invalid_knowledge_base_exits_3(kb: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (kb / "bad.yaml").write_text("playbook: printing.bad\nwhenn: {}\n", "utf-8")
    assert run(["run", intake(kb, DEAD), "--kb", str(kb)]) == 3
    assert "bad.yaml:2:1: PB104" in capsys.readouterr().err


def test_a_missing_knowledge_base_exits_3(kb: Path) -> None:
    assert run(["run", intake(kb, DEAD), "--kb", str(kb / "nowhere")]) == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ["run"],
        ["run", "no-such-file"],
        ["bogus"],
        ["run", "--nonsense"],
        ["codes", "PB999"],
        ["check", "no-such-folder"],
        ["schema", "bogus"],
        ["new", "one-part"],
    ],
)
def test_wrong_usage_exits_2(arguments: list[str]) -> None:
    assert run(arguments) == 2


def test_explain_lists_what_each_answer_would_change(kb: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", intake(kb, ASK), "--kb", str(kb)]) == 10
    page = capsys.readouterr().out
    assert (
        "if the answer is all lamps are dark: a fix plan (The device has no power), first: Check that both ends" in page
    )
    assert "if the answer is a lamp is lit: unprecedented, to Specialists (line-2)" in page


def test_explain_why_not_names_condition_and_place(kb: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", intake(kb, STRANGE), "--kb", str(kb), "--why-not", "printing.no-power"]) == 0
    page = capsys.readouterr().out
    assert f"no: device.lights: off, reported: a lamp is lit [{kb}/printing/no-power.yaml:14:3]" in page


@pytest.mark.parametrize(
    ("language", "words"), [("en", "It is a draft and takes no part"), ("ru", "Это черновик, он не участвует")]
)
def test_explain_why_not_says_that_a_draft_takes_no_part(
    kb: Path, capsys: pytest.CaptureFixture[str], language: str, words: str
) -> None:
    assert run(["new", "printing.worn", "--kb", str(kb)]) == 0
    asked = ["explain", intake(kb, DEAD), "--kb", str(kb), "--lang", language]
    assert run([*asked, "--why-not", "Printing.Worn"]) == 0
    assert words in capsys.readouterr().out
    assert run([*asked, "--why", "printing.worn"]) == 2
    assert "'printing.worn' is a draft and takes no part" in capsys.readouterr().err
    assert run([*asked, "--why-not", "printing.worn", "--drafts"]) == 0
    assert words not in capsys.readouterr().out


def test_explain_as_json_holds_the_reasons_as_data(kb: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--why", "printing.no-power", "--why-not", "printing.no-power", "--format", "json"]
    assert run(["explain", intake(kb, DEAD), "--kb", str(kb), *asked]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "diagnose/explanation/1"
    assert [each["stands"] for each in document["why"]["standings"]] == ["holds", "holds", "holds"]
    assert document["why_not"]["kind"] == "chosen"


def test_explain_of_an_unknown_playbook_exits_2_with_a_suggestion(kb: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", intake(kb, DEAD), "--kb", str(kb), "--why-not", "printing.no-powr"]) == 2
    assert "did you mean 'printing.no-power'?" in capsys.readouterr().err


# test


def test_the_cases_of_a_new_knowledge_base_pass(kb: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["test", "--kb", str(kb)]) == 0
    assert capsys.readouterr().out == "3 cases: 3 passed, 0 failed, 0 to do\n"


def test_a_failing_case_says_what_was_expected_what_came_and_which_condition_failed(
    kb: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = kb / "printing" / "no-power.cases.yaml"
    cases.write_text(cases.read_text("utf-8").replace("device.lights: 'off'", "device.lights: 'on'"), "utf-8")
    assert run(["test", "--kb", str(kb), "--case", "printing/no-power.cases.yaml::it fits"]) == 1
    assert capsys.readouterr().out.replace(str(kb), "KB") == (
        "KB/printing/no-power.cases.yaml:6:5: FAIL it fits\n"
        "  expected outcome plan, got unprecedented\n"
        "  printing.no-power does not hold: 1 of 3 conditions false or open\n"
        "    KB/printing/no-power.yaml:14:3  device.lights: off      reported: a lamp is lit\n"
        "  expected fault printing.no-power, got none\n"
        "  expected first_step printing-no-power-first-step, got none\n"
        "  rerun: diagnose test --kb KB --case 'printing/no-power.cases.yaml::it fits'\n"
        "1 cases: 0 passed, 1 failed, 0 to do\n"
    )


@pytest.mark.parametrize(
    ("selection", "count"),
    [
        (["-k", "near"], 1),
        (["-k", "no-power"], 3),
        (["--rule", "printing.no-power"], 3),
        (["printing"], 3),
        (["printing/no-power.cases.yaml"], 3),
        (["--case", "printing/no-power.cases.yaml::a near miss"], 1),
        (["-k", "nothing like it"], 0),
        (["--rule", "printing.other"], 0),
        (["elsewhere"], 0),
    ],
)
def test_cases_are_selected(kb: Path, capsys: pytest.CaptureFixture[str], selection: list[str], count: int) -> None:
    code = run(["test", *selection, "--kb", str(kb)])
    assert code == (0 if count else 5)
    if count:
        assert capsys.readouterr().out.startswith(f"{count} cases: {count} passed")


def test_a_file_of_cases_that_cannot_be_read_fails_the_run(kb: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (kb / "broken.cases.yaml").write_text("cases: [printing\n", "utf-8")
    (kb / "wrong.cases.yaml").write_text("cases: printing\ntests: [{nmae: x}]\n", "utf-8")
    assert run(["test", "--kb", str(kb)]) == 1
    out = capsys.readouterr().out
    assert f"{kb}/broken.cases.yaml:" in out
    assert "error[PB104]" in out


def test_results_come_as_json(kb: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["test", "--kb", str(kb), "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["schema"], document["good"], document["counts"]["passed"]) == ("diagnose/test/1", True, 3)


def test_a_kept_explanation_is_compared_and_updated(
    kb: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    cases = kb / "printing" / "no-power.cases.yaml"
    cases.write_text(
        cases.read_text("utf-8").replace("  - name: it fits\n", "  - name: it fits\n    golden: fits.txt\n"), "utf-8"
    )
    assert run(["test", "--kb", str(kb)]) == 1
    assert "error[CV711] no explanation is kept as 'fits.txt'" in capsys.readouterr().out
    assert run(["test", "--kb", str(kb), "--update", "--yes"]) == 0
    kept = kb / "printing" / "fits.txt"
    assert "Decision: a fix plan." in kept.read_text("utf-8")
    kept.write_text(kept.read_text("utf-8").replace("a fix plan", "a good plan"), "utf-8")
    capsys.readouterr()
    assert run(["test", "--kb", str(kb)]) == 1
    assert "expected golden line 1 Decision: a good plan., got Decision: a fix plan." in capsys.readouterr().out


def test_a_golden_file_outside_the_folder_is_not_written(kb: Path) -> None:
    cases = kb / "printing" / "no-power.cases.yaml"
    cases.write_text(
        cases.read_text("utf-8").replace("  - name: it fits\n", "  - name: it fits\n    golden: ../../out.txt\n"),
        "utf-8",
    )
    assert run(["test", "--kb", str(kb), "--update", "--yes"]) in (1, 2)
    assert not (kb.parent / "out.txt").exists()


# codes, schema, graph, new


def test_a_code_is_explained_whatever_its_case(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["codes", "pb204"]) == 0
    assert capsys.readouterr().out.startswith("PB204 (error): Unknown attribute\n\nWhat it finds\n")


def test_all_codes_are_listed_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["codes", "--format", "json"]) == 0
    codes = [each["code"] for each in json.loads(capsys.readouterr().out)["codes"]]
    assert codes == sorted(codes, key=lambda code: (code.startswith("CV"), code))
    assert {"PB001", "PB104", "PB204", "CV703"} <= set(codes)


def test_the_schema_of_a_kind_is_a_json_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "intake"]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize(("form", "start"), [("mermaid", "flowchart LR\n"), ("dot", "digraph ")])
def test_the_graph_is_drawn(kb: Path, capsys: pytest.CaptureFixture[str], form: str, start: str) -> None:
    assert run(["graph", "--kb", str(kb), "--format", form]) == 0
    out = capsys.readouterr().out
    assert out.startswith(start)
    assert "The device has no power" in out


def test_new_never_overwrites(kb: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (kb / "printing" / "no-power.yaml").read_bytes()
    assert run(["new", "printing.no-power", "--kb", str(kb)]) == 2
    assert (kb / "printing" / "no-power.yaml").read_bytes() == before


def test_a_new_playbook_in_a_full_knowledge_base_is_a_draft_that_passes(
    kb: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", "printing.worn", "--kb", str(kb)]) == 0
    capsys.readouterr()
    assert run(["check", str(kb), "--format", "compact"]) == 0
    assert {line.split("[")[1][:5] for line in capsys.readouterr().out.splitlines()} == {"PB604"}  # to be filled in
    assert run(["test", "--kb", str(kb), "--drafts", "--rule", "printing.worn"]) == 0
    capsys.readouterr()
    assert run(["test", "--kb", str(kb)]) == 0
    found = capsys.readouterr()
    assert found.out == "3 cases: 3 passed, 0 failed, 0 to do\n"
    assert found.err == "2 cases of drafts were left out; --drafts runs them\n"


# what must never happen


def test_the_last_resort_prints_one_line(
    kb: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("no such thing")

    monkeypatch.setattr("diagnose.desk.diagnose", broken)
    assert run(["run", intake(kb, DEAD), "--kb", str(kb)]) == 70
    error = capsys.readouterr().err
    assert error.startswith("diagnose: internal error (RuntimeError: no such thing). Please report it")
    assert error.count("\n") == 1


def test_an_interrupt_exits_130(kb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("diagnose.desk.diagnose", interrupted)
    assert run(["run", intake(kb, DEAD), "--kb", str(kb)]) == 130


def called(*arguments: str, **more: object) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "diagnose", *arguments]
    return subprocess.run(command, capture_output=True, env=environment, check=False, timeout=60, **more)  # type: ignore[call-overload]


def test_the_module_runs_as_a_program() -> None:
    assert called("--help").returncode == 0
    assert called("run").returncode == 2


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"'{sys.executable}' -m diagnose schema | head -c 10"
    found = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        timeout=60,
    )
    assert found.stderr == b""


def redirected(kb: Path, redirection: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """The command line with ``redirection`` as a shell does it."""
    command = f"'{sys.executable}' -m diagnose \"$@\" --kb '{kb}' {redirection}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    whole = ["bash", "-c", command, "bash", *arguments]
    return subprocess.run(whole, capture_output=True, env=environment, check=False, timeout=60)


@pytest.mark.parametrize("redirection", [">&-", ">/dev/full"])
def test_an_output_that_cannot_be_written_is_one_line_and_exits_74(kb: Path, redirection: str) -> None:
    found = redirected(kb, redirection, "explain", intake(kb, DEAD))
    assert found.returncode == 74
    assert found.stderr.startswith(b"diagnose: the output cannot be written: ")
    assert found.stderr.count(b"\n") == 1


def test_a_standard_input_that_is_closed_is_an_invalid_intake(kb: Path) -> None:
    found = redirected(kb, "<&-", "run", "-")
    assert found.returncode == 4
    assert b"<stdin>:1:1: PB017 cannot be read: it is closed" in found.stderr


@pytest.mark.parametrize(
    ("redirection", "arguments", "code"),
    [(">&- 2>&-", ["check"], 74), (">/dev/full 2>&1", ["check"], 74), ("2>&-", ["bogus"], 2)],
)
def test_without_any_stream_the_code_still_tells(kb: Path, redirection: str, arguments: list[str], code: int) -> None:
    assert redirected(kb, redirection, *arguments).returncode == code


def test_a_path_that_is_too_long_is_a_folder_that_does_not_exist(kb: Path) -> None:
    long = "a" * 300
    assert run(["check", long]) == 2
    assert run(["test", "--kb", long]) == 3
    for verb in ("run", "explain"):
        assert run([verb, intake(kb, DEAD), "--kb", long]) == 3


def test_a_customer_cannot_write_to_the_terminal(kb: Path) -> None:
    text = json.dumps(
        {"equipment": "desk-device", "symptoms": {"device.works": "dead"}, "story": "\u001b[2Jgone\u202e"}
    )
    found = called("run", "-", "--kb", str(kb), input=text.encode())
    assert found.returncode in {4, 10}
    assert b"\x1b" not in found.stdout + found.stderr
    assert "\u202e".encode() not in found.stdout + found.stderr


def test_no_command_needs_a_utf8_terminal(kb: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "diagnose", "run", intake(kb, DEAD), "--kb", str(kb), "--lang", "ru"]
    found = subprocess.run(command, capture_output=True, env=environment, check=False, timeout=60)
    assert (found.returncode, found.stderr) == (0, b"")


def test_the_graph_of_an_unknown_id_is_refused(kb: Path) -> None:
    assert run(["graph", "printing.nothing", "--kb", str(kb)]) == 2
    assert run(["graph", "printing.no-power", "--kb", str(kb)]) == 0


def test_new_wants_a_complaint_that_exists(kb: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "printing.worn", "--kb", str(kb), "--sign", "device.lights"]) == 2
    assert "no such complaint" in capsys.readouterr().err
    assert run(["new", "printing.worn", "--kb", str(kb), "--sign", "device.works"]) == 0


def test_codes_come_as_a_list_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["codes", "--lang", "ru"]) == 0
    assert "PB001  ошибка          Синтаксическая ошибка\n" in capsys.readouterr().out


def test_main_exits_with_the_code() -> None:
    from diagnose.cli import main

    with pytest.raises(SystemExit) as left:
        main(["bogus"])
    assert left.value.code == 2
