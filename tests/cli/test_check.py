"""``diagnose check``: findings as people and programs read them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from diagnose.cli.app import run

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


def test_a_clean_folder_has_no_findings(kb: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(kb)]) == 0
    assert capsys.readouterr().out == "no findings\n"


def test_a_finding_is_shown_with_its_line_and_a_caret(kb: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (kb / "more.yaml").write_text(
        NO_FAULT.replace("device.lights", "device.ligths") + "outcome: no-fault\nsay: x\n", "utf-8"
    )
    assert run(["check", "--kb", str(kb)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{kb}/more.yaml:8:28: error[PB204] ")
    assert lines[1:4] == [
        "  8 | when: {device.works: dead, device.ligths: 'on'}",
        "    |                            ^^^^^^^^^^^^^",
        "    = did you mean 'device.lights'?",
    ]


def test_findings_come_in_every_format(kb: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (kb / "more.yaml").write_text("playbook: printing.bad\nwhenn: {}\n", "utf-8")
    shown = {}
    for form in ("compact", "json", "github"):
        assert run(["check", str(kb), "--format", form]) == 1
        shown[form] = capsys.readouterr().out
    assert f"{kb}/more.yaml:2:1: error[PB104] " in shown["compact"]
    first = next(each for each in json.loads(shown["json"])["findings"] if each["code"] == "PB104")
    assert (first["file"], first["line"], first["column"], first["level"]) == (f"{kb}/more.yaml", 2, 1, "error")
    assert f"::error file={kb}/more.yaml,line=2,col=1,endColumn=6,title=PB104::" in shown["github"]


def test_the_fail_level_decides_the_exit_code(kb: Path) -> None:
    vocabulary = kb / "vocabulary.yaml"
    vocabulary.write_text(vocabulary.read_text("utf-8") + "  device.unused:\n    type: yes/no\n", "utf-8")
    assert run(["check", str(kb)]) == 0
    assert run(["check", str(kb), "--fail-level", "warning"]) == 1


def test_only_the_first_fifty_findings_are_listed(kb: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keys = "".join(f"unknown_{number}: 1\n" for number in range(60))
    (kb / "more.yaml").write_text(ADVICE + keys, "utf-8")
    assert run(["check", str(kb)]) == 1
    out = capsys.readouterr().out
    assert out.count("error[PB104]") == 50
    assert out.endswith("... and 10 more\n60 errors\n")


def test_a_link_out_of_the_folder_is_never_quoted(kb: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = kb.parent / "secret.yaml"
    secret.write_text("secret: words\n", "utf-8")
    (kb / "link.yaml").symlink_to(secret)
    assert run(["check", str(kb)]) == 1
    out = capsys.readouterr().out
    assert "PB017" in out
    assert "words" not in out


def test_a_path_lies_in_the_knowledge_base(kb: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(kb.parent), "--kb", str(kb)]) == 2
    assert "does not lie in the knowledge base" in capsys.readouterr().err
    assert run(["check", str(kb), "--kb", str(kb)]) == run(["check", "--kb", str(kb)]) == 0


def test_a_folder_without_documents_selects_nothing(tmp_path: Path) -> None:
    assert run(["check", str(tmp_path)]) == 5
