"""The shipped knowledge base: clean, tested, in both languages, and readable by any reader of YAML."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from diagnose import check, load
from diagnose.authoring.fixtures import run_case
from diagnose.authoring.suite import about_the_suite, read_suite

PLAYBOOKS = Path(__file__).parents[1] / "playbooks"
FILES = sorted(PLAYBOOKS.rglob("*.yaml"))
KB = load(PLAYBOOKS)
SUITE = read_suite(PLAYBOOKS)


def test_nothing_is_found_wrong():
    assert [str(finding) for finding in check(PLAYBOOKS)] == []
    assert [str(finding) for finding in (*SUITE.findings, *about_the_suite(SUITE.cases, KB))] == []


@pytest.mark.parametrize("area", sorted({case.about.split(".")[0] for case in SUITE.cases}))
def test_all_cases_of_an_area_pass(area):
    cases = [case for case in SUITE.cases if case.about.split(".")[0] == area]
    results = [run_case(case, KB, PLAYBOOKS) for case in cases]
    assert [result.case.id for result in results if not result.state.good] == []


@pytest.mark.parametrize("loader", [yaml.BaseLoader, yaml.CBaseLoader])
def test_every_file_is_read_by_both_parsers_of_pyyaml(loader):
    for file in FILES:
        assert isinstance(yaml.load(file.read_text("utf-8"), Loader=loader), dict), file


def test_every_playbook_has_a_case_that_fits_one_that_does_not_and_one_with_a_fact_missing():
    by_playbook = Counter(case.about for case in SUITE.cases)
    assert {name: by_playbook[name] for name in KB.playbooks if by_playbook[name] < 3} == {}


def test_every_area_has_two_unprecedented_cases():
    found = Counter(
        case.about.split(".")[0]
        for case in SUITE.cases
        if case.expect.outcome and str(case.expect.outcome) == "unprecedented"
    )
    areas = {name.split(".")[0] for name in KB.playbooks}
    assert {area: found[area] for area in areas if found[area] < 2} == {}


def test_every_text_is_there_in_both_languages():
    missing = []
    for playbook in KB.playbooks.values():
        texts = [playbook.title, playbook.because, playbook.say]
        for step in playbook.steps:
            texts += [step.do, step.confirm, *step.needs, *([step.requires.safety] if step.requires else [])]
        if playbook.escalate:
            texts.append(playbook.escalate.because)
        missing += [
            (playbook.id, text)
            for text in texts
            if text and {language for language, _ in text.by_language} != {"en", "ru"}
        ]
    assert missing == []


def test_every_playbook_names_its_sources_and_its_authors():
    assert [
        name for name, each in KB.playbooks.items() if not each.sources or not each.authors or not each.reviewed
    ] == []
