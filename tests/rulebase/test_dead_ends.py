"""Decision trees as playbooks: branches without a leaf are found, whole trees and ordinary playbooks are left alone."""

from __future__ import annotations

import os
from random import Random

import pytest
import yaml

from tests.rulebase.texts import found

TREES = int(os.environ.get("DIAGNOSE_TREES", "40"))

WORDS = """\
vocabulary: car
taxonomies: {equipment: {car: {title: Car}}}
attributes:
  car.trouble: {type: choice, values: [none, no-start, stalls], abnormal: [no-start, stalls], complaint: true, answered_by: [customer]}
  car.cranks: {type: yes/no, answered_by: [customer]}
  car.lights: {type: choice, values: [bright, dim, out], answered_by: [customer]}
  car.spark: {type: choice, values: [none, weak, strong], answered_by: [line-1]}
  car.fuel: {type: yes/no, answered_by: [customer]}
"""
QUESTIONS = {
    "car.cranks": [True, False],
    "car.lights": ["bright", "dim", "out"],
    "car.spark": ["none", "weak", "strong"],
    "car.fuel": [True, False],
}
SUPPORT = "support: garage\nlines: {line-1: {channels: [phone]}, line-2: {channels: [phone]}}\nchannels: {phone: {askable: [customer]}}\n"


def written(value):
    return {True: "true", False: "false"}.get(value, value)


def laid(folder, paths):
    """A folder with a playbook for each of ``paths``, which lead from the complaint through answers to a fault."""
    (folder / "kb.yaml").write_text("format: 1\nname: car\n", encoding="utf-8")
    (folder / "words.yaml").write_text(WORDS, encoding="utf-8")
    (folder / "support.yaml").write_text(SUPPORT, encoding="utf-8")
    for number, path in enumerate(paths):
        tests = ", ".join(f"{name}: {written(value)}" for name, value in path.items())
        text = (
            f"playbook: car.fault-{number}\ntitle: Fault {number}\napplies_to: {{equipment: car}}\n"
            f"when: {{car.trouble: no-start, {tests}}}\nfrequency: {number + 1}\n"
            f"plan: [{{step: mend-{number}, do: Mend {number}., by: line-1, via: [phone]}}]\n"
        )
        (folder / f"fault-{number}.yaml").write_text(text, encoding="utf-8")
    return folder


def answers_to(findings):
    """By question the answers that lead nowhere, as the witnesses of ``findings`` know them."""
    return {
        name: witness["facts"][name]
        for finding in findings
        for witness in [yaml.safe_load(finding.witness)]
        for name in [finding.message.values["attribute"]]
    }


def test_a_branch_without_a_leaf_is_found_with_a_case_that_leads_there(tmp_path):
    paths = [
        {"car.cranks": False, "car.lights": "bright"},
        {"car.cranks": False, "car.lights": "dim"},
        {"car.cranks": True, "car.spark": "none"},
        {"car.cranks": True, "car.spark": "weak"},
        {"car.cranks": True, "car.spark": "strong"},
    ]
    findings = found(laid(tmp_path, paths), "PB415")
    assert [finding.witness for finding in findings] == [
        "{equipment: car, symptoms: {car.trouble: no-start}, facts: {car.cranks: false, car.lights: out}}"
    ]


def test_the_missing_side_of_a_yes_or_no_question_is_found_in_a_tree(tmp_path):
    paths = [{"car.cranks": True, "car.spark": spark} for spark in ("none", "weak", "strong")]
    findings = found(laid(tmp_path, paths), "PB415")
    assert answers_to(findings) == {"car.cranks": False}
    assert len(findings) == 1


def test_one_playbook_for_a_complaint_is_no_tree(tmp_path):
    assert found(laid(tmp_path, [{"car.cranks": False, "car.lights": "dim"}]), "PB415") == []


def test_a_playbook_that_does_not_ask_leaves_no_dead_end(tmp_path):
    paths = [{"car.lights": "bright"}, {"car.lights": "dim"}, {"car.fuel": True}]
    assert found(laid(tmp_path, paths), "PB415") == []


def grown(random, questions, known):
    """The leaves of a whole tree that asks some of ``questions``, each with what is ``known`` there."""
    if not questions or (known and random.random() < 0.3):
        return [known]
    name = random.choice(questions)
    rest = [each for each in questions if each != name]
    return [leaf for value in QUESTIONS[name] for leaf in grown(random, rest, {**known, name: value})]


@pytest.mark.parametrize("part", range(2))
def test_a_whole_tree_has_no_dead_end_and_without_a_leaf_it_has_one(tmp_path, part):
    for seed in range(part * TREES // 2, (part + 1) * TREES // 2):
        random = Random(seed)
        leaves = grown(random, sorted(QUESTIONS), {})
        whole = tmp_path / f"whole-{seed}"
        whole.mkdir()
        assert found(laid(whole, leaves), "PB415") == [], seed
        missing = random.choice(leaves)
        left = [leaf for leaf in leaves if leaf is not missing]
        if len(left) < 3:
            continue
        torn = tmp_path / f"torn-{seed}"
        torn.mkdir()
        findings = found(laid(torn, left), "PB415")
        assert findings, (seed, missing)
        for finding in findings:
            facts = yaml.safe_load(finding.witness).get("facts", {})
            told = {name: facts.get(name) for name in missing}
            assert all(value in (None, missing[name]) for name, value in told.items()), (seed, missing, finding.witness)
