"""What the cases make of mutants: the same as when the whole base is built again and every case is run."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from diagnose import load
from diagnose.authoring.mutation import (
    Killed,
    Operator,
    Unasserted,
    Unnoticed,
    ground_of,
    mutants_of,
    score_of,
    try_mutants,
    variant_of,
    written_in,
)
from diagnose.authoring.mutation.killing import Field
from diagnose.authoring.suite import read_suite
from tests.mutation.folder import TONER_CASES, written
from tests.mutation.naive import killed_by
from tests.mutation.random_bases import case, knowledge

PLAYBOOKS = Path(__file__).parents[2] / "playbooks"


def compare(ground, mutants):
    """The mutants of which the quick way says something else than the slow one."""
    field = Field(ground)
    wrong = []
    for mutant in mutants:
        fate = field.fate(mutant)
        slow = killed_by(ground.kb, mutant.rule, [each.case for each in ground.tried])
        if isinstance(fate, Killed) is not bool(slow) or (slow and fate.by not in slow):
            wrong.append((mutant.id, fate, slow))
    return wrong


@pytest.mark.parametrize("seed", range(10))
def test_random_bases_are_judged_as_if_built_anew(seed):
    random = Random(seed)
    kb = knowledge(random)
    ground = ground_of(kb, [case(random, kb, number) for number in range(25)])
    mutants = mutants_of(kb, {})
    assert compare(ground, random.sample(mutants, min(25, len(mutants)))) == []


@pytest.mark.parametrize("area", ["printing", "access"])
def test_shipped_playbooks_are_judged_as_if_built_anew(area):
    kb = load(PLAYBOOKS)
    random = Random(area)
    cases = [each for each in read_suite(PLAYBOOKS).cases if each.about.startswith(area)]
    mutants = [each for each in mutants_of(kb, written_in(PLAYBOOKS)) if each.rule.id.startswith(area)]
    assert compare(ground_of(kb, random.sample(cases, 30)), random.sample(mutants, 10)) == []


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return written(tmp_path_factory.mktemp("kb"))


def fates(folder):
    kb = load(folder)
    ground = ground_of(kb, read_suite(folder).cases, folder)
    trials = try_mutants(ground, mutants_of(kb, written_in(folder)))
    return {
        (each.mutant.rule.id, each.mutant.operator.value, each.mutant.was, each.mutant.now): each.fate
        for each in trials
    }


def test_a_mutant_dies_where_a_case_expects_something_else(folder):
    found = fates(folder)
    many = "toner.cases.yaml::many pages"
    assert found[
        "printing.much-used", "close", "printer.pages: {at_least: 1500}", "printer.pages: {above: 1500}"
    ] == Killed(many)
    assert found[
        "printing.much-used", "bound", "printer.pages: {at_least: 1500}", "printer.pages: {at_least: 1499}"
    ] == Killed("toner.cases.yaml::few pages")
    assert found["printing.toner", "branch", "printer.lamp: amber", "(left out)"] == Killed(
        "toner.cases.yaml::faded and amber"
    )


def test_a_mutant_survives_where_no_case_tells_it_apart_or_none_expects_what_changes(folder):
    found = fates(folder)
    assert found["printing.toner", "class", "equipment: laser", "equipment: printer"] == Unnoticed()
    weaker = found[
        "printing.toner", "sign", "shows print.output: {faded: usually}", "shows print.output: {faded: often}"
    ]
    assert isinstance(weaker, Unasserted)


def test_a_case_that_fails_or_may_fail_kills_nothing(tmp_path):
    failing = TONER_CASES.replace("fault: printing.toner\n", "fault: printing.cold\n").replace(
        "{outcome: plan, fault: printing.toner}", "{outcome: escalation}"
    )
    folder = written(tmp_path, toner_cases=failing)
    ground = ground_of(load(folder), read_suite(folder).cases)
    assert ground.left_out == 2
    assert {each.case.name for each in ground.tried} == {"few pages", "blank and red"}


def test_a_kept_explanation_kills_unless_it_is_not_to_count(tmp_path):
    golden = TONER_CASES.replace(
        "    expect: {outcome: plan, fault: printing.toner}\n",
        "    expect: {outcome: plan, fault: printing.toner}\n    golden: amber.txt\n",
    )
    folder = written(tmp_path, toner_cases=golden)
    kb = load(folder)
    suite = read_suite(folder)
    from diagnose import Intake, diagnose
    from diagnose.authoring.golden import golden_text

    kept = next(each for each in suite.cases if each.golden)
    (folder / "amber.txt").write_text(golden_text(diagnose(Intake.from_node(kept.intake), kb)), "utf-8")
    mutants = [each for each in mutants_of(kb, written_in(folder)) if each.operator is Operator.SIGN]
    counted = try_mutants(ground_of(kb, suite.cases, folder), mutants)
    assert {each.fate for each in counted} == {Killed(kept.id, by_explanation=True)}
    assert score_of(try_mutants(ground_of(kb, suite.cases), mutants)).killed == 0


def test_several_processes_find_the_same(folder):
    kb = load(folder)
    mutants = mutants_of(kb, written_in(folder))
    ground = ground_of(kb, read_suite(folder).cases)
    assert try_mutants(ground, mutants, jobs=2) == try_mutants(ground, mutants)


def test_a_variant_shares_nothing_that_its_rule_has_a_part_in(folder):
    kb = load(folder)
    ground_of(kb, read_suite(folder).cases)
    before = dict(kb.derived)
    for mutant in mutants_of(kb, written_in(folder)):
        other = variant_of(kb, mutant.rule)
        assert other.playbooks.keys() == kb.playbooks.keys()
        assert ("model", mutant.rule.id) not in other.derived or mutant.rule.id in kb.conclusions
    assert kb.derived == before
