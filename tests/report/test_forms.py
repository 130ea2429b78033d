"""Findings in every form: what is underlined, and what other programs read."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnose.authoring.checking import Sources, check_folder
from diagnose.cli.exchange import as_json, as_junit, as_tap
from diagnose.cli.findings import FORMATS, as_github, as_text
from diagnose.cli.report import Report
from diagnose.cli.sarif import as_sarif
from diagnose.errors import Finding, Fix, FixKind, Location, Severity
from diagnose.wording import worded
from tests.report.folders import REMARKED, TONER, small

HERE = Path(__file__).parent
TEXT = "a: 'é𝄞' # c\nb: {c: [x, y]}\nd: |\n  long\n  text\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text(TEXT, "utf-8")
    return path


def finding(file, line, column, **more):
    return Finding("PB113", "this is wrong", Location(str(file), line, column), Severity.WARNING, "do that", **more)


def report(file, *findings, **more):
    return Report(findings, Sources(file.parent), **more)


@pytest.mark.parametrize(
    ("line", "column", "carets"),
    [(1, 1, "^"), (1, 4, "   ^^^^"), (2, 1, "^"), (2, 4, "   ^^^^^^^^^^^"), (2, 8, "       ^^^^^^"), (3, 4, "   ^")],
    ids=["key", "quotes", "other key", "braces", "brackets", "block"],
)
def test_all_of_what_is_wrong_is_underlined(file, line, column, carets):
    lines = as_text(report(file, finding(file, line, column))).splitlines()
    assert lines[2] == f"    | {carets}"


def test_a_place_in_what_cannot_be_read_gets_one_caret(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("a: [b\n", "utf-8")
    assert as_text(report(path, finding(path, 1, 4))).splitlines()[2] == "    |    ^"


def test_witness_and_fix_are_shown(file):
    found = finding(file, 1, 4, witness="{equipment: router}", fix=Fix(FixKind.REPLACE, Location(str(file), 1, 4), "x"))
    lines = as_text(report(file, found)).splitlines()
    assert lines[3:6] == [
        "    = do that",
        "    = for example: intake: {equipment: router}",
        "    = `diagnose fix` corrects it",
    ]


def test_the_text_is_russian_where_it_is_asked_for(file):
    found = replace(
        finding(file, 1, 4, witness="{}"),
        message=worded("no finding has the code '{code}'", code="PB999"),
        advice="`diagnose codes` lists the codes",
    )
    assert as_text(report(file, found, language="ru")).splitlines() == [
        f"{file}:1:4: предупреждение[PB113] кода 'PB999' нет",
        "  1 | a: 'é𝄞' # c",
        "    |    ^^^^",
        "    = список кодов показывает `diagnose codes`",
        "    = например: intake: {}",
        "предупреждений: 1",
    ]


def test_json_has_spans_in_code_points_and_in_utf_16(file):
    found = finding(file, 1, 9, related=((Location(str(file), 2, 1), "the other"),), subject="a.b", witness="{x: y}")
    (data,) = json.loads(as_json(report(file, found)))["findings"]
    assert data["range"] == {
        "start": {"line": 1, "column": 9, "utf16": 10},
        "end": {"line": 1, "column": 12, "utf16": 13},
    }
    assert (data["subject"], data["witness"], data["help"]) == ("a.b", "{x: y}", "diagnose codes PB113")
    assert data["url"] == "docs/codes/PB113.md"
    assert data["related"][0]["range"]["end"] == {"line": 2, "column": 2, "utf16": 2}


def test_json_has_the_edits_of_a_fix(file):
    found = finding(file, 2, 8, fix=Fix(FixKind.REMOVE, Location(str(file), 2, 12)))
    (data,) = json.loads(as_json(report(file, found)))["findings"]
    assert data["fixes"] == [
        {
            "kind": "remove",
            "edits": [
                {
                    "file": str(file),
                    "range": {
                        "start": {"line": 2, "column": 10, "utf16": 10},
                        "end": {"line": 2, "column": 13, "utf16": 13},
                    },
                    "text": "",
                }
            ],
        }
    ]


def test_annotations_know_the_end_of_the_span(file):
    assert as_github(report(file, finding(file, 1, 4))) == (
        f"::warning file={file},line=1,col=4,endColumn=8,title=PB113::this is wrong; do that"
    )


def test_tap_counts_points_and_escapes(file):
    found = replace(finding(file, 1, 4), message="# and \\")
    assert as_tap(report(file, found)).splitlines() == [
        "TAP version 14",
        "1..1",
        f"not ok 1 - {file}:1:4: warning[PB113] \\# and \\\\; do that",
    ]
    assert as_tap(report(file)) == "TAP version 14\n1..1\nok 1 - check"


@pytest.fixture(scope="module")
def sarif():
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((HERE / "sarif-schema-2.1.0.json").read_text("utf-8"))
    validator = jsonschema.validators.validator_for(schema)
    validator.check_schema(schema)
    return validator(schema, format_checker=validator.FORMAT_CHECKER)


def problems(sarif, log):
    return [f"{error.json_path}: {error.message}" for error in sarif.iter_errors(json.loads(log))]


def full_report(folder):
    toner = TONER.replace("sector: printing", "sector: printers")
    checked = check_folder(small(folder, words=REMARKED, toner=toner))
    first = checked.findings[0].at
    extra = (
        Finding("PB303", "x", Location(""), Severity.INFO),
        Finding("PB999", "y", Location(first.file), Severity.WARNING, witness="{a: b}", subject="a.b"),
        Finding("PB113", "z", first, fix=Fix(FixKind.REPLACE, first, "new"), related=((first, "here"),)),
        Finding("PB003", "w", first, fix=Fix(FixKind.RESAVE, first)),
    )
    assert checked.suppressed
    assert any(each.related for each in extra)
    return Report((*checked.findings, *extra), checked.sources, checked.suppressed)


def test_the_schema_of_sarif_finds_mistakes(sarif):
    assert problems(sarif, '{"version": "2.1.0"}')
    assert problems(sarif, '{"version": "2.1.0", "runs": [{"tool": {"driver": {}}}]}')


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("help_url", ["", "https://wiki.example/codes/{code}"])
def test_sarif_follows_the_published_schema(tmp_path, sarif, language, help_url):
    full = replace(full_report(tmp_path), language=language, help_url=help_url)
    log = as_sarif(full)
    assert problems(sarif, log) == []
    assert problems(sarif, as_sarif(report(tmp_path / "x.yaml"))) == []
    (run,) = json.loads(log)["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(result["ruleId"] == rules[result["ruleIndex"]] for result in run["results"])
    assert bool(help_url) == any("helpUri" in rule for rule in run["tool"]["driver"]["rules"])


def test_sarif_has_fixes_related_places_and_suppressions(tmp_path):
    (run,) = json.loads(as_sarif(full_report(tmp_path)))["runs"]
    (fixed,) = [result for result in run["results"] if "fixes" in result]
    (change,) = fixed["fixes"][0]["artifactChanges"]
    (replaced,) = change["replacements"]
    assert replaced["insertedContent"] == {"text": "new"}
    assert fixed["relatedLocations"][0]["message"] == {"text": "here"}
    (held,) = [result for result in run["results"] if "suppressions" in result]
    assert held["ruleId"] == "PB210"
    assert held["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "it is asked by hand"}]


def test_a_fingerprint_stays_when_lines_move_and_no_two_are_the_same(file):
    def marks(text):
        file.write_text(text, "utf-8")
        offset = text.count("# moved")
        found = [finding(file, line + offset, 1) for line in (1, 2)] + [finding(file, 1 + offset, 1)]
        (run,) = json.loads(as_sarif(report(file, *found)))["runs"]
        return [result["partialFingerprints"]["codeFileLineMessage/v2"] for result in run["results"]]

    before = marks(TEXT)
    assert marks("# moved\n" + TEXT) == before
    assert len(set(before)) == 3


def test_suppressed_findings_are_skipped_tests(tmp_path):
    full = full_report(tmp_path)
    suite = ET.fromstring(as_junit(full))
    assert (suite.get("failures"), suite.get("skipped")) == (str(len(full.findings)), "1")
    assert [case[0].get("message") for case in suite if case[0].tag == "skipped"] == ["it is asked by hand"]
    assert f"ok {len(full.findings) + 1} - " in as_tap(full)


TEXTS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",)) | st.sampled_from("\n\r\x1b\x00<>&\"'#%:,\\]"),
    max_size=30,
)


@given(TEXTS, TEXTS, TEXTS, st.integers(0, 9), st.integers(0, 40))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_a_finding_says_breaks_a_form(tmp_path_factory, sarif, message, advice, name, line, column):
    at = Location(name, line, column if line else 0)
    found = Finding("PB101", message, at, advice=advice, related=((at, advice),), witness=message)
    made = Report((found,), Sources(tmp_path_factory.getbasetemp()))
    shown = {form: write(made) for form, write in FORMATS.items()}
    assert json.loads(shown["json"])["findings"][0]["code"] == "PB101"
    assert problems(sarif, shown["sarif"]) == []
    assert len(ET.fromstring(shown["junit"])) == 1
    assert len(re.split("\r\n|\n|\r", shown["compact"])) == 1 + len(re.findall("\r\n|\n|\r", name))
    assert len(shown["tap"].split("\n")) == 3
    assert len(re.split("\r\n|\n|\r", shown["github"])) == 1
