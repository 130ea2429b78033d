"""Runs over many files: in one process or several, in any order, up to the first failure."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose import load
from diagnose.authoring.fixtures import CaseResult, CaseState
from diagnose.authoring.running import FileRecord, Report, Run, Selection, read_expression, run_files, spread
from diagnose.authoring.suite import about_proofs, about_the_suite, case_files, read_suite
from diagnose.errors import UsageError
from tests.cases.base import CASES, FILES, WORN, write

ROOT = Path(__file__).parents[2]


def records(folder: Path, run: Run | None = None, jobs: int = 1) -> list[FileRecord]:
    return list(run_files(run or Run(load(folder), folder), case_files(folder), jobs))


def states(found: list[FileRecord]) -> list[tuple[str, CaseState]]:
    return [(case.name, case.state) for record in found for case in record.cases]


def test_every_case_of_every_file_passes_in_order(folder: Path) -> None:
    assert states(records(folder)) == [
        (name, CaseState.PASSED) for name in ("stuck", "in the attic", "dim", "dark", "worn", "not old enough")
    ]


def test_what_a_run_proves_is_what_the_cases_prove(folder: Path) -> None:
    kb = load(folder)
    found = records(folder, Run(kb, folder))
    proofs = [proof for record in found for proof in record.proofs]
    said = [(each.code, each.subject) for each in about_proofs(proofs, kb)]
    assert said == [("CV704", "lamp.no-power"), ("CV705", "lamp.no-power")]
    assert about_proofs(proofs, kb) == about_the_suite(read_suite(folder).cases, kb)


@given(st.integers())
@settings(max_examples=20)
def test_the_order_of_the_cases_changes_nothing(seed: int) -> None:
    folder = ORDERED
    kb = load(folder)
    assert records(folder, Run(kb, folder, shuffled=seed)) == records(folder, Run(kb, folder))


@pytest.fixture(scope="module", autouse=True)
def _ordered(tmp_path_factory: pytest.TempPathFactory) -> None:
    global ORDERED  # noqa: PLW0603 - hypothesis and fixtures of a function do not go together
    broken = WORN.replace("expect: {outcome: plan, fault: lamp.worn", "expect: {outcome: escalation, fault: lamp.dim")
    ORDERED = write(tmp_path_factory.mktemp("ordered"), FILES | CASES | {"more.cases.yaml": broken})


ORDERED = Path()


def test_a_run_that_fails_fast_ends_with_the_first_failure(folder: Path) -> None:
    dim = folder / "lamps/dim.cases.yaml"
    dim.write_text(dim.read_text("utf-8").replace("{fault: lamp.dim}", "{fault: lamp.worn}"), "utf-8")
    found = records(folder, Run(load(folder), folder, fail_fast=True))
    assert states(found) == [
        ("stuck", CaseState.PASSED),
        ("in the attic", CaseState.PASSED),
        ("dim", CaseState.FAILED),
    ]
    assert found[-1].stopped


def test_a_selection_leaves_the_others_out_and_still_knows_what_they_prove(folder: Path) -> None:
    run = Run(load(folder), folder, Selection(words=read_expression("old or attic")))
    found = records(folder, run)
    assert [name for name, _ in states(found)] == ["in the attic", "not old enough"]
    assert [record.held for record in found] == [2, 2, 2]
    assert found[1].ids == ("lamps/dim.cases.yaml::dim", "lamps/dim.cases.yaml::dark")


def test_old_marks_are_said_from_the_day_on_that_is_given(folder: Path) -> None:
    path = folder / "lamps/dim.cases.yaml"
    marked = "todo: {why: needs a meter, since: 2026-08-01}\n    expect: {fault: lamp.worn}"
    path.write_text(path.read_text("utf-8").replace("expect: {fault: lamp.dim}", marked), "utf-8")
    kb = load(folder)

    def said(today: date | None) -> list[str]:
        run = Run(kb, folder, today=today)
        return [str(each) for record in records(folder, run) for each in record.findings]

    assert said(None) == []
    assert said(date(2026, 10, 30)) == []
    assert said(date(2026, 10, 31)) == [
        f"{path}:4:5: CV708 marked todo for 91 days: needs a meter; do what it says, or leave the case out"
    ]


def test_a_mistake_in_the_defaults_is_said_once(folder: Path) -> None:
    path = folder / "lamps/worn.cases.yaml"
    path.write_text(path.read_text("utf-8").replace("channel: report", "channel: reprot"), "utf-8")
    record = records(folder)[-1]
    assert [(each.code, each.at.line) for each in record.findings] == [("PB203", 2)]
    assert record.cases == ()


def test_after_many_unreadable_cases_the_rest_is_left_out_in_any_order(folder: Path) -> None:
    many = "cases: lamp\ntests:\n" + "".join(
        f"  - {{name: n{n}, intake: {{symptoms: {{lamp.hours: h{n}}}}}, expect: {{line: line-1}}}}\n" for n in range(30)
    )
    write(folder, {"many.cases.yaml": many})
    kb = load(folder)
    plain = records(folder, Run(kb, folder))
    (record,) = [each for each in plain if len(each.cases) > 2]
    assert len(record.cases) == 20
    assert [each.message for each in record.findings] == [
        "10 cases after these were not run: too many intakes cannot be read"
    ]
    assert records(folder, Run(kb, folder, shuffled=3)) == plain


def test_a_broken_file_stops_no_other(folder: Path) -> None:
    write(folder, {"a.cases.yaml": "cases: [\n", "b.cases.yaml": FILES["lamps/dim.yaml"], "c.cases.yaml": "5\n"})
    found = records(folder)
    assert len(states(found)) == 6
    assert [sorted({each.code for each in record.findings}) for record in found[:3]] == [
        ["PB001"],
        ["PB014"],
        ["PB014"],
    ]


def test_a_record_keeps_what_it_is_told_to(folder: Path) -> None:
    def matched(result: CaseResult) -> tuple[str, ...]:
        return result.answer.inference.matched if result.answer else ()

    found = records(folder, Run(load(folder), folder, keep=matched))
    assert [case.kept for record in found for case in record.cases] == [
        ("fan.stuck",),
        (),
        ("lamp.dim",),
        (),
        ("lamp.worn",),
        (),
    ]


PROGRAM = """
import os, sys
from diagnose.authoring.running import spread
def work(item):
    if item == "die": os._exit(9)
    if item == "raise": raise ValueError("no good")
    return item * 2, os.getpid()
try:
    found = list(spread(work, sys.argv[2:], int(sys.argv[1])))
    print([value for value, _ in found], len({pid for _, pid in found}) > 1)
except Exception as error:
    print(type(error).__name__, error)
"""


def spreading(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stderr == ""
    return done.stdout.strip()


forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")


@forks
def test_results_of_several_processes_come_in_the_order_of_the_items() -> None:
    items = [str(number) for number in range(50)]
    assert spreading("3", *items) == f"{[item * 2 for item in items]} True"


@forks
def test_a_process_that_dies_or_fails_is_told() -> None:
    assert spreading("2", "a", "die", "b") == (
        "UsageError a process of this run was ended (exit code 9); run it again with -j 1"
    )
    assert spreading("2", "a", "raise", "b") == "RuntimeError ValueError: no good"


def test_one_job_is_an_ordinary_loop() -> None:
    assert list(spread(str.upper, ["a", "b"], 1)) == ["A", "B"]
    assert list(spread(str.upper, [], 4)) == []


def test_an_error_of_ours_passes_through() -> None:
    def refuse(_: str) -> str:
        raise UsageError("no")

    with pytest.raises(UsageError, match="no"):
        list(spread(refuse, ["a"], 1))


def test_a_report_counts_and_says_all(folder: Path) -> None:
    found = records(folder)
    report = Report(tuple(case for record in found for case in record.cases))
    assert report.good
    assert report.text() == "6 cases: 6 passed, 0 failed, 0 to do"
    assert report.text("ru") == "Примеров: 6; прошли: 6, не прошли: 0, отложены: 0"


def test_cases_and_records_can_be_sent_to_other_processes(folder: Path) -> None:
    cases = read_suite(folder).cases
    assert pickle.loads(pickle.dumps(cases)) == cases
    found = records(folder)
    assert pickle.loads(pickle.dumps(found)) == found


def test_a_process_with_threads_is_not_forked() -> None:
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        pids = list(spread(lambda _: os.getpid(), ["a", "b", "c"], 3))
    finally:
        ended.set()
        thread.join()
    assert set(pids) == {os.getpid()}
