"""Every fixture case of the shipped knowledge base can be explained, whole, in both languages."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from diagnose import Diagnosis, Intake, KnowledgeBase, diagnose, load
from diagnose.authoring.suite import read_suite
from diagnose.explain import LANGUAGES, Against, answer, explain_why, explain_why_not, plain, why, why_not

PLAYBOOKS = Path(__file__).parents[1] / "playbooks"
HEADS = {"en": "Decision: ", "ru": "Решение: "}


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return load(PLAYBOOKS)


@pytest.fixture(scope="module")
def diagnoses(kb: KnowledgeBase) -> list[tuple[str, Diagnosis]]:
    return [(case.id, diagnose(Intake.from_node(case.intake), kb)) for case in read_suite(PLAYBOOKS).cases]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_case_is_explained_without_gaps(diagnoses: list[tuple[str, Diagnosis]], language: str) -> None:
    assert len(diagnoses) > 300
    for name, diagnosis in diagnoses:
        for page in (
            diagnosis.explain(language),
            answer(diagnosis.verdict, diagnosis.memory, diagnosis.kb, language, intake=diagnosis.intake),
        ):
            assert page.startswith(HEADS[language]), name
            assert not re.search(r"\{\w+\}|\bNone\b|  \(| \.(\s|$)", page.replace("{remove", "")), name
            assert not [ch for ch in page if ch != "\n" and unicodedata.category(ch).startswith("C")], name


def test_shipped_texts_exist_in_both_languages(diagnoses: list[tuple[str, Diagnosis]]) -> None:
    for name, diagnosis in diagnoses:
        assert not re.search(r"\[(en|ru)\]", diagnosis.explain("ru") + diagnosis.explain("en")), name


def test_every_playbook_of_the_area_has_a_reason_why_not(
    kb: KnowledgeBase, diagnoses: list[tuple[str, Diagnosis]]
) -> None:
    kinds = set()
    for name, diagnosis in diagnoses:
        for fault in kb.playbooks:
            if fault.split(".")[0] != name.split("/")[0]:
                continue
            found = why_not(fault, diagnosis.verdict, kb)
            kinds.add(found.kind)
            assert bool(found.standings) is (found.kind in {Against.REFUTED, Against.OPEN}), (name, fault)
            assert explain_why_not(found, kb, "ru").startswith(f"Почему не {fault} ")
            assert explain_why(why(fault, diagnosis.verdict, kb), kb, "en").startswith(f"Why {fault} ")
            json.dumps(plain(found))
    assert {Against.REFUTED, Against.OPEN, Against.CHOSEN, Against.LESS_LIKELY} <= kinds


def test_a_refuted_playbook_is_refuted_on_the_spot_where_it_is_written(
    kb: KnowledgeBase, diagnoses: list[tuple[str, Diagnosis]]
) -> None:
    for name, diagnosis in diagnoses[::10]:
        for fault in kb.playbooks:
            found = why_not(fault, diagnosis.verdict, kb)
            if found.kind is not Against.REFUTED:
                continue
            for part in (part for standing in found.standings for part in standing.parts):
                file, line, column = part.place.rsplit(":", 2)
                text = Path(file).read_text("utf-8").splitlines()[int(line) - 1]
                key = part.attribute
                assert text[int(column) - 1 :].startswith(key), (name, fault, part)
