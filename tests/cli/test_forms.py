"""What the command line writes: JUnit and SARIF, a terminal, and hostile input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnose.cli.app import run
from diagnose.cli.exchange import as_json, as_junit
from diagnose.cli.findings import as_compact, as_github, as_text
from diagnose.cli.report import Report
from diagnose.cli.sarif import as_sarif
from diagnose.cli.screen import show
from diagnose.errors import Finding, Location, Severity

ROOT = Path(__file__).parents[2]
FINDINGS = (
    Finding(
        "PB207",
        "the id 'a.b' is taken <&\"%",
        Location("kb/a,b:c.yaml", 3, 5),
        advice="rename one\nof them",
        related=((Location("kb/z.yaml", 1, 1), "the first one"),),
    ),
    Finding("PB210", "nothing uses 'x.y'", Location("kb/v.yaml"), Severity.WARNING),
)


def test_junit_has_a_failure_for_each_finding() -> None:
    suite = ET.fromstring(as_junit(Report.of(FINDINGS, Path("kb"))))
    assert (suite.get("tests"), suite.get("failures")) == ("2", "2")
    assert [case.get("name") for case in suite] == ["PB207 kb/a,b:c.yaml:3:5", "PB210 kb/v.yaml"]
    assert suite[0][0].get("message") == "error: the id 'a.b' is taken <&\"%"


def test_junit_without_findings_has_one_test_that_passes() -> None:
    suite = ET.fromstring(as_junit(Report.of((), Path("kb"))))
    assert (suite.get("tests"), suite.get("failures")) == ("1", "0")


def test_sarif_names_rules_places_and_related_places() -> None:
    (found,) = json.loads(as_sarif(Report.of(FINDINGS, Path("kb"))))["runs"]
    assert [rule["id"] for rule in found["tool"]["driver"]["rules"]] == ["PB207", "PB210"]
    first, second = found["results"]
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "kb/a%2Cb%3Ac.yaml"},
        "region": {"startLine": 3, "startColumn": 5},
    }
    assert first["relatedLocations"][0]["message"] == {"text": "the first one"}
    assert (second["level"], second["ruleIndex"]) == ("warning", 1)
    assert "region" not in second["locations"][0]["physicalLocation"]


def test_github_annotations_escape_what_has_a_meaning_there() -> None:
    first, second = as_github(Report.of(FINDINGS, Path())).splitlines()
    assert first == (
        "::error file=kb/a%2Cb%3Ac.yaml,line=3,col=5,title=PB207::the id 'a.b' is taken <&\"%25; rename one of them"
    )
    assert second.startswith("::warning file=kb/v.yaml,line=1,col=1,title=PB210::")


def test_compact_is_one_line_a_finding() -> None:
    assert as_compact(Report.of(FINDINGS, Path())).splitlines() == [
        "kb/a,b:c.yaml:3:5: error[PB207] the id 'a.b' is taken <&\"%; rename one of them",
        "kb/v.yaml:1:1: warning[PB210] nothing uses 'x.y'",
    ]


def test_json_holds_every_field() -> None:
    document = json.loads(as_json(Report.of(FINDINGS, Path())))
    kept = ("file", "line", "column", "code", "level", "message", "advice", "path")
    for written, finding in zip(document["findings"], FINDINGS, strict=True):
        assert {key: written[key] for key in kept} == {key: finding.to_dict()[key] for key in kept}


def test_a_long_line_is_cut_around_the_caret(tmp_path: Path) -> None:
    (tmp_path / "long.yaml").write_text("x" * 500 + "!" + "y" * 500, "utf-8")
    finding = Finding("PB001", "here", Location(str(tmp_path / "long.yaml"), 1, 501))
    _, line, caret, _ = as_text(Report.of((finding,), tmp_path)).splitlines()
    assert len(line) < 200
    assert line[caret.index("^")] == "!"


def test_a_terminal_gets_bold_headings_and_the_same_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    show("Head [bold]\n  body :smile:\n\nNext\n")
    out = capsys.readouterr().out
    assert out.replace("\x1b[1m", "").replace("\x1b[0m", "") == "Head [bold]\n  body :smile:\n\nNext\n"
    assert out.count("\x1b[1m") == 2


def test_the_library_loads_neither_click_nor_rich_nor_documents() -> None:
    program = (
        "import sys, diagnose; from diagnose import Intake, diagnose\n"
        "print(sorted({'click', 'rich', 'pydantic', 'networkx'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, env=environment, check=True, timeout=60
    )
    assert found.stdout == b"[]\n"


def test_the_same_intake_is_explained_in_the_same_bytes_under_any_hash_seed() -> None:
    command = [sys.executable, "-m", "diagnose", "explain", "examples/intakes/more-facts.yaml", "--lang", "ru"]
    outputs = {
        subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=False,
            timeout=60,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(outputs) == 1
    assert outputs.pop().startswith("Решение".encode())


# hostile input


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "kb"
    assert run(["new", "printing.no-power", "--kb", str(folder)]) == 0
    return folder


GOOD = b"equipment: desk-device\nchannel: phone\nsymptoms: {device.works: dead, device.lights: 'off'}\nstory: words\n"
CODES = {0, 4, 10, 20, 21}
RELAXED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@RELAXED
@given(content=st.binary(max_size=200))
def test_any_bytes_as_intake_end_in_a_documented_code(kb: Path, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "intake"
    path.write_bytes(content)
    assert run(["run", str(path), "--kb", str(kb)]) in CODES


@RELAXED
@given(start=st.integers(0, len(GOOD)), length=st.integers(0, 20), put=st.binary(max_size=12))
def test_a_damaged_intake_ends_in_a_documented_code(
    kb: Path, tmp_path: Path, start: int, length: int, put: bytes
) -> None:
    path = tmp_path / "intake"
    path.write_bytes(GOOD[:start] + put + GOOD[start + length :])
    assert run(["explain", str(path), "--kb", str(kb)]) in CODES


@RELAXED
@given(data=st.data())
def test_a_damaged_knowledge_base_ends_in_a_documented_code(kb: Path, tmp_path: Path, data: st.DataObject) -> None:
    copy = tmp_path / "copy"
    names = sorted(path.relative_to(kb) for path in kb.rglob("*.yaml"))
    damaged = data.draw(st.sampled_from(names))
    for name in names:
        content = (kb / name).read_bytes()
        if name == damaged:
            start = data.draw(st.integers(0, len(content)))
            length = data.draw(st.integers(0, 30))
            content = content[:start] + data.draw(st.binary(max_size=10)) + content[start + length :]
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes(content)
    assert run(["check", str(copy)]) in {0, 1}
    assert run(["test", "--kb", str(copy)]) in {0, 1, 3, 5}
