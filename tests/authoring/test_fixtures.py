"""Fixture cases: how they are put together, judged and reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagnose import load
from diagnose.authoring.cases import FixtureCase, read_cases
from diagnose.authoring.fixtures import CaseResult, CaseState, run_case, run_cases
from diagnose.authoring.report import failure_text
from diagnose.authoring.running import Report, record_of
from diagnose.authoring.suite import about_the_suite, read_suite
from diagnose.case import Intake
from diagnose.errors import Finding
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.documents import CasesDocument, read_document
from diagnose.nodes import Mapping, read_text

KB = {
    "kb.yaml": "format: 1\nname: tests\nlanguages: [en]\nprices: {escalation: {line-1: 200, line-2: 200}}\n",
    "support.yaml": """\
support: office
lines:
  line-1: {title: Desk, may: [consultation], channels: [phone, report], competence: mend}
  line-2: {title: Field, may: [on-site], channels: [phone, on-site], competence: mend}
channels:
  phone: {kind: consultation, askable: [customer]}
  on-site: {kind: on-site, askable: [on-site]}
  report: {kind: automatic, askable: []}
""",
    "vocabulary.yaml": """\
vocabulary: lamps
taxonomies:
  equipment:
    lamp: {title: Lamp}
    fan: {title: Fan}
  location:
    cellar: {title: Cellar}
attributes:
  lamp.light: {type: choice, values: [bright, none], abnormal: [none], complaint: true, question: Does it shine?, answered_by: [customer], takes: 10 s}
  lamp.socket: {type: choice, values: [live, dead], question: Is the socket live?, answered_by: [customer], takes: 10 s}
  lamp.hours: {type: number, unit: h, question: How long has it burnt?, answered_by: [customer], takes: 10 s}
  lamp.warm: {type: yes/no, question: Is it warm?, answered_by: [customer], takes: 10 s}
  lamp.stale: {type: yes/no}
""",
    "worn.yaml": """\
playbook: lamp.worn
title: The bulb is worn
status: approved
authors: [tests]
reviewed: 2026-11-22
sources: [field practice]
applies_to: {equipment: lamp}
when:
  lamp.light: none
  lamp.stale: true
  none:
    - lamp.socket: dead
frequency: common
shows: {lamp.light: {none: always}}
plan:
  - {step: change-bulb, do: Change the bulb., by: line-1, via: [phone], takes: 2 min, fixes: always, check: {lamp.light: bright}}
escalate: {to: line-2, because: Still dark.}
""",
    "socket.yaml": """\
playbook: lamp.no-power
title: The socket is dead
status: approved
authors: [tests]
reviewed: 2026-11-22
sources: [field practice]
applies_to: {equipment: lamp}
when: {lamp.light: none, lamp.socket: dead}
frequency: common
shows: {lamp.light: {none: always}}
plan:
  - {step: reset-fuse, do: Reset the fuse., by: line-1, via: [phone], takes: 2 min, fixes: always, check: {lamp.light: bright}}
escalate: {to: line-2, because: Still dark.}
""",
    "stale.yaml": """\
conclusion: lamp.is-stale
when: {lamp.hours: {at_least: 1000}}
sets: {lamp.stale: true}
because: A bulb burns a thousand hours.
""",
}


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    folder = tmp_path_factory.mktemp("kb")
    for name, text in KB.items():
        (folder / name).write_text(text, "utf-8")
    return load(folder)


def document(text: str) -> CasesDocument:
    node, found = read_text(text, "lamp.cases.yaml")
    assert isinstance(node, Mapping)
    read, wrong = read_document(node, "lamp.cases.yaml")
    assert isinstance(read, CasesDocument), (found, wrong)
    return read


def cases(text: str) -> tuple[tuple[FixtureCase, ...], tuple[Finding, ...]]:
    return read_cases(document(text), "lamp.cases.yaml")


def only(kb: KnowledgeBase, text: str) -> CaseResult:
    (result,) = run_cases(kb, [document(text)])
    return result


def symptoms(case: FixtureCase) -> dict[str, object]:
    return {each.attribute: str(each.value) for each in Intake.from_node(case.intake).reported()}


HEAD = "cases: lamp.worn\ngiven: {equipment: lamp, channel: report}\ntests:\n"
WORN = HEAD + (
    "  - name: worn\n"
    "    intake: {symptoms: {lamp.light: none, lamp.hours: 1200, lamp.socket: live}}\n"
    "    expect: {outcome: plan, fault: lamp.worn, first_step: change-bulb, line: line-1}\n"
)


# how they are put together


def test_given_is_a_default_that_an_intake_overrides() -> None:
    (first, second), _ = cases(
        "cases: lamp\ngiven: {equipment: lamp, symptoms: {lamp.light: none}}\ntests:\n"
        "  - {name: a, intake: {symptoms: {lamp.hours: 5}}, expect: {outcome: plan}}\n"
        "  - {name: b, intake: {equipment: fan, symptoms: {lamp.light: bright}}, expect: {outcome: plan}}\n"
    )
    assert symptoms(first) == {"lamp.light": "none", "lamp.hours": "5"}
    assert Intake.from_node(first.intake).equipment == ("lamp",)
    assert symptoms(second) == {"lamp.light": "bright"}
    assert Intake.from_node(second.intake).equipment == ("fan",)


def test_change_merges_attribute_by_attribute_and_takes_away() -> None:
    found, _ = cases(
        WORN
        + "  - name: other\n    like: worn\n"
        + "    change: {location: cellar, symptoms: {lamp.light: bright, lamp.hours: {remove: true}, lamp.warm: true}}\n"
        + "    expect: {outcome: unprecedented}\n"
        + "  - {name: third, like: other, change: {location: {remove: true}}, expect: {outcome: unprecedented}}\n"
    )
    assert symptoms(found[1]) == {"lamp.light": "bright", "lamp.socket": "live", "lamp.warm": "true"}
    assert [Intake.from_node(case.intake).location for case in found] == [None, "cellar", None]
    assert found[1].like == "worn"


def test_a_change_under_symptoms_replaces_what_stood_under_facts() -> None:
    (_, changed), _ = cases(
        HEAD
        + "  - {name: a, intake: {facts: {lamp.hours: 5}}, expect: {outcome: plan}}\n"
        + "  - {name: b, like: a, change: {symptoms: {lamp.hours: 6}}, expect: {outcome: plan}}\n"
    )
    assert symptoms(changed) == {"lamp.hours": "6"}


def test_a_list_of_symptoms_merges_like_a_mapping() -> None:
    (_, changed), _ = cases(
        HEAD
        + "  - {name: a, intake: {symptoms: [lamp.warm, {attribute: lamp.hours, value: 5}]}, expect: {outcome: plan}}\n"
        + "  - {name: b, like: a, change: {symptoms: {lamp.hours: 6, lamp.light: none}}, expect: {outcome: plan}}\n"
    )
    assert symptoms(changed) == {"lamp.warm": "true", "lamp.hours": "6", "lamp.light": "none"}


def test_a_table_makes_a_case_of_each_row() -> None:
    found, wrong = cases(
        HEAD
        + "  - name: edge\n    intake: {symptoms: {lamp.light: none}}\n"
        + "    table: {lamp.hours: [999, 1000], location: [cellar, cellar]}\n"
        + "    expect: {line: line-1}\n    expect_each: [{fault: lamp.no-power}, {fault: lamp.worn}]\n"
    )
    assert wrong == ()
    assert [case.name for case in found] == [
        "edge [lamp.hours: 999, location: cellar]",
        "edge [lamp.hours: 1000, location: cellar]",
    ]
    assert [symptoms(case)["lamp.hours"] for case in found] == ["999", "1000"]
    assert [case.expect.mentioned() for case in found] == [
        {"fault": ("lamp.no-power",), "line": ("line-1",)},
        {"fault": ("lamp.worn",), "line": ("line-1",)},
    ]


def test_rows_are_named_as_they_are_written() -> None:
    found, wrong = cases(
        HEAD
        + "  - name: c\n    intake: {}\n    table: {lamp.hours: [1, {unknown: customer}, {applies: false}]}\n"
        + "    expect: {line: line-1}\n"
    )
    assert wrong == ()
    assert [case.name for case in found] == [
        "c [lamp.hours: 1]",
        "c [lamp.hours: {unknown: customer}]",
        "c [lamp.hours: {applies: false}]",
    ]


FIVE = "{name: a, intake: {symptoms: {lamp.hours: 5}}, expect: {outcome: plan}}"


@pytest.mark.parametrize(
    ("code", "tests"),
    [
        ("CV702", ["{name: a, intake: {symptoms: {lamp.warm: true}}}"]),
        ("CV702", ["{name: a, intake: {symptoms: {lamp.warm: true}}, expect: {}}"]),
        ("CV709", ["{name: a, like: b, expect: {outcome: plan}}"]),
        ("CV709", ["{name: a, like: a, expect: {outcome: plan}}"]),
        ("CV709", ["{name: a, like: b, expect: {outcome: plan}}", "{name: b, like: a, expect: {outcome: plan}}"]),
        ("CV710", [FIVE, "{name: b, like: a, change: {symptoms: {lamp.hours: 5}}, expect: {matched: [lamp.worn]}}"]),
        ("CV706", [FIVE, "{name: b, intake: {symptoms: {lamp.hours: 5}}, expect: {outcome: plan}}"]),
        ("CV707", [FIVE, "{name: b, intake: {symptoms: {lamp.hours: 5}}, expect: {outcome: escalation}}"]),
        ("PB207", [FIVE, "{name: a, intake: {symptoms: {lamp.hours: 6}}, expect: {outcome: plan}}"]),
        ("PB102", ["{name: a, intake: {}, table: {lamp.hours: [5, 6]}, expect_each: [{outcome: plan}]}"]),
    ],
)
def test_cases_that_prove_nothing_or_contradict_each_other_are_found(code: str, tests: list[str]) -> None:
    _, found = cases(HEAD + "".join(f"  - {test}\n" for test in tests))
    assert {finding.code for finding in found} == {code}


def test_different_questions_to_the_same_facts_are_no_duplicates() -> None:
    _, wrong = cases(
        HEAD
        + "  - {name: a, intake: {symptoms: {lamp.hours: 5}}, expect: {outcome: plan}}\n"
        + "  - {name: b, intake: {symptoms: {lamp.hours: 5}}, expect: {not_matched: [lamp.worn]}}\n"
    )
    assert wrong == ()


# how they are judged


def test_a_case_that_meets_everything_passes(kb: KnowledgeBase) -> None:
    result = only(kb, WORN)
    assert (result.state, result.mismatches, result.warnings) == (CaseState.PASSED, (), ())


@pytest.mark.parametrize(
    ("expect", "key", "got"),
    [
        ("outcome: more-facts", "outcome", "plan"),
        ("fault: lamp.no-power", "fault", "lamp.worn"),
        ("faults_include: [lamp.no-power]", "faults_include", "lamp.worn"),
        ("first_step: reset-fuse", "first_step", "change-bulb"),
        ("steps_include: [reset-fuse]", "steps_include", "change-bulb"),
        ("question: lamp.warm", "question", "none"),
        ("line: line-2", "line", "line-1"),
        ("matched: [lamp.no-power]", "matched", "lamp.is-stale, lamp.worn"),
        ("not_matched: [lamp.worn]", "not_matched", "matched"),
        ("not_matched: [lamp.is-stale]", "not_matched", "matched"),
    ],
)
def test_each_expectation_can_fail(kb: KnowledgeBase, expect: str, key: str, got: str) -> None:
    text = WORN[: WORN.index("    expect:")] + f"    expect: {{{expect}}}\n"
    result = only(kb, text)
    assert result.state is CaseState.FAILED
    assert [(each.key, each.got) for each in result.mismatches] == [(key, got)]


@pytest.mark.parametrize(
    "expect",
    [
        "fault: lamp.wron",
        "faults_include: [lamp.wron]",
        "first_step: change-bulp",
        "steps_include: [change-bulp]",
        "question: lamp.wram",
        "line: line-9",
        "matched: [lamp.wron]",
        "not_matched: [lamp.wron]",
    ],
)
def test_an_id_that_does_not_exist_is_an_error_whatever_comes_of_the_case(kb: KnowledgeBase, expect: str) -> None:
    text = WORN[: WORN.index("    expect:")] + f"    expect: {{{expect}}}\n"
    result = only(kb, text)
    assert result.state is CaseState.BROKEN
    assert [finding.code for finding in result.findings] == ["CV701"]


def test_an_intake_that_cannot_be_read_breaks_the_case_at_its_own_place(kb: KnowledgeBase) -> None:
    result = only(kb, WORN.replace("lamp.hours: 1200", "lamp.hours: many"))
    assert result.state is CaseState.BROKEN
    (finding,) = result.findings
    assert (finding.at.file, finding.at.line) == ("lamp.cases.yaml", 5)


def test_excluding_a_playbook_that_has_nothing_to_do_with_the_case_is_vacuous(kb: KnowledgeBase) -> None:
    result = only(
        kb,
        "cases: lamp\ntests:\n  - name: a fan\n"
        "    intake: {equipment: fan, channel: report, symptoms: {lamp.warm: true}}\n"
        "    expect: {not_matched: [lamp.worn]}\n",
    )
    assert result.state is CaseState.BROKEN
    assert [finding.code for finding in result.findings] == ["CV703"]


def test_a_live_near_miss_is_not_vacuous(kb: KnowledgeBase) -> None:
    result = only(
        kb,
        WORN.replace("1200", "900").replace(
            "{outcome: plan, fault: lamp.worn, first_step: change-bulb, line: line-1}", "{not_matched: [lamp.worn]}"
        ),
    )
    assert (result.state, result.warnings) == (CaseState.PASSED, ())


def test_todo_may_fail_and_must_not_pass(kb: KnowledgeBase) -> None:
    todo = WORN.replace("    expect:", "    todo: needs a sensor\n    expect:")
    assert only(kb, todo).state is CaseState.TODO_PASSES
    assert only(kb, todo.replace("outcome: plan", "outcome: escalation")).state is CaseState.TODO
    assert not CaseState.TODO_PASSES.good
    assert CaseState.TODO.good


def test_an_open_case_expects_the_question_that_is_asked(kb: KnowledgeBase) -> None:
    result = only(
        kb,
        "cases: lamp\ntests:\n  - name: who knows\n"
        "    intake: {equipment: lamp, channel: phone, symptoms: {lamp.light: none}}\n"
        "    expect: {outcome: more-facts, question: lamp.hours}\n",
    )
    assert result.state is CaseState.PASSED


# how they are reported


def test_a_failure_says_which_condition_failed_where_and_how_to_run_it_again(kb: KnowledgeBase) -> None:
    text = WORN + (
        "  - name: socket's dead\n    like: worn\n    change: {symptoms: {lamp.socket: dead}}\n    expect: {fault: lamp.worn}\n"
    )
    result = run_cases(kb, [document(text)])[1]
    place = str(kb.playbooks["lamp.worn"].at).rsplit("/", 1)[0]
    assert failure_text(result, kb).replace(place + "/", "") == (
        "lamp.cases.yaml:7:5: FAIL socket's dead   (like: worn)\n"
        "  expected fault lamp.worn, got lamp.no-power\n"
        "  lamp.worn does not hold: 1 of 4 conditions false or open\n"
        "    worn.yaml:12:7  none: lamp.socket: dead      reported: dead\n"
        "  rerun: diagnose test --case 'lamp.cases.yaml::socket'\\''s dead'"
    )


def test_a_report_counts_and_is_good_only_without_failures(kb: KnowledgeBase) -> None:
    passed = record_of(only(kb, WORN), kb)
    failed = record_of(only(kb, WORN.replace("outcome: plan", "outcome: escalation")), kb)
    assert Report((passed,)).good
    report = Report((passed, failed))
    assert not report.good
    assert report.text().splitlines()[-1] == "2 cases: 1 passed, 1 failed, 0 to do"
    assert report.text("ru").splitlines()[-1] == "Примеров: 2; прошли: 1, не прошли: 1, отложены: 0"


# a whole folder


def test_the_suite_of_a_folder_names_what_no_case_proves(kb: KnowledgeBase, tmp_path: Path) -> None:
    for name, text in KB.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "lamp.cases.yaml").write_text(WORN, "utf-8")
    (tmp_path / "other.cases.yaml").write_text(WORN.replace("cases: lamp.worn", "cases: lamp.wron"), "utf-8")
    suite = read_suite(tmp_path)
    assert [case.id for case in suite.cases] == ["lamp.cases.yaml::worn", "other.cases.yaml::worn"]
    found = [(finding.code, finding.message) for finding in about_the_suite(suite.cases, kb)]
    assert found == [
        ("CV701", "these cases are about 'lamp.wron', which does not exist"),
        ("CV704", "no case shows that 'lamp.no-power' works"),
        ("CV705", "no case shows where 'lamp.no-power' stops"),
        ("CV705", "no case shows where 'lamp.worn' stops"),
    ]


def test_run_case_is_what_run_cases_does_for_each(kb: KnowledgeBase) -> None:
    (case,), _ = cases(WORN)
    assert run_case(case, kb).state is only(kb, WORN).state


def test_a_table_with_lists_of_different_length_makes_no_case() -> None:
    found, wrong = cases(
        HEAD + "  - {name: a, intake: {}, table: {lamp.hours: [5, 6], lamp.warm: [true]}, expect: {line: line-1}}\n"
    )
    assert found == ()
    assert [finding.message for finding in wrong] == ["this table has no rows, or lists of different length"]


def test_a_todo_that_passes_is_told_to_lose_its_mark(kb: KnowledgeBase) -> None:
    result = only(kb, WORN.replace("    expect:", "    todo: needs a sensor\n    expect:"))
    text = "error[CV708] this case passes, although it is marked todo (needs a sensor); remove the mark"
    assert text in failure_text(result, kb)


def test_a_case_may_expect_advice_and_its_playbook_by_any_outcome(kb: KnowledgeBase) -> None:
    result = only(
        kb,
        WORN.replace("{outcome: plan, fault: lamp.worn, first_step: change-bulb, line: line-1}", "{outcome: no-fault}"),
    )
    assert failure_text(result, kb).splitlines()[1:3] == ["  expected outcome no-fault, got plan", "  lamp.worn holds"]
