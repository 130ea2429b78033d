"""The week of the small desk keeps what its README promises, by what stands in its record."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from diagnose import casework, load
from diagnose.case import CaseStatus
from diagnose.case.events import KINDS, Diagnosed, Escalated, Opened, Resolved
from diagnose.casework.dossier import Dossier, resume
from diagnose.record import CaseQuery, Record

ROOT = Path(__file__).parents[1]
STORY = ROOT / "examples" / "desk_week"
STRANGE = "printing.ipp-over-usb"
OTHERS = ("python3.13", "python3.12", "python3.11")
NEEDED = "import sqlalchemy, alembic, yaml, pydantic, pymorphy3, snowballstemmer, jinja2, holidays, experta"


def another_python() -> str:
    """Another Python that has the packages, or this one."""
    own = Path(sys.executable).resolve()
    for name in OTHERS:
        found = shutil.which(name)
        if found is None or Path(found).resolve() == own:
            continue
        if subprocess.run([found, "-c", NEEDED], capture_output=True, check=False).returncode == 0:
            return found
    return sys.executable


def begin(python: str, out: Path, hash_seed: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": hash_seed, "PYTHONIOENCODING": "utf-8"}
    command = [python, "-m", "examples.desk_week.week", "--out", str(out), "--seed", "5"]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.fixture(scope="module")
def weeks(tmp_path_factory):
    """The same week twice, side by side: its folders, and what the first one printed."""
    folder = tmp_path_factory.mktemp("weeks")
    running = [begin(sys.executable, folder / "one", "1"), begin(another_python(), folder / "two", "2")]
    printed = [each.communicate(timeout=900) for each in running]
    assert [(each.returncode, errors.decode()) for each, (_, errors) in zip(running, printed, strict=True)] == [
        (0, "")
    ] * 2
    return folder / "one", folder / "two", printed[0][0].decode()


@pytest.fixture(scope="module")
def week(weeks):
    return weeks[0]


@pytest.fixture(scope="module")
def record(week):
    with Record.open(week / "cases.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def cases(record):
    """Every case, by id."""
    rows = record.rows(CaseQuery(status=tuple(CaseStatus), most=10_000))
    return {each: record.case(each) for each in sorted((row.id for row in rows), key=int)}


@pytest.fixture(scope="module")
def told(week):
    return json.loads((week / "story.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def report(week):
    return json.loads((week / "report.json").read_text("utf-8"))


def strange_ones(cases):
    """The cases of the printers that print text of their own, in order."""
    return [each for each in cases.values() if each.intake.story is not None]


def lines_of(case):
    return [stay.line for stay in case.stays]


def first_playbook(case):
    return case.first.fault if case.first is not None else None


def test_there_are_hundreds_of_cases_at_all_lines(cases, told):
    assert 250 <= len(cases) == told["cases"] <= 450
    visits = Counter(line for case in cases.values() for line in set(lines_of(case)))
    assert set(visits) == {"line-1", "line-2", "line-3", "line-4"}
    assert min(visits.values()) >= 5


def test_everything_happens_that_can_happen_to_a_case(cases):
    events = [event for case in cases.values() for event in case.events]
    assert {event.kind for event in events} == set(KINDS)
    assert {event.what.ending.value for event in events if isinstance(event.what, Resolved)} == {
        "solved",
        "no-fault",
        "out-of-scope",
        "how-to",
        "went-away",
        "duplicate",
        "withdrawn",
    }
    assert {event.what.on.value for event in events if event.kind == "waiting"} == {"customer", "vendor"}


def test_customers_are_entitled_to_different_things_and_one_warranty_ends_in_the_week(cases):
    options = Counter(case.terms.option for case in cases.values())
    assert set(options) == {None, "warranty", "service-contract", "premium", "self-service"}
    branch = [case for case in cases.values() if case.intake.customer == "c-branch"]
    assert {case.terms.entitlement for case in branch if case.opened_at.day <= 17} == {"branch-warranty"}
    assert {case.terms.entitlement for case in branch if case.opened_at.day > 17} == {None}


def test_requests_come_by_day_by_night_and_at_the_weekend(cases):
    moments = [case.opened_at for case in cases.values()]
    assert {each.weekday() for each in moments} == set(range(7))
    assert 3 <= sum(each.weekday() > 4 for each in moments) <= 20
    assert sum(each.hour < 8 or each.hour >= 19 for each in moments) >= 5


def test_a_case_goes_up_by_itself_when_its_time_runs_out(cases):
    automatic = [
        event.what
        for case in cases.values()
        for event in case.events
        if isinstance(event.what, Escalated) and event.what.automatic
    ]
    assert len(automatic) >= 3
    assert {each.reason for each in automatic} == {"time-runs-out"}


def test_a_request_that_the_portal_sends_twice_is_one_case(cases, told):
    portal = [case for case in cases.values() if case.events[0].deed.by == "portal"]
    assert len(portal) == told["retried"] >= 10


def test_the_vendor_has_a_clock_of_its_own(cases, week):
    kb = load(week / "playbooks")
    passed_on = [case for case in cases.values() if "line-4" in lines_of(case)]
    found = [casework.deadlines_of(case, kb, case.events[-1].deed.at) for case in passed_on]
    assert all(each.vendor is not None for each in found)
    assert any(each.vendor.consumed > 0 for each in found)


def test_the_first_of_a_kind_go_to_line_3_and_are_one_group_there(cases, told):
    first = strange_ones(cases)[:3]
    assert [case.first.decision for case in first] == ["unprecedented"] * 3
    assert [lines_of(case)[-1] for case in first] == ["line-3"] * 3
    assert sorted(told["missing"]["cases"], key=int) == [case.id for case in first]
    assert "print.result=garbled" in told["missing"]["shared"]


def test_what_nobody_has_written_down_cannot_be_closed_by_line_2(told):
    assert told["refused"]["must-go-up"] >= 1


def test_a_precedent_lets_line_2_settle_one(cases):
    one = strange_ones(cases)[3]
    decision = next(each.what for each in one.events if isinstance(each.what, Diagnosed) and each.what.looked)
    assert (decision.decision, decision.reason) == ("escalation", "precedent")
    assert decision.precedents[0].case in [each.id for each in strange_ones(cases)[:3]]
    assert (lines_of(one), one.resolution.fault) == (["line-1", "line-2"], None)


def test_the_draft_is_made_of_the_solved_case(week, told, cases):
    draft = (week / "draft.yaml").read_text("utf-8")
    assert told["drafted_from"] == strange_ones(cases)[0].id
    assert f"playbook: {STRANGE}" in draft
    assert "status: draft" in draft
    assert "print.result: garbled" in draft
    assert "install-the-windows-update" in draft


def test_the_completed_playbook_teaches_a_lesson_with_its_lead_time(record, report, cases):
    lessons = record.lessons()
    first = strange_ones(cases)[0]
    assert {each.playbook for each in lessons} == {STRANGE}
    assert {each.case for each in lessons} == {each.id for each in strange_ones(cases)[:3]}
    adopted = datetime.fromisoformat("2026-11-19T10:00:00+03:00")
    (row,) = report["lessons"]
    assert row["playbook"] == STRANGE
    assert row["hours"] == pytest.approx((adopted - first.opened_at).total_seconds() / 3600)


def test_later_requests_of_that_kind_are_settled_at_line_1(cases):
    later = strange_ones(cases)[4:]
    assert len(later) == 4
    for case in later:
        assert (lines_of(case), first_playbook(case), case.resolution.fault) == (["line-1"], STRANGE, STRANGE)


def test_the_intake_says_that_it_is_one_of_many(told, report, cases):
    incident = told["incidents"][-1]
    assert len(incident["cases"]) == 12
    outage = [cases[each] for each in incident["cases"]]
    assert {(case.intake.equipment, case.intake.location) for case in outage} == {(("pax-a920",), "msk/shop-12")}
    assert "PAX A920" in incident["en"]
    assert "Магазин 12" in incident["ru"]
    said = [event.what.because for event in cases[incident["case"]].events if event.kind == "prioritised"]
    assert incident["en"] in said
    assert [(each["equipment"], each["location"], each["cases"]) for each in report["clusters"]] == [
        ("pax-a920", "msk/shop-12", 12)
    ]
    endings = Counter(case.resolution.ending.value for case in outage)
    assert endings["duplicate"] >= 8
    assert cases[incident["cases"][0]].resolution.ending.value == "solved"


def test_the_shares_of_the_report_are_those_of_a_count_by_hand(cases, report):
    settled = [case for case in cases.values() if case.settled]
    by_line = Counter(case.line for case in settled)
    assert {each["line"]: each["settled"]["count"] for each in report["lines"]} == {
        line: by_line[line] for line in ("line-1", "line-2", "line-3", "line-4")
    }
    assert {each["settled"]["of"] for each in report["lines"]} == {len(settled)}
    passed = [case for case in cases.values() if any(isinstance(each.what, Escalated) for each in case.events)]
    assert report["escalated"]["count"] == len(passed)
    assert report["reopened"]["count"] == sum(case.reopened > 0 for case in cases.values())
    endings = Counter(case.resolution.ending.value for case in settled)
    assert {each["name"]: each["share"]["count"] for each in report["endings"]} == endings
    hits = Counter(filter(None, (first_playbook(case) for case in cases.values())))
    assert {each["playbook"]: each["hits"] for each in report["playbooks"] if each["hits"]} == hits


def test_no_chain_is_broken_and_every_decision_is_made_again_alike(told, cases):
    decisions = sum(isinstance(event.what, Diagnosed) for case in cases.values() for event in case.events)
    assert (told["broken"], told["differently"], told["decisions"]) == ([], [], decisions)


def test_the_week_leaves_a_report_in_both_languages_and_a_dossier(week):
    for language, words in (("en", "What the record teaches"), ("ru", "Чему учит база обращений")):
        assert words.lower() in (week / f"report.{language}.txt").read_text("utf-8").lower()
        page = (week / f"report.{language}.html").read_text("utf-8")
        assert "<svg" in page
        assert re.search(r"(src|href)=.https?:", page) is None
    assert (week / "dossier.md").read_text("utf-8").startswith("# ")


def test_the_redacted_dossier_holds_no_words_of_the_customer_and_can_be_gone_on_with(week, record, cases):
    text = (week / "dossier.json").read_text("utf-8")
    dossier = Dossier.from_json(text)
    first = strange_ones(cases)[0]
    assert first.intake.story not in text
    opened = first.events[0]
    assert isinstance(opened.what, Opened)
    kb = record.knowledge_base(opened.deed.digest)
    assert resume(dossier, kb).diagnosis().decision.reason.value == "nothing-fits"


def test_the_same_seed_gives_the_same_bytes(weeks):
    one, two, _ = weeks
    for name in ("report.en.txt", "report.ru.txt", "report.json", "report.en.html", "story.json", "draft.yaml"):
        assert (one / name).read_bytes() == (two / name).read_bytes(), name


def test_the_readme_names_the_figures_of_this_week(weeks):
    page = (STORY / "README.md").read_text("utf-8")
    block = page.partition("```text\n")[2].partition("```")[0].splitlines()
    printed = weeks[2].splitlines()
    missing = [line for line in block if line.strip() and line not in printed]
    assert len(block) >= 10
    assert missing == []


def test_the_new_playbook_passes_its_cases_beside_all_others(tmp_path):
    base = tmp_path / "playbooks"
    shutil.copytree(ROOT / "playbooks", base)
    shutil.copytree(STORY / "new_playbook", base, dirs_exist_ok=True)
    from diagnose import check

    assert [each for each in check(base) if each.severity.value in ("error", "warning")] == []
    from diagnose.cli.app import run

    assert run(["test", "--kb", str(base), "--rule", STRANGE]) == 0


def test_the_shipped_playbooks_do_not_know_it():
    assert STRANGE not in load(ROOT / "playbooks").playbooks


def test_the_files_of_the_story_are_short():
    for path in STORY.glob("*.py"):
        assert len(path.read_text("utf-8").splitlines()) <= 250, path.name
