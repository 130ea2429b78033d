"""The schemas and ``check`` agree, in readers of YAML 1.1 and of YAML 1.2, as far as a schema can say it.

Where they cannot:

- A reader of YAML 1.1 makes a yes/no of ``no``, ``on`` or ``y`` without quotes, where ``check`` reads an id, a language
  or a key. For texts ``check`` says so (PB113); such ids need quotes.
- A reader of YAML 1.1 makes a text of ``1e3``, which is a number to us and to YAML 1.2.
- ``True`` and ``yes`` are no yes/no to ``check``, which takes ``true`` and ``false`` alone; their readers take them.
- What depends on the declaration of an attribute is known to the schema with the vocabulary alone, and within the
  vocabulary document itself not at all; nor do schemas know time zones.
- What ``expect``, ``table`` and ``{remove: true}`` name is looked at by ``diagnose test``.
- A list of facts, each naming its attribute, is looked at as such; a null among phrases is taken for its text.
- A list in the list of kinds or places that a condition tests is taken as if it stood alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from random import Random

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose import Severity, check, load
from diagnose.kb.documents.schema import DRAFTS, SCHEMA_NAMES, json_schema
from diagnose.kb.vocabulary_schema import vocabulary_schema
from diagnose.nodes import find_documents
from tests.plugin.lamps import ROOT
from tests.schemas.mutants import changed
from tests.schemas.office import FILES, KINDS, written
from tests.schemas.readers import READERS

VALIDATORS = {"7": jsonschema.Draft7Validator, "2020-12": jsonschema.Draft202012Validator}
SHAPE = {"PB101", "PB102", "PB103", "PB104", "PB116"}

YES_OR_NO = re.compile(r"(?<![\w'.-])(?:y|Y|yes|Yes|n|N|no|No|on|On|off|Off|true|True|false)(?![\w'.-])")
UNKNOWABLE = ("time zone",)


@dataclass(frozen=True, repr=False)
class Office:
    """A knowledge base in a folder, and validators by kind: general ones, and with its vocabulary."""

    folder: Path
    general: dict
    spoken: dict


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = written(tmp_path_factory.mktemp("office"))
    kb = load(folder)
    kinds = sorted(set(KINDS.values()))
    general = {kind: jsonschema.Draft202012Validator(json_schema(kind)) for kind in kinds}
    spoken = {kind: jsonschema.Draft202012Validator(vocabulary_schema(kind, kb)) for kind in kinds}
    return Office(folder, general, spoken)


def found_in(folder, name, text):
    """What check says about the knowledge base with another text for the file."""
    path = folder / name
    path.write_text(text, "utf-8")
    try:
        return check(folder)
    finally:
        path.write_text(FILES[name], "utf-8")


# no change


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_every_schema_is_a_schema_of_its_draft(name, draft, office):
    kb = load(office.folder)
    for schema in (json_schema(name, draft), vocabulary_schema(name, kb, draft)):
        VALIDATORS[draft].check_schema(schema)
        assert schema["$schema"] == VALIDATORS[draft].META_SCHEMA["$schema"]


def test_the_small_knowledge_base_is_clean(office):
    assert [
        each for each in check(office.folder) if each.severity > Severity.INFO and each.code[:4] in ("PB10", "PB11")
    ] == []


@pytest.mark.parametrize("reader", sorted(READERS))
@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize("name", sorted(FILES))
def test_accepted_documents_fit_all_schemas(name, draft, reader, office):
    kb = load(office.folder)
    read = READERS[reader](FILES[name])
    for kind in (KINDS[name], "document"):
        for schema in (json_schema(kind, draft), vocabulary_schema(kind, kb, draft)):
            assert [error.message for error in VALIDATORS[draft](schema).iter_errors(read)] == []


@pytest.mark.parametrize("reader", sorted(READERS))
def test_shipped_documents_fit_the_schemas_with_their_own_vocabulary(reader):
    folder = ROOT / "playbooks"
    kb = load(folder, drafts=True)
    validator = jsonschema.Draft7Validator(vocabulary_schema("document", kb, "7", "ru"))
    paths = find_documents(folder)
    wrong = {
        path.name: jsonschema.exceptions.best_match(validator.iter_errors(READERS[reader](path.read_text("utf-8"))))
        for path in paths
    }
    assert {name: error.message for name, error in wrong.items() if error} == {}
    assert len(paths) > 80


# one change


@settings(max_examples=150)
@given(seed=st.integers(0, 2**32), name=st.sampled_from(sorted(FILES)))
def test_what_check_accepts_fits_and_what_it_refuses_for_its_shape_does_not(seed, name, office):
    text = changed(FILES[name], Random(seed))
    findings = found_in(office.folder, name, text)
    errors = [each for each in findings if each.severity is Severity.ERROR]
    kind = KINDS[name]
    for reader, read in READERS.items():
        content = read(text)
        if not errors and all(each.code != "PB113" for each in findings):
            for validator in (office.general[kind], office.spoken[kind]):
                wrong = jsonschema.exceptions.best_match(validator.iter_errors(content))
                assert wrong is None or excused(wrong, reader), (reader, wrong.message, text)
        elif all(each.code in SHAPE and each.at.file.endswith(f"/{name}") for each in errors):
            fits = office.spoken[kind].is_valid(content)
            assert not (fits and errors) or beyond_a_schema(errors[0], name, text), (reader, str(errors[0]), text)


def excused(wrong, reader):
    """Whether a document may be accepted by check and yet not fit: see the list at the top."""
    path, instance = set(wrong.absolute_path), wrong.instance
    if {"expect", "expect_each", "table"} & path:
        return True
    if instance is None and {"labels", "phrases"} & path:
        return True
    if isinstance(instance, bool) or re.search("'(true|false)': ", str(instance)):
        return True
    if "change" in path and "'remove': " in str(instance):
        return True
    return (reader == "1.1" and instance == "1e3") or instance in (["msk"], ["laser-printer"])


def beyond_a_schema(error, name, text):
    """Whether a document may be refused by check for its shape and yet fit: see the list at the top."""
    if any(words in error.message for words in UNKNOWABLE):
        return True
    line = text.splitlines()[error.at.line - 1] if error.at.line else ""
    if YES_OR_NO.search(line[error.at.column - 1 :][:6]):
        return True
    if "facts[" in error.message:
        return True
    return name == "vocabulary.yaml" and error.code == "PB102" and " takes " in error.message


# what is excused, one by one


def shape(text, reader, kind="playbook"):
    return jsonschema.Draft202012Validator(json_schema(kind)).is_valid(READERS[reader](text))


ADVICE = FILES["switched-off.yaml"]


def test_a_language_that_is_called_no_needs_quotes_in_yaml_11(office):
    text = ADVICE.replace("say: {en: Switch it on.}", "say: {no: Sla den av.}")
    assert [
        each.code for each in found_in(office.folder, "switched-off.yaml", text) if each.severity is Severity.ERROR
    ] == []
    assert (shape(text, "1.1"), shape(text, "1.2")) == (False, True)


def test_a_text_that_is_a_number_to_others_is_a_finding(office):
    text = ADVICE.replace("title: The printer is switched off", "title: 12:30")
    assert "PB113" in [each.code for each in found_in(office.folder, "switched-off.yaml", text)]
    assert (shape(text, "1.1"), shape(text, "1.2")) == (False, True)


def test_a_time_of_day_without_quotes_fits_in_both():
    text = FILES["support.yaml"].replace("'13:00'", "13:00")
    assert (shape(text, "1.1", "support"), shape(text, "1.2", "support")) == (True, True)


def test_a_date_fits_in_both_quoted_or_not():
    for written_so in ("2026-10-01", "'2026-10-01'"):
        text = FILES["toner-empty.yaml"].replace("reviewed: 2026-10-01", f"reviewed: {written_so}")
        assert (shape(text, "1.1"), shape(text, "1.2")) == (True, True)
