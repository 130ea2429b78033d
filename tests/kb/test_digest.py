"""The digest names what a knowledge base means, not how or where it is written."""

from __future__ import annotations

import json

import pytest

from diagnose.kb.compile import compile_documents
from diagnose.kb.documents.meaning import canonical
from diagnose.kb.load import load
from diagnose.rules.python import PythonRules
from tests.kb.folders import FILES, SUPPORT, TONER, document, documents, write


def digest(files=FILES, **options) -> str:
    kb, findings = compile_documents(documents(files), **options)
    assert kb is not None, findings
    return kb.digest


SAME = {
    "comments": ("toner.yaml", "revision: 3", "revision: 3   # the third"),
    "quotes": ("toner.yaml", "frequency: common", "frequency: 'common'"),
    "order of keys": ("toner.yaml", "revision: 3\nreviewed: 2026-10-01\n", "reviewed: 2026-10-01\nrevision: 3\n"),
    "order of tests": (
        "support.yaml",
        "{equipment: [printer, router], location: [msk]}",
        "{location: [msk], equipment: [printer, router]}",
    ),
    "block or flow": (
        "toner.yaml",
        "applies_to: {equipment: laser-printer}",
        "applies_to:\n  equipment: laser-printer",
    ),
    "a default written out": ("toner.yaml", "revision: 3", "status: approved\nrevision: 3"),
}


@pytest.mark.parametrize(("file", "old", "new"), SAME.values(), ids=SAME)
def test_the_way_of_writing_does_not_count(file, old, new):
    assert old in FILES[file]
    assert digest(FILES | {file: FILES[file].replace(old, new, 1)}) == digest()


OTHER = {
    "a word": ("toner.yaml", "Rock it gently.", "Rock it."),
    "a value": ("toner.yaml", "print.output: faded", "print.output: blank"),
    "a revision": ("toner.yaml", "revision: 3", "revision: 4"),
    "the order of steps": ("toner.yaml", "step: shake-cartridge", "step: rock-cartridge"),
    "a setting": ("kb.yaml", "hour: 40", "hour: 41"),
    "the vocabulary": ("words.yaml", "unit: pages", "unit: sheets"),
    "the organisation": ("support.yaml", "respond: 4 h", "respond: 5 h"),
    "a conclusion": ("used-up.yaml", "printer.toner_low: true", "printer.toner_low: false"),
}


@pytest.mark.parametrize(("file", "old", "new"), OTHER.values(), ids=OTHER)
def test_what_is_said_counts(file, old, new):
    text = FILES[file].replace(old, new, 1)
    text = text.replace("after: [shake-cartridge]", "after: [rock-cartridge]") if "rock-cart" in new else text
    assert text != FILES[file]
    assert digest(FILES | {file: text}) != digest()


def test_the_order_of_lines_counts_for_it_is_their_rank():
    first, second = SUPPORT.splitlines(keepends=True)[2:4]
    swapped = SUPPORT.replace(first + second, second + first)
    files = {name: text for name, text in FILES.items() if name != "toner.yaml"}
    assert digest(files | {"support.yaml": swapped}) != digest(files)


def test_names_of_files_and_fixture_cases_do_not_count(tmp_path):
    one = load(write(tmp_path / "one", FILES))
    cases = "cases: printing.blank\ntests:\n  - {name: x, intake: {equipment: printer}, expect: {outcome: plan}}\n"
    renamed = {f"deep/down/{number}.yaml": text for number, text in enumerate(FILES.values()) if "format" not in text}
    other = load(write(tmp_path / "other", renamed | {"kb.yaml": FILES["kb.yaml"], "x.cases.yaml": cases}))
    assert one.digest == other.digest
    assert len(one.digest) == 64


def test_a_draft_counts_only_where_it_takes_part():
    draft = TONER.replace("printing.toner-empty", "a.draft").replace("revision: 3", "status: draft")
    files = FILES | {"draft.yaml": draft}
    assert digest(files) == digest()
    assert digest(files, drafts=True) != digest()


def test_the_revision_of_python_rules_counts():
    def rules(revision: int) -> type:
        return type(
            "Rules", (PythonRules,), {"reads": ("printer.pages",), "sets": ("printer.supply",), "revision": revision}
        )

    one, two = (digest(rules=[rules(number)]) for number in (1, 2))
    assert len({digest(), one, two}) == 3


def test_the_meaning_of_a_document_is_json():
    for text in FILES.values():
        json.loads(canonical(document(text)))
    assert canonical(document('conclusion: a.b\nwhen: {c.d: [x, \'1\']}\nsets: {e.f: "q\\""}\nrevision: 2\n')) == (
        '{"conclusion":"a.b","revision":2,"sets":{"e.f":"q\\""},"when":{"c.d":["x","1"]}}'
    )
