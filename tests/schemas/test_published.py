"""The copies of the schemas that are published are those that the program prints; ``diagnose new`` points at them."""

from __future__ import annotations

import json

import pytest

from diagnose import load
from diagnose.casework.dossier import dossier_schema
from diagnose.cli.app import run
from diagnose.kb.documents.schema import SCHEMA_NAMES, json_schema
from tests.plugin.lamps import ROOT
from tests.schemas.office import written

NAMES = tuple(sorted((*SCHEMA_NAMES, "dossier")))
FOLDERS = {"7": ROOT / "schemas", "2020-12": ROOT / "schemas" / "2020-12"}


def made(name, draft):
    return dossier_schema(draft) if name == "dossier" else json_schema(name, draft)


@pytest.mark.parametrize("draft", sorted(FOLDERS))
@pytest.mark.parametrize("name", NAMES)
def test_the_published_copy_is_fresh(name, draft):
    """Made with: diagnose schema --draft 7 --out schemas; diagnose schema --out schemas/2020-12."""
    assert json.loads((FOLDERS[draft] / f"{name}-v1.json").read_text("utf-8")) == made(name, draft)


@pytest.mark.parametrize("folder", FOLDERS.values(), ids=sorted(FOLDERS, reverse=True))
def test_nothing_else_is_published(folder):
    assert sorted(path.name for path in folder.glob("*.json")) == sorted(f"{name}-v1.json" for name in NAMES)


@pytest.mark.parametrize("options", [[], ["--draft", "7"]], ids=["newest", "draft 7"])
def test_the_files_are_what_is_printed(options, tmp_path, capsys):
    assert run(["schema", *options, "--out", str(tmp_path / "made")]) == 0
    assert f"wrote {(tmp_path / 'made' / 'cases-v1.json').as_posix()}" in capsys.readouterr().out
    assert run(["schema", *options]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert {path.name: json.loads(path.read_text("utf-8")) for path in (tmp_path / "made").iterdir()} == {
        f"{name}-v1.json": schema for name, schema in printed.items()
    }


def test_a_folder_that_cannot_be_written_is_said(tmp_path, capsys):
    (tmp_path / "made").write_text("a file", "utf-8")
    assert run(["schema", "--out", str(tmp_path / "made")]) in (2, 74)
    assert "made" in capsys.readouterr().err


# the vocabulary


@pytest.fixture
def spoken(tmp_path, capsys):
    """The schema of playbooks and that of cases with the vocabulary of the small office."""
    written(tmp_path)

    def schema(kind, *options):
        assert run(["schema", kind, "--with-vocabulary", "--kb", str(tmp_path), *options]) == 0
        return json.loads(capsys.readouterr().out)

    return schema


def test_attributes_come_with_their_questions_and_values_with_their_words(spoken):
    defined = spoken("playbook")["$defs"]
    assert defined["condition"]["properties"]["print.output"] == {"$ref": "#/$defs/test:print.output"}
    assert defined["test:print.output"]["description"] == "What does the page look like?"
    value = defined["value:print.output"]
    assert dict(zip(value["enum"], value["enumDescriptions"], strict=True)) == {
        "normal": "",
        "faded": "pale; too light; washed out",
        "blank": "",
        "white": "",
    }


def test_words_come_in_the_language_that_is_asked_for(spoken):
    defined = spoken("playbook", "--lang", "ru")["$defs"]
    assert defined["test:print.output"]["description"] == "Как выглядит страница?"
    assert "бледная; бледно печатает" in defined["value:print.output"]["enumDescriptions"]


def test_former_names_are_taken_and_marked(spoken):
    defined = spoken("playbook")["$defs"]
    former = {"description": "now called print.output", "deprecated": True, "$ref": "#/$defs/test:print.output"}
    assert defined["condition"]["properties"]["print.page"] == former


def test_lines_channels_equipment_and_steps_are_listed(spoken):
    playbook, cases = spoken("playbook")["$defs"], spoken("cases")["$defs"]
    step = playbook["StepDocument"]["properties"]
    assert step["by"]["enum"] == ["line-1", "line-2", "line-3"]
    assert step["via"]["items"]["enum"] == ["mail", "on-site", "phone"]
    assert cases["value:equipment"]["enum"] == ["laser-printer", "printer", "laser"]
    expect = cases["expect"]["properties"]
    assert expect["first_step"]["anyOf"][0]["enum"] == ["replace-cartridge", "shake-cartridge"]
    assert expect["fault"]["anyOf"][0]["enum"] == ["printing.switched-off", "printing.toner-empty"]


@pytest.mark.parametrize(
    ("kind", "content", "fits"),
    [
        ("playbook", {"when": {"print.output": "faded"}}, True),
        ("playbook", {"when": {"print.output": "fadded"}}, False),
        ("playbook", {"when": {"print.outptu": "faded"}}, False),
        ("playbook", {"when": {"print.output": {"at_least": 3}}}, False),
        ("playbook", {"when": {"printer.pages": {"at_least": 3}}}, True),
        ("playbook", {"when": {"printer.pages": 100_001}}, False),
        ("playbook", {"when": {"ups.voltage": {"below": "200 mV"}}}, True),
        ("playbook", {"when": {"ups.voltage": {"below": "200 kV"}}}, False),
        ("playbook", {"applies_to": {"equipment": "laser-printer"}}, True),
        ("playbook", {"applies_to": {"equipment": "plotter"}}, False),
        ("playbook", {"when": {"printer.power": True}}, True),
        ("playbook", {"when": {"printer.error": "true"}}, False),
        ("playbook", {"shows": {"print.output": {"faded": "seldom"}}}, False),
        ("playbook", {"frequency": "frequent"}, False),
        ("playbook", {"replaced_by": "printing.one-that-is-not-there-yet"}, True),
    ],
)
def test_the_words_of_the_knowledge_base_are_checked(kind, content, fits, spoken):
    jsonschema = pytest.importorskip("jsonschema")
    whole = {"playbook": "a.b", "title": "x", "outcome": "no-fault", "say": "y", **content}
    assert jsonschema.Draft202012Validator(spoken(kind)).is_valid(whole) is fits


def test_the_schema_is_the_same_on_every_run(tmp_path):
    from diagnose.kb.vocabulary_schema import vocabulary_schema

    written(tmp_path)
    one, other = (json.dumps(vocabulary_schema("document", load(tmp_path), "7")) for _ in range(2))
    assert one == other


# what new writes


def test_new_documents_name_their_schema_where_there_is_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(["schema", "--draft", "7", "--out", "schemas"]) == 0
    assert run(["new", "lamp.no-power"]) == 0
    first = {
        path.relative_to(tmp_path).as_posix(): path.read_text("utf-8").splitlines()[0]
        for path in sorted((tmp_path / "playbooks").rglob("*.yaml"))
    }
    assert first == {
        "playbooks/kb.yaml": "# yaml-language-server: $schema=../schemas/kb-v1.json",
        "playbooks/lamp/no-power.cases.yaml": "# yaml-language-server: $schema=../../schemas/cases-v1.json",
        "playbooks/lamp/no-power.yaml": "# yaml-language-server: $schema=../../schemas/playbook-v1.json",
        "playbooks/support.yaml": "# yaml-language-server: $schema=../schemas/support-v1.json",
        "playbooks/vocabulary.yaml": "# yaml-language-server: $schema=../schemas/vocabulary-v1.json",
    }
    assert run(["check", "playbooks"]) == 0


def test_new_documents_name_no_schema_where_there_is_none(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(["new", "lamp.no-power"]) == 0
    assert "$schema" not in (tmp_path / "playbooks" / "kb.yaml").read_text("utf-8")
