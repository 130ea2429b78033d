"""Nothing depends on the order in which documents are read: PB414 of other catalogues cannot happen here."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import pytest

from diagnose.desk import diagnose
from diagnose.kb.checks import Subject
from diagnose.kb.compile import Documents, assemble, translate
from diagnose.kb.lint import in_order, run_checks
from diagnose.kb.logic import Satisfied
from diagnose.kb.reading import read_folder
from tests.kb.folders import FILES
from tests.kb.folders import documents as documents_of
from tests.rulebase.texts import conclusion, playbook

SHIPPED = Path(__file__).parents[2] / "playbooks"

FLAWED = FILES | {
    "a.yaml": conclusion("a", "{printer.toner_low: true}"),
    "b.yaml": conclusion("b", "{printer.toner_low: true, printer.pages: {at_least: 9}}"),
    "c.yaml": conclusion("c", "{printer.toner_low: true}", "{printer.supply: fine}"),
    "d.yaml": playbook("d", "{print.output: faded}", "frequency: rare"),
    "e.yaml": playbook("e", "{print.output: faded}", "frequency: rare"),
    "f.yaml": playbook("f", "{print.output: faded}", "frequency: common"),
}
"""A small knowledge base with many findings about rules side by side."""


@cache
def shipped():
    """The shipped documents, cases aside, in the order in which they were read."""
    read = read_folder(SHIPPED).documents
    return (*read.settings, *read.vocabularies, *read.supports, *read.conclusions, *read.playbooks)


def everything(documents):
    """Digest, findings, and the answers to a case of each third playbook."""
    sorted_documents = Documents.of(documents)
    translation, found = translate(sorted_documents)
    kb, compiled = assemble(translation, found)
    subject = Subject(sorted_documents, translation)
    findings = in_order((*compiled, *run_checks(subject, thorough=True)))
    answers = [] if kb is None else [diagnose(case, kb).to_json() for case in cases_of(subject)]
    return translation.digest, [str(finding) + finding.witness for finding in findings], answers


def cases_of(subject):
    chosen = sorted(subject.meaning.playbooks, key=lambda each: each.id)[::12]
    answers = [subject.around.reasoning.logic.solve(each.condition) for each in chosen]
    return [answer.witness.to_intake() for answer in answers if isinstance(answer, Satisfied)]


@pytest.mark.parametrize("seed", range(2))
def test_the_shipped_knowledge_base_answers_the_same_in_any_order_of_files(seed):
    shuffled = list(shipped())
    Random(seed).shuffle(shuffled)
    assert everything(shuffled) == everything(shipped())


def test_the_same_is_found_in_any_order_of_files():
    documents = list(documents_of(FLAWED))
    before = everything(documents)
    codes = {line.split(": ", 1)[1].split(" ", 1)[0] for line in before[1]}
    assert {"PB401", "PB404", "PB405", "PB406"} <= codes
    for seed in range(20):
        Random(seed).shuffle(documents)
        assert everything(documents) == before
